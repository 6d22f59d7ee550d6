import type { Track } from '#lib/domain/people/patron.ts';

export interface DemoClassPlan {
	readonly name: string;
	/** 1 to 6. */
	readonly yearLayer: number;
	readonly tracks: readonly Track[];
	/** Number of pupils. */
	readonly size: number;
}

/**
 * A school with every track, as found in a small town: 700 pupils. First years are lettered and sit in mixed classes
 * (as about six in ten do in the country), later years carry their track in the name; practical education and vmbo
 * end after the fourth year, havo after the fifth.
 */
export const demoClassPlans: readonly DemoClassPlan[] = [
	{ name: '1a', yearLayer: 1, tracks: ['pro'], size: 14 },
	{ name: '1b', yearLayer: 1, tracks: ['vmbo-b', 'vmbo-k'], size: 22 },
	{ name: '1c', yearLayer: 1, tracks: ['vmbo-k', 'vmbo-gt'], size: 24 },
	{ name: '1d', yearLayer: 1, tracks: ['vmbo-gt', 'havo'], size: 27 },
	{ name: '1e', yearLayer: 1, tracks: ['havo', 'vwo'], size: 28 },
	{ name: '1f', yearLayer: 1, tracks: ['havo', 'vwo'], size: 28 },
	{ name: '1g', yearLayer: 1, tracks: ['vwo'], size: 26 },
	{ name: '2pro1', yearLayer: 2, tracks: ['pro'], size: 13 },
	{ name: '2bk1', yearLayer: 2, tracks: ['vmbo-b', 'vmbo-k'], size: 21 },
	{ name: '2kgt1', yearLayer: 2, tracks: ['vmbo-k', 'vmbo-gt'], size: 24 },
	{ name: '2mh1', yearLayer: 2, tracks: ['vmbo-gt', 'havo'], size: 26 },
	{ name: '2hv1', yearLayer: 2, tracks: ['havo', 'vwo'], size: 27 },
	{ name: '2hv2', yearLayer: 2, tracks: ['havo', 'vwo'], size: 27 },
	{ name: '2hv3', yearLayer: 2, tracks: ['havo', 'vwo'], size: 26 },
	{ name: '3pro1', yearLayer: 3, tracks: ['pro'], size: 12 },
	{ name: '3bk1', yearLayer: 3, tracks: ['vmbo-b', 'vmbo-k'], size: 20 },
	{ name: '3kgt1', yearLayer: 3, tracks: ['vmbo-k', 'vmbo-gt'], size: 24 },
	{ name: '3gt1', yearLayer: 3, tracks: ['vmbo-gt'], size: 26 },
	{ name: 'H3a', yearLayer: 3, tracks: ['havo'], size: 28 },
	{ name: 'H3b', yearLayer: 3, tracks: ['havo'], size: 26 },
	{ name: 'V3a', yearLayer: 3, tracks: ['vwo'], size: 27 },
	{ name: '4pro1', yearLayer: 4, tracks: ['pro'], size: 11 },
	{ name: '4bk1', yearLayer: 4, tracks: ['vmbo-b', 'vmbo-k'], size: 19 },
	{ name: '4gt1', yearLayer: 4, tracks: ['vmbo-gt'], size: 25 },
	{ name: 'H4a', yearLayer: 4, tracks: ['havo'], size: 27 },
	{ name: 'H4b', yearLayer: 4, tracks: ['havo'], size: 26 },
	{ name: 'V4a', yearLayer: 4, tracks: ['vwo'], size: 26 },
	{ name: 'H5a', yearLayer: 5, tracks: ['havo'], size: 24 },
	{ name: 'V5a', yearLayer: 5, tracks: ['vwo'], size: 24 },
	{ name: 'V6a', yearLayer: 6, tracks: ['vwo'], size: 22 }
];

import { between, pick, type Chance } from './cover-chance.ts';
import type { CoverPalette } from './cover-palettes.ts';

/** A cover is 200 units wide and 300 high. */
export const COVER_WIDTH = 200;
export const COVER_HEIGHT = 300;

/** An outline in SVG path language, filled or drawn with one of the five inks. */
export type Shape = { d: string; ink: keyof CoverPalette; stroke?: number };

/** A picture, and where it leaves the ground free for words. */
export type Composition = {
	shapes: Shape[];
	/** Top and height of the free ground in which title and author stand. */
	words: { top: number; height: number; from: 'top' | 'bottom' };
	/** The first letter, very large, behind the words. */
	letter?: boolean;
};

type Draw = (chance: Chance) => Composition;

const AT_TOP = { top: 18, height: 138, from: 'top' } as const;

function circle(x: number, y: number, radius: number): string {
	return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
}

function box(x: number, y: number, width: number, height: number): string {
	return `M${x} ${y}h${width}v${height}h${-width}z`;
}

/** A sun or moon over water, with its reflection in ever shorter strokes. */
const horizon: Draw = (chance) => {
	const x = between(chance, 55, 145);
	const radius = between(chance, 36, 50);
	const sea = between(chance, 226, 240);
	const strokes = Array.from({ length: 5 }, (_, i): Shape => {
		const width = radius * (1.7 - i * 0.26) * (0.8 + chance() * 0.4);
		return { d: box(x - width / 2 + between(chance, -7, 7), sea + 9 + i * 12, width, 4), ink: i % 2 ? 'high' : 'mid' };
	});
	return {
		shapes: [
			{ d: circle(x, sea - between(chance, 0, 16), radius), ink: chance() < 0.5 ? 'mid' : 'high' },
			{ d: box(0, sea, COVER_WIDTH, COVER_HEIGHT - sea), ink: 'low' },
			...strokes
		],
		words: AT_TOP
	};
};

/** Three ranges of hills, each nearer one lower. */
const hills: Draw = (chance) => {
	const range = (top: number, ink: Shape['ink']): Shape => {
		const lift = between(chance, 16, 34) * (chance() < 0.5 ? 1 : -1);
		return {
			d: `M0 ${top}C50 ${top - lift} 70 ${top + lift} 110 ${top}S170 ${top - lift} 200 ${top - lift / 3}V300H0z`,
			ink
		};
	};
	const moon = circle(between(chance, 130, 168), 192, between(chance, 9, 15));
	return {
		shapes: [{ d: moon, ink: 'high' }, range(216, 'low'), range(240, 'mid'), range(272, 'high')],
		words: AT_TOP
	};
};

/** Doors within doors. */
const doorway: Draw = (chance) => {
	const x = pick(chance, [62, 100, 138]);
	const inks = pick(chance, [
		['low', 'mid', 'high', 'ground'],
		['mid', 'low', 'high', 'mid'],
		['high', 'mid', 'low', 'high']
	] as const);
	const shapes = inks.map((ink, i): Shape => {
		const half = 62 - i * 16;
		return { d: `M${x - half} 300V${230 + i * 6}a${half} ${half} 0 0 1 ${2 * half} 0V300z`, ink };
	});
	return { shapes, words: AT_TOP };
};

/** Quarter circles and squares, four by three, like a floor. */
const tiles: Draw = (chance) => {
	const side = 50;
	const above = chance() < 0.4;
	const first = above ? 0 : 150;
	const shapes = Array.from({ length: 12 }, (_, i): Shape[] => {
		const x = (i % 4) * side;
		const y = first + Math.floor(i / 4) * side;
		const ink = pick(chance, ['low', 'mid', 'high', 'mid', 'low'] as const);
		const under: Shape = { d: box(x, y, side, side), ink: ink === 'low' ? 'ground' : 'low' };
		const quarters = [
			`M${x} ${y}h${side}a${side} ${side} 0 0 1 ${-side} ${side}z`,
			`M${x + side} ${y}v${side}a${side} ${side} 0 0 1 ${-side} ${-side}z`,
			`M${x + side} ${y + side}h${-side}a${side} ${side} 0 0 1 ${side} ${-side}z`,
			`M${x} ${y + side}v${-side}a${side} ${side} 0 0 1 ${side} ${side}z`
		];
		const figure = chance() < 0.16 ? circle(x + side / 2, y + side / 2, side / 2 - 7) : pick(chance, quarters);
		return [under, { d: figure, ink }];
	}).flat();
	const words = above
		? ({ top: 164, height: 118, from: 'bottom' } as const)
		: ({ top: 18, height: 120, from: 'top' } as const);
	return { shapes, words };
};

/** Rings that grow out of a corner, as on water. */
const rings: Draw = (chance) => {
	const x = pick(chance, [0, 200, 200, 100]);
	const y = 300;
	const widest = x === 100 ? 118 : 134;
	const steps = between(chance, 4, 6);
	const start = between(chance, 0, 2);
	const inks = ['mid', 'low', 'high'] as const;
	const shapes = Array.from({ length: steps }, (_, i): Shape => ({
		d: circle(x, y, Math.round(widest * (1 - i / steps))),
		ink: inks[(i + start) % 3] ?? 'mid'
	}));
	return { shapes, words: AT_TOP };
};

/** The first letter as large as the cover, the words over it. */
const letter: Draw = (chance) => {
	const low = chance() < 0.5;
	return {
		shapes: [
			{ d: box(0, 0, COVER_WIDTH, 12), ink: 'mid' },
			{ d: box(0, 12, COVER_WIDTH, 5), ink: 'high' }
		],
		words: low ? { top: 120, height: 160, from: 'bottom' } : { top: 36, height: 160, from: 'top' },
		letter: true
	};
};

/** Threads of many lengths that hang from above, a bead at the end of each. */
const threads: Draw = (chance) => {
	const shapes = Array.from({ length: 9 }, (_, i): Shape[] => {
		const x = 20 + i * 20;
		const end = between(chance, 34, 132);
		const ink = pick(chance, ['mid', 'high', 'mid'] as const);
		return [
			{ d: `M${x} 0V${end}`, ink, stroke: 2 },
			{ d: circle(x, end, between(chance, 4, 9)), ink }
		];
	}).flat();
	return { shapes, words: { top: 156, height: 126, from: 'bottom' } };
};

/** All ways to compose a cover. */
export const compositions: readonly Draw[] = [horizon, hills, doorway, tiles, rings, letter, threads];

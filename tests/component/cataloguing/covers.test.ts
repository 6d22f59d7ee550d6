import { fireEvent, render } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import TitleCover from '#lib/ui/catalogue/TitleCover.svelte';
import { withCovers } from './with-covers.ts';

const about = { title: 'Het diner', authors: ['Koch, Herman'], isbns: ['9789041413680'] };

it('without a school that fetches covers, or without an ISBN, there is the drawn cover and nothing is asked', () => {
	expect(render(TitleCover, about).container.querySelector('img')).toBeNull();
	const { container } = render(TitleCover, { props: { ...about, isbns: [] }, context: withCovers(([isbn]) => isbn && `/api/cover/${isbn}`) });
	expect([container.querySelector('img'), container.querySelector('svg')?.tagName]).toEqual([null, 'svg']);
});

it('the drawn cover stands until the real one is whole, and when it fails', async () => {
	const { container } = render(TitleCover, { props: about, context: withCovers(([isbn]) => isbn && `/api/cover/${isbn}`) });
	const picture = container.querySelector('img');
	expect(picture?.getAttribute('src')).toBe('/api/cover/9789041413680');
	expect(container.querySelector('svg')).not.toBeNull();
	if (picture) await fireEvent.load(picture);
	expect(container.querySelector('svg')).toBeNull();
	if (picture) await fireEvent.error(picture);
	expect([container.querySelector('img'), container.querySelector('svg')?.tagName]).toEqual([null, 'svg']);
});

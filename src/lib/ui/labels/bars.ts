import { code128, type DrawingContext } from 'bwip-js/browser';

/** The bars of a linear code in its own units, as one SVG path. */
export interface Bars {
	readonly width: number;
	readonly height: number;
	readonly path: string;
}

/** Code 128: every scanner reads it, and it takes whatever an old label may say. `undefined`: not possible for this text. */
export function barsOf(text: string): Bars | undefined {
	// The code knows ASCII; the text itself still stands under the place where its bars would be.
	if (!/^[ -~]+$/.test(text)) return undefined;
	return code128({ bcid: 'code128', text, height: 10, scale: 1, includetext: false }, drawing());
}

/** Collects what the generator draws: upright lines, nothing else. */
function drawing(): DrawingContext<Bars> {
	let full = 0;
	let height = 0;
	let path = '';
	const nothing = () => {};
	return {
		scale: () => null,
		measure: () => ({ width: 0, ascent: 0, descent: 0 }),
		init: (width) => {
			full = width;
		},
		line: (x, top, _x, bottom, width) => {
			// The generator rounds the middle of a line of odd width up.
			path += `M${x - Math.ceil(width / 2)} ${top}h${width}V${bottom}h${-width}z`;
			height = Math.max(height, top, bottom);
		},
		polygon: nothing,
		hexagon: nothing,
		ellipse: nothing,
		fill: nothing,
		text: nothing,
		end: () => ({ width: full, height, path })
	};
}

/** Relative luminance of '#rrggbb' as WCAG 2.2 defines it. */
function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast between two '#rrggbb' colours, from 1 to 21. */
export function contrast(first: string, second: string): number {
	const [light = 0, dark = 0] = [luminance(first), luminance(second)].toSorted((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

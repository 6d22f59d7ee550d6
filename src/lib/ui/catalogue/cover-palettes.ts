/**
 * Five inks to a cover. `ink` is read on `ground` and on `low` (tested: 4.5:1 at least);
 * `mid` and `high` only ever colour shapes that carry no text.
 */
export type CoverPalette = { ground: string; low: string; mid: string; high: string; ink: string };

type GenreFamily = { words: RegExp; palettes: readonly CoverPalette[] };

const night = { ground: '#14202e', low: '#1d3044', mid: '#c8412c', high: '#f0c25a', ink: '#f7f0e2' };
const ember = { ground: '#231512', low: '#3a1f19', mid: '#d9572b', high: '#f3d7a4', ink: '#fbefdf' };
const fog = { ground: '#d9dcd6', low: '#c5cbc4', mid: '#31424a', high: '#b3372a', ink: '#182227' };
const dusk = { ground: '#2b2352', low: '#3a2f6b', mid: '#d98a3d', high: '#f4d58d', ink: '#f9f1e0' };
const wood = { ground: '#143b36', low: '#1c4d46', mid: '#d5a13a', high: '#e9e0c0', ink: '#f6f2df' };
const orbit = { ground: '#0e3b4a', low: '#14505f', mid: '#ef6f4a', high: '#a9dcd3', ink: '#f1f7f2' };
const signal = { ground: '#e8e34f', low: '#dcd53a', mid: '#1d2b53', high: '#e0483c', ink: '#161b33' };
const parchment = { ground: '#e8d6ae', low: '#dcc694', mid: '#8a3b22', high: '#3f5a4a', ink: '#33210f' };
const tapestry = { ground: '#5b2333', low: '#6d2c3e', mid: '#c99a3f', high: '#e8cfa8', ink: '#faeeda' };
const slate = { ground: '#4a4f45', low: '#3f443b', mid: '#b5502f', high: '#d5cba7', ink: '#f8f3e3' };
const ration = { ground: '#cfc5a5', low: '#bfb491', mid: '#4d5138', high: '#9c3a24', ink: '#23241a' };
const rose = { ground: '#f3c9bf', low: '#eeb9ad', mid: '#a32d4b', high: '#fff2e4', ink: '#4a0f22' };
const wine = { ground: '#7d1f3c', low: '#6c1933', mid: '#f08f7a', high: '#f9d9c4', ink: '#fff1e6' };
const pitch = { ground: '#1c5b3a', low: '#174d31', mid: '#f28c28', high: '#f4f0dc', ink: '#fbfaea' };
const track = { ground: '#f2a33a', low: '#eb9626', mid: '#1f4f8b', high: '#fdf3da', ink: '#2b1703' };
const sunny = { ground: '#f6cf57', low: '#f1c440', mid: '#d5482f', high: '#2f6f8f', ink: '#2e1d05' };
const chalk = { ground: '#26483f', low: '#1f3d35', mid: '#f2c14e', high: '#e9efe2', ink: '#f7faef' };
const water = { ground: '#bcd9de', low: '#aacdd4', mid: '#1f5673', high: '#f6efdf', ink: '#0e2c3d' };
const clay = { ground: '#e7c3a2', low: '#dfb48d', mid: '#9b3f2a', high: '#2e5a5c', ink: '#3a1a0c' };
const lilac = { ground: '#d8c8e6', low: '#cbb7dd', mid: '#5a3a86', high: '#f4e3b2', ink: '#2a1746' };
const moss = { ground: '#cfd8b0', low: '#c1cc9b', mid: '#3f6b3a', high: '#d9713c', ink: '#1d2f16' };
const brick = { ground: '#9c3a25', low: '#8a311e', mid: '#f0b66b', high: '#f7e6cf', ink: '#fff4e6' };
const harbour = { ground: '#21476b', low: '#1b3c5c', mid: '#f2a65a', high: '#d5e6ec', ink: '#f5f8f6' };
const linen = { ground: '#f1e6d2', low: '#e8d9be', mid: '#b5452c', high: '#2f4858', ink: '#2a1d12' };

// The first family that matches wins, so the telling words come before the broad ones.
const families: readonly GenreFamily[] = [
	{ words: /graphic|strip|manga/i, palettes: [signal, sunny, orbit] },
	{ words: /oorlog|\bwar\b/i, palettes: [slate, ration, fog] },
	{ words: /science|dystop|toekomst|future/i, palettes: [orbit, signal, night] },
	{ words: /fantas|sprook|magi|fairy/i, palettes: [dusk, wood, tapestry] },
	{ words: /thriller|suspense|spann|detective|misdaad|horror|griezel|crime|avontuur/i, palettes: [night, ember, fog, wood, harbour] },
	{ words: /histor|geschied|middeleeuw/i, palettes: [parchment, tapestry, wood] },
	{ words: /liefde|romant|love/i, palettes: [rose, wine, lilac] },
	{ words: /sport/i, palettes: [pitch, track, water] },
	{ words: /school|humor|eenvoudig|grappig/i, palettes: [sunny, chalk, track, water] },
	{ words: /waargebeurd|biogra|natuur|kunst|informat/i, palettes: [moss, clay, linen] },
	{ words: /psycholog|probleem|dagboek|familie|maatschapp|filosof/i, palettes: [water, clay, lilac, moss, brick, harbour] }
];
const otherwise: readonly CoverPalette[] = [brick, water, linen, harbour, lilac, moss, clay, chalk, wine];

/** The palettes that suit a genre; a title may have several genres in one text ("Fantasy;Young Adult"). */
export function palettesFor(genre: string | undefined): readonly CoverPalette[] {
	return families.find((family) => family.words.test(genre ?? ''))?.palettes ?? otherwise;
}

/** Every palette, for the test of their contrast. */
export const allPalettes: readonly CoverPalette[] = [...new Set([...families.flatMap((f) => f.palettes), ...otherwise])];

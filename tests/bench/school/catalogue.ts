import { mintedBarcode } from '#lib/domain/catalogue/barcode.ts';
import { checkDigit13 } from '#lib/domain/catalogue/isbn.ts';
import { copySchema, titleSchema, type Copy, type Title } from '#lib/domain/catalogue/title.ts';
import type { CopyId, TitleId } from '#lib/domain/shared/ids.ts';
import type { SeededRandom } from '#lib/server/demo/random.ts';
import { capitalised, Vocabulary } from './words.ts';

const genres = ['avontuur', 'fantasy', 'historisch', 'humor', 'liefde', 'oorlog', 'school', 'thriller', 'sport', 'dieren', 'poëzie', 'informatief'];

/** As many titles as asked for and half as many copies again. */
export function makeCatalogue(count: number, random: SeededRandom): { titles: Title[]; copies: Copy[] } {
	const vocabulary = new Vocabulary(random, 12_000);
	const authors = Array.from({ length: Math.ceil(count / 6) }, () => `${capitalised(vocabulary.rareWord())}, ${capitalised(vocabulary.rareWord())}`);
	const titles = Array.from({ length: count }, (_, i) => makeTitle(i, vocabulary, authors, random));
	const copies: Copy[] = [];
	for (const [i, title] of titles.entries()) {
		copies.push(makeCopy(copies.length, title, random));
		if (i % 2 === 0) copies.push(makeCopy(copies.length, title, random));
	}
	return { titles, copies };
}

function makeTitle(i: number, vocabulary: Vocabulary, authors: readonly string[], random: SeededRandom): Title {
	const twelve = `97890${String(i).padStart(7, '0')}`;
	const series = random.chance(0.2) ? capitalised(vocabulary.words(2)) : undefined;
	return titleSchema.parse({
		id: madeId<TitleId>('a', i),
		title: capitalised(`${vocabulary.words(random.int(1, 4))} ${vocabulary.rareWord()}`),
		...(random.chance(0.15) ? { subtitle: capitalised(vocabulary.words(random.int(3, 6))) } : {}),
		authors: [random.pick(authors)],
		isbns: [twelve + checkDigit13(twelve)],
		publisher: capitalised(vocabulary.word()),
		year: random.int(1965, 2026),
		language: 'nl',
		pages: random.int(48, 640),
		genre: random.pick(genres),
		...(series ? { series, seriesNumber: String(random.int(1, 9)) } : {}),
		audience: random.pick(['9+', '12+', '15+']),
		// Half of the records that schools bring along have one.
		...(random.chance(0.5) ? { summary: capitalised(vocabulary.words(random.int(30, 70))) } : {})
	});
}

function makeCopy(i: number, title: Title, random: SeededRandom): Copy {
	return copySchema.parse({
		id: madeId<CopyId>('b', i),
		titleId: title.id,
		barcode: mintedBarcode(i),
		shelf: `${capitalised(title.genre ?? '')} ${(title.authors[0] ?? '').slice(0, 4).toUpperCase()}`,
		priceCents: random.int(32, 90) * 25
	});
}

/** Shaped and as long as the ids that the app mints, but the same in every run. */
export function madeId<T extends string>(kind: string, i: number): T {
	const scattered = Math.imul(i + 1, 2_654_435_761) >>> 0;
	const hex = scattered.toString(16).padStart(8, '0');
	return `${hex}-${kind.padEnd(4, '0')}-4000-8000-${i.toString(16).padStart(12, '0')}` as T;
}

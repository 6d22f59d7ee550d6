import MiniSearch from 'minisearch';
import { foldText, searchEntryOf } from '#lib/client/search/search-text.ts';
import { TitleIndex } from '#lib/client/search/title-index.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import { seededRandom } from '#lib/server/demo/random.ts';
import { heldOutSet } from '../../support/held-out-set.ts';
import { hitRate, relevanceSet, relevanceTitles } from '../../support/relevance-set.ts';
import type { Bench, BenchOptions, BenchResult } from '../bench.ts';
import { makeCatalogue } from '../school/catalogue.ts';
import { ms, quantile } from '../support/figures.ts';
import { packageVersions } from '../support/versions.ts';
import { measurePhone } from './phone.ts';

/** Ids of what is found, best first. */
type Ask = (typed: string) => readonly string[];

interface Measured {
	readonly name: string;
	readonly p50: number;
	readonly p99: number;
	readonly at1: number;
	readonly at3: number;
	/** By the questions that no ranking was made for. */
	readonly heldOutAt1: number;
	readonly heldOutAt3: number;
}

const shown = 60;

async function run(options: BenchOptions, say: (line: string) => void): Promise<BenchResult> {
	const sizes = [...new Set([20_000, options.titles])];
	const tables = [];
	const figures: Record<string, readonly Measured[]> = {};
	for (const size of sizes) {
		say(`${size} titles`);
		const measured = measureSize(size, options);
		figures[size] = measured;
		const rows = measured.map(({ name, p50, p99, at1, at3, heldOutAt1, heldOutAt3 }) => [name, ms(p50), ms(p99), ...[at1, at3, heldOutAt1, heldOutAt3].map(percent)]);
		tables.push({ title: `a keystroke, ${size} titles`, columns: ['', 'p50', 'p99', 'hit at 1', 'hit at 3', 'held out at 1', 'held out at 3'], rows });
	}
	const largest = figures[options.titles] ?? [];
	const line = largest.map(({ name, p99, at1 }) => `${name} p99 ${ms(p99)}, first ${percent(at1)}`).join(' · ');
	const phone = await measurePhone(options, say);
	return {
		tables: [...tables, ...phone.tables],
		figures: { ...figures, phone: phone.figures },
		versions: { browser: phone.version, ...packageVersions('minisearch', 'pdfmake') },
		line: `${options.titles} titles: ${line}; ${phone.line}`
	};
}

function measureSize(size: number, { seed, peers }: BenchOptions): Measured[] {
	const real = relevanceTitles();
	const titles = [...real, ...makeCatalogue(size - real.length, seededRandom(seed)).titles];
	const asks: [string, Ask][] = [['ours', askOurs(titles)], ['linear scan', askScan(titles)]];
	if (peers) asks.push(['MiniSearch as it comes', askMiniSearch(titles)]);
	const byId = new Map<string, Title>(titles.map((title) => [title.id, title]));
	return asks.map(([name, ask]) => {
		const first = (typed: string) => ask(typed).slice(0, 3).flatMap((id) => byId.get(id) ?? []);
		const { at1, at3 } = hitRate(first);
		const heldOut = hitRate(first, heldOutSet);
		const times = keystrokes(ask);
		return { name, p50: quantile(times, 0.5), p99: quantile(times, 0.99), at1, at3, heldOutAt1: heldOut.at1, heldOutAt3: heldOut.at3 };
	});
}

/** Each question of the set, letter by letter, in milliseconds. */
function keystrokes(ask: Ask): number[] {
	const typed = relevanceSet.flatMap((query) => Array.from(query.typed, (_letter, end) => query.typed.slice(0, end + 1)));
	return typed.map((text) => {
		const began = performance.now();
		ask(text);
		return performance.now() - began;
	});
}

function askOurs(titles: readonly Title[]): Ask {
	const index = new TitleIndex();
	index.put(titles.map(searchEntryOf));
	index.prepare();
	return (typed) => index.query(typed, shown).hits.map(({ id }) => id);
}

function askMiniSearch(titles: readonly Title[]): Ask {
	const index = new MiniSearch({ fields: ['title', 'subtitle', 'authors', 'series', 'subject', 'genre'] });
	index.addAll(titles.map(searchEntryOf));
	return (typed) => index.search(typed).slice(0, shown).map(({ id }) => String(id));
}

/** The floor: texts folded beforehand, gone through from first to last; no typos, no order. */
function askScan(titles: readonly Title[]): Ask {
	const texts = titles.map((title) => ({ id: title.id, text: foldText([title.title, ...title.authors, title.series ?? ''].join(' ')) }));
	return (typed) => {
		const wanted = foldText(typed);
		return texts.filter(({ text }) => text.includes(wanted)).slice(0, shown).map(({ id }) => id);
	};
}

function percent(part: number): string {
	return `${(part * 100).toFixed(0)} %`;
}

export const find: Bench = {
	about: 'search as you type and what comes first, beside MiniSearch; and what a slow phone without a network needs',
	defaults: { titles: 100_000 },
	run
};

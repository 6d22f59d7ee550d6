import type { LookUpSource } from '#lib/domain/catalogue/look-up-source.ts';
import { isDeskStaff } from '#lib/domain/people/role.ts';
import type { LookUpAnswer, LookUpTrouble, ProposedTitle } from '#lib/protocol/look-up.ts';
import { proposedTitleSchema } from '#lib/protocol/look-up.ts';
import { isIsbn13 } from '#lib/domain/catalogue/isbn.ts';
import { RequestFailure } from '../failure.ts';
import { rowsOfMarc } from '../import/marc/marc-catalogue-row.ts';
import { readMarcXml } from '../import/marc/marc-xml.ts';
import type { ServerSession } from '../session.ts';
import { titleOfDublinCore } from './dublin-core.ts';
import { fetchOutside, OutsideFailure } from './outside.ts';
import { readSruAnswer, sruAddress } from './sru.ts';

/** Of one catalogue, in milliseconds: a person waits for it. */
const patience = 6_000;
/** Of one answer, in bytes: five records with summaries are a tenth of it. */
const largestAnswer = 1024 * 1024;
/** Of the whole round; what is left of the list is not asked any more. */
const patienceForAll = 15_000;

/** @throws RequestFailure `notAllowed`, `badRequest` */
export function requireLookUp(session: ServerSession, isbn: string): string {
	if (!isDeskStaff(session)) throw new RequestFailure('notAllowed');
	if (!isIsbn13(isbn)) throw new RequestFailure('badRequest', { path: 'isbn' });
	return isbn;
}

/** Asks catalogues in their order until one knows the ISBN. Never throws for what a catalogue does. */
export async function lookUp(sources: readonly LookUpSource[], isbn: string, vouchedFor: ReadonlySet<string>): Promise<LookUpAnswer> {
	const troubles: LookUpAnswer['troubles'] = [];
	const until = Date.now() + patienceForAll;
	for (const source of sources) {
		if (Date.now() > until) {
			troubles.push({ source: source.name, trouble: 'timeout' });
			continue;
		}
		const found = await askSource(source, isbn, vouchedFor);
		if ('trouble' in found) troubles.push({ source: source.name, ...found });
		else if (found.titles.length > 0) return { isbn, proposals: found.titles, troubles, sources: sources.length };
	}
	return { isbn, proposals: [], troubles, sources: sources.length };
}

type Asked = { readonly titles: ProposedTitle[] } | { readonly trouble: LookUpTrouble; readonly detail?: string };

async function askSource(source: LookUpSource, isbn: string, vouchedFor: ReadonlySet<string>): Promise<Asked> {
	const address = sruAddress(source, isbn);
	if (address === undefined) return { titles: [] };
	try {
		const { body } = await fetchOutside(address, { accept: 'application/xml, text/xml', timeout: patience, limit: largestAnswer, redirects: 2, vouchedFor });
		const answer = readSruAnswer(new TextDecoder().decode(body));
		if ('broken' in answer) return { trouble: 'badAnswer' };
		if ('diagnostic' in answer) return { trouble: 'diagnostic', detail: answer.diagnostic };
		return { titles: answer.records.flatMap(readRecords).flatMap((title) => proposalOf(source.name, title, isbn)) };
	} catch (error) {
		if (error instanceof OutsideFailure) return { trouble: error.trouble };
		throw error;
	}
}

/** What kind of record it is shows in the record itself; `recordSchema` has a dozen names for each. */
function readRecords(xml: string): object[] {
	const marc = [...readMarcXml(xml)].flatMap((reading) => ('record' in reading ? (rowsOfMarc(reading.record) ?? []).slice(0, 1) : []));
	if (marc.length > 0) return marc.map((row) => row.title);
	const core = titleOfDublinCore(xml);
	return core ? [core] : [];
}

/** A record that has ISBNs, but not the one asked for, is about another book. */
function proposalOf(source: string, title: object, isbn: string): ProposedTitle[] {
	const parsed = proposedTitleSchema.safeParse({ source, title });
	if (!parsed.success) return [];
	const { isbns } = parsed.data.title;
	if (isbns.length > 0 && !isbns.includes(isbn)) return [];
	return [{ source, title: { ...parsed.data.title, isbns: [isbn, ...isbns.filter((each) => each !== isbn)] } }];
}

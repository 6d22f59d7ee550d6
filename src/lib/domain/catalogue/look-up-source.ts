import { z } from 'zod';

export const sruVersions = ['1.1', '1.2', '2.0'] as const;

/** A catalogue elsewhere that answers SRU (Search/Retrieve via URL), asked for one ISBN (B1). */
export const lookUpSourceSchema = z.object({
	name: z.string().trim().min(1).max(100),
	/** Without a query; fixed parameters of the catalogue may stand in it. */
	address: z.url({ protocol: /^https?$/ }).max(500),
	version: z.enum(sruVersions),
	/** `recordSchema` as that server calls it. */
	recordSchema: z.string().max(200),
	/** CQL in which `{isbn}` stands for thirteen digits and `{isbn10}` for the older ten, where it has them. */
	query: z.string().max(300).refine((query) => query.includes('{isbn}') || query.includes('{isbn10}'))
});
export type LookUpSource = z.infer<typeof lookUpSourceSchema>;

/**
 * Catalogues with an open SRU door; a school chooses the ones it wants. They are data: an address that moved is mended
 * in the settings, not by a release. Read in November 2026 from
 * - KB: its own https://github.com/KBNLdataservices/public-docs/tree/main/jSRU; `isbn` and `dcx` from programs that use it
 * - K10plus: https://wiki.k10plus.de/display/K10PLUS/SRU, and its explain record for `pica.isb`
 * - DNB: https://www.dnb.de/sru (SRU 1.1, MARC21-xml, free and without registration)
 * - Library of Congress: https://www.loc.gov/z3950/lcserver.html (SRU 1.1, the Bath profile, over http only)
 */
export const lookUpPresets: readonly LookUpSource[] = [
	{
		name: 'Koninklijke Bibliotheek',
		address: 'https://jsru.kb.nl/sru/sru?x-collection=GGC',
		version: '1.2',
		recordSchema: 'dcx',
		query: 'isbn={isbn}'
	},
	{
		name: 'K10plus',
		address: 'https://sru.k10plus.de/opac-de-627',
		version: '1.1',
		recordSchema: 'marcxml',
		query: 'pica.isb={isbn}'
	},
	{
		name: 'Deutsche Nationalbibliothek',
		address: 'https://services.dnb.de/sru/dnb',
		version: '1.1',
		recordSchema: 'MARC21-xml',
		query: 'num={isbn}'
	},
	{
		name: 'Library of Congress',
		address: 'http://lx2.loc.gov:210/LCDB',
		version: '1.1',
		recordSchema: 'marcxml',
		query: 'bath.isbn={isbn}'
	}
];

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sruVersions, type LookUpSource } from '#lib/domain/catalogue/look-up-source.ts';
import { titleSchema } from '#lib/domain/catalogue/title.ts';
import { lookUpAnswerSchema } from '#lib/protocol/look-up.ts';
import { marcOfTitle } from '#lib/server/import/marc/marc-of-title.ts';
import { marcXmlFrame, marcXmlOf } from '#lib/server/import/marc/write-marc.ts';
import { lookUp, requireLookUp } from '#lib/server/links/look-up.ts';
import { startSruPeer, type SruPeer } from '../../support/sru/sru-peer.ts';

const diner = titleSchema.parse({ id: 'diner', title: 'Het diner', authors: ['Koch, Herman'], isbns: ['9789041413680'], publisher: 'Anthos', year: 2009, language: 'nl', pages: 301 });
const duo = titleSchema.parse({ id: 'duo', title: 'Élke dag & nacht <samen>', authors: ['Vries, Anke de', 'Dijk, Ko van'], isbns: ['9789025863524', '9789025863531'], year: 1998 });
const collection = marcXmlFrame.head + [diner, duo].map((title) => marcXmlOf(marcOfTitle(title, [], () => ''))).join('') + marcXmlFrame.foot;

let peer: SruPeer;
beforeAll(async () => {
	peer = await startSruPeer(collection);
});
afterAll(() => peer.stop());

const source = (change: Partial<LookUpSource> = {}): LookUpSource => ({
	name: 'Zebra',
	address: peer.address,
	version: '1.2',
	recordSchema: 'marcxml',
	query: 'bath.isbn={isbn}',
	...change
});
const ask = (isbn: string, ...sources: readonly LookUpSource[]) => lookUp(sources, isbn, new Set([peer.host])).then((answer) => lookUpAnswerSchema.parse(answer));
const unknown = '9789000000005';

describe('a catalogue that answers SRU', () => {
	it.each(sruVersions)('gives what it knows of an ISBN as a proposal, in version %s', async (version) => {
		const { id: _id, ...title } = diner;
		expect(await ask('9789041413680', source({ version }))).toEqual({ isbn: '9789041413680', proposals: [{ source: 'Zebra', title }], troubles: [], sources: 1 });
	});

	it('may answer in Dublin Core', async () => {
		const { proposals } = await ask('9789025863531', source({ recordSchema: 'dc' }));
		expect(proposals).toMatchObject([{ title: { title: duo.title, authors: duo.authors, year: 1998, isbns: ['9789025863531', '9789025863524'] } }]);
	});

	it('is asked only when those before it do not know', async () => {
		const second = source({ name: 'Tweede' });
		expect((await ask('9789041413680', source({ query: 'bath.isbn=0{isbn10}' }), second)).proposals[0]?.source).toBe('Tweede');
		expect((await ask('9789041413680', source(), second)).proposals[0]?.source).toBe('Zebra');
	});

	it('says that it has nothing', async () => {
		expect(await ask(unknown, source())).toEqual({ isbn: unknown, proposals: [], troubles: [], sources: 1 });
	});

	it('says in its own words what it does not understand, and the next one is asked', async () => {
		const wrongIndex = source({ name: 'A', query: 'nergens.isbn={isbn}' });
		const wrongSchema = source({ name: 'B', recordSchema: 'nope' });
		const { proposals, troubles } = await ask('9789041413680', wrongIndex, wrongSchema, source());
		expect(proposals).toHaveLength(1);
		expect(troubles).toMatchObject([
			{ source: 'A', trouble: 'diagnostic', detail: expect.stringContaining('context set') as string },
			{ source: 'B', trouble: 'diagnostic', detail: expect.stringContaining('schema') as string }
		]);
	});
});

describe('a look-up', () => {
	it('is for the desk, and for an ISBN', () => {
		const session = { accountId: 'a', schoolId: 's', expiresAt: Infinity } as never;
		expect(() => requireLookUp({ ...(session as object), roles: ['pupil'] } as never, '9789041413680')).toThrow('notAllowed');
		expect(() => requireLookUp({ ...(session as object), roles: ['mediaLibrarian'] } as never, '9789041413681')).toThrow('badRequest');
		expect(requireLookUp({ ...(session as object), roles: ['administrator'] } as never, '9789041413680')).toBe('9789041413680');
	});

	it('never reaches into the network of the server, unless whoever runs it vouches for the host', async () => {
		const inside = ['http://127.0.0.1:1/', 'http://localhost:1/', 'http://[::1]:1/', 'http://[::ffff:10.0.0.1]/', 'http://169.254.169.254/latest', 'http://2130706433/', 'http://user@127.0.0.1/'];
		for (const address of [peer.address, ...inside]) {
			const { troubles } = await lookUp([source({ address })], unknown, new Set());
			expect(troubles, address).toEqual([{ source: 'Zebra', trouble: 'refusedAddress' }]);
		}
	});
});

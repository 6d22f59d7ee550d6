import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SruPeer } from './sru-peer.ts';

const namespaces: Readonly<Record<string, string>> = { '2.0': 'http://docs.oasis-open.org/ns/search-ws/sruResponse' };

/** As much of SRU as a look-up by ISBN meets: three versions, two schemas, and a diagnostic for everything else. */
export async function startOwnPeer(marcXml: string): Promise<SruPeer> {
	const records = [...marcXml.matchAll(/<record[\s>][\s\S]*?<\/record>/g)].map(([record]) => record.replace('<record>', '<record xmlns="http://www.loc.gov/MARC21/slim">'));
	const server = createServer((request, response) => {
		const asked = new URL(request.url ?? '/', 'http://localhost').searchParams;
		response.setHeader('content-type', 'text/xml');
		response.end(answerTo(records, asked));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		name: 'a server of our own',
		host: `localhost:${port}`,
		address: `http://localhost:${port}/Default`,
		stop: () => new Promise((resolve) => server.close(() => resolve()))
	};
}

function answerTo(records: readonly string[], asked: URLSearchParams): string {
	const namespace = namespaces[asked.get('version') ?? ''] ?? 'http://www.loc.gov/zing/srw/';
	const frame = (inner: string) => `<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="${namespace}">${inner}</zs:searchRetrieveResponse>`;
	const isbn = /^bath\.isbn=(\d+)$/.exec(asked.get('query') ?? '')?.[1];
	if (isbn === undefined) return frame(`<zs:diagnostics>${diagnostic('info:srw/diagnostic/1/15', 'Unsupported context set')}</zs:diagnostics>`);
	const found = records.filter((record) => record.includes(`>${isbn}<`)).map((record) => recordIn(record, asked.get('recordSchema') ?? ''));
	return frame(`<zs:numberOfRecords>${found.length}</zs:numberOfRecords><zs:records>${found.join('')}</zs:records>`);
}

function recordIn(record: string, schema: string): string {
	const data = schema === 'marcxml' ? record : schema === 'dc' ? dublinCoreOf(record) : diagnostic('info:srw/diagnostic/1/66', 'Unknown schema for retrieval');
	return `<zs:record><zs:recordData>${data}</zs:recordData></zs:record>`;
}

function diagnostic(uri: string, message: string): string {
	return `<diag:diagnostic xmlns:diag="http://www.loc.gov/zing/srw/diagnostic/"><diag:uri>${uri}</diag:uri><diag:message>${message}</diag:message></diag:diagnostic>`;
}

function dublinCoreOf(record: string): string {
	const texts = (tag: string, code: string) => [...record.matchAll(new RegExp(`tag="${tag}"[^>]*>[\\s\\S]*?code="${code}">([^<]*)<`, 'g'))].map(([, text]) => text);
	const part = (name: string, values: readonly (string | undefined)[]) => values.map((value) => `<dc:${name}>${value}</dc:${name}>`).join('');
	const identifiers = texts('020', 'a').map((isbn) => `URN:ISBN:${isbn}`);
	const parts = [part('title', texts('245', 'a')), part('creator', [...texts('100', 'a'), ...texts('700', 'a')]), part('date', texts('264', 'c')), part('identifier', identifiers)];
	return `<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" xmlns:dc="http://purl.org/dc/elements/1.1/">${parts.join('')}</srw_dc:dc>`;
}

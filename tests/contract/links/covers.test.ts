import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Covers } from '#lib/server/links/covers.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

const [pictured, missing, script, tiny, broken] = ['9789041413680', '9789000000005', '9789025863524', '9789025863531', '9789045125503'] as const;
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]);
let server: Server;
let host: string;
let asked: string[] = [];
beforeAll(async () => {
	server = createServer((request, response) => {
		const isbn = (request.url ?? '').slice(1);
		asked.push(isbn);
		if (isbn === pictured) return void response.end(jpeg);
		if (isbn === script) return void response.setHeader('content-type', 'image/svg+xml').end(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script>${' '.repeat(500)}</svg>`);
		if (isbn === tiny) return void response.end(jpeg.subarray(0, 50));
		response.writeHead(isbn === broken ? 500 : 404).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	host = `localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it('a cover is fetched once, also when fifty ask for it and after a restart', async () => {
	await using folder = await makeTempFolder('covers');
	asked = [];
	const pattern = `http://${host}/{isbn}`;
	const covers = new Covers(folder.path, new Set([host]));
	const found = await Promise.all(Array.from({ length: 50 }, () => covers.find(pattern, pictured)));
	expect(found.every((cover) => cover?.type === 'image/jpeg' && Buffer.from(cover.bytes).equals(jpeg))).toBe(true);
	expect((await new Covers(folder.path, new Set([host])).find(pattern, pictured))?.type).toBe('image/jpeg');
	expect(asked).toEqual([pictured]);
});

it('what is no picture, or a dot that stands for none, is no cover, and is not asked for again', async () => {
	await using folder = await makeTempFolder('covers');
	asked = [];
	const covers = new Covers(folder.path, new Set([host]));
	for (const isbn of [missing, script, tiny, missing, script, tiny]) expect(await covers.find(`http://${host}/{isbn}`, isbn)).toBeUndefined();
	expect(asked).toEqual([missing, script, tiny]);
});

it('whoever fails is left alone for a while, and another address is another shelf', async () => {
	await using folder = await makeTempFolder('covers');
	asked = [];
	const covers = new Covers(folder.path, new Set([host]));
	expect(await covers.find(`http://${host}/{isbn}`, broken)).toBeUndefined();
	expect(await covers.find(`http://${host}/{isbn}`, pictured)).toBeUndefined();
	expect(asked).toEqual([broken]);
	expect(await new Covers(folder.path, new Set()).find(`http://${host}/{isbn}`, pictured)).toBeUndefined();
	expect(await new Covers(folder.path, new Set([host])).find(`http://${host}/{isbn}`, pictured)).toBeDefined();
	expect(asked).toEqual([broken, pictured]);
});

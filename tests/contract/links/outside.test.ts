import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchOutside, type OutsideRequest } from '#lib/server/links/outside.ts';
import { isPublicAddress } from '#lib/server/links/public-address.ts';

let server: Server;
let host: string;
beforeAll(async () => {
	server = createServer((request, response) => {
		const path = request.url ?? '';
		if (path === '/never') return;
		if (path === '/inside') return void response.writeHead(302, { location: 'http://127.0.0.2:9/' }).end();
		if (path === '/again') return void response.writeHead(302, { location: '/again' }).end();
		if (path === '/moved') return void response.writeHead(302, { location: '/' }).end();
		if (path === '/endless') {
			response.on('error', () => undefined);
			const more = () => response.write(Buffer.alloc(4096), () => !response.destroyed && more());
			return void more();
		}
		if (path === '/missing') return void response.writeHead(404).end();
		response.end('hier');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	host = `localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const fetchPath = (path: string, change: Partial<OutsideRequest> = {}) =>
	fetchOutside(`http://${host}${path}`, { accept: '*/*', timeout: 5000, limit: 10_000, redirects: 2, vouchedFor: new Set([host]), ...change });

it('an address is fetched, and a redirect is followed as often as is allowed', async () => {
	expect((await fetchPath('/')).body.toString()).toBe('hier');
	expect((await fetchPath('/moved')).body.toString()).toBe('hier');
	await expect(fetchPath('/moved', { redirects: 0 })).rejects.toThrow('badStatus');
	await expect(fetchPath('/again')).rejects.toThrow('badStatus');
});

it('a redirect goes through the same door as the address itself', async () => {
	await expect(fetchPath('/inside')).rejects.toThrow('refusedAddress');
});

it('who never ends, never answers, has nothing or is not there is told apart', async () => {
	await expect(fetchPath('/endless')).rejects.toThrow('tooLarge');
	await expect(fetchPath('/never', { timeout: 100 })).rejects.toThrow('timeout');
	await expect(fetchPath('/missing')).rejects.toThrow('badStatus: 404');
	await expect(fetchOutside('http://nergens.invalid/', { accept: '*/*', timeout: 5000, limit: 1, redirects: 0, vouchedFor: new Set() })).rejects.toThrow('unreachable');
	await expect(fetchOutside('file:///etc/passwd', { accept: '*/*', timeout: 5000, limit: 1, redirects: 0, vouchedFor: new Set() })).rejects.toThrow('refusedAddress');
});

it('what is public is the open internet and nothing else', () => {
	for (const address of ['8.8.8.8', '145.100.1.1', '2001:4860:4860::8888']) expect(isPublicAddress(address), address).toBe(true);
	const closed = ['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:8.8.8.8', 'fd00::1', 'fe80::1', 'ff02::1', 'nergens'];
	for (const address of closed) expect(isPublicAddress(address), address).toBe(false);
});

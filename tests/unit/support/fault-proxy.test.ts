import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultProxy } from '../../support/fault-proxy.ts';
import { readFrom } from './tcp.ts';

const answer = 'x'.repeat(5000);
let server: Server;
let proxy: FaultProxy;

beforeEach(async () => {
	server = createServer((socket) => {
		socket.on('error', () => socket.destroy());
		socket.once('data', () => socket.end(answer));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	proxy = await FaultProxy.start((server.address() as AddressInfo).port);
});

afterEach(async () => {
	await proxy.stop();
	await new Promise((resolve) => server.close(resolve));
});

describe('a network that misbehaves on command', () => {
	it('carries the whole answer while it passes', async () => {
		expect(await readFrom(proxy.port)).toEqual({ text: answer, end: 'end' });
	});

	it('carries the whole answer late', async () => {
		await proxy.setMode({ kind: 'pass', latency: 20 });
		expect(await readFrom(proxy.port)).toEqual({ text: answer, end: 'end' });
	});

	it('refuses connections with the cable out, and takes them again on the same port', async () => {
		await proxy.setMode({ kind: 'refuse' });
		expect(await readFrom(proxy.port)).toEqual({ text: '', end: 'ECONNREFUSED' });
		await proxy.setMode({ kind: 'pass' });
		expect(await readFrom(proxy.port)).toEqual({ text: answer, end: 'end' });
	});

	it('resets the connection after the given number of bytes', async () => {
		await proxy.setMode({ kind: 'cut', bytes: 1234 });
		const { text, end } = await readFrom(proxy.port);
		expect(text.length).toBeLessThanOrEqual(1234);
		expect(end).not.toBe('end');
	});

	it('holds an answer back while it stalls and hands it over afterwards', async () => {
		await proxy.setMode({ kind: 'stall' });
		const reading = readFrom(proxy.port);
		const first = await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 100, 'silence'))]);
		expect(first).toBe('silence');
		await proxy.setMode({ kind: 'pass' });
		expect(await reading).toEqual({ text: answer, end: 'end' });
	});

	it('drops connections that are open', async () => {
		await proxy.setMode({ kind: 'stall' });
		const reading = readFrom(proxy.port);
		await expect.poll(() => proxy.openConnections).toBe(1);
		proxy.dropConnections();
		expect((await reading).end).toBe('ECONNRESET');
	});
});

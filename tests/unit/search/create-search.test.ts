import { expect, it } from 'vitest';
import { createSearch, type SearchPort } from '#lib/client/search/create-search.ts';
import { makeSearchAnswerer, type SearchAnswer, type SearchRequest } from '#lib/client/search/search-messages.ts';
import { aTitle } from '../../builders/domain.ts';

/** A worker that answers when told to, so that a test decides what overtakes what. */
function aPort() {
	const answer = makeSearchAnswerer();
	const requests: SearchRequest[] = [];
	let listener: (event: { data: SearchAnswer }) => void = () => {};
	const port: SearchPort = {
		postMessage: (request) => requests.push(request),
		addEventListener: (_type, added) => (listener = added),
		terminate: () => {}
	};
	let answered = 0;
	const turn = async () => {
		const request = requests[answered++];
		if (request) listener({ data: answer(structuredClone(request)) });
		await Promise.resolve().then(() => {}).then(() => {}).then(() => {});
	};
	return { port, requests, turn };
}

async function untilDone(work: Promise<unknown>, turn: () => Promise<void>) {
	let done = false;
	void work.then(() => (done = true));
	while (!done) await turn();
}

it('of questions asked in a hurry only the last is answered, and none in between reaches the worker', async () => {
	const { port, requests, turn } = aPort();
	const search = createSearch(() => port);
	await untilDone(search.load([aTitle()]), turn);
	const answers = Promise.all(['k', 'kr', 'kruis'].map((text) => search.query(text, 5)));
	await untilDone(answers, turn);
	expect((await answers).map((found) => found?.total)).toEqual([undefined, undefined, 1]);
	expect(requests.filter((request) => request.type === 'query').map((request) => request.text)).toEqual(['k', 'kruis']);
});

it('hands titles over in slices that are never large enough to hold up the screen', async () => {
	const { port, requests, turn } = aPort();
	const search = createSearch(() => port);
	await untilDone(search.load(Array.from({ length: 1000 }, (_, n) => aTitle({ id: `t${n}` as never }))), turn);
	const sizes = requests.map((request) => (request.type === 'put' ? request.entries.length : 0));
	expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1000);
});

it('forgets titles that are gone', async () => {
	const { port, turn } = aPort();
	const search = createSearch(() => port);
	await untilDone(search.load([aTitle()]), turn);
	await untilDone(search.update([], ['title-1']), turn);
	const found = search.query('kruistocht', 5);
	await untilDone(found, turn);
	expect((await found)?.total).toBe(0);
});

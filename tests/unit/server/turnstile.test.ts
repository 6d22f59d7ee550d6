import { expect, test } from 'vitest';
import { failureResponse, respond } from '#lib/server/respond.ts';
import { Turnstile } from '#lib/server/sync/turnstile.ts';

test('more first loads than fit are told when to come back, and the next ones fit again', async () => {
	const turnstile = new Turnstile(1);
	let leave = () => {};
	const inside = turnstile.pass(() => new Promise<void>((resolve) => (leave = resolve)));
	const answer = await respond(() => turnstile.pass(async () => new Response('in')));
	expect(answer.status).toBe(503);
	expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
	leave();
	await inside;
	expect(await turnstile.pass(async () => 'in')).toBe('in');
});

test('a failure is a code with its status, never a sentence', async () => {
	const answer = failureResponse('cursorAhead', { seq: 3 });
	expect([answer.status, await answer.json()]).toEqual([409, { failure: 'cursorAhead', facts: { seq: 3 } }]);
});

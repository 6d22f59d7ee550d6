import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast.ts';

const css = readFileSync(path.join(import.meta.dirname, '../../src/app.css'), 'utf8');
const tokens = new Map(
	[...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
		([, name = '', light = '', dark = '']) => [name, { light, dark }]
	)
);
const outcomes = ['lent', 'returned', 'hold', 'attention', 'refused'];
const grounds = ['paper', 'surface', 'surface-raised', 'sunken'];
const readable: [ink: string, ground: string][] = [
	...grounds.flatMap((ground) =>
		['ink', 'ink-soft', 'accent', 'accent-strong', ...outcomes].map((ink): [string, string] => [ink, ground])
	),
	...outcomes.flatMap((outcome): [string, string][] => [
		[outcome, `${outcome}-soft`],
		['ink', `${outcome}-soft`],
		['ink-soft', `${outcome}-soft`],
		['accent', `${outcome}-soft`],
		['on-outcome', outcome]
	]),
	['on-accent', 'accent'],
	['on-accent', 'accent-strong'],
	['accent', 'accent-soft'],
	['ink', 'accent-soft'],
	['ink-soft', 'accent-soft']
];
const visible = grounds.flatMap((ground): [string, string][] => [
	['rule-strong', ground],
	['focus', ground]
]);

function colour(name: string, scheme: 'light' | 'dark'): string {
	const token = tokens.get(name);
	if (!token) throw new Error(`No colour token --${name} in app.css`);
	return token[scheme];
}

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
	it.each(readable)('%s can be read on %s', (ink, ground) => {
		expect(contrast(colour(ink, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(4.5);
	});

	it.each(visible)('the edge %s can be seen on %s', (edge, ground) => {
		expect(contrast(colour(edge, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(3);
	});
});

it('text grows with the reader’s own letter size', () => {
	const sizes = [...css.matchAll(/--text-[\w-]+: ([^;]+);/g)].map(([, size]) => size);
	expect(sizes.length).toBeGreaterThan(5);
	for (const size of sizes) expect(size).toMatch(/rem/);
	expect(css).toMatch(/font-size: 112\.5%/);
});

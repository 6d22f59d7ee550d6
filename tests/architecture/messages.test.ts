import { describe, expect, it } from 'vitest';
import { projectRoot } from './checks/files.ts';
import { findLiteralText } from './checks/markup.ts';
import { findMessageProblems } from './checks/messages.ts';
import { plant } from './planted.ts';

describe('the words of this project', () => {
	it('are there in both languages, with the same placeholders, and all of them are used', () => {
		expect(findMessageProblems(projectRoot)).toEqual([]);
	});

	it('stand in lib/i18n and not in markup', () => {
		expect(findLiteralText(projectRoot)).toEqual([]);
	});
});

describe('the check of words', () => {
	it('finds each way in which two languages can disagree', async () => {
		const settings = '{"plugin.inlang.messageFormat": {"pathPattern": ["./messages/{locale}/desk.json"]}}';
		await using folder = await plant({
			'src/lib/i18n/project.inlang/settings.json': settings,
			'src/lib/i18n/messages/nl/desk.json': JSON.stringify({ a: 'A {n}', b: 'B', code_x: 'X', idle: 'I', nested: { d: 'D' } }),
			'src/lib/i18n/messages/en/desk.json': JSON.stringify({ a: 'A {m}', c: 'C', code_x: 'X', idle: 'I', nested: { d: 'D' } }),
			'src/lib/i18n/messages/nl/late.json': JSON.stringify({ late: 'L' }),
			'src/lib/i18n/messages/en/late.json': JSON.stringify({ late: 'L' }),
			'src/routes/+page.svelte': "{m.a({ n: 1 })} {m.b()} {m[`code_${code}`]()} {m.late()} {m['nested.d']()}"
		});
		expect(findMessageProblems(folder.path)).toEqual([
			'b is missing in en',
			'c is missing in nl',
			'a has {n} in nl and {m} in en',
			'src/lib/i18n/messages/nl/late.json is not in project.inlang/settings.json',
			'idle is not used'
		]);
	});

	it('finds sentences in markup and words in attributes that are read out', async () => {
		await using folder = await plant({
			'src/Good.svelte': '<script>let x = "two words";</script><h1>Mediatheek</h1><p class="two words">{m.hello()} · 3</p>',
			'src/Bad.svelte': '{#if true}<p>Twee woorden</p>{/if}<button aria-label="Sluiten"></button>'
		});
		expect(findLiteralText(folder.path)).toEqual(['src/Bad.svelte: “Twee woorden”', 'src/Bad.svelte: “Sluiten”']);
	});
});

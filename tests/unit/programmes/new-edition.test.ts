import { describe, expect, it } from 'vitest';
import { editionSchema, type EditionId } from '#lib/domain/programmes/edition.ts';
import { foundingEditions } from '#lib/domain/programmes/founding-editions.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { blankEdition, kindsFor, kindOf, nextKey, readQuestions, ruleOf, stepKinds } from '#lib/ui/programmes/new-edition.ts';

const blank = blankEdition('e' as EditionId, 'own-1', 'Eigen', '2026-11-26' as CalendarDate);

describe('an edition that a school makes itself', () => {
	it('begins valid, in the school year of today', () => {
		expect(blank).toMatchObject({ label: '2026-2027', from: '2026-08-01', to: '2027-07-15', steps: [] });
		expect(editionSchema.parse(blank)).toEqual(blank);
	});

	it('offers only steps for which it has the part', () => {
		expect(kindsFor(blank)).not.toContain('votes');
		expect(kindsFor({ ...blank, packs: { perClass: 30 } })).toContain('pack');
	});

	it('begins every kind of step with a rule that stands by itself', () => {
		const full = { ...blank, chooser: true, packs: { perClass: 30 }, vote: { kind: 'cover' as const, maximum: 1, from: blank.from, to: blank.to }, rounds: [{ id: 'ronde-1', name: 'R', level: 'class' as const, criteria: [] }] };
		for (const kind of stepKinds) {
			const rule = ruleOf(kind, full);
			expect(kindOf(rule)).toBe(kind);
			expect(editionSchema.safeParse({ ...full, steps: [{ id: 'stap-1', name: 'Stap', rule }] }).success, kind).toBe(true);
		}
	});

	it('never gives two steps one key', () => {
		expect(nextKey('stap', ['stap-1', 'stap-3'])).toBe('stap-4');
		expect(nextKey('stap', ['stap-2'])).toBe('stap-3');
	});

	it('keeps the key of a question that only changes its words, so that answers stay with it', () => {
		const before = [{ id: 'vraag-1', text: 'Wat?' }, { id: 'vraag-2', text: 'Waar?' }];
		expect(readQuestions('Wat precies?\nWaar?', before)).toEqual([{ id: 'vraag-1', text: 'Wat precies?' }, { id: 'vraag-2', text: 'Waar?' }]);
		expect(readQuestions('Waar?\n\nNieuw?\nWat?', before)).toEqual([{ id: 'vraag-2', text: 'Waar?' }, { id: 'vraag-3', text: 'Nieuw?' }, { id: 'vraag-1', text: 'Wat?' }]);
	});
});

describe('the programmes of the national approach', () => {
	it('are eight, each with steps, and valid as they are', () => {
		const all = foundingEditions(2026, (programmeId) => programmeId as EditionId);
		expect(all).toHaveLength(8);
		for (const edition of all) expect(edition.steps.length, edition.name).toBeGreaterThan(0);
	});
});

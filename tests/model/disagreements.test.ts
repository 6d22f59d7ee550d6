import { afterEach, describe, expect, it } from 'vitest';
import type { Incident } from '#lib/domain/circulation/incident.ts';
import { answerText, incidentText } from '#lib/i18n/incident-text.ts';
import { namesFrom } from '#lib/i18n/names.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { answersTo } from '#lib/ui/incidents/incident-answers.ts';
import { settleAct } from '#lib/ui/incidents/settle-act.ts';
import { SimulatedSchool } from '../support/simulated-school.ts';
import type { SimulatedDevice } from '../support/simulation/simulated-device.ts';
import { act, disagreements, type Disagreement, type Kept, type Scene } from './disagreements.ts';

const minute = 60_000;
const desks: Record<string, string> = { 'desk-1': 'Balie 1', 'desk-2': 'Balie 2' };
let school: SimulatedSchool;
afterEach(() => school.close());

type Order = 'oneFirst' | 'twoFirst';

/** Plays the story up to where everybody knows everything. */
async function play({ before, first, then }: Disagreement, order: Order): Promise<Scene> {
	school = await SimulatedSchool.open(1);
	const [one, two, phone] = [await school.addDevice('desk'), await school.addDevice('desk'), await school.addDevice('account', 'patron-1' as never)];
	const scene = { school, one, two, phone };
	await school.heal();
	await before?.(scene);
	if (two.skew === 0) await school.heal();
	await school.pass(fiveMinutesIn - school.now);
	for (const device of school.devices) device.online = false;
	await first(scene);
	await school.pass(2 * minute);
	await then(scene);
	await school.pass(2 * minute);
	await school.heal([phone, ...(order === 'oneFirst' ? [one, two] : [two, one])]);
	return scene;
}
/** Five past nine in Amsterdam, after the simulated morning began. */
const fiveMinutesIn = Date.UTC(2026, 10, 23, 8, 5);

function keptAt({ runtime: { queries, records } }: SimulatedDevice): Kept {
	const state = queries.copyState('copy-1' as never);
	const { lastClosed } = state ?? {};
	return {
		holder: state?.open?.patronId ?? undefined,
		ended: lastClosed && { by: String(lastClosed.patronId), how: lastClosed.ending },
		status: records.get('copy', 'copy-1')?.status,
		hold: records.get('hold', 'hold-1')?.status,
		card: records.get('card', '777')?.patronId
	};
}

const incidentsAt = ({ runtime }: SimulatedDevice): Incident[] => runtime.queries.incidents();
const namesAt = ({ runtime: { queries } }: SimulatedDevice) =>
	namesFrom({
		patron: (id) => queries.patron(id),
		homeClass: (id) => queries.homeClass(id),
		copy: (id) => queries.copy(id),
		title: (id) => queries.title(id),
		installationName: (id) => desks[id]
	});

function sentenceAt(device: SimulatedDevice, incident: Incident, locale: 'nl' | 'en'): string {
	overwriteGetLocale(() => locale);
	const holder = 'holdId' in incident ? device.runtime.records.get('hold', incident.holdId)?.patronId : undefined;
	return incidentText(incident, namesAt(device), holder);
}

function answersAt(device: SimulatedDevice, incident: Incident): Map<string, ReturnType<typeof answersTo>[number]> {
	overwriteGetLocale(() => 'nl');
	return new Map(answersTo(incident).map((answer) => [answerText(incident, answer, namesAt(device)), answer]));
}

async function tap(device: SimulatedDevice, words: string): Promise<string> {
	const [incident] = incidentsAt(device);
	const answer = incident && answersAt(device, incident).get(words);
	if (!incident || !answer) throw new Error(`nobody offers ${words}`);
	const done = await device.runtime.perform(settleAct(incident.id, answer, device.runtime.newId()));
	if (!done.ok) throw new Error(done.code);
	return done.operations[0]?.id ?? '';
}

const ordersOf = ({ onlyOneFirst }: Disagreement): Order[] => (onlyOneFirst ? ['oneFirst'] : ['oneFirst', 'twoFirst']);

describe.each(disagreements)('$situation', (story) => {
	const { kept, asked, told } = story;

	it('is what every desk sees, whichever comes back first', async () => {
		for (const order of ordersOf(story)) {
			const { one, two } = await play(story, order);
			for (const desk of [one, two]) {
				expect(keptAt(desk), order).toMatchObject(kept);
				expect(incidentsAt(desk).map(({ kind }) => kind), order).toEqual(asked ? [asked.kind] : []);
			}
			const codes = [one, two].flatMap((desk) => desk.runtime.queries.outcomes().flatMap((outcome) => outcome.codes));
			expect(codes, order).toEqual(told?.[order] ?? []);
		}
	});

	if (asked) it('says who, when and where in Dutch and English, and offers every answer', async () => {
		const { one, two } = await play(story, 'oneFirst');
		for (const desk of [one, two]) {
			const [incident] = incidentsAt(desk);
			if (!incident) throw new Error('no question');
			for (const locale of ['nl', 'en'] as const) {
				const sentence = sentenceAt(desk, incident, locale);
				for (const part of asked?.says ?? []) expect(sentence).toContain(part);
			}
			expect([...answersAt(desk, incident).keys()]).toEqual(Object.keys(asked?.answers ?? {}));
		}
	});

	it.each(Object.entries(asked?.answers ?? {}))('one tap on “%s” makes it so everywhere, with who said it', async (words, after) => {
		const { one, two } = await play(story, 'oneFirst');
		const operation = await tap(one, words);
		expect(keptAt(one), 'at once, where it was tapped').toMatchObject(after);
		await school.heal();
		for (const desk of [one, two]) {
			expect(keptAt(desk)).toMatchObject(after);
			expect(desk.runtime.queries.openIncidents()).toEqual([]);
			expect(incidentsAt(desk)[0]?.settled?.source).toMatchObject({ operationId: operation, accountId: one.session.accountId });
		}
	});

	const words = Object.keys(asked?.answers ?? {});
	const pairs = words.flatMap((a) => words.filter((b) => b !== a || words.length === 1).map((b) => ({ a, b })));
	it.each(pairs)('two desks that say “$a” and then “$b” at once come to the later answer, whichever arrives first', async ({ a, b }) => {
		for (const order of ['oneFirst', 'twoFirst'] as const) {
			const { one, two } = await play(story, 'oneFirst');
			one.online = two.online = false;
			await tap(one, a);
			await school.pass(minute);
			const operation = await tap(two, b);
			await school.heal(order === 'oneFirst' ? [one, two] : [two, one]);
			await school.heal();
			for (const desk of [one, two]) {
				const { ended: _, ...after } = asked?.answers[b] ?? {};
				expect(keptAt(desk), order).toMatchObject(after);
				expect(incidentsAt(desk)[0]?.settled?.source.operationId, order).toBe(operation);
			}
		}
	});
});

describe('edits that disagree', () => {
	it('keep field by field what the other had not touched; a clash keeps the server’s and tells both', async () => {
		const edit = (device: SimulatedDevice, change: object, base: object) => device.runtime.perform(act('edit-title', { id: 'title-1', base, change }));
		const was = { title: 'Kruistocht in spijkerbroek', publisher: null };
		const scene = await play(
			{
				situation: '',
				kept: {},
				first: ({ one }) => edit(one, { title: 'Kruistocht', publisher: 'Lemniscaat' }, was),
				then: ({ two }) => edit(two, { title: 'Spijkerbroek', year: 1973 }, { ...was, year: null })
			},
			'oneFirst'
		);
		for (const desk of [scene.one, scene.two]) {
			expect(desk.runtime.records.get('title', 'title-1')).toMatchObject({ title: 'Kruistocht', publisher: 'Lemniscaat', year: 1973 });
		}
		expect(scene.two.runtime.queries.outcomes()).toMatchObject([{ codes: ['editClash'], facts: { 'kept.title': 'Kruistocht', 'wanted.title': 'Spijkerbroek' } }]);
	});

	it('of a reading log add up, from two phones of one pupil, and nobody else can write in it', async () => {
		const read = (device: SimulatedDevice, entryId: string, title: string) =>
			device.runtime.perform(act('start-reading', { entryId, work: { title, language: 'nl' }, form: 'paper', startedOn: '2026-11-01' }));
		school = await SimulatedSchool.open(1);
		const [phone, tablet] = [await school.addDevice('account', 'patron-1' as never), await school.addDevice('account', 'patron-1' as never)];
		const other = await school.addDevice('account', 'patron-2' as never);
		await school.heal();
		for (const device of school.devices) device.online = false;
		await read(phone, 'entry-1', 'Oorlogswinter');
		await read(tablet, 'entry-2', 'Het gouden ei');
		await read(other, 'entry-1', 'Van een ander');
		await school.heal();
		for (const device of [phone, tablet]) {
			expect([...device.runtime.records.all('readingEntry')].map(({ work }) => work.title).toSorted()).toEqual(['Het gouden ei', 'Oorlogswinter']);
		}
		expect([...other.runtime.records.all('readingEntry')].map(({ work }) => work.title)).not.toContain('Oorlogswinter');
	});
});

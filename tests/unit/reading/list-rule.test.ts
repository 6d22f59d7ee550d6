import { describe, expect, it } from 'vitest';
import { readLevel, readListName, stepsBetween, taskLevels } from '#lib/domain/reading/levels.ts';
import { examYearOf, findListRule, foundingListRules, judgeList } from '#lib/domain/reading/list-rule.ts';
import { currentLevel, stageOf } from '#lib/domain/reading/listed-title.ts';
import { day } from '../../builders/domain.ts';
import { aListed, anApproved, stamp } from '../../builders/reading.ts';

const [havo, vwo] = foundingListRules as [(typeof foundingListRules)[0], (typeof foundingListRules)[0]];
const done = (id: string, year?: number) => anApproved(id, { read: true, done: true, ...(year === undefined ? {} : { year }) });
const many = (count: number, make: (id: string) => ReturnType<typeof done>) => Array.from({ length: count }, (_, i) => make(`t${i}`));

describe('what an exam asks of a reading list', () => {
	it('is eight titles for havo', () => {
		expect(judgeList(havo, many(8, done))).toMatchObject({ complete: true, ready: 8, missing: [] });
		expect(judgeList(havo, many(6, done))).toMatchObject({ complete: false, missing: [{ kind: 'titles', count: 2 }] });
	});

	it('is twelve for vwo, of which three from before 1880', () => {
		expect(judgeList(vwo, many(12, done))).toMatchObject({ complete: false, missing: [{ kind: 'oldTitles', count: 3, beforeYear: 1880 }] });
		const old = [done('a', 1637), done('b', 1860), done('c', 1879)];
		expect(judgeList(vwo, [...old, ...many(9, done)])).toMatchObject({ complete: true, oldApproved: 3 });
		expect(judgeList(vwo, [done('a', 1880), ...old.slice(1), ...many(9, done)])).toMatchObject({ complete: false });
	});

	it('is originally Dutch: a title that is known to be translated counts for nothing, one without a language is the teacher’s judgement', () => {
		const translated = anApproved('x', { originalLanguage: 'en', read: true, done: true });
		const unknown = { ...done('y'), work: { title: 'Y', authors: [] } };
		expect(judgeList(havo, [...many(7, done), translated])).toMatchObject({ complete: false, notDutch: [{ id: 'x' }], missing: [{ kind: 'titles', count: 1 }] });
		expect(judgeList(havo, [...many(7, done), unknown])).toMatchObject({ complete: true });
	});

	it('says what still has to be read, done and approved', () => {
		const list = [...many(6, done), anApproved('u'), anApproved('r', { read: true }), aListed('p')];
		expect(judgeList(havo, list).missing).toEqual([
			{ kind: 'reading', count: 1 },
			{ kind: 'tasks', count: 1 },
			{ kind: 'verdicts', count: 1 }
		]);
		expect(judgeList({ ...havo, taskEach: false }, list).missing).toEqual([
			{ kind: 'reading', count: 1 },
			{ kind: 'verdicts', count: 1 }
		]);
	});

	it('leaves out what the pupil took off, what was rejected and what stands on the other list', () => {
		const off = { ...done('off'), withdrawn: stamp(true) };
		const rejected = aListed('no', { verdict: stamp({ status: 'rejected', teacherId: 't', name: 'T' }) });
		const lower = { ...done('lower'), list: '12-15' as const };
		expect(judgeList(havo, [off, rejected, lower])).toMatchObject({ approved: 0, missing: [{ kind: 'titles', count: 8 }] });
	});

	it('is the rule of the pupil’s own cohort', () => {
		const later = { ...havo, fromExamYear: 2029, titles: 6 };
		const rules = [...foundingListRules, later];
		expect(examYearOf('havo', 4, day('2026-11-23'))).toBe(2028);
		expect(examYearOf('havo', 5, day('2026-11-23'))).toBe(2027);
		expect(examYearOf('vwo', 4, day('2027-03-01'))).toBe(2029);
		expect(examYearOf('vwo', 3, day('2026-11-23'))).toBeUndefined();
		expect(findListRule(rules, 'havo', 2028)?.titles).toBe(8);
		expect(findListRule(rules, 'havo', 2029)?.titles).toBe(6);
		expect(findListRule(rules, 'vwo', 2031)?.titles).toBe(12);
	});
});

describe('a title on the list', () => {
	it('goes from proposed to task done, and a later verdict stands', () => {
		const verdict = (status: string, at: number) => stamp({ status, teacherId: 't', name: 'T' }, at);
		expect(stageOf(aListed('a', { read: stamp('2026-10-01') }))).toBe('proposed');
		expect(stageOf(aListed('a', { verdict: verdict('rejected', 1) }))).toBe('rejected');
		expect([anApproved('a'), anApproved('a', { read: true }), done('a')].map(stageOf)).toEqual(['approved', 'read', 'done']);
	});
});

describe('levels', () => {
	it('are counted in steps on their own list, and a task may sit one above or below', () => {
		expect(stepsBetween('12-15', 'start', '2')).toBe(2);
		expect(stepsBetween('15-18', 'start', '2')).toBeUndefined();
		expect(taskLevels('12-15', 'start')).toEqual(['start', '1']);
		expect(taskLevels('15-18', '4')).toEqual(['3', '4', '5']);
	});

	it('are read as files write them, and never guessed', () => {
		expect(['start', 'Niveau start', '3', 'N4', 'niveau 2'].map((cell) => readLevel('12-15', cell))).toEqual(['start', 'start', '3', '4', '2']);
		expect(['5', '34', 'hoog', ''].map((cell) => readLevel('12-15', cell))).toEqual([undefined, undefined, undefined, undefined]);
		expect(readLevel('15-18', '6')).toBe('6');
		expect(['12-15', '12 t/m 15 jaar', '15-18', 'volwassen'].map(readListName)).toEqual(['12-15', '12-15', '15-18', undefined]);
	});

	it('keep their history; the last word stands and says whether a teacher gave it', () => {
		const said = (id: string, at: number, from: string, level: string) => ({ id, at, from, level, list: '15-18', patronId: 'p', name: 'N' }) as never;
		const levels = [said('b', 2, 'teacher', '3'), said('a', 1, 'pupil', '2')];
		expect(currentLevel(levels, '15-18')).toMatchObject({ level: { level: '3' }, reviewed: true });
		expect(currentLevel([...levels, said('c', 3, 'pupil', '4')], '15-18')).toMatchObject({ level: { level: '4' }, reviewed: false });
		expect(currentLevel(levels, '12-15')).toBeUndefined();
	});
});

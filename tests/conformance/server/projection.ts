import type { Rows, RowKind } from '#lib/protocol/rows.ts';
import type { Loan } from '#lib/domain/circulation/loan.ts';
import { isActive, queuePlace } from '#lib/domain/circulation/hold.ts';
import { isClosed } from '#lib/domain/circulation/loan.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { visible } from '#lib/server/sync/visibility.ts';
import type { ServerSchool } from '../../builders/server-school.ts';

const tables = {
	title: 'title',
	copy: 'copy',
	patron: 'patron',
	card: 'card',
	teachingGroup: 'teaching_group',
	groupPlace: 'group_place',
	teaching: 'teaching',
	lesson: 'lesson',
	readingSession: 'reading_session',
	hold: 'hold',
	fine: 'fine',
	incident: 'incident',
	patronMerge: 'patron_merge',
	photo: 'photo'
} as const satisfies Partial<Record<RowKind, string>>;

/**
 * What every scope ought to hold, worked out from the records alone, without the feed:
 * `scope → "kind id" → row`. Outcomes and progress are left out; they are no records of the school.
 */
export async function projectionOf(database: OpenDatabase, school: ServerSchool): Promise<Record<string, Record<string, unknown>>> {
	const result: Record<string, Record<string, unknown>> = {};
	const add = <K extends RowKind>(kind: K, row: Rows[K], patronIds: string[] = [], queuePlace?: number) => {
		for (const [scope, body] of visible(kind, row, { schoolId: school.id, patronIds: patronIds as never[], queuePlace })) {
			(result[scope] ??= {})[`${kind} ${row.id}`] = JSON.parse(JSON.stringify(body)) as unknown;
		}
	};
	const bodies = async <T>(table: (typeof tables)[keyof typeof tables] | 'home_class' | 'copy_state' | 'loan'): Promise<T[]> => {
		const rows = await database.reader.selectFrom(table as 'title').select('body').where('school_id', '=', school.id).execute();
		return rows.map((row) => JSON.parse(row.body) as T);
	};
	const aliases = await database.reader.selectFrom('alias').selectAll().where('school_id', '=', school.id).execute();
	for (const { id, kind, to_id } of aliases) add('alias', { id, kind, to: to_id } as Rows['alias']);
	const merged = new Set<string>(aliases.map((alias) => alias.id));
	add('school', school.school);
	for (const [kind, table] of Object.entries(tables) as [keyof typeof tables, (typeof tables)[keyof typeof tables]][]) {
		for (const row of await bodies<never>(table)) if (kind !== 'patron' || !merged.has((row as Rows['patron']).id)) add(kind, row);
	}
	const holds = await bodies<Rows['hold']>('hold');
	for (const hold of holds) add('hold', hold, [], queuePlace(hold, holds.filter((each) => each.titleId === hold.titleId)));
	const patrons = (await bodies<Rows['patron']>('patron')).filter((patron) => !merged.has(patron.id));
	for (const row of await bodies<Rows['homeClass']>('home_class')) {
		add('homeClass', row, patrons.filter((patron) => patron.homeClassId === row.id).map((patron) => patron.id));
	}
	for (const row of classPupils(patrons, await bodies('home_class'), await bodies('group_place'), await bodies('reading_session'))) add('classPupil', row);
	for (const state of await bodies<Rows['copyState']>('copy_state')) add('copyState', { ...state, id: state.copyId });
	const loans = await bodies<Loan>('loan');
	for (const loan of loans) if (isClosed(loan)) add('loan', loan);
	for (const row of availabilities(loans, await bodies('copy'), holds)) add('availability', row);
	return result;
}

function availabilities(loans: Loan[], copies: Rows['copy'][], holds: Rows['hold'][]): Rows['availability'][] {
	const titleOf = new Map(copies.map((copy) => [copy.id, copy.titleId]));
	return [...new Set([...copies.map((copy) => copy.titleId), ...holds.map((hold) => hold.titleId)])].map((id) => {
		const out = loans.filter((loan) => !isClosed(loan) && titleOf.get(loan.copyId) === id);
		const active = holds.filter((hold) => hold.titleId === id && isActive(hold));
		const shelved = active.toSorted((a, b) => (a.id < b.id ? -1 : 1)).flatMap((hold) => (hold.status === 'onShelf' && hold.copyId ? [hold.copyId] : []));
		const first = out.map((loan) => loan.dueOn).toSorted()[0];
		return {
			id,
			out: out.length,
			held: active.filter((hold) => hold.status === 'onShelf').length,
			waiting: active.filter((hold) => hold.status === 'waiting').length,
			...(first && { nextDueOn: first }),
			...(out.length > 0 && { outCopies: out.map((loan) => loan.copyId).toSorted() }),
			...(shelved.length > 0 && { heldCopies: shelved })
		};
	});
}

function minutesOf(patronId: string, sessions: Rows['readingSession'][]): Pick<Rows['classPupil'], 'freeReading'> {
	const there = sessions.filter((session) => session.active && session.patronIds?.includes(patronId as never));
	return there.length > 0 ? { freeReading: { '2026-2027': there.reduce((sum, session) => sum + session.minutes, 0) } } : {};
}

function classPupils(patrons: Rows['patron'][], classes: Rows['homeClass'][], places: Rows['groupPlace'][], sessions: Rows['readingSession'][]): Rows['classPupil'][] {
	return patrons
		.filter((patron) => patron.category === 'pupil' && patron.leftOn === undefined)
		.flatMap(({ id: patronId, givenName, infix, familyName, homeClassId }) => {
			const homeClass = classes.find((each) => each.id === homeClassId);
			const groups = places.filter((place) => place.active && place.patronId === patronId).map((place) => place.groupId);
			return [...(homeClass ? [homeClass.id] : []), ...groups].map((groupId) => ({
				id: `${groupId}.${patronId}`,
				groupId,
				patronId,
				givenName,
				infix,
				familyName,
				homeClassId,
				homeClassName: homeClass?.name,
				...minutesOf(patronId, sessions)
			}));
		});
}

import type { Lesson } from '#lib/domain/classroom/lesson.ts';
import { addMinutes, type ReadingSession } from '#lib/domain/classroom/reading-session.ts';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import { teachingId, type Teaching, type TeachingGroup } from '#lib/domain/people/teaching.ts';
import type { GroupId, TeacherId } from '#lib/domain/shared/ids.ts';
import type { Records } from './records.ts';

/** A home class or a teaching group, whichever it is. */
export interface GroupLine {
	readonly id: GroupId;
	readonly kind: 'homeClass' | 'teachingGroup';
	readonly group: HomeClass | TeachingGroup;
}

export interface TeacherLine {
	readonly id: TeacherId;
	readonly name: string;
}

/** Who teaches whom: questions of the desk's page of classes and of a teacher's own pages. */
export class ClassQueries {
	readonly #records: Records;

	constructor(records: Records) {
		this.#records = records;
	}

	/** Home classes first, each kind by name. */
	groups(): GroupLine[] {
		const classes = [...this.#records.all('homeClass')].map((group): GroupLine => ({ id: group.id, kind: 'homeClass', group }));
		const groups = [...this.#records.all('teachingGroup')].map((group): GroupLine => ({ id: group.id, kind: 'teachingGroup', group }));
		return [...classes.toSorted(byName), ...groups.toSorted(byName)];
	}

	group(id: string): GroupLine | undefined {
		const homeClass = this.#records.get('homeClass', id);
		if (homeClass) return { id: homeClass.id, kind: 'homeClass', group: homeClass };
		const group = this.#records.get('teachingGroup', id);
		return group && { id: group.id, kind: 'teachingGroup', group };
	}

	/** The groups somebody teaches; those this person is mentor of come first. */
	taughtBy(teacherId: TeacherId): (GroupLine & { readonly mentor: boolean })[] {
		const taught = this.groups().flatMap((line) => {
			const teaching = this.#records.get('teaching', teachingId(line.id, teacherId));
			return teaching?.active ? [{ ...line, mentor: teaching.mentor }] : [];
		});
		return [...taught.filter((line) => line.mentor), ...taught.filter((line) => !line.mentor)];
	}

	/** Mentors first. */
	teachingsOf(groupId: GroupId): Teaching[] {
		return this.#records
			.find('teachingsOfGroup', groupId)
			.filter((teaching) => teaching.active)
			.toSorted((a, b) => Number(b.mentor) - Number(a.mentor) || (this.teacherName(a.teacherId) ?? '').localeCompare(this.teacherName(b.teacherId) ?? '', 'nl'));
	}

	teacherName(id: TeacherId): string | undefined {
		const patron = this.#records.get('patron', id);
		return patron ? [patron.givenName, patron.infix, patron.familyName].filter(Boolean).join(' ') : this.#records.get('staff', id)?.name;
	}

	/** Everybody who can be made a teacher of a group, by name. */
	teachers(): TeacherLine[] {
		const patrons = [...this.#records.all('patron')].filter((patron) => patron.category === 'teacher' && patron.leftOn === undefined);
		const accounts = [...this.#records.all('staff')].filter((account) => account.roles.includes('teacher'));
		const lines = [...patrons.map(({ id }) => id as TeacherId), ...accounts.map(({ id }) => id as TeacherId)];
		return lines.map((id) => ({ id, name: this.teacherName(id) ?? '' })).toSorted((a, b) => a.name.localeCompare(b.name, 'nl'));
	}

	/** Who sits in a group, as a desk knows it. */
	pupilsAtDesk({ id, kind }: Pick<GroupLine, 'id' | 'kind'>): Patron[] {
		const patrons =
			kind === 'homeClass'
				? this.#records.find('patronsOfClass', id)
				: this.#records.find('placesOfGroup', id).flatMap((place) => (place.active ? (this.#records.get('patron', place.patronId) ?? []) : []));
		return patrons.filter((patron) => patron.leftOn === undefined).toSorted(bySurname);
	}

	/** What the teacher of a group sees of its pupils, by surname. */
	pupilsOf(groupId: GroupId): ClassPupil[] {
		const waiting = this.#records.find('sessionsOfGroup', groupId).filter((session) => session.active && this.#records.isPending('readingSession', session.id));
		return this.#records
			.find('classPupilsOfGroup', groupId)
			.map((pupil) => waiting.filter((session) => session.patronIds?.includes(pupil.patronId)).reduce(withSession, pupil))
			.toSorted(bySurname);
	}

	/** Newest first; those still on their way included. */
	lessonsOf(groupId: GroupId): (Lesson & { readonly pending: boolean })[] {
		return this.#records
			.find('lessonsOfGroup', groupId)
			.filter((lesson) => lesson.active)
			.map((lesson) => ({ ...lesson, pending: this.#records.isPending('lesson', lesson.id) }))
			.toSorted(byDay);
	}

	sessionsOf(groupId: GroupId): (ReadingSession & { readonly pending: boolean })[] {
		return this.#records
			.find('sessionsOfGroup', groupId)
			.filter((session) => session.active)
			.map((session) => ({ ...session, pending: this.#records.isPending('readingSession', session.id) }))
			.toSorted(byDay);
	}
}

/** What the server will make of it, before it has. */
function withSession(pupil: ClassPupil, session: ReadingSession): ClassPupil {
	return { ...pupil, freeReading: addMinutes(pupil.freeReading ?? {}, session) };
}

function byDay(a: { readonly on: string; readonly id: string }, b: { readonly on: string; readonly id: string }): number {
	return a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1;
}

function byName(a: GroupLine, b: GroupLine): number {
	return a.group.name.localeCompare(b.group.name, 'nl', { numeric: true });
}

function bySurname(a: Pick<Patron, 'familyName' | 'givenName'>, b: Pick<Patron, 'familyName' | 'givenName'>): number {
	return a.familyName.localeCompare(b.familyName, 'nl') || a.givenName.localeCompare(b.givenName, 'nl');
}

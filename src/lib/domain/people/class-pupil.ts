import type { ReadingMinutes } from '../classroom/reading-session.ts';
import type { Instant } from '../shared/calendar-date.ts';
import type { ClassPupilProgrammes } from '../programmes/class-pupil-programme.ts';
import type { HandedIn } from '../reading/handed-in.ts';
import type { GroupId, HomeClassId, PatronId } from '../shared/ids.ts';

/**
 * What the teachers of one group see of one pupil, in one row: participation and what the pupil handed in,
 * never what was borrowed. Each field of the app that has something for teachers adds one optional section.
 */
export interface ClassPupil {
	/** `classPupilId` of group and pupil. */
	readonly id: string;
	readonly groupId: GroupId;
	readonly patronId: PatronId;
	readonly givenName: string;
	readonly infix?: string | undefined;
	readonly familyName: string;
	readonly homeClassId?: HomeClassId | undefined;
	/** The class by name: in a teaching group pupils of several sit together. */
	readonly homeClassName?: string | undefined;
	/**
	 * Until when the pupil's own records are here: the last contact of its own devices, or before what one of them
	 * still has to send. Absent: no device of its own has ever been in contact.
	 */
	readonly asOf?: Instant | undefined;
	readonly programmes?: ClassPupilProgrammes | undefined;
	/** In class, whatever class it then was; absent: none. */
	readonly freeReading?: ReadingMinutes | undefined;
	/** Absent: nothing was handed in and nothing finished. */
	readonly reading?: HandedIn | undefined;
}

export function classPupilId(groupId: GroupId, patronId: PatronId): string {
	return `${groupId}.${patronId}`;
}

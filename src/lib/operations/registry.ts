import type { z } from 'zod';
import { addBox, editBox, placeInBox } from './boxes.ts';
import { addCopy } from './add-copy.ts';
import { changeClassPack } from './change-class-pack.ts';
import { changeParticipation } from './change-participation.ts';
import { changeReadAloud } from './change-read-aloud.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { logLesson, logReadingSession, takeBackLesson, takeBackReadingSession } from './class-log.ts';
import type { OperationDefinition } from './definition.ts';
import { assignTeacher, unassignTeacher } from './assign-teacher.ts';
import { dismissOutcome } from './dismiss-outcome.ts';
import { editCopy } from './edit-copy.ts';
import { editHomeClass } from './edit-home-class.ts';
import { editPatron } from './edit-patron.ts';
import { editSchool } from './edit-school.ts';
import { editTeachingGroup } from './edit-teaching-group.ts';
import { editTitle } from './edit-title.ts';
import { addEdition, editEdition } from './editions.ts';
import { leaveOut, takeUp } from './set-aside.ts';
import { settleFine } from './fines.ts';
import { cancelHold, placeHold, releaseHold, trapHold } from './holds.ts';
import { mergeTitles, splitTitles } from './merge-titles.ts';
import { moveDueDates } from './move-due-dates.ts';
import { mergePatrons, unmergePatrons } from './merge-patrons.ts';
import { moveLoan } from './move-loan.ts';
import { addPatron, linkCard, replaceCard } from './people.ts';
import { judgeTitle, proposeTitle, setListedTitle, setReadingLevel, writeListMessage } from './reading-list.ts';
import { eraseProgress, eraseReading, eraseReadingLog, logProgress, setReading, setReadingProfile, startReading } from './reading-log.ts';
import { renew } from './renew.ts';
import { judgeReview, writeReview } from './reviews.ts';
import { setPhoto } from './set-photo.ts';
import { setRoundResult } from './set-round-result.ts';
import { settleIncident } from './settle-incident.ts';
import { addTeachingGroup, joinTeachingGroup, leaveTeachingGroup } from './teaching-groups.ts';
import { tellPatronsApart, tellTitlesApart } from './tell-apart.ts';
import { addTitleList, changeTitleList, editTitleList } from './title-lists.ts';
import { undo } from './undo.ts';
import { answerWish, makeWish, voteWish, withdrawWish } from './wishes.ts';
import { withdrawCopy } from './withdraw-copy.ts';

/** Everything a person can do, by its name on the wire. */
export const operations = {
	'check-out': checkOut,
	'check-in': checkIn,
	renew,
	undo,
	'move-loan': moveLoan,
	'move-due-dates': moveDueDates,
	'settle-incident': settleIncident,
	'place-hold': placeHold,
	'cancel-hold': cancelHold,
	'trap-hold': trapHold,
	'release-hold': releaseHold,
	'add-patron': addPatron,
	'link-card': linkCard,
	'replace-card': replaceCard,
	'add-copy': addCopy,
	'withdraw-copy': withdrawCopy,
	'edit-title': editTitle,
	'merge-titles': mergeTitles,
	'split-titles': splitTitles,
	'tell-titles-apart': tellTitlesApart,
	'edit-copy': editCopy,
	'edit-patron': editPatron,
	'set-photo': setPhoto,
	'merge-patrons': mergePatrons,
	'unmerge-patrons': unmergePatrons,
	'tell-patrons-apart': tellPatronsApart,
	'edit-home-class': editHomeClass,
	'add-teaching-group': addTeachingGroup,
	'edit-teaching-group': editTeachingGroup,
	'join-teaching-group': joinTeachingGroup,
	'leave-teaching-group': leaveTeachingGroup,
	'assign-teacher': assignTeacher,
	'unassign-teacher': unassignTeacher,
	'log-reading-session': logReadingSession,
	'take-back-reading-session': takeBackReadingSession,
	'log-lesson': logLesson,
	'take-back-lesson': takeBackLesson,
	'edit-school': editSchool,
	'settle-fine': settleFine,
	'add-edition': addEdition,
	'edit-edition': editEdition,
	'change-participation': changeParticipation,
	'change-read-aloud': changeReadAloud,
	'set-round-result': setRoundResult,
	'change-class-pack': changeClassPack,
	'add-title-list': addTitleList,
	'edit-title-list': editTitleList,
	'change-title-list': changeTitleList,
	'add-box': addBox,
	'edit-box': editBox,
	'place-in-box': placeInBox,
	'start-reading': startReading,
	'log-progress': logProgress,
	'set-reading': setReading,
	'set-reading-profile': setReadingProfile,
	'erase-progress': eraseProgress,
	'erase-reading': eraseReading,
	'erase-reading-log': eraseReadingLog,
	'propose-title': proposeTitle,
	'set-listed-title': setListedTitle,
	'judge-title': judgeTitle,
	'write-list-message': writeListMessage,
	'set-reading-level': setReadingLevel,
	'write-review': writeReview,
	'judge-review': judgeReview,
	'make-wish': makeWish,
	'withdraw-wish': withdrawWish,
	'vote-wish': voteWish,
	'answer-wish': answerWish,
	'dismiss-outcome': dismissOutcome,
	'take-up': takeUp,
	'leave-out': leaveOut
} as const;

export type OperationType = keyof typeof operations;
export type OperationInput<T extends OperationType> = z.infer<(typeof operations)[T]['schema']>;
/** One act as pages ask for it. */
export type Act = { [T in OperationType]: { readonly type: T; readonly input: OperationInput<T> } }[OperationType];

/** The definition of a wire name, or `undefined` for a name of another version. Facts are opaque to callers. */
export function findOperation(type: string): OperationDefinition<unknown, unknown> | undefined {
	if (!Object.hasOwn(operations, type)) return undefined;
	return operations[type as OperationType];
}

/** The version of the payloads that this app writes. */
export function versionOf(type: OperationType): number {
	return operations[type].v;
}

import { isEverythingIn } from '#lib/domain/circulation/availability.ts';
import type { ClosedLoan, FactSource, OpenLoan } from '#lib/domain/circulation/loan.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import { roundForLibrary, roundOfPupils, schoolRound, type ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import { isWithdrawn } from '#lib/domain/reading/title-list.ts';
import type { AccountId, InstallationId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { RowKind, Rows } from '#lib/protocol/rows.ts';
import { scopes, type Scope } from '#lib/protocol/scopes.ts';

/** What a row's audience depends on besides the row itself. */
export interface World {
	readonly schoolId: SchoolId;
	/** Patrons of the class or group, for rows of kinds that are for those who sit there. */
	readonly patronIds?: readonly PatronId[] | undefined;
	/** For a round of reading aloud outside the school: readers whose names may leave it. */
	readonly names?: ReadonlyMap<PatronId, string> | undefined;
	/** For a row of kind `hold` that waits. */
	readonly queuePlace?: number | undefined;
}

/** Who gets a row, and what of it: one entry per scope. */
export type Audience = ReadonlyMap<Scope, unknown>;

type Seen<K extends RowKind> = (row: Rows[K], world: World) => Iterable<readonly [Scope, unknown]>;

/**
 * Says for every kind who may see its rows, and is the only place that says so.
 * Pure, so that a test can ask it about everyone at once.
 */
export function visible<K extends RowKind>(kind: K, row: Rows[K], world: World): Audience {
	return new Map(seen[kind](row, world));
}

const toAll = (row: unknown, { schoolId }: World) => [[scopes.catalogue(schoolId), row]] as const;
const toDesk = (row: unknown, { schoolId }: World) => [[scopes.desk(schoolId), row]] as const;
const toDeskAndPatron = (row: { readonly patronId: PatronId }, { schoolId }: World) =>
	[
		[scopes.desk(schoolId), row],
		[scopes.patron(row.patronId), row]
	] as const;

const toPatron = (row: { readonly patronId: PatronId }) => [[scopes.patron(row.patronId), row]] as const;

const seen: { readonly [K in RowKind]: Seen<K> } = {
	school: toAll,
	title: toAll,
	copy: toAll,
	alias: (row, world) =>
		row.kind === 'copy'
			? toAll(row, world)
			: [
					[scopes.desk(world.schoolId), row],
					[scopes.patron(row.to as PatronId), row]
				],
	photo: (row, world) => (row.picture === null ? [] : toDesk(row, world)),
	patronMerge: toDesk,
	availability: (row, { schoolId }) => (isEverythingIn(row) ? [] : [[scopes.availability(schoolId), row]]),
	patron: (row, { schoolId }) => [
		[scopes.desk(schoolId), row],
		[scopes.patron(row.id), ownPatron(row)]
	],
	homeClass: (row, { schoolId, patronIds = [] }) => [
		[scopes.desk(schoolId), row],
		[scopes.group(row.id), row],
		[scopes.library(schoolId), row],
		...patronIds.map((id) => [scopes.patron(id), row] as const)
	],
	teachingGroup: (row, { schoolId }) => [
		[scopes.desk(schoolId), row],
		[scopes.group(row.id), row],
		[scopes.library(schoolId), row]
	],
	groupPlace: (row, world) => (row.active ? toDesk(row, world) : []),
	teaching: (row, { schoolId }) =>
		row.active
			? [
					[scopes.desk(schoolId), row],
					[scopes.group(row.groupId), row]
				]
			: [],
	lesson: (row, { schoolId }) =>
		row.active
			? [
					[scopes.desk(schoolId), row],
					[scopes.group(row.groupId), row],
					[scopes.library(schoolId), row]
				]
			: [],
	readingSession: ({ patronIds: _patronIds, ...row }, { schoolId }) =>
		row.active
			? [
					[scopes.desk(schoolId), row],
					[scopes.group(row.groupId), row]
				]
			: [],
	classPupil: (row) => [
		[scopes.group(row.groupId), row],
		[scopes.patron(row.patronId), toldOf(row)]
	],
	edition: (row, { schoolId }) => [[scopes.programmes(schoolId), row]],
	participation: toDeskAndPatron,
	readAloudRound: (row, { schoolId, patronIds = [], names = new Map() }) => [
		[scopes.desk(schoolId), row],
		...(names.size === 0 ? [] : [[scopes.library(schoolId), roundForLibrary(row, names)] as const]),
		...(row.groupId === schoolRound ? [] : [[scopes.group(row.groupId), roundOfPupils(row, new Set(patronIds))] as const]),
		...Object.keys(row.entries).map((id) => [scopes.patron(id as PatronId), ownRound(row, id as PatronId)] as const)
	],
	// The library orders and brings; how many were handed out would tell how many sit in the class.
	classPack: ({ handedOut, ...row }, { schoolId }) => [
		[scopes.desk(schoolId), { ...row, handedOut }],
		[scopes.group(row.groupId), { ...row, handedOut }],
		[scopes.library(schoolId), row]
	],
	titleList: (row, { schoolId, patronIds = [] }) => {
		// No device gets a list twice: desks and its maker have it with everybody, or else with those it is for.
		if (row.groupIds.length === 0 && !isWithdrawn(row)) return [[scopes.programmes(schoolId), row]];
		return [[scopes.desk(schoolId), row], ...[row.makerId as PatronId, ...(isWithdrawn(row) ? [] : patronIds)].map((id) => [scopes.patron(id), row] as const)];
	},
	box: (row, { schoolId }) => [
		[scopes.desk(schoolId), row],
		[scopes.box(row.id), row]
	],
	boxCopy: (row, { schoolId }) => [
		[scopes.desk(schoolId), row],
		[scopes.box(row.boxId), row]
	],
	boxLoan: (row) => [[scopes.box(row.boxId), row]],
	standing: (row, { schoolId, patronIds = [] }) =>
		row.groupId === undefined
			? [[scopes.programmes(schoolId), row]]
			: [[scopes.desk(schoolId), row], [scopes.group(row.groupId), row], ...patronIds.map((id) => [scopes.patron(id), row] as const)],
	readingEntry: toPatron,
	readingProgress: toPatron,
	readingProfile: toPatron,
	listedTitle: toPatron,
	listMessage: toPatron,
	readingLevel: toPatron,
	// Whoever judges it must know whose it is; taken back, it is its writer's alone again.
	review: (row, world) => (row.text.value === '' ? toPatron(row) : toDeskAndPatron(row, world)),
	shownReview: (row, { schoolId }) => [[scopes.reviews(schoolId), row]],
	wish: (row, { schoolId }) => [[scopes.desk(schoolId), row], ...(row.patronId === null ? [] : [[scopes.patron(row.patronId), row] as const])],
	// A vote is nobody's but the voter's: at a desk it is one of a number.
	wishVote: toPatron,
	shownWish: (row, { schoolId }) => [[scopes.reviews(schoolId), row]],
	alsoRead: (row, { schoolId }) => [[scopes.reviews(schoolId), row]],
	card: toDesk,
	copyState: (row, { schoolId }) => copyStateAudience(row, schoolId),
	loan: (row) => (row.patronId === null ? [] : [[scopes.patron(row.patronId), ownClosedLoan(row)]]),
	hold: (row, { schoolId, queuePlace }) => [
		[scopes.desk(schoolId), row],
		[scopes.patron(row.patronId), queuePlace === undefined ? row : { ...row, place: queuePlace }]
	],
	fine: toDeskAndPatron,
	incident: toDesk,
	staff: toDesk,
	installation: toDesk,
	outcome: (row) => [[scopes.installation(installationOf(row.id)), row]],
	progress: (row) => [[scopes.installation(row.id), row]],
	forgotten: toDesk,
	setAside: toDesk
};

function copyStateAudience(row: Rows['copyState'], schoolId: SchoolId): [Scope, unknown][] {
	if (!row.open && !row.lastClosed) return [];
	const audience: [Scope, unknown][] = [[scopes.desk(schoolId), row]];
	const patronId = row.open?.patronId;
	if (row.open && patronId) {
		const lastClosed = row.lastClosed?.patronId === patronId ? ownClosedLoan(row.lastClosed) : undefined;
		audience.push([
			scopes.patron(patronId),
			{ id: row.id, copyId: row.copyId, open: ownLoan(row.open), ...(lastClosed && { lastClosed }), at: row.at }
		]);
	}
	return audience;
}

/** A pupil's phone learns that the desk did it, not who stood there. */
function atDesk({ operationId }: FactSource): FactSource {
	return { operationId, installationId: 'desk' as InstallationId, accountId: 'desk' as AccountId };
}

function ownLoan(loan: OpenLoan): OpenLoan {
	return { ...loan, source: atDesk(loan.source) };
}

function ownClosedLoan(loan: ClosedLoan): ClosedLoan {
	return { ...loan, source: atDesk(loan.source), endedBy: atDesk(loan.endedBy) };
}

const atDeskOnly = [
	'apartFrom',
	'attention',
	'guardianName',
	'guardianStreet',
	'guardianPostcode',
	'guardianCity',
	'guardianEmail'
] as const satisfies readonly (keyof Patron)[];

/** Of a contest a reader sees that they read, not how the others were scored. */
function ownRound(row: ReadAloudRound, patronId: PatronId): ReadAloudRound {
	const { winner, ...own } = roundOfPupils(row, new Set([patronId]));
	return { ...own, scores: {}, ...(winner?.value === patronId && { winner }) };
}

/** What staff say to each other about a patron, and the address of whoever gets the bill, stay at the desk. */
function ownPatron(row: Patron): Patron {
	const own: Partial<Patron> = { ...row };
	for (const field of atDeskOnly) delete own[field];
	return own as Patron;
}

/**
 * The pupil gets the very row that its teachers get. Not when its devices were last in contact: that changes with every
 * contact, and so each contact would be news that asks for the next.
 */
function toldOf({ asOf: _asOf, ...row }: Rows['classPupil']): Rows['classPupil'] {
	return row;
}

function installationOf(operation: string): InstallationId {
	return operation.slice(0, operation.lastIndexOf(':')) as InstallationId;
}

import { z } from 'zod';

declare const kind: unique symbol;

/** A string that names one record of kind `K`. Ids are minted on the device (UUID) and never reused. */
export type Id<K extends string> = string & { readonly [kind]: K };

export type SchoolId = Id<'school'>;
export type LocationId = Id<'location'>;
export type HomeClassId = Id<'homeClass'>;
export type TeachingGroupId = Id<'teachingGroup'>;
/** Whom a teacher teaches together: a home class or a teaching group. */
export type GroupId = HomeClassId | TeachingGroupId;
/** A teacher is known by the patron it is, or by its account when it does not borrow. */
export type TeacherId = PatronId | AccountId;
export type TitleId = Id<'title'>;
export type CopyId = Id<'copy'>;
export type PatronId = Id<'patron'>;
export type LoanId = Id<'loan'>;
export type HoldId = Id<'hold'>;
export type IncidentId = Id<'incident'>;
export type ReadingEntryId = Id<'readingEntry'>;
export type ReadingProgressId = Id<'readingProgress'>;
export type ListedTitleId = Id<'listedTitle'>;
export type ListMessageId = Id<'listMessage'>;
export type ReadingLevelId = Id<'readingLevel'>;
export type TitleListId = Id<'titleList'>;
export type BoxId = Id<'box'>;
export type AccountId = Id<'account'>;
export type InstallationId = Id<'installation'>;
/** `<installation>:<n>`: the nth operation of one installation. */
export type OperationId = Id<'operation'>;

/** Schema of an id: short, printable, without blanks, so that it can stand in a URL and in a scope name. */
export function idSchema<T extends Id<string>>(): z.ZodType<T, string> {
	return z
		.string()
		.min(1)
		.max(240)
		.regex(/^[A-Za-z0-9._:-]+$/) as unknown as z.ZodType<T, string>;
}

export function operationId(installationId: InstallationId, n: number): OperationId {
	return `${installationId}:${n}` as OperationId;
}

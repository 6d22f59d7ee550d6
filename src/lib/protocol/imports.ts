import { z } from 'zod';

/** Why a row of a file was not taken in. */
export const skipReasons = [
	'titleMissing',
	'barcodeTwice',
	'barcodeOfOtherTitle',
	'barcodeKnown',
	'barcodeTooLong',
	'numberMissing',
	'numberDamaged',
	'numberTooLong',
	'numberOfTwoPeople',
	'numberReused',
	'nameMissing',
	'sameRowTwice',
	'totalLine',
	'recordBroken',
	'recordCut',
	'personEnded',
	'otherRole'
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What a person should look at in a row that was taken in. */
export const warningReasons = [
	'isbnDamaged',
	'isbnCheckDigit',
	'notAnIsbn',
	'isbnOfOtherTitle',
	'isbnTwice',
	'yearUnreadable',
	'barcodeMissing',
	'locationUnknown',
	'classDamaged',
	'classTooLong',
	'classUnknown',
	'cardOfTwoPatrons',
	'cardTooLong',
	'cardCut',
	'emailUnreadable',
	'familyNameMissing',
	'nameCut',
	'nameHasQuestionMarks',
	'looksLikeFormula',
	'tooManyCells',
	'tooFewCells',
	'leadingZerosLost',
	'otherSchool',
	'passwordIgnored',
	'lettersGuessed',
	'lettersLost'
] as const;
export type WarningReason = (typeof warningReasons)[number];

/** Why a file as a whole cannot be taken in. */
export const importFailures = ['notText', 'empty', 'noHeader', 'isRoster', 'isCatalogue', 'unknownXml', 'unclosedQuote', 'noRecords', 'badArchive', 'tooLarge', 'otherSchool'] as const;
export type ImportFailureCode = (typeof importFailures)[number];

/** Systems whose files are known by their column names, or by their form. */
export const fileOrigins = ['aura', 'wise', 'oneRoster'] as const;
export type FileOrigin = (typeof fileOrigins)[number];

export const proposalKinds = ['sameTitle', 'barcodeMoved', 'numberChanged', 'numberReused', 'classRenamed', 'left'] as const;
export const importKinds = ['catalogue', 'roster'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Largest file that is taken in over the wire, in bytes. */
export const largestImport = 60 * 1024 * 1024;

/** Differences that travel; the counts speak of all. */
export const mostDifferences = 500;

/** What goes with the file, as JSON in the part `asked`. */
export const importAskedSchema = z.object({
	kind: z.enum(importKinds),
	category: z.enum(['pupil', 'teacher']).default('pupil'),
	accepted: z.array(z.string().max(300)).max(20_000).default([]),
	/** Cell number by field. */
	columns: z.record(z.string().max(40), z.number().int().min(0).max(2000)).optional(),
	/** Names the import that is applied, so that its progress can be asked for. */
	importId: z.uuid().optional()
});
export type ImportAsked = z.input<typeof importAskedSchema>;

const count = z.number().int();
const line = z.object({ line: count, reason: z.string() });

/** The cells of a header, every field there is, the cell that each known field stands in, what stands first below a cell, and the cells that are not kept. */
const columnsSchema = z.object({
	cells: z.array(z.string()),
	fields: z.array(z.string()),
	chosen: z.record(z.string(), count),
	samples: z.array(z.string()).default([]),
	unneeded: z.array(count).default([])
});

export const plannedSchema = z.object({
	kind: z.enum(importKinds),
	format: z.string(),
	/** Absent for a file of a form that nobody has a name for. */
	origin: z.enum(fileOrigins).optional(),
	report: z.object({
		rows: count,
		titles: count,
		copies: count,
		patrons: count,
		isbn: z.object({ valid: count, restored: count, rejected: count }),
		skipped: z.array(line.extend({ reason: z.enum(skipReasons) })),
		warnings: z.array(line.extend({ reason: z.enum(warningReasons) }))
	}),
	changes: z.object({ created: count, changed: count, unchanged: count }),
	/** How many of the new records are of each kind. */
	createdOfKind: z.record(z.string(), count).default({}),
	differences: z.array(
		z.object({
			kind: z.string(),
			id: z.string(),
			change: z.enum(['created', 'changed']),
			name: z.string(),
			fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() }))
		})
	),
	proposals: z.array(
		z.object({ id: z.string(), kind: z.enum(proposalKinds), from: z.string(), to: z.string(), count, others: count.optional(), line: count.optional() })
	),
	columns: columnsSchema.optional()
});
export type Planned = z.infer<typeof plannedSchema>;

/** With `columns` a person can still say what stands where. */
const unreadableSchema = z.object({ unreadable: z.enum(importFailures), line: count.optional(), columns: columnsSchema.optional() });
export type Unreadable = z.infer<typeof unreadableSchema>;

export const planAnswerSchema = z.union([unreadableSchema, plannedSchema]);
export type PlanAnswer = z.infer<typeof planAnswerSchema>;

export const applyAnswerSchema = z.union([unreadableSchema, z.object({ importId: z.string().optional(), changes: plannedSchema.shape.changes })]);
export type ApplyAnswer = z.infer<typeof applyAnswerSchema>;

export const undoAskedSchema = z.object({ importId: z.string().min(1).max(100) });
export const undoAnswerSchema = z.object({ undone: count, kept: z.array(z.object({ kind: z.string(), id: z.string() })) });

export const importListSchema = z.object({
	imports: z.array(
		z.object({
			id: z.string(),
			kind: z.enum(importKinds),
			fileName: z.string(),
			by: z.string().optional(),
			startedAt: count,
			endedAt: count.optional(),
			total: count,
			written: count,
			undoneAt: count.optional(),
			kept: count,
			created: count,
			changed: count
		})
	)
});
export type RecordedImport = z.infer<typeof importListSchema>['imports'][number];

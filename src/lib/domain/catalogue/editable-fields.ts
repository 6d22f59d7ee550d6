import type { FieldValues } from '../shared/record-edit.ts';
import type { Copy, Title } from './title.ts';

/** What staff may change of a title and of a copy; the rest follows from other acts. */
export const titleFields = [
	'title',
	'subtitle',
	'authors',
	'isbns',
	'publisher',
	'year',
	'language',
	'originalLanguage',
	'pages',
	'genre',
	'subject',
	'series',
	'seriesNumber',
	'material',
	'audience',
	'levelLower',
	'levelUpper',
	'siso',
	'nur',
	'summary'
] as const satisfies readonly (keyof Title)[];
export type TitleField = (typeof titleFields)[number];
export type TitleValues = FieldValues<Pick<Title, TitleField>>;

export const copyFields = [
	'titleId',
	'barcode',
	'locationId',
	'shelf',
	'status',
	'loanType',
	'looseParts',
	'acquiredOn',
	'priceCents',
	'owner',
	'collection',
	'backOn',
	'inSchoolOnly',
	'provisional'
] as const satisfies readonly (keyof Copy)[];
export type CopyField = (typeof copyFields)[number];
export type CopyValues = FieldValues<Pick<Copy, CopyField>>;

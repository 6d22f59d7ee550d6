import { editBetween, isUnchanged, type RecordEdit } from '../shared/record-edit.ts';
import type { CopyField, CopyValues, TitleField, TitleValues } from './editable-fields.ts';
import type { Copy, Title } from './title.ts';

/** What is to be the same for everything chosen; a field that is absent stays as it is. */
export interface BatchChange {
	readonly title: TitleValues;
	readonly copy: CopyValues;
}

export interface BatchedTitle {
	readonly title: Title;
	readonly edit: RecordEdit<Pick<Title, TitleField>>;
}

export interface BatchedCopy {
	readonly copy: Copy;
	readonly edit: RecordEdit<Pick<Copy, CopyField>>;
}

/** Everything that would really change; a copy that was written off keeps its status. */
export function batchOf(
	chosen: readonly { readonly title: Title; readonly copies: readonly Copy[] }[],
	{ title: titleValues, copy: copyValues }: BatchChange
): { readonly titles: BatchedTitle[]; readonly copies: BatchedCopy[] } {
	const { status: _status, ...withoutStatus } = copyValues;
	const titles = chosen.map(({ title }) => ({ title, edit: editBetween<Pick<Title, TitleField>>(title, titleValues) }));
	const copies = chosen
		.flatMap((each) => each.copies)
		.map((copy) => ({ copy, edit: editBetween<Pick<Copy, CopyField>>(copy, copy.status === 'withdrawn' ? withoutStatus : copyValues) }));
	return {
		titles: titles.filter(({ edit }) => !isUnchanged(edit)),
		copies: copies.filter(({ edit }) => !isUnchanged(edit))
	};
}

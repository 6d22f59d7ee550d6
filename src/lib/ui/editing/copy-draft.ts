import type { CopyField, CopyValues } from '#lib/domain/catalogue/editable-fields.ts';
import { isIsbn13 } from '#lib/domain/catalogue/isbn.ts';
import type { Copy } from '#lib/domain/catalogue/title.ts';
import { refusalText } from '#lib/i18n/codes.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type DraftField = Exclude<CopyField, 'titleId' | 'provisional' | 'inSchoolOnly'>;
/** A copy as it stands in the form: everything is text, but for a yes or no. */
export type CopyDraft = Record<DraftField, string> & { inSchoolOnly: boolean };
export type CopyErrors = Partial<Record<DraftField, string>>;

export function copyDraft(copy: Copy): CopyDraft {
	return {
		barcode: copy.barcode,
		locationId: copy.locationId ?? '',
		shelf: copy.shelf ?? '',
		status: copy.status,
		loanType: copy.loanType,
		looseParts: copy.looseParts?.join('\n') ?? '',
		owner: copy.owner ?? '',
		collection: copy.collection ?? 'own',
		backOn: copy.backOn ?? '',
		inSchoolOnly: copy.inSchoolOnly ?? false,
		acquiredOn: copy.acquiredOn ?? '',
		priceCents: copy.priceCents === undefined ? '' : (copy.priceCents / 100).toFixed(2).replace('.', ',')
	};
}

/** What was typed, as it will be kept; or what is wrong with it, by field. A form that was filled in completes a copy. */
export function readCopyDraft(draft: CopyDraft): { readonly values: CopyValues; readonly errors: CopyErrors } {
	const errors: CopyErrors = {};
	const barcode = draft.barcode.trim();
	if (barcode === '') errors.barcode = m.common_error_required();
	else if (isIsbn13(barcode)) errors.barcode = refusalText('looksLikeIsbn');
	const priceCents = readCents(draft.priceCents);
	if (priceCents === undefined) errors.priceCents = m.editing_error_price();
	const { locationId, shelf, status, loanType, acquiredOn, backOn } = draft;
	const owner = draft.owner.trim();
	// The school's own is what a copy is when nothing is said.
	const collection = draft.collection === 'own' ? null : draft.collection;
	const inSchoolOnly = draft.inSchoolOnly ? true : null;
	const looseParts = draft.looseParts.split('\n').map((part) => part.trim()).filter((part) => part !== '');
	// A copy that is written off keeps its status here: that is another act.
	const kept = status === 'withdrawn' ? {} : { status };
	const values = { barcode, locationId, shelf: shelf.trim(), ...kept, loanType, looseParts, acquiredOn, priceCents, owner, collection, backOn, inSchoolOnly, provisional: null } as CopyValues;
	return { values, errors };
}

/** Cents in `12`, `12,5` or `€ 12.50`; `null`: empty. */
function readCents(text: string): number | null | undefined {
	const amount = text.replace(/[€\s]/g, '').replace(',', '.');
	if (amount === '') return null;
	return /^\d{1,5}(\.\d{1,2})?$/.test(amount) ? Math.round(Number(amount) * 100) : undefined;
}

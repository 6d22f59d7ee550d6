import { freeBarcodes } from '#lib/domain/catalogue/mint-barcodes.ts';
import type { TitleValues } from '#lib/domain/catalogue/editable-fields.ts';
import { titleSchema, type Copy, type Title } from '#lib/domain/catalogue/title.ts';
import type { CopyId, LocationId, TitleId } from '#lib/domain/shared/ids.ts';
import type { App } from '#lib/client/app.ts';
import type { ProposedTitle } from '#lib/client/look-up.ts';
import type { NewCopies } from '#lib/ui/editing/new-copies.ts';

export function mintLabels(app: App, count: number): string[] {
	return freeBarcodes(count, app.installation.id, (barcode) => app.queries.copyByBarcode(barcode) !== undefined);
}

/** What the form begins with: what a catalogue proposes, or only the ISBN that was scanned. The id that counts is minted later. */
export function beginningOf(isbn: string, proposed: ProposedTitle | undefined): Title {
	return { ...(proposed?.title ?? { title: '', authors: [], isbns: [isbn], material: 'book' }), id: 'proposed' as TitleId };
}

/** A title as it was filled in, with an id of its own. */
export function newTitle(app: App, values: TitleValues): Title {
	const filled = Object.entries(values).filter(([, value]) => value !== null && value !== '');
	return titleSchema.parse({ ...Object.fromEntries(filled), id: app.newId<TitleId>() });
}

/** One act a copy; the first brings its title when that is new too. */
export function newCopyActs(app: App, titleId: TitleId, { barcodes, shelf, locationId, loanType }: NewCopies, title?: Title) {
	return barcodes.map((barcode, i) => {
		const copy: Copy = {
			id: app.newId<CopyId>(),
			titleId,
			barcode,
			status: 'inService',
			loanType,
			...(shelf === '' ? {} : { shelf }),
			...(locationId === '' ? {} : { locationId: locationId as LocationId })
		};
		return { type: 'add-copy' as const, input: { copy, complete: true as const, ...(i === 0 && title ? { title } : {}) } };
	});
}

import { sortingForm } from '#lib/domain/catalogue/author-name.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import { normaliseCardNumber } from '#lib/domain/people/card-number.ts';
import type { Patron } from '#lib/domain/people/patron.ts';
import type { CopyId, HomeClassId, PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import { NotRecorded, type App } from '#lib/client/app.ts';
import type { DeskOutcome } from '#lib/client/desk/outcome.ts';
import { refusalText } from '#lib/i18n/codes.ts';
import { failureText } from '#lib/i18n/failure-text.ts';
import { namesFrom } from '#lib/i18n/names.ts';
import type { NewPatron, NewTitle } from '#lib/ui/desk/choices.ts';

/** An act as the desk performs it. */
export type Act = Extract<DeskOutcome, { kind: 'advice' }>['retry'][number];

/** Performs acts for a dialog. @returns what went wrong, as a sentence; `undefined` when they are durable */
export async function tryActs(app: App, ...acts: readonly Act[]): Promise<string | undefined> {
	try {
		const performed = await app.perform(...acts);
		return performed.ok ? undefined : refusalText(performed.code, performed.facts, namesFrom(app.queries));
	} catch (error) {
		if (error instanceof NotRecorded) return failureText('storage');
		throw error;
	}
}

/** The number of a card as this school keeps it. */
export function cardNumberOf(app: App, scanned: string): string {
	return normaliseCardNumber(scanned, app.queries.school());
}

export function newPatronAct(app: App, filled: NewPatron, scanned: string): { act: Act; patron: Patron } {
	const patron: Patron = {
		id: app.newId<PatronId>(),
		givenName: filled.givenName,
		...(filled.infix === undefined ? {} : { infix: filled.infix }),
		familyName: filled.familyName,
		category: 'pupil',
		...(filled.homeClassId === undefined ? {} : { homeClassId: filled.homeClassId as HomeClassId })
	};
	return { act: { type: 'add-patron', input: { patron, cardNumber: cardNumberOf(app, scanned) } }, patron };
}

export function linkCopyAct(app: App, titleId: TitleId, barcode: string): Act {
	return { type: 'add-copy', input: { copy: newCopy(app, titleId, barcode) } };
}

export function newTitleAct(app: App, filled: NewTitle, barcode: string): Act {
	const authors = filled.author === '' ? [] : [sortingForm(filled.author)];
	const title: Title = { id: app.newId<TitleId>(), title: filled.title, authors, isbns: [], material: filled.material };
	return { type: 'add-copy', input: { copy: newCopy(app, title.id, barcode), title } };
}

function newCopy(app: App, titleId: TitleId, barcode: string): Copy {
	return { id: app.newId<CopyId>(), titleId, barcode, status: 'inService', loanType: 'normal' };
}

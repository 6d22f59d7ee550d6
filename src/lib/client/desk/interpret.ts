import { isbn13Of10, isIsbn10, isIsbn13 } from '#lib/domain/catalogue/isbn.ts';
import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { Card, Patron } from '#lib/domain/people/patron.ts';
import type { Queries } from '../view/queries.ts';

export const commands = { 'MT-UNDO': 'undo', 'MT-CLOSE': 'close', 'MT-RETURN': 'return' } as const;
export type CommandName = (typeof commands)[keyof typeof commands];

/** What a scanned text can mean in this school. More than one meaning is a question, never a guess. */
export interface ScanMeaning {
	readonly text: string;
	readonly command?: CommandName | undefined;
	readonly card?: { readonly card: Card; readonly patron: Patron } | undefined;
	readonly copy?: Copy | undefined;
	readonly isbn?: { readonly isbn: string; readonly title: Title | undefined } | undefined;
}

export function interpret(scanned: string, queries: Queries): ScanMeaning {
	const text = scanned.trim();
	const command = Object.hasOwn(commands, text.toUpperCase()) ? commands[text.toUpperCase() as keyof typeof commands] : undefined;
	if (command) return { text, command };
	const card = queries.findCard(text);
	const patron = card && queries.patron(card.patronId);
	const isbn = isbn13Of(text);
	return {
		text,
		card: card && patron ? { card, patron } : undefined,
		copy: queries.copyByBarcode(text),
		isbn: isbn ? { isbn, title: queries.titleByIsbn(isbn) } : undefined
	};
}

/** The back cover's bar code, or what a person reads beneath it. */
function isbn13Of(text: string): string | undefined {
	const bare = text.replace(/[\s-]/g, '').toUpperCase();
	if (isIsbn13(bare)) return bare;
	return isIsbn10(bare) ? isbn13Of10(bare) : undefined;
}

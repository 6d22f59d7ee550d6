/** Letters and digits only, without accents and case: what stays the same when two people type one title. */
export function foldWords(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** What a title without ISBN is recognised by: its words, its first author and its year. */
export function titleKey(title: { title: string; authors: readonly string[]; year?: number | undefined }): string {
	return [foldWords(title.title), foldWords(title.authors[0] ?? ''), title.year ?? ''].join('|');
}

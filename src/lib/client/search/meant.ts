/** Words that name a book as such: `boek over …`, `spannend boek`. */
const genericWords = new Set(['boek', 'boeken', 'boekje', 'verhaal', 'verhalen', 'iets', 'roman', 'romans', 'book', 'books', 'story', 'stories']);
const before = new Set(['een', 'het', 'de', 'a', 'the', 'leuk', 'goed', 'mooi']);
const topicWords = new Set(['over', 'met', 'waarin', 'about']);
const genericEnding = /^(.{3,}?)(?:boek|boeken|verhaal|verhalen|roman|romans)$/;

/** What a title is asked to be about: `een boek over het brein` → `het brein`; `undefined`: nobody asked so. */
export function topicOf(words: readonly string[]): string[] | undefined {
	let at = 0;
	while (before.has(words[at] ?? '')) at++;
	if (!genericWords.has(words[at] ?? '') || !topicWords.has(words[at + 1] ?? '')) return undefined;
	const topic = words.slice(at + 2);
	return topic.length > 0 ? topic : undefined;
}

/** The words without those that only say that it is a book: `griezelboek` → `griezel`; `undefined`: there are none. */
export function withoutGenericWords(words: readonly string[]): string[] | undefined {
	const left = words.filter((word) => !genericWords.has(word)).map((word) => genericEnding.exec(word)?.[1] ?? word);
	return left.length > 0 && left.join(' ') !== words.join(' ') ? left : undefined;
}

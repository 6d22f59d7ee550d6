import { chooserQuestions, type ChooserAnswers, type ChooserQuestion } from '#lib/domain/reading/chooser.ts';

/** What was answered so far; an empty answer is *it does not matter*. It stands in the address, so that going back is one question back. */
export type Answered = Readonly<Partial<Record<ChooserQuestion, string>>>;

export function answeredIn(asked: URLSearchParams): Answered {
	return Object.fromEntries(chooserQuestions.flatMap((question) => (asked.has(question) ? [[question, asked.get(question) ?? '']] : [])));
}

/** The answers that mean something. */
export function answersOf(answered: Answered): ChooserAnswers {
	return Object.fromEntries(Object.entries(answered).filter(([, value]) => value !== ''));
}

export function chooserHref(answered: Answered): string {
	const asked = new URLSearchParams(answered);
	return asked.size === 0 ? '/my/chooser' : `/my/chooser?${asked}`;
}

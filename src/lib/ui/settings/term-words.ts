import type { LoanTerm } from '#lib/domain/school/school.ts';
import { loanTypeWords, materialWords, patronCategoryWords } from '#lib/i18n/codes.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** For what a term counts: "Dvd", "Klassenset · Docent", or everything else. */
export function termName(term: LoanTerm): string {
	const conditions = [
		term.material && materialWords[term.material](),
		term.loanType && loanTypeWords[term.loanType](),
		term.patronCategory && patronCategoryWords[term.patronCategory]()
	].filter((word) => word !== undefined);
	const name = conditions.length > 0 ? conditions.join(' · ') : m.setup_rule_ordinary();
	return name.charAt(0).toUpperCase() + name.slice(1);
}

export function daysText(days: number): string {
	return m.setup_days({ days });
}

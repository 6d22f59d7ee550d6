import type { LoanTerm, School } from '#lib/domain/school/school.ts';
import { loanTypeWords, materialWords, patronCategoryWords } from '#lib/i18n/codes.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type SchoolLocation = Pick<School['locations'][number], 'id' | 'name'>;

/** For what a term counts: "Dvd", "Klassenset · Docent", or everything else. */
export function termName(term: LoanTerm, locations: readonly SchoolLocation[] = []): string {
	const conditions = [
		term.material && materialWords[term.material](),
		term.loanType && loanTypeWords[term.loanType](),
		term.patronCategory && patronCategoryWords[term.patronCategory](),
		term.locationId && (locations.find(({ id }) => id === term.locationId)?.name ?? '–')
	].filter((word) => word !== undefined);
	return capitalised(conditions.length > 0 ? conditions.join(' · ') : m.setup_rule_ordinary());
}

export function capitalised(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

export function daysText(days: number): string {
	return m.setup_days({ days });
}

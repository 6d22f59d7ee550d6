import type { School } from './school.ts';

/** Whether patrons lend and return by themselves: nobody stands at a desk (C13). */
export function lendsWithoutDesk({ scenario }: Pick<School, 'scenario'>): boolean {
	return scenario === 2;
}

/** Parts of the staff's menu that a way of working puts first; what it does not name follows in its usual order (M9). */
const firstParts: Readonly<Record<School['scenario'], readonly string[]>> = {
	1: [],
	// Nobody stands at a desk: class libraries and who learns where come first.
	2: ['/desk/classes', '/desk/boxes', '/catalogue', '/desk/patrons', '/desk/overdue'],
	// Pupils borrow at the public library: the school follows who takes part.
	3: ['/desk/classes', '/desk/patrons', '/catalogue']
};

/** The menu in the order of a school's way of working; it changes what is shown first, never what can be done. */
export function inScenarioOrder<L extends { readonly href: string }>(links: readonly L[], scenario: School['scenario']): L[] {
	const first = firstParts[scenario].flatMap((href) => links.filter((link) => link.href === href));
	return [...first, ...links.filter((link) => !first.includes(link))];
}

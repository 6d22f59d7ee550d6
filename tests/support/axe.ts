import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** One broken rule: its name, what it asks, and the elements that break it. */
export type Violation = { rule: string; impact: string; help: string; elements: string[] };

// WCAG 2.2 AA and axe's own good practice; experimental rules stay out.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * Runs axe-core in the page as it is now.
 * @param rule only this rule; without it all of WCAG 2.2 AA and good practice
 */
export async function findViolations(page: Page, rule?: string): Promise<Violation[]> {
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(source, 'utf8'));
	const runOnly = rule ? { type: 'rule', values: [rule] } : { type: 'tag', values: tags };
	const results = await page.evaluate<AxeResults, object>((only) => {
		const { axe } = globalThis as unknown as { axe: { run(root: unknown, options: unknown): Promise<AxeResults> } };
		return axe.run(document, { runOnly: only, resultTypes: ['violations'] });
	}, runOnly);
	return results.violations.map((violation) => ({
		rule: violation.id,
		impact: violation.impact ?? 'unknown',
		help: violation.help,
		elements: violation.nodes.map((node) => node.html)
	}));
}

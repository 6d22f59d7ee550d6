import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** One broken rule: its name, what it asks, and the elements that break it. */
export type Violation = { rule: string; impact: string; help: string; elements: string[] };

// WCAG 2.2 AA and axe's own good practice; experimental rules stay out.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Runs axe-core in the page as it is now.
 * @param within only this part of the page (a CSS selector)
 */
export async function findViolations(page: Page, within?: string): Promise<Violation[]> {
	const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
	await page.evaluate(source);
	const results = await page.evaluate<AxeResults, { selector: string | undefined; values: string[] }>(
		({ selector, values }) => {
			const { axe } = globalThis as unknown as { axe: { run(root: unknown, options: unknown): Promise<AxeResults> } };
			const root = selector ? document.querySelector(selector) : document;
			return axe.run(root ?? document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
		},
		{ selector: within, values: tags }
	);
	return results.violations.map((violation) => ({
		rule: violation.id,
		impact: violation.impact ?? 'unknown',
		help: violation.help,
		elements: violation.nodes.map((node) => node.html)
	}));
}

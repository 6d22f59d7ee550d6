import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** One broken rule: its name, what it asks, and the elements that break it. */
export type Violation = { rule: string; impact: string; help: string; elements: string[] };

// WCAG 2.2 AA and axe's own good practice; experimental rules stay out.
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const colours = 'color-contrast';

// What another language can break: names, labels and languages.
const tagsOfWords = ['cat.name-role-value', 'cat.text-alternatives', 'cat.forms', 'cat.language'];

/** What is asked of a page: everything, only what depends on its words, or only its colours (the most work, and the same in every language). */
export type Question = 'everything' | 'words' | 'colours';

const questions: Record<Question, object> = {
	everything: { runOnly: { type: 'tag', values: tags } },
	words: { runOnly: { type: 'tag', values: tagsOfWords } },
	colours: { runOnly: { type: 'rule', values: [colours] } }
};

/** Runs axe-core in the page as it is now: WCAG 2.2 AA and good practice, or the part of it that is asked. */
export async function findViolations(page: Page, question: Question = 'everything'): Promise<Violation[]> {
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(source, 'utf8'));
	const results = await page.evaluate<AxeResults, object>((options) => {
		const { axe } = globalThis as unknown as { axe: { run(root: unknown, options: unknown): Promise<AxeResults> } };
		return axe.run(document, { ...options, resultTypes: ['violations'] });
	}, questions[question]);
	return results.violations.map((violation) => ({
		rule: violation.id,
		impact: violation.impact ?? 'unknown',
		help: violation.help,
		elements: violation.nodes.map((node) => node.html)
	}));
}

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take as long as several others together. */
const long = ['e2e/every-page.test.ts'];

/** A long file begins first, so that at the end nothing waits for it alone. */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isLong = ({ moduleId }: TestSpecification) => Number(long.some((end) => moduleId.endsWith(end)));
		return (await super.sort(files)).toSorted((a, b) => isLong(b) - isLong(a));
	}
}

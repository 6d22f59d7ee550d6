import type { Queries } from '#lib/client/view/queries.ts';
import { levelKey } from '#lib/client/search/search-text.ts';
import type { ChooserAnswers, ChooserWish } from '#lib/domain/reading/chooser.ts';
import { isLevelOf, taskLevels, type ReadingList } from '#lib/domain/reading/levels.ts';
import { currentLevel } from '#lib/domain/reading/listed-title.ts';
import { tasteOf } from '#lib/domain/reading/taste.ts';
import type { PatronId, TitleId } from '#lib/domain/shared/ids.ts';

/** What the chooser is asked for one reader. `justHeld`: reserved on the page, and still to be shown there. */
export function wishOf(queries: Queries, patronId: PatronId, answers: ChooserAnswers, justHeld: readonly TitleId[]): ChooserWish {
	const homeClass = queries.homeClass(queries.patron(patronId)?.homeClassId);
	const list: ReadingList = (homeClass?.yearLayer ?? 1) >= 4 ? '15-18' : '12-15';
	const own = currentLevel(queries.reading.levels(patronId), list)?.level.level;
	const taste = tasteOf(queries.reading.log(patronId), queries.reading.profile(patronId), Date.now());
	const atHome = queries.loansOf(patronId).flatMap(({ title }) => title?.id ?? []);
	const held = queries.holdsOf(patronId).map(({ hold }) => hold.titleId).filter((id) => !justHeld.includes(id));
	return {
		answers,
		taste: { ...taste, leftOut: [...taste.leftOut, ...atHome, ...held] },
		list,
		levels: own && isLevelOf(list, own) ? taskLevels(list, own).map((level) => levelKey(list, level)) : [],
		seed: `${queries.today} ${patronId}`
	};
}

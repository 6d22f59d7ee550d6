import type { OverviewState } from '#lib/domain/classroom/overview.ts';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { Progress } from '#lib/domain/programmes/evaluate.ts';
import { personSortName } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { asOfText } from './as-of.ts';

/** One programme that runs now, as a column. */
export interface EditionColumn {
	readonly id: string;
	readonly name: string;
}

export interface ProgrammeCell {
	readonly progress: Progress;
	readonly stuck: boolean;
	/** Rests on something the server has not confirmed. */
	readonly pending: boolean;
}

/** One pupil in the grid of a class. */
export interface ClassRow {
	readonly pupil: ClassPupil;
	readonly state: OverviewState;
	/** Minutes of free reading in class this school year. */
	readonly minutes: number;
	/** Titles finished this school year, whatever they were; `undefined`: nothing is known of a log. */
	readonly finished: number | undefined;
	/** By edition; absent: not invited. */
	readonly programmes: ReadonlyMap<string, ProgrammeCell>;
}

export const overviewWords: Record<OverviewState, () => string> = {
	notStarted: m.classes_state_not_started,
	stuck: m.classes_state_stuck,
	busy: m.classes_state_busy,
	done: m.classes_state_done,
	none: m.classes_state_none
};

/** "klaar", "vast, 1 van 3", "1 van 3"; a dash for who is not invited or does not take part. */
export function programmeText(cell: ProgrammeCell | undefined): string {
	if (!cell || cell.progress.state === 'notTakingPart') return '–';
	if (cell.progress.state === 'done') return m.classes_state_done();
	if (cell.progress.state === 'notStarted') return m.classes_state_not_started();
	const { steps } = cell.progress;
	const done = steps.filter((step) => step.have >= step.need).length;
	const part = steps.length === 1 && steps[0] ? m.classes_part({ have: steps[0].have, need: steps[0].need }) : m.classes_part({ have: done, need: steps.length });
	return cell.stuck ? m.classes_stuck_at({ part }) : part;
}

/** The grid as lines of text, for a spreadsheet and for paper. */
export function classLines(rows: readonly ClassRow[], editions: readonly EditionColumn[], now: number): { header: string[]; lines: string[][] } {
	const header = [m.classes_pupil(), m.classes_home_class(), m.classes_state(), m.classes_finished(), m.classes_minutes(), ...editions.map((edition) => edition.name), m.classes_as_of()];
	const lines = rows.map((row) => [
		personSortName(row.pupil),
		row.pupil.homeClassName ?? '–',
		overviewWords[row.state](),
		row.finished === undefined ? '–' : String(row.finished),
		String(row.minutes),
		...editions.map((edition) => programmeText(row.programmes.get(edition.id))),
		asOfText(row.pupil.asOf, now)
	]);
	return { header, lines };
}

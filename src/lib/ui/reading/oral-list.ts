import { spokenForm } from '#lib/domain/catalogue/author-name.ts';
import type { ListProgress } from '#lib/domain/reading/list-rule.ts';
import { stageOf, type ListedTitle } from '#lib/domain/reading/listed-title.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { formatDateLong, formatDateShort, formatList } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { levelText } from './level-text.ts';
import { missingTexts, ruleText, stageWords, trackWords } from './missing-text.ts';

interface About {
	readonly name: string;
	readonly homeClass: string | undefined;
	readonly school: string;
	readonly today: CalendarDate;
	/** Absent: no exam asks for a list yet. */
	readonly progress: ListProgress | undefined;
}

/** The reading list that a pupil takes to the oral exam, as a document for the PDF maker: approved titles, oldest work first. */
export function oralList({ name, homeClass, school, today, progress }: About, titles: readonly ListedTitle[]) {
	const shown = titles
		.filter((title) => title.verdict?.value.status === 'approved')
		.toSorted((a, b) => (a.work.year ?? 9999) - (b.work.year ?? 9999) || a.work.title.localeCompare(b.work.title, 'nl'));
	const facts: [string, string][] = [
		[m.reading_pdf_name(), name],
		[m.reading_pdf_class(), homeClass ?? ''],
		[m.reading_pdf_school(), school],
		...(progress ? [[m.reading_pdf_exam(), trackWords[progress.rule.track]()] as [string, string]] : [])
	];
	const needs = progress ? [ruleText(progress.rule), ...missingTexts(progress)] : [];
	return {
		info: { title: `${m.reading_pdf_heading()} ${name}` },
		pageMargins: [48, 56, 48, 56] as [number, number, number, number],
		footer: (page: number, pages: number) => ({ text: m.reading_pdf_page({ page, pages }), alignment: 'center' as const, fontSize: 9 }),
		content: [
			{ text: m.reading_pdf_heading(), style: 'heading' },
			{ layout: 'noBorders', table: { widths: ['auto', '*'], body: facts.map(([label, text]) => [{ text: label, bold: true }, text]) }, margin: [0, 8, 0, 8] as [number, number, number, number] },
			{ text: needs.join(' '), margin: [0, 0, 0, 12] as [number, number, number, number] },
			{ layout: 'lightHorizontalLines', table: { headerRows: 1, widths: ['auto', '*', '*', 'auto', 'auto', 'auto', 'auto'], body: [headOf(), ...shown.map(rowOf)] } },
			{ text: m.reading_pdf_made({ date: formatDateLong(today) }), margin: [0, 16, 0, 32] as [number, number, number, number], fontSize: 9 },
			{ text: `${m.reading_pdf_signature()}: ______________________________` }
		],
		styles: { heading: { fontSize: 20, bold: true } },
		defaultStyle: { fontSize: 10 }
	};
}

function headOf() {
	const words = [m.reading_pdf_number(), m.reading_pdf_title(), m.reading_pdf_author(), m.reading_pdf_year(), m.reading_pdf_level(), m.reading_pdf_stage(), m.reading_pdf_read()];
	return words.map((text) => ({ text, bold: true }));
}

function rowOf(listed: ListedTitle, i: number): string[] {
	const { work, level, read } = listed;
	return [
		String(i + 1),
		work.title,
		formatList(work.authors.map(spokenForm)),
		work.year === undefined ? '' : String(work.year),
		level ? levelText(level) : '',
		stageWords[stageOf(listed)](),
		read?.value ? formatDateShort(read.value) : ''
	];
}

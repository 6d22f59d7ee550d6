import { savePdf } from '#lib/client/pdf/make-pdf.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import type { Progress } from '#lib/domain/programmes/evaluate.ts';
import { formatDateLong } from '#lib/i18n/format.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Somebody who is done with an edition. */
export interface Certified {
	readonly name: string;
	readonly progress: Pick<Progress, 'counts'>;
}

const colour = '#7a2e1f';

/**
 * Certificates for people who are done with an edition, each on a page of its own.
 * @param group the class they are of, for the name of the file
 * @returns whether they were made
 */
export function saveCertificates(edition: Edition, people: readonly Certified[], school: string, today: string, group?: string): Promise<boolean> {
	return savePdf(
		{
			pageOrientation: 'landscape',
			pageMargins: [60, 70, 60, 60],
			info: { title: `${m.programmes_certificate_heading()} ${edition.name}` },
			background: () => ({ canvas: [{ type: 'rect', x: 24, y: 24, w: 794, h: 547, lineWidth: 3, lineColor: colour }] }),
			content: people.map(({ name, progress: { counts } }, i) => ({
				...(i > 0 && { pageBreak: 'before' as const }),
				stack: [
					{ text: m.programmes_certificate_heading(), fontSize: 52, bold: true, color: colour, alignment: 'center', margin: [0, 20, 0, 30] },
					{ text: name, fontSize: 36, bold: true, alignment: 'center', margin: [0, 0, 0, 20] },
					{ text: m.programmes_certificate_line({ name: edition.name, label: edition.label }), fontSize: 20, alignment: 'center', margin: [0, 0, 0, 20] },
					...(counts.titles > 0 ? [{ text: m.programmes_certificate_titles({ count: counts.titles }), fontSize: 18, alignment: 'center' as const }] : []),
					{ text: `${school}, ${formatDateLong(today)}`, fontSize: 14, alignment: 'center', margin: [0, 60, 0, 0] }
				]
			}))
		},
		`${[edition.name, group].filter(Boolean).join(' ')}.pdf`
	);
}

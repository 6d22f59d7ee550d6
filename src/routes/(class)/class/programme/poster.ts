import { savePdf } from '#lib/client/pdf/make-pdf.ts';
import type { Edition } from '#lib/domain/programmes/edition.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** A poster for the wall of a class: what it read together, no names. @returns whether it was made */
export function savePoster(edition: Edition, group: string, titles: number): Promise<boolean> {
	const goal = edition.classGoal;
	const width = 475;
	const part = goal ? Math.min(1, titles / goal) : 0;
	return savePdf(
		{
			pageMargins: [60, 80, 60, 60],
			info: { title: `${edition.name} ${group}` },
			content: [
				{ text: edition.name, fontSize: 22, alignment: 'center' },
				{ text: m.programmes_poster_heading({ group }), fontSize: 44, bold: true, alignment: 'center', margin: [0, 12, 0, 48] },
				{ text: String(titles), fontSize: 160, bold: true, color: '#7a2e1f', alignment: 'center' },
				{ text: m.programmes_my_class_titles({ count: titles }), fontSize: 24, alignment: 'center', margin: [0, 0, 0, 48] },
				...(goal
					? [
							{
								canvas: [
									{ type: 'rect' as const, x: 0, y: 0, w: width, h: 28, lineColor: '#7a2e1f' },
									{ type: 'rect' as const, x: 0, y: 0, w: width * part, h: 28, color: '#7a2e1f' }
								]
							},
							{ text: m.programmes_my_class_goal({ count: goal }), fontSize: 20, alignment: 'center' as const, margin: [0, 16, 0, 0] as [number, number, number, number] }
						]
					: [])
			]
		},
		`${edition.name} ${group}.pdf`
	);
}

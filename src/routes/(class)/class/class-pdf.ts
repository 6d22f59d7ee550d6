import type { makePdf } from '#lib/client/pdf/make-pdf.ts';

/** A class on paper, lying: one line for each pupil, the head again on each page. */
export function classPdf(title: string, foot: string, header: readonly string[], lines: readonly (readonly string[])[]): Parameters<typeof makePdf>[0] {
	const head = header.map((text) => ({ text, bold: true }));
	return {
		pageOrientation: 'landscape',
		pageMargins: [28, 36, 28, 36],
		info: { title },
		defaultStyle: { fontSize: header.length > 9 ? 8 : 10 },
		content: [
			{ text: title, fontSize: 16, bold: true, margin: [0, 0, 0, 8] },
			{ table: { headerRows: 1, dontBreakRows: true, widths: header.map((_, i) => (i === 0 ? '*' : 'auto')), body: [head, ...lines.map((line) => [...line])] }, layout: 'lightHorizontalLines' }
		],
		footer: (page: number, pages: number) => ({ text: `${foot} · ${page}/${pages}`, alignment: 'center', fontSize: 8 })
	};
}

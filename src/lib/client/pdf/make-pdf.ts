import type { createPdf } from 'pdfmake/build/pdfmake';

/** What a paper holds, as pdfmake reads it. */
export type PdfDefinition = Parameters<typeof createPdf>[0];

/**
 * Makes a PDF on this device, with its letters inside, and offers it as a download; needs no network. The maker is large
 * and comes along only when the first PDF is asked for.
 * @returns whether it was made; a browser that refuses downloads gives no sign of that
 */
export async function savePdf(definition: PdfDefinition, fileName: string): Promise<boolean> {
	try {
		const blob = await makePdf(definition);
		const link = document.createElement('a');
		link.href = URL.createObjectURL(blob);
		link.download = fileName;
		link.click();
		// Firefox reads the address after the click.
		setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
		return true;
	} catch (error) {
		console.error('pdf:', error);
		return false;
	}
}

/** A4 unless the definition says otherwise. @throws where a definition cannot be set, or memory runs out */
export async function makePdf(definition: PdfDefinition): Promise<Blob> {
	const [{ maker }, { default: letters }] = await Promise.all([import('./pdfmake.ts'), import('pdfmake/build/vfs_fonts')]);
	maker.addVirtualFileSystem(letters);
	return maker.createPdf({ pageSize: 'A4', ...definition }).getBlob();
}

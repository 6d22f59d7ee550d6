import { drawingSVG, qrcode } from 'bwip-js/browser';

/** The page for codes with school and code filled in, as the QR on paper says it. @param origin `https://…`, without a path */
export function activationAddress(origin: string, brin: string, code: string): string {
	const url = new URL('/activate', origin);
	url.searchParams.set('school', brin);
	url.searchParams.set('code', code.replaceAll('-', ''));
	return url.href;
}

/** A QR code as the source of a picture; sharp at any size of paper. */
export function qrPicture(text: string): string {
	const svg = qrcode({ bcid: 'qrcode', text }, drawingSVG());
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

import { drawingSVG, qrcode } from 'bwip-js/browser';

/** A QR code as the source of a picture; sharp at any size of paper. */
export function qrPicture(text: string): string {
	const svg = qrcode({ bcid: 'qrcode', text }, drawingSVG());
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

import { getLocale } from '#lib/i18n/paraglide/runtime.js';

const GIGABYTE = 1_000_000_000;
const MEGABYTE = 1_000_000;

/** "12 MB", "3,4 GB": enough to see whether a device is nearly full. */
export function formatBytes(bytes: number): string {
	const giga = bytes >= GIGABYTE;
	const format = new Intl.NumberFormat(getLocale(), {
		style: 'unit',
		unit: giga ? 'gigabyte' : 'megabyte',
		maximumFractionDigits: giga ? 1 : 0
	});
	return format.format(Math.max(0, bytes) / (giga ? GIGABYTE : MEGABYTE));
}

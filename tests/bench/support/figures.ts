/** The value below which the share `part` (0…1) of the numbers lies. @throws RangeError when there are none */
export function quantile(numbers: readonly number[], part: number): number {
	const sorted = numbers.toSorted((a, b) => a - b);
	const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
	if (value === undefined) throw new RangeError('no numbers');
	return value;
}

export function median(numbers: readonly number[]): number {
	return quantile(numbers, 0.5);
}

export function ms(value: number): string {
	if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
	return `${value.toFixed(value < 20 ? 1 : 0)} ms`;
}

export function ratio(value: number, base: number): string {
	const times = value / base;
	return `${times.toFixed(times < 10 ? 2 : 0)}×`;
}

export function mb(bytes: number): string {
	return `${(bytes / 1e6).toFixed(2)} MB`;
}

/** Formats that labels and cards of schools use; everything else in sight is left alone. */
export const usualFormats = ['ean_13', 'ean_8', 'upc_a', 'code_128', 'code_39', 'codabar', 'itf', 'qr_code'] as const;
export type ScanFormat = (typeof usualFormats)[number];

/** Without a check digit a half-seen code is a wrong code: these need as many equal reads in a row. */
const readsNeeded: Record<ScanFormat, number> = {
	ean_13: 2,
	ean_8: 2,
	upc_a: 2,
	code_128: 2,
	qr_code: 1,
	code_39: 3,
	codabar: 3,
	itf: 3
};

export interface CameraRead {
	readonly format: string;
	readonly text: string;
}

/** Milliseconds for which a code that was given is not given again while it stays in sight. */
const restTime = 2500;

/** Turns what the camera sees, picture after picture, into codes: each once, and only when it was read surely. */
export class BarcodeReads {
	readonly #formats: ReadonlySet<string>;
	#streak: { text: string; format: string; count: number } | undefined;
	#given: { text: string; seenAt: number } | undefined;

	constructor(formats: readonly ScanFormat[] = usualFormats) {
		this.#formats = new Set(formats);
	}

	/**
	 * @param reads what stands in one picture
	 * @param at milliseconds on any one clock
	 * @returns a code that is now sure, once
	 */
	see(reads: readonly CameraRead[], at: number): string | undefined {
		const read = reads.find((each) => this.#formats.has(each.format) && each.text.trim() !== '');
		if (!read) return undefined;
		const { format } = read;
		const text = read.text.trim();
		if (this.#given?.text === text && at - this.#given.seenAt < restTime) {
			this.#given.seenAt = at;
			return undefined;
		}
		const same = this.#streak?.text === text && this.#streak.format === format;
		this.#streak = { text, format, count: same && this.#streak ? this.#streak.count + 1 : 1 };
		if (this.#streak.count < readsNeeded[format as ScanFormat]) return undefined;
		this.#streak = undefined;
		this.#given = { text, seenAt: at };
		return text;
	}
}

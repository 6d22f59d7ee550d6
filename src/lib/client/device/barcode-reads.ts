import { anyScanning, isAcceptedCode, type ScanFormat, type Scanning } from '#lib/domain/school/scanning.ts';

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
	readonly #scanning: Scanning;
	#streak: { text: string; format: string; count: number } | undefined;
	#given: { text: string; seenAt: number } | undefined;

	constructor(scanning: Scanning = anyScanning) {
		this.#scanning = scanning;
		this.#formats = new Set(scanning.formats);
	}

	/**
	 * @param reads what stands in one picture
	 * @param at milliseconds on any one clock
	 * @returns a code that is now sure, once
	 */
	see(reads: readonly CameraRead[], at: number): string | undefined {
		const read = reads.find((each) => this.#accepts(each));
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

	#accepts({ format, text }: CameraRead): boolean {
		return this.#formats.has(format) && text.trim() !== '' && isAcceptedCode(text.trim(), this.#scanning);
	}
}

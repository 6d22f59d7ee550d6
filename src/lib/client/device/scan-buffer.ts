import { likelierReading, scannedCharacter } from './scan-characters.ts';

/** One key going down, as far as it matters here. */
export interface Stroke {
	readonly code: string;
	readonly key: string;
	readonly shift: boolean;
	/** Milliseconds on any one clock; `KeyboardEvent.timeStamp`. */
	readonly at: number;
}

export interface ScanTiming {
	/** Mean time between keys up to which it is a scanner, milliseconds. People do not keep up 50. */
	readonly meanGap: number;
	/** Time without a key after which the code is complete. A radio or a busy tablet hiccups for 100. */
	readonly silence: number;
	/** The same for a scanner that was seen to end its codes with Enter or Tab: a code without it is not complete yet. */
	readonly patience: number;
	/** Time that may pass between the first key and the others: a scanner that wakes up sends one ahead. */
	readonly leading: number;
	/** Characters from which silence ends a scan; with Enter or Tab one fewer is enough. */
	readonly minimum: number;
	/** An Enter, Tab or line feed that limps in behind a complete code still belongs to it. */
	readonly lateEnding: number;
	/** What the scanner was set to send around each code. */
	readonly prefix: string;
	readonly suffix: string;
}

export const usualTiming: ScanTiming = {
	meanGap: 50,
	silence: 150,
	patience: 600,
	leading: 300,
	minimum: 4,
	lateEnding: 200,
	prefix: '',
	suffix: ''
};

/** What became of a key. */
export interface Pressed {
	/** The page must not see this key. */
	readonly swallow: boolean;
	/**
	 * A first character: what is in the focused field now must stand there again after a scan.
	 * `led`: the character before it may belong to the code, then it is what was there before that one.
	 */
	readonly begins: 'alone' | 'led' | false;
	/** Codes completed by this key; the first was complete before it. */
	readonly scans: readonly string[];
}

/** What was seen of a scanner, and holds for every page that listens to it. */
export interface ScannerHabit {
	/** It ends its codes with a key. */
	endsByKey: boolean;
}

interface Burst {
	byPlace: string;
	byHost: string;
	/** Characters, the one that ran ahead not counted. */
	count: number;
	readonly startedAt: number;
	lastAt: number;
	/** Enough quick characters: from here on it is a scan, whatever follows. */
	captured: boolean;
}

interface Leader {
	readonly byPlace: string;
	readonly byHost: string;
	readonly at: number;
}

const modifiers = new Set(['Shift', 'AltGraph', 'CapsLock', 'NumLock']);

/**
 * Tells a scanner's typing from a person's, by time alone. Pure: keys and times go in, codes come out.
 * A code is given exactly once: at its Enter or Tab, or by `settle` after a silence, or at the next key.
 */
export class ScanBuffer {
	readonly #timing: ScanTiming;
	#burst: Burst | undefined;
	/** A single character that stood alone a moment ago. */
	#leader: Leader | undefined;
	#completedAt = -Infinity;
	readonly #habit: ScannerHabit;

	/** @param habit what is known of the scanner already; what is learned is kept there */
	constructor(timing: Partial<ScanTiming> = {}, habit: ScannerHabit = { endsByKey: false }) {
		this.#timing = { ...usualTiming, ...timing };
		this.#habit = habit;
	}

	press(stroke: Stroke): Pressed {
		if (modifiers.has(stroke.key)) return this.#modifier(stroke);
		const scans = this.#breakAt(stroke.at);
		if (stroke.key === 'Enter' || stroke.key === 'Tab') return this.#ending(stroke, scans);
		const byPlace = scannedCharacter(stroke.code, stroke.key, stroke.shift);
		if (byPlace === undefined) return { swallow: false, begins: false, scans: [...scans, ...this.#finish()] };
		const begins = this.#beginning(stroke.at);
		const byHost = [...stroke.key].length === 1 ? stroke.key : byPlace;
		const wasCaptured = this.#add(byPlace, byHost, stroke.at);
		return { swallow: wasCaptured, begins, scans };
	}

	/** Text that a keyboard app put in at once: some Android scanners send no keys at all. */
	insert(text: string, at: number): Pressed {
		const scans = this.#breakAt(at);
		const begins = this.#beginning(at);
		for (const character of text) this.#add(character, character, at);
		return { swallow: false, begins, scans };
	}

	/** Gives the code that a silence until `now` has completed: this scanner ends it with nothing else. */
	settle(now: number): string | undefined {
		const [code] = this.#breakAt(now);
		if (code !== undefined) this.#habit.endsByKey = false;
		return code;
	}

	/** A key that is no text, or a chord: what came before it stands by itself. */
	interrupt(): string | undefined {
		return this.#finish()[0];
	}

	/**
	 * When to call `settle`; `undefined` while no code is under way. Fewer characters than a code wait for the next key,
	 * which tells by its own time whether it belongs to them: on a busy computer it may come late.
	 */
	get settlesAt(): number | undefined {
		return this.#burst?.captured ? this.#burst.lastAt + this.silence : undefined;
	}

	/** Milliseconds without a key that complete what is under way. */
	get silence(): number {
		return this.#burst?.captured && this.#habit.endsByKey ? this.#timing.patience : this.#timing.silence;
	}

	#modifier(stroke: Stroke): Pressed {
		if (this.#burst && stroke.at - this.#burst.lastAt < this.silence) this.#burst.lastAt = stroke.at;
		return { swallow: false, begins: false, scans: [] };
	}

	#ending(stroke: Stroke, before: readonly string[]): Pressed {
		const burst = this.#burst;
		if (burst && burst.count >= this.#timing.minimum - 1 && this.#isQuick(burst, stroke.at, burst.count)) burst.captured = true;
		const own = this.#finish();
		if (own.length > 0) this.#habit.endsByKey = true;
		const scans = [...before, ...own];
		const limps = stroke.at - this.#completedAt <= this.#timing.lateEnding;
		if (own.length > 0) this.#completedAt = stroke.at;
		return { swallow: scans.length > 0 || limps, begins: false, scans };
	}

	/** @returns whether the burst was a scan before this character */
	#add(byPlace: string, byHost: string, at: number): boolean {
		const { byPlace: placeBefore = '', byHost: hostBefore = '' } = this.#leader ?? {};
		const fresh = { byPlace: placeBefore, byHost: hostBefore, count: 0, startedAt: at, lastAt: at, captured: false };
		const burst = (this.#burst ??= fresh);
		this.#leader = undefined;
		const before = burst.captured;
		burst.byPlace += byPlace;
		burst.byHost += byHost;
		burst.count++;
		burst.lastAt = at;
		if (burst.count >= this.#timing.minimum && this.#isQuick(burst, at, burst.count - 1)) burst.captured = true;
		return before;
	}

	#isQuick(burst: Burst, at: number, gaps: number): boolean {
		return at - burst.startedAt <= this.#timing.meanGap * gaps;
	}

	#breakAt(at: number): string[] {
		const burst = this.#burst;
		const { silence } = this;
		if (!burst || at - burst.lastAt < silence) return [];
		const scans = this.#finish();
		if (scans.length > 0) this.#completedAt = burst.lastAt + silence;
		if (burst.count === 1) {
			this.#leader = { byPlace: burst.byPlace.slice(-1), byHost: burst.byHost.slice(-1), at: burst.lastAt };
		}
		return scans;
	}

	#beginning(at: number): Pressed['begins'] {
		if (this.#burst) return false;
		if (this.#leader && at - this.#leader.at > this.#timing.leading) this.#leader = undefined;
		return this.#leader ? 'led' : 'alone';
	}

	#finish(): string[] {
		const burst = this.#burst;
		this.#burst = undefined;
		this.#leader = undefined;
		if (!burst?.captured) return [];
		const code = this.#strip(likelierReading(burst.byPlace, burst.byHost));
		return code === '' ? [] : [code];
	}

	#strip(text: string): string {
		const { prefix, suffix } = this.#timing;
		let code = text;
		if (prefix !== '' && code.startsWith(prefix)) code = code.slice(prefix.length);
		if (suffix !== '' && code.endsWith(suffix)) code = code.slice(0, -suffix.length);
		// The symbology identifier of ISO/IEC 15424 (`]C1`), which some scanners put before every code.
		return code.replace(/^\][A-Za-z][0-9A-Za-z]/, '').trim();
	}
}

/** What can be heard at the desk; each outcome sounds different with the eyes elsewhere. */
export const soundNames = ['lent', 'returned', 'putAside', 'attention', 'refused', 'unknown', 'opened'] as const;
export type SoundName = (typeof soundNames)[number];

interface Note {
	/** Hertz. */
	readonly pitch: number;
	/** Seconds after the sound begins, and how long it lasts. */
	readonly from: number;
	readonly length: number;
	readonly wave: OscillatorType;
}

function note(pitch: number, from: number, length: number, wave: OscillatorType = 'sine'): Note {
	return { pitch, from, length, wave };
}

// Up is out, down is in; three notes ask for a hand, low and rough asks for the eyes.
const sounds: Record<SoundName, readonly Note[]> = {
	lent: [note(659, 0, 0.09), note(988, 0.09, 0.16)],
	returned: [note(784, 0, 0.09), note(523, 0.09, 0.18)],
	putAside: [note(523, 0, 0.1, 'triangle'), note(659, 0.12, 0.1, 'triangle'), note(784, 0.24, 0.26, 'triangle')],
	attention: [note(587, 0, 0.12, 'triangle'), note(587, 0.18, 0.2, 'triangle')],
	refused: [note(196, 0, 0.16, 'sawtooth'), note(165, 0.17, 0.3, 'sawtooth')],
	unknown: [note(330, 0, 0.1, 'square'), note(392, 0.14, 0.1, 'square'), note(330, 0.28, 0.14, 'square')],
	opened: [note(880, 0, 0.06)]
};

/** Milliseconds on and off, for a phone or tablet that can. */
const vibrations: Record<SoundName, readonly number[]> = {
	lent: [40],
	returned: [40, 60, 40],
	putAside: [60, 50, 60, 50, 120],
	attention: [120, 60, 120],
	refused: [300],
	unknown: [80, 40, 80, 40, 80],
	opened: [20]
};

export interface SoundSetting {
	readonly muted: boolean;
	/** 0 … 1. */
	readonly volume: number;
}

const key = 'mediatheek-sound';
const usual: SoundSetting = { muted: false, volume: 0.6 };

export function readSoundSetting(): SoundSetting {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
		if (typeof kept !== 'object' || kept === null) return usual;
		const { muted, volume } = kept as Partial<SoundSetting>;
		return { muted: muted === true, volume: typeof volume === 'number' ? Math.min(1, Math.max(0, volume)) : usual.volume };
	} catch {
		return usual;
	}
}

/** Plays what an outcome sounds like. Silent, and never an error, where the browser has no sound. */
export class Sounds {
	#setting = readSoundSetting();
	#context: AudioContext | undefined;

	get setting(): SoundSetting {
		return this.#setting;
	}

	choose(setting: SoundSetting): void {
		this.#setting = setting;
		try {
			localStorage.setItem(key, JSON.stringify(setting));
		} catch {
			// It lasts until the page is closed.
		}
	}

	/** Browsers let a page be heard only after a gesture: the first tap or key opens the sound. @returns stops waiting */
	unlockAtFirstGesture(target: EventTarget): () => void {
		const gestures = ['pointerdown', 'keydown'] as const;
		const stop = (): void => {
			for (const gesture of gestures) target.removeEventListener(gesture, unlock, { capture: true });
		};
		const unlock = (): void => {
			stop();
			void this.#open()?.resume().catch(() => undefined);
		};
		for (const gesture of gestures) target.addEventListener(gesture, unlock, { capture: true });
		return stop;
	}

	play(name: SoundName): void {
		if (this.#setting.muted) return;
		vibrate(vibrations[name]);
		const context = this.#open();
		if (!context || context.state !== 'running' || this.#setting.volume === 0) return;
		for (const each of sounds[name]) sound(context, each, this.#setting.volume);
	}

	#open(): AudioContext | undefined {
		if (typeof AudioContext === 'undefined') return undefined;
		this.#context ??= new AudioContext();
		return this.#context;
	}
}

function sound(context: AudioContext, { pitch, from, length, wave }: Note, volume: number): void {
	const start = context.currentTime + from;
	const end = start + length;
	const oscillator = new OscillatorNode(context, { type: wave, frequency: pitch });
	// Square and sawtooth waves carry far more power than a sine of the same height.
	const height = volume * (wave === 'sine' || wave === 'triangle' ? 0.5 : 0.16);
	const gain = new GainNode(context, { gain: 0 });
	// Ramps, because a hard edge clicks.
	gain.gain.setValueAtTime(0, start);
	gain.gain.linearRampToValueAtTime(height, start + 0.008);
	gain.gain.setValueAtTime(height, end - 0.03);
	gain.gain.linearRampToValueAtTime(0, end);
	oscillator.connect(gain).connect(context.destination);
	oscillator.start(start);
	oscillator.stop(end);
}

function vibrate(pattern: readonly number[]): void {
	if (typeof navigator !== 'undefined' && 'vibrate' in navigator) navigator.vibrate([...pattern]);
}

import { ScanBuffer, type Pressed, type ScannerHabit, type ScanTiming } from './scan-buffer.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Snapshot {
	readonly field: Field;
	readonly value: string;
	readonly selection: readonly [number, number] | undefined;
}

const habitKey = 'mediatheek-scanner-ends-by-key';

let endsByKey: boolean | undefined;

/** Of the scanner at this device: every page that listens knows it from the first code on. */
const rememberedHabit: ScannerHabit = {
	get endsByKey() {
		return (endsByKey ??= localStorage.getItem(habitKey) === 'yes');
	},
	set endsByKey(does) {
		if (does === this.endsByKey) return;
		endsByKey = does;
		try {
			localStorage.setItem(habitKey, does ? 'yes' : 'no');
		} catch {
			// A full disk: the next start believes a code to be complete a little sooner.
		}
	}
};

/** Milliseconds by which a timer may be late on a page that is not busy. */
const lateness = 50;

/**
 * Hears a wedge scanner wherever the focus is. What it typed into a field before it was recognised is taken out again.
 * @param target usually `document`
 * @param onScan gets each code once, without prefix, suffix and ending
 * @returns stops listening
 */
export function listenForScans(
	target: Document | HTMLElement,
	onScan: (code: string) => void,
	timing: Partial<ScanTiming> = {},
	habit = rememberedHabit
): () => void {
	const buffer = new ScanBuffer(timing, habit);
	/** The focused field before the first character, and before the character that ran ahead of it. */
	let snapshot: Snapshot | undefined;
	let earlier: Snapshot | undefined;
	let led = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	function deliver(codes: readonly string[]): void {
		for (const code of codes) {
			const before = led ? earlier : snapshot;
			if (before) restore(before);
			snapshot = undefined;
			led = false;
			onScan(code);
		}
	}

	/**
	 * The silence is counted from when the key was handled: on a busy page keys come late, all at once.
	 * A timer that is late itself may have overtaken keys that wait; it lets them go first.
	 */
	function settleLater(delay = buffer.silence): void {
		clearTimeout(timer);
		if (buffer.settlesAt === undefined) return;
		const armedAt = performance.now();
		timer = setTimeout(() => {
			if (performance.now() - armedAt > delay + lateness) return settleLater(lateness);
			const code = buffer.settlesAt === undefined ? undefined : buffer.settle(buffer.settlesAt);
			if (code !== undefined) deliver([code]);
		}, delay);
	}

	function after(pressed: Pressed, field: Field | undefined): void {
		deliver(pressed.scans);
		if (pressed.begins) {
			earlier = snapshot;
			snapshot = field && snapshotOf(field);
			led = pressed.begins === 'led';
		}
		settleLater();
	}

	// A key and the text it gives arrive as two events: the text of a key that was heard is not heard again.
	let heardAsKey = false;

	function onKeyDown(event: Event): void {
		if (!(event instanceof KeyboardEvent)) return;
		heardAsKey = !event.isComposing && event.key !== 'Unidentified' && event.keyCode !== 229;
		if (!heardAsKey) return;
		// A held key repeats as fast as a scanner types; a chord is a command.
		if (event.repeat || event.ctrlKey || event.metaKey || (event.altKey && !event.getModifierState('AltGraph'))) {
			return interrupt();
		}
		const { code, key, shiftKey: shift, timeStamp: at } = event;
		const pressed = buffer.press({ code, key, shift, at });
		if (pressed.swallow) {
			event.preventDefault();
			event.stopPropagation();
		}
		after(pressed, fieldOf(event.target));
	}

	/** Keyboard apps that give no keys: a code put in at once has a digit and no blank, unlike a suggested word. */
	function onBeforeInput(event: Event): void {
		if (heardAsKey || !(event instanceof InputEvent) || event.inputType !== 'insertText' || !event.data) return;
		const isCode = event.data.length === 1 || (/\d/.test(event.data) && !/\s/.test(event.data));
		if (isCode) after(buffer.insert(event.data, event.timeStamp), fieldOf(event.target));
	}

	function interrupt(): void {
		const code = buffer.interrupt();
		if (code !== undefined) deliver([code]);
	}

	target.addEventListener('keydown', onKeyDown, { capture: true });
	target.addEventListener('beforeinput', onBeforeInput, { capture: true });
	return () => {
		clearTimeout(timer);
		target.removeEventListener('keydown', onKeyDown, { capture: true });
		target.removeEventListener('beforeinput', onBeforeInput, { capture: true });
	};
}

function fieldOf(target: EventTarget | null): Field | undefined {
	const isField =
		target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
	return isField ? target : undefined;
}

function snapshotOf(field: Field): Snapshot {
	const { value } = field;
	if (field instanceof HTMLSelectElement) return { field, value, selection: undefined };
	const { selectionStart: start, selectionEnd: end } = field;
	return { field, value, selection: start === null || end === null ? undefined : [start, end] };
}

function restore({ field, value, selection }: Snapshot): void {
	if (field.value === value) return;
	field.value = value;
	if (selection && !(field instanceof HTMLSelectElement)) field.setSelectionRange(...selection);
	field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'deleteContentBackward' }));
	if (field instanceof HTMLSelectElement) field.dispatchEvent(new Event('change', { bubbles: true }));
}

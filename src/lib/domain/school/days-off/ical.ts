/** A line of an iCalendar file (RFC 5545): `DTSTART;TZID=Europe/Amsterdam:20261010T090000`. */
export interface IcalProperty {
	/** In capitals. */
	readonly name: string;
	/** In capitals, without quotes. */
	readonly parameters: ReadonlyMap<string, string>;
	/** As it stands in the file: text is still escaped. */
	readonly value: string;
}

export interface IcalEvent {
	readonly properties: readonly IcalProperty[];
	/** `false`: the file ended, or the next event began, before this one was closed. */
	readonly closed: boolean;
}

const [lineFeed, carriageReturn, space, tab] = [0x0a, 0x0d, 0x20, 0x09];

/** Puts folded lines back together. On bytes, because writers of calendars cut lines in the middle of a letter too. */
export function unfold(bytes: Uint8Array): Uint8Array {
	const out = new Uint8Array(bytes.length);
	let length = 0;
	for (let at = 0; at < bytes.length; at++) {
		const end = bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? at + 1 : at;
		const isFold = bytes[end] === lineFeed && (bytes[end + 1] === space || bytes[end + 1] === tab);
		if (isFold) at = end + 1;
		else out[length++] = bytes[at] ?? 0;
	}
	return out.subarray(0, length);
}

export function isIcal(text: string): boolean {
	return /^\s*BEGIN:VCALENDAR\b/i.test(text);
}

/** The events of a calendar whose lines are unfolded. What stands inside an event, such as an alarm, is left out. */
export function readIcalEvents(text: string): IcalEvent[] {
	const events: IcalEvent[] = [];
	let open: IcalProperty[] | undefined;
	let inside = 0;
	const close = (closed: boolean): void => {
		if (open) events.push({ properties: open, closed });
		open = undefined;
		inside = 0;
	};
	for (const property of text.split(/\r\n|\n|\r/).flatMap(readProperty)) {
		const part = property.value.trim().toUpperCase();
		if (property.name === 'BEGIN' && part === 'VEVENT') {
			close(false);
			open = [];
		} else if (property.name === 'END' && (part === 'VEVENT' || part === 'VCALENDAR')) close(part === 'VEVENT');
		else if (property.name === 'BEGIN') inside++;
		else if (property.name === 'END') inside--;
		else if (inside <= 0) open?.push(property);
	}
	close(false);
	return events;
}

function readProperty(line: string): IcalProperty[] {
	// A colon or semicolon between quotes belongs to a parameter.
	const parts = /^([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^";:])*)*):(.*)$/.exec(line);
	if (!parts) return [];
	const [, name = '', written = '', value = ''] = parts;
	const parameters = [...written.matchAll(/;([\w-]+)=((?:"[^"]*"|[^";:])*)/g)];
	return [{ name: name.toUpperCase(), parameters: new Map(parameters.map(([, key = '', text = '']) => [key.toUpperCase(), text.replaceAll('"', '')])), value }];
}

/** Text of a property on one line, its escapes undone. */
export function unescapeText(value: string): string {
	return value.replaceAll(/\\([nN;,\\])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? ' ' : sign)).replaceAll(/\s+/g, ' ').trim();
}

/** Codes scanned on another page of the desk, on their way to its one listening input. */
let underWay: string[] = [];

export function sendToDesk(code: string): void {
	underWay.push(code);
}

/** Gives each code once, in the order of scanning. */
export function takeArrived(): readonly string[] {
	const arrived = underWay;
	underWay = [];
	return arrived;
}

/** One step of setting a school up, as its list shows it. */
export interface SetUpStep {
	readonly name: string;
	readonly label: string;
	readonly state: 'done' | 'now' | 'skipped' | 'open';
}

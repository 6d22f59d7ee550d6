/** One table of a bench, as printed. */
export interface FigureTable {
	readonly title: string;
	readonly columns: readonly string[];
	readonly rows: readonly (readonly (string | number)[])[];
}

export interface BenchOptions {
	readonly titles: number;
	readonly patrons: number;
	readonly loans: number;
	/** Runs of which the median is taken. */
	readonly runs: number;
	readonly seed: number;
	/** Measure the slow peers too. */
	readonly peers: boolean;
	/** Scans of one scenario of `desk`. */
	readonly scans: number;
}

export interface BenchResult {
	readonly tables: readonly FigureTable[];
	/** What was measured, unrounded, for comparing files with each other. */
	readonly figures: Readonly<Record<string, unknown>>;
	/** Of what ran besides this project and Node.js: browser and packages. */
	readonly versions: Readonly<Record<string, string>>;
	/** The result in one line. */
	readonly line: string;
}

export interface Bench {
	readonly about: string;
	readonly defaults: Partial<BenchOptions>;
	readonly run: (options: BenchOptions, say: (line: string) => void) => Promise<BenchResult>;
}

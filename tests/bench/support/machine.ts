import { cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
	readonly cores: number;
	readonly model: string;
	readonly memoryGb: number;
	/** One-minute load before the bench began: above 0 means that others were at work too. */
	readonly loadBefore: number;
	readonly text: string;
}

export function describeMachine(): Machine {
	const cores = cpus().length;
	const model = cpus()[0]?.model.trim() ?? 'unknown';
	const memoryGb = Math.round(totalmem() / 2 ** 30);
	const loadBefore = loadavg()[0] ?? 0;
	const text = `${cores} cores (${model}), ${memoryGb} GB, ${process.platform}, load before ${loadBefore.toFixed(1)}`;
	return { cores, model, memoryGb, loadBefore, text };
}

import type { Unreadable } from '#lib/protocol/imports.ts';
import { applyImport, listImports, planImport, undoImport, type ImportRehearsal, type PastImport } from '../imports.ts';
import type { Result } from '../sync/requests.ts';

export type FileKind = 'catalogue' | 'pupils' | 'teachers';

type Failed = Pick<Extract<Result, { ok: false }>, 'failure' | 'facts'>;
/** Why it came to nothing: the request, or the file itself. */
export type ImportTrouble = Failed | Unreadable;
export type ImportDone = { readonly created: number; readonly changed: number } | { readonly undone: number; readonly kept: number };

/** How often the progress of a running import is asked for, in milliseconds. */
const askEvery = 800;

/** One file on its way into the school: chosen, looked at, answered, taken in. */
export class ImportWork {
	kind: FileKind = $state('catalogue');
	file: File | undefined = $state.raw();
	plan: ImportRehearsal | undefined = $state.raw();
	accepted: readonly string[] = $state.raw([]);
	doing: 'looking' | 'applying' | 'undoing' | undefined = $state();
	progress: { written: number; total: number } | undefined = $state.raw();
	trouble: ImportTrouble | undefined = $state.raw();
	done: ImportDone | undefined = $state.raw();
	runs: PastImport[] = $state.raw([]);
	#columns: Record<string, number> | undefined;

	constructor(kind: FileKind = 'catalogue') {
		this.kind = kind;
	}

	/** Of the file that was looked at, also when its columns say too little to be read. */
	get columns(): ImportRehearsal['columns'] {
		return this.plan?.columns ?? (this.trouble && 'unreadable' in this.trouble ? this.trouble.columns : undefined);
	}

	setKind(kind: FileKind): void {
		this.kind = kind;
		this.#forget();
	}

	setFile(file: File | undefined): void {
		this.file = file;
		this.#forget();
	}

	answer(id: string, isTrue: boolean): void {
		const others = this.accepted.filter((each) => each !== id);
		this.accepted = isTrue ? [...others, id] : others;
	}

	/** Rehearses the file; `columns` is what a person made of its columns. */
	async look(columns?: Record<string, number>): Promise<void> {
		if (!this.file || this.doing) return;
		this.#begin('looking');
		this.#columns = columns ?? this.#columns;
		const answer = await planImport(this.file, this.#asked());
		this.doing = undefined;
		if (!answer.ok) this.trouble = answer;
		else if ('unreadable' in answer.body) this.trouble = answer.body;
		else this.plan = answer.body;
	}

	async apply(): Promise<void> {
		if (!this.file || this.doing) return;
		this.#begin('applying');
		const importId = crypto.randomUUID();
		const asking = setInterval(() => void this.#follow(importId), askEvery);
		const answer = await applyImport(this.file, { ...this.#asked(), importId });
		clearInterval(asking);
		this.doing = undefined;
		this.progress = undefined;
		if (!answer.ok) this.trouble = answer;
		else if ('unreadable' in answer.body) this.trouble = answer.body;
		else {
			const { created, changed } = answer.body.changes;
			this.#forget();
			this.done = { created, changed };
		}
		await this.refresh();
	}

	async undo(id: string): Promise<void> {
		if (this.doing) return;
		this.#begin('undoing');
		const answer = await undoImport(id);
		this.doing = undefined;
		if (answer.ok) this.done = { undone: answer.body.undone, kept: answer.body.kept.length };
		else this.trouble = answer;
		// What was rehearsed was compared with a school that has changed.
		this.plan = undefined;
		await this.refresh();
	}

	async refresh(): Promise<void> {
		const answer = await listImports();
		if (answer.ok) this.runs = answer.body.imports;
	}

	async #follow(importId: string): Promise<void> {
		await this.refresh();
		const run = this.runs.find(({ id }) => id === importId);
		if (run && this.doing === 'applying') this.progress = { written: run.written, total: run.total };
	}

	#asked() {
		const category = this.kind === 'teachers' ? ('teacher' as const) : ('pupil' as const);
		return { kind: this.kind === 'catalogue' ? ('catalogue' as const) : ('roster' as const), category, accepted: [...this.accepted], columns: this.#columns };
	}

	#begin(doing: NonNullable<ImportWork['doing']>): void {
		this.doing = doing;
		this.trouble = undefined;
		this.done = undefined;
	}

	#forget(): void {
		this.plan = undefined;
		this.accepted = [];
		this.#columns = undefined;
		this.trouble = undefined;
		this.done = undefined;
	}
}

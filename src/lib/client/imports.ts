import type { z } from 'zod';
import { failureSchema } from '#lib/protocol/failures.ts';
import {
	applyAnswerSchema,
	importListSchema,
	largestImport,
	planAnswerSchema,
	undoAnswerSchema,
	type ApplyAnswer,
	type ImportAsked,
	type PlanAnswer,
	type Planned,
	type RecordedImport
} from '#lib/protocol/imports.ts';
import type { Result } from './sync/requests.ts';

/** What a rehearsal found; pages do not see the protocol itself. */
export type ImportRehearsal = Planned;
export type PastImport = RecordedImport;

/** Rehearses a file at the server; nothing changes. What cannot be taken in for its size alone is not sent. */
export async function planImport(file: File, asked: ImportAsked): Promise<Result<PlanAnswer>> {
	if (file.size === 0) return { ok: true, body: { unreadable: 'empty' } };
	if (file.size > largestImport) return { ok: true, body: { unreadable: 'tooLarge' } };
	return ask('/api/import/plan', planAnswerSchema, formOf(file, asked));
}

/** Takes a file in. Broken off by the network it may still be at work: `listImports` tells. */
export function applyImport(file: File, asked: ImportAsked): Promise<Result<ApplyAnswer>> {
	return ask('/api/import/apply', applyAnswerSchema, formOf(file, asked));
}

export function undoImport(importId: string): Promise<Result<z.infer<typeof undoAnswerSchema>>> {
	return ask('/api/import/rollback', undoAnswerSchema, JSON.stringify({ importId }));
}

export function listImports(): Promise<Result<z.infer<typeof importListSchema>>> {
	return ask('/api/import/list', importListSchema);
}

function formOf(file: File, asked: ImportAsked): FormData {
	const form = new FormData();
	form.set('file', file);
	form.set('asked', JSON.stringify(asked));
	return form;
}

/** Without a limit of time: a large file takes what it takes. Never throws. */
async function ask<T>(path: string, schema: z.ZodType<T>, body?: FormData | string): Promise<Result<T>> {
	const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
	try {
		const response = await fetch(path, body === undefined ? { cache: 'no-store' } : { method: 'POST', body, headers });
		const answer: unknown = await response.json().catch(() => undefined);
		const parsed = response.ok ? schema.safeParse(answer) : undefined;
		if (parsed?.success) return { ok: true, body: parsed.data };
		const failed = failureSchema.safeParse(answer);
		return failed.success ? { ok: false, failure: failed.data.failure, facts: failed.data.facts } : { ok: false, failure: 'notOurServer' };
	} catch {
		// Also a file that was changed on disk since it was chosen.
		return { ok: false, failure: 'offline' };
	}
}

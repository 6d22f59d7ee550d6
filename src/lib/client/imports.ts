import type { z } from 'zod';
import { failureSchema } from '#lib/protocol/failures.ts';
import { applyAnswerSchema, importListSchema, planAnswerSchema, undoAnswerSchema, type ApplyAnswer, type ImportAsked, type PlanAnswer } from '#lib/protocol/imports.ts';
import { request, type Result } from './sync/requests.ts';

/** Rehearses a file at the server; nothing changes. */
export function planImport(file: File, asked: ImportAsked): Promise<Result<PlanAnswer>> {
	return send('/api/import/plan', planAnswerSchema, file, asked);
}

/** Takes a file in. Broken off by the network it may still be at work: `listImports` tells. */
export function applyImport(file: File, asked: ImportAsked): Promise<Result<ApplyAnswer>> {
	return send('/api/import/apply', applyAnswerSchema, file, asked);
}

export function undoImport(importId: string): Promise<Result<z.infer<typeof undoAnswerSchema>>> {
	return request('/api/import/rollback', undoAnswerSchema, { importId });
}

export function listImports(): Promise<Result<z.infer<typeof importListSchema>>> {
	return request('/api/import/list', importListSchema);
}

async function send<T>(path: string, schema: z.ZodType<T>, file: File, asked: ImportAsked): Promise<Result<T>> {
	const form = new FormData();
	form.set('file', file);
	form.set('asked', JSON.stringify(asked));
	const response = await fetch(path, { method: 'POST', body: form }).catch(() => undefined);
	if (!response) return { ok: false, failure: 'offline' };
	const body: unknown = await response.json().catch(() => undefined);
	const parsed = schema.safeParse(body);
	if (response.ok && parsed.success) return { ok: true, body: parsed.data };
	const failure = failureSchema.safeParse(body);
	return failure.success ? { ok: false, failure: failure.data.failure, facts: failure.data.facts } : { ok: false, failure: 'notOurServer' };
}

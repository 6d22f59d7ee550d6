import type { z } from 'zod';
import { RequestFailure } from './failure.ts';
import type { ServerSession } from './session.ts';

/** @throws RequestFailure `tooLarge` above `limit` bytes, `badRequest` when it is not what the schema says */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, limit = 512 * 1024): Promise<T> {
	const parsed = schema.safeParse(parseJson(await readText(request, limit)));
	if (parsed.success) return parsed.data;
	throw new RequestFailure('badRequest', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
}

/** @throws RequestFailure `tooLarge` above `limit` bytes */
export async function readText(request: Request, limit: number): Promise<string> {
	if (Number(request.headers.get('content-length') ?? 0) > limit) throw new RequestFailure('tooLarge', { limit });
	const bytes = await request.arrayBuffer();
	if (bytes.byteLength > limit) throw new RequestFailure('tooLarge', { limit });
	return new TextDecoder().decode(bytes);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new RequestFailure('badRequest');
	}
}

/** @throws RequestFailure `signInNeeded` */
export function requireSession(locals: { readonly session?: ServerSession | undefined }): ServerSession {
	if (!locals.session) throw new RequestFailure('signInNeeded');
	return locals.session;
}

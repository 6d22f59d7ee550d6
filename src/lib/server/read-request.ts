import type { z } from 'zod';
import { RequestFailure } from './failure.ts';
import type { ServerSession } from './session.ts';

/** @throws RequestFailure `tooLarge` above `limit` bytes, `badRequest` when it is not what the schema says */
export async function readBody<T>(request: Request, schema: z.ZodType<T>, limit = 512 * 1024): Promise<T> {
	if (Number(request.headers.get('content-length') ?? 0) > limit) throw new RequestFailure('tooLarge', { limit });
	const bytes = await request.arrayBuffer();
	if (bytes.byteLength > limit) throw new RequestFailure('tooLarge', { limit });
	const parsed = schema.safeParse(parseJson(new TextDecoder().decode(bytes)));
	if (parsed.success) return parsed.data;
	throw new RequestFailure('badRequest', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
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

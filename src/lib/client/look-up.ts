import { lookUpAnswerSchema, type LookUpAnswer, type ProposedTitle } from '#lib/protocol/look-up.ts';
import { request, type Result } from './sync/requests.ts';

export type { LookUpAnswer, ProposedTitle };

/** Has the server ask the school's catalogues about one ISBN. Never throws. */
export function lookUpIsbn(isbn: string): Promise<Result<LookUpAnswer>> {
	return request(`/api/look-up/${isbn}`, lookUpAnswerSchema);
}

import { z } from 'zod';
import { setUpDoneSchema, type SetUp, type SetUpDone } from '#lib/protocol/set-up.ts';
import { request, type Result } from './sync/requests.ts';

/** Whether this is the code that stands in the server's console. */
export function checkSetUpCode(code: string): Promise<Result> {
	return request('/api/setup/check', z.unknown(), { code });
}

/** Makes the first school of the server and its media librarian, who signs in with what comes back. */
export function setUpSchool(asked: SetUp): Promise<Result<SetUpDone>> {
	return request('/api/setup', setUpDoneSchema, asked);
}

import { z } from 'zod';
import { installationsSchema, type Installations } from '#lib/protocol/installations.ts';
import { request, type Result } from './sync/requests.ts';

/** One browser of the school as the server knows it. */
export type KnownInstallation = Installations['installations'][number];

// All of these need a connection: what another device had not sent, only the server knows.

export function readInstallations(): Promise<Result<Installations>> {
	return request('/api/installations', installationsSchema);
}

export function renameInstallation(installationId: string, name: string): Promise<Result> {
	return request('/api/installations/rename', z.unknown(), { installationId, name });
}

/** Its key opens nothing any more; what it still sends is set aside. */
export function endInstallation(installationId: string, why: 'lost' | 'retired'): Promise<Result> {
	return request('/api/installations/end', z.unknown(), { installationId, why });
}

export function letInstallationIn(installationId: string): Promise<Result> {
	return request('/api/installations/let-in', z.unknown(), { installationId });
}

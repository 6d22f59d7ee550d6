import { z } from 'zod';
import { knownSchema, retentionPreviewSchema, type Known, type RetentionPreview } from '#lib/protocol/privacy.ts';
import { request, type Result } from './sync/requests.ts';

export type { Known, RetentionPreview };

// All of these need a connection: what is known, and what goes, is the server's to say.

export function readKnown(patronId: string): Promise<Result<Known>> {
	return request('/api/privacy/known', knownSchema, { patronId });
}

export function readOwn(): Promise<Result<Known>> {
	return request('/api/privacy/own', knownSchema);
}

export function forgetPatron(patronId: string): Promise<Result> {
	return request('/api/privacy/forget', z.unknown(), { patronId });
}

/** What would lose its name now. */
export function previewRetention(): Promise<Result<RetentionPreview>> {
	return request('/api/privacy/retention', retentionPreviewSchema);
}

/** Takes the names off now. */
export function runRetention(): Promise<Result<RetentionPreview>> {
	return request('/api/privacy/retention', retentionPreviewSchema, {});
}

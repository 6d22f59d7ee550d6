import { createHash } from 'node:crypto';
import type { Id } from '#lib/domain/shared/ids.ts';

/**
 * An id that follows from what a record is known by, so that the same file twice names the same records.
 * Shaped as a UUID of version 8 (RFC 9562, "custom").
 */
export function naturalId<T extends Id<string>>(kind: string, ...key: readonly string[]): T {
	const hex = createHash('sha256').update([kind, ...key].join('\u001f')).digest('hex');
	const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as T;
}

import type { Selectable } from 'kysely';
import type { WireRow } from '#lib/protocol/sync.ts';
import type { FeedTable } from '../db/schema.ts';

/** A feed entry as it crosses the wire. */
export function toWire(entry: Pick<Selectable<FeedTable>, 'kind' | 'id' | 'seq' | 'body'>): WireRow {
	const { kind: k, id, seq: s, body } = entry;
	return body === null ? { k, id, s, d: true } : { k, id, s, b: JSON.parse(body) as unknown };
}

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '#lib/operations/registry.ts';
import { operationSchema } from '#lib/protocol/operation.ts';
import { outboxContentSchema, outboxFileSchema } from '#lib/protocol/outbox-file.ts';
import { acceptedProtocols, protocolVersion, pullRequestSchema, pullResponseSchema, pushRequestSchema, pushResponseSchema, snapshotManifestSchema } from '#lib/protocol/sync.ts';

const recordedIn = new URL('./fingerprints.json', import.meta.url);
const recorded = JSON.parse(readFileSync(recordedIn, 'utf8')) as Record<string, string>;

/** Names the shape of what a schema takes: what it allows, requires and limits, in any order of its properties. */
function shapeOf(schema: z.ZodType): string {
	const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
	return createHash('sha256').update(JSON.stringify(sorted(shape))).digest('hex').slice(0, 16);
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]));
}

const wire = {
	operation: operationSchema,
	pushRequest: pushRequestSchema,
	pushResponse: pushResponseSchema,
	pullRequest: pullRequestSchema,
	pullResponse: pullResponseSchema,
	snapshotManifest: snapshotManifestSchema,
	outboxFile: outboxFileSchema,
	outboxContent: outboxContentSchema
};

const present: Record<string, string> = {
	...Object.fromEntries(Object.entries(wire).map(([name, schema]) => [`${name}@${protocolVersion}`, shapeOf(schema)])),
	...Object.fromEntries(Object.values(operations).map(({ type, v, schema }) => [`${type}@${v}`, shapeOf(schema)]))
};
if (process.env.RECORD_WIRE) writeFileSync(recordedIn, `${JSON.stringify(sorted({ ...recorded, ...present }), null, '\t')}\n`);

const advice = (name: string) => `The shape of ${name} is no longer what apps out there send.
- Something was added that may be absent: an app of yesterday is still understood. Record it: RECORD_WIRE=1 npm test -- tests/contract/wire/wire.test.ts
- Anything else, in a payload: raise its \`v\`, add the step from the version before to \`earlier\`, and record.
- Anything else, around it: raise \`protocolVersion\`, keep understanding the version before (\`acceptedProtocols\`), and record.`;

describe('the wire', () => {
	it.each(Object.keys(present).filter((name) => name in recorded))('%s is what it was when it was released', (name) => {
		expect(present[name], advice(name)).toBe(recorded[name]);
	});

	it('of every released verb is still understood: at its version, or by a step from it', () => {
		const verbs = Object.keys(recorded).filter((name) => !Object.hasOwn(wire, name.split('@')[0] ?? ''));
		for (const name of verbs) {
			const [type = '', version] = name.split('@');
			const definition = Object.values(operations).find((each) => each.type === type);
			expect(definition, `${type} is gone, and tablets may still send it`).toBeDefined();
			const earlier: Readonly<Record<number, unknown>> = definition?.earlier ?? {};
			for (let v = Number(version); v < (definition?.v ?? 0); v++) expect(earlier[v], `${type} has no step from version ${v}`).toBeDefined();
		}
	});

	it('is spoken in a version that the server understands', () => {
		expect(acceptedProtocols).toContain(protocolVersion);
	});

	it('has another fingerprint when anything in it changes', () => {
		const before = z.object({ a: z.string().max(5), b: z.number().optional() });
		const changes = [before.extend({ c: z.string() }), before.extend({ a: z.string().max(6) }), before.extend({ b: z.number() }), before.omit({ b: true })];
		expect(new Set([before, ...changes].map(shapeOf)).size).toBe(changes.length + 1);
		expect(shapeOf(z.object({ b: z.number().optional(), a: z.string().max(5) }))).toBe(shapeOf(before));
	});
});

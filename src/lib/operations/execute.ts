import { accepted, refused, type Decision, type OperationContext, type OperationDefinition } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { findOperation } from './registry.ts';

/**
 * Runs one operation's rules: schema, permission, facts, decision. The same on tablet, phone and server.
 * Throws only what the store throws.
 * @param v version of the payload, where an older app wrote it
 */
export async function execute(
	store: FactStore,
	type: string,
	payload: unknown,
	context: OperationContext,
	v?: number
): Promise<Decision> {
	const definition = findOperation(type);
	if (!definition) return refused('unknownOperation', { type });
	const parsed = definition.schema.safeParse(presentPayload(definition, payload, v));
	if (!parsed.success) return refused('invalidPayload', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
	if (!definition.permits(context.actor, parsed.data)) return refused('notPermitted', { type });
	const facts = await definition.load(store, parsed.data, context);
	const decision = definition.decide(facts, parsed.data, context);
	if (decision.outcome === 'accepted' && !context.certain && definition.nature === 'fact') {
		return accepted(decision.effects, decision.findings, [...decision.notices, 'uncertainTime'], decision.facts);
	}
	return decision;
}

/**
 * A payload as today's schema says it, whatever version of the app wrote it (a tablet that slept all summer). Where a
 * step is missing the payload stays as it is: the schema says what it lacks.
 */
export function presentPayload({ v: present, earlier }: Pick<OperationDefinition<unknown, unknown>, 'v' | 'earlier'>, payload: unknown, v = present): unknown {
	let upgraded = payload;
	for (let version = v; version < present; version++) upgraded = earlier?.[version]?.(upgraded) ?? upgraded;
	return upgraded;
}

import { accepted, refused, type Decision, type OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';
import { findOperation } from './registry.ts';

/**
 * Runs one operation's rules: schema, permission, facts, decision. The same on tablet, phone and server.
 * Throws only what the store throws.
 */
export async function execute(
	store: FactStore,
	type: string,
	payload: unknown,
	context: OperationContext
): Promise<Decision> {
	const definition = findOperation(type);
	if (!definition) return refused('unknownOperation', { type });
	const parsed = definition.schema.safeParse(payload);
	if (!parsed.success) return refused('invalidPayload', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
	if (!definition.permits(context.actor, parsed.data)) return refused('notPermitted', { type });
	const facts = await definition.load(store, parsed.data, context);
	const decision = definition.decide(facts, parsed.data, context);
	if (decision.outcome === 'accepted' && !context.certain && definition.nature === 'fact') {
		return accepted(decision.effects, decision.findings, [...decision.notices, 'uncertainTime'], decision.facts);
	}
	return decision;
}

import { applyEffects } from '#lib/client/view/apply-effects.ts';
import { Queries } from '#lib/client/view/queries.ts';
import { Records } from '#lib/client/view/records.ts';
import { viewFacts } from '#lib/client/view/view-facts.ts';
import type { Actor } from '#lib/domain/people/role.ts';
import { operationId, type InstallationId } from '#lib/domain/shared/ids.ts';
import type { Decision, OperationContext } from '#lib/operations/definition.ts';
import { execute } from '#lib/operations/execute.ts';
import type { Act } from '#lib/operations/registry.ts';
import type { RowKind } from '#lib/protocol/rows.ts';
import { aCopy, aPatron, aSchool, aTitle, day } from './domain.ts';

export const librarian: Actor = { accountId: 'anja' as Actor['accountId'], roles: ['mediaLibrarian'] };
export const pupil: Actor = { accountId: 'sara' as Actor['accountId'], roles: ['pupil'], patronId: 'patron-1' as never };

/** A device's view with a small school in it, on which acts can be decided and applied. */
export class Bench {
	readonly records = new Records();
	readonly queries = new Queries(this.records, () => day('2026-11-23'));
	#n = 0;

	constructor(school = aSchool()) {
		this.confirm('school', school);
		this.confirm('title', aTitle());
		this.confirm('copy', aCopy());
		this.confirm('copy', aCopy({ id: 'copy-2' as never, barcode: '10000002' }));
		this.confirm('patron', aPatron());
		this.confirm('patron', aPatron({ id: 'patron-2' as never, givenName: 'Tom', infix: undefined, familyName: 'Bakker' }));
	}

	confirm(kind: RowKind, row: { id: string }): void {
		this.records.confirm(kind, row.id, row);
	}

	/** Decides one act and applies it when it is accepted. */
	async perform(act: Act, change: Partial<OperationContext> = {}): Promise<Decision> {
		const context: OperationContext = {
			operationId: operationId('desk-1' as InstallationId, ++this.#n),
			installationId: 'desk-1' as InstallationId,
			actor: librarian,
			at: 1_000 + this.#n,
			certain: true,
			today: day('2026-11-23'),
			stage: 'asking',
			...change
		};
		const decision = await execute(viewFacts(this.records, context.actor.patronId), act.type, act.input, context);
		if (decision.outcome === 'accepted') applyEffects(this.records, decision.effects, context);
		return decision;
	}

	lend(copy: string, patron: string, extra: object = {}, change: Partial<OperationContext> = {}): Promise<Decision> {
		const input = { loanId: `loan-${copy}-${patron}`, copyId: copy, patronId: patron, ...extra };
		return this.perform({ type: 'check-out', input } as unknown as Act, change);
	}
}

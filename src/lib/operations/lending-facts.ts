import { openCents } from '#lib/domain/circulation/fine-record.ts';
import type { CopyFact, CopyFactBody, FactSource } from '#lib/domain/circulation/loan.ts';
import type { LendingFacts } from '#lib/domain/circulation/policy.ts';
import type { CopyId, PatronId } from '#lib/domain/shared/ids.ts';
import type { OperationContext } from './definition.ts';
import type { FactStore } from './fact-store.ts';

/** Everything the lending policies look at, for one copy and one patron; `undefined` parts are not known here. */
export async function loadLendingFacts(
	store: FactStore,
	subject: { copyId: CopyId; patronId: PatronId | null | undefined; cardNumber?: string | undefined },
	context: OperationContext
): Promise<Partial<LendingFacts> & Pick<LendingFacts, 'school' | 'today'>> {
	const school = await store.school();
	const copy = await store.copy(subject.copyId);
	const patron = subject.patronId ? await store.patron(subject.patronId) : undefined;
	return {
		school,
		today: context.today,
		copy,
		patron,
		title: copy && (await store.title(copy.titleId)),
		copyState: copy && (await store.copyState(copy.id)),
		holds: copy ? await store.holdsOnTitle(copy.titleId) : [],
		homeClass: patron?.homeClassId ? await store.homeClass(patron.homeClassId) : undefined,
		card: subject.cardNumber === undefined ? undefined : await store.card(subject.cardNumber),
		openLoans: patron ? await store.openLoansOf(patron.id) : [],
		openFineCents: patron ? openCents(await store.finesOf(patron.id)) : 0
	};
}

/** Whether copy, title and patron are all known, so that the policies can be asked. */
export function isComplete(facts: Partial<LendingFacts>): facts is LendingFacts {
	return Boolean(facts.copy && facts.title && facts.patron && facts.copyState);
}

/** Puts what happened to a copy into its history. */
export function copyFact(copyId: CopyId, body: CopyFactBody, context: OperationContext): CopyFact {
	return {
		...body,
		copyId,
		at: context.at,
		certain: context.certain,
		source: sourceOf(context)
	};
}

/** Where what this operation says comes from. */
export function sourceOf({ operationId, installationId, actor }: OperationContext): FactSource {
	return { operationId, installationId, accountId: actor.accountId };
}

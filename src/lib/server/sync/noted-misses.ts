import type { CopyId, HoldId, HomeClassId, IncidentId, PatronId, TeachingGroupId, TitleId } from '#lib/domain/shared/ids.ts';
import type { FactStore } from '#lib/operations/fact-store.ts';
import type { RefusalCode } from '#lib/operations/definition.ts';

/** A record that an operation named and that is not here. */
export interface Missing {
	readonly kind: MissingKind;
	readonly id: string;
}
export type MissingKind = 'copy' | 'patron' | 'title' | 'homeClass' | 'teachingGroup' | 'card' | 'hold' | 'incident' | 'loan' | 'actor';

/** Which missing record each refusal is about. */
export const missingBehind: Partial<Record<RefusalCode, MissingKind>> = {
	unknownCopy: 'copy',
	unknownPatron: 'patron',
	unknownTitle: 'title',
	unknownHomeClass: 'homeClass',
	unknownTeachingGroup: 'teachingGroup',
	unknownCard: 'card',
	unknownHold: 'hold',
	unknownIncident: 'incident',
	unknownLoan: 'loan'
};

/** The same store, writing down what was asked for by id and not found. */
export function notingMisses(store: FactStore): { readonly store: FactStore; readonly missing: Missing[] } {
	const missing: Missing[] = [];
	const noted =
		<Id extends string, T>(kind: MissingKind, find: (id: Id) => T | undefined | Promise<T | undefined>) =>
		async (id: Id): Promise<T | undefined> => {
			const found = await find(id);
			if (found === undefined) missing.push({ kind, id });
			return found;
		};
	return {
		missing,
		store: {
			...store,
			patron: noted('patron', (id: PatronId) => store.patron(id)),
			homeClass: noted('homeClass', (id: HomeClassId) => store.homeClass(id)),
			teachingGroup: noted('teachingGroup', (id: TeachingGroupId) => store.teachingGroup(id)),
			card: noted('card', (id: string) => store.card(id)),
			title: noted('title', (id: TitleId) => store.title(id)),
			titleRecord: noted('title', (id: TitleId) => store.titleRecord(id)),
			copy: noted('copy', (id: CopyId) => store.copy(id)),
			hold: noted('hold', (id: HoldId) => store.hold(id)),
			incident: noted('incident', (id: IncidentId) => store.incident(id))
		}
	};
}

import type { Copy } from '#lib/domain/catalogue/title.ts';
import { remediesFor, type Incident, type Remedy } from '#lib/domain/circulation/incident.ts';
import { backInQueue, trapped, type Hold } from '#lib/domain/circulation/hold.ts';
import type { Card } from '#lib/domain/people/patron.ts';
import type { School } from '#lib/domain/school/school.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import { put, type Effect, type OperationContext } from './definition.ts';
import { copyFact } from './lending-facts.ts';

/** What an incident is about, as it is now. */
export interface RemedyFacts {
	readonly school: School;
	readonly today: CalendarDate;
	readonly copy?: Copy | undefined;
	readonly holds: readonly Hold[];
	readonly card?: Card | undefined;
}

type OfKind<K extends Incident['kind']> = Extract<Incident, { kind: K }>;

/** The remedy in an answer, where it is one for this kind of incident. */
export function remedyIn(incident: Incident, answer: object): Remedy | undefined {
	const done = 'done' in answer ? (answer.done as Remedy | undefined) : undefined;
	const possible: readonly Remedy[] = incident.kind in remediesFor ? remediesFor[incident.kind as keyof typeof remediesFor] : [];
	return done !== undefined && possible.includes(done) ? done : undefined;
}

/**
 * What an answer changes when it becomes the one that stands: the remedy of the answer before it is taken back, its own
 * carried out. So two answers, given on two desks at once, come to the same whichever arrives first.
 */
export function remedyEffects(incident: Incident, done: Remedy | undefined, facts: RemedyFacts, context: OperationContext): Effect[] {
	const { settled } = incident;
	const before = settled && settled.answer !== 'overtaken' ? remedyIn(incident, settled.answer) : undefined;
	switch (incident.kind) {
		case 'lentOutOfService':
			return [...statusEffects(incident, before, done, facts), ...returnEffects(incident, before === 'takenIn', done === 'takenIn', context)];
		case 'lentWhileHeld':
			return [...returnEffects(incident, before === 'putAside', done === 'putAside', context), ...holdEffects(incident, before, done, facts)];
		case 'cardOfTwoPatrons':
			return cardEffects(incident, before, done, facts);
		default:
			return [];
	}
}

function statusEffects({ status }: OfKind<'lentOutOfService'>, before: Remedy | undefined, done: Remedy | undefined, { copy }: RemedyFacts): Effect[] {
	if (!copy || (before === 'backInService') === (done === 'backInService')) return [];
	if (done !== 'backInService') return [put('copy', { ...copy, status })];
	const { withdrawnFor: _reason, ...kept } = copy;
	return [put('copy', { ...kept, status: 'inService' })];
}

function returnEffects(incident: OfKind<'lentOutOfService' | 'lentWhileHeld'>, was: boolean, is: boolean, context: OperationContext): Effect[] {
	const { copyId, settled, source } = incident;
	const effects: Effect[] = [];
	if (was && settled) effects.push({ type: 'fact', fact: copyFact(copyId, { type: 'undone', target: settled.source.operationId }, context) });
	if (is) effects.push({ type: 'fact', fact: copyFact(copyId, { type: 'returned', of: source.operationId }, context) });
	return effects;
}

function holdEffects(incident: OfKind<'lentWhileHeld'>, before: Remedy | undefined, done: Remedy | undefined, { school, today, holds }: RemedyFacts): Effect[] {
	const hold = holds.find(({ id }) => id === incident.holdId);
	if (done === 'putAside' && hold?.status === 'waiting') return [put('hold', trapped(hold, incident.copyId, school, today))];
	const liesThere = hold?.status === 'onShelf' && hold.copyId === incident.copyId;
	return before === 'putAside' && done === undefined && liesThere ? [put('hold', backInQueue(hold))] : [];
}

function cardEffects({ patronId, otherPatronId }: OfKind<'cardOfTwoPatrons'>, before: Remedy | undefined, done: Remedy | undefined, { card }: RemedyFacts): Effect[] {
	const [from, to] = done === 'cardToOther' ? [patronId, otherPatronId] : [otherPatronId, patronId];
	if (!card || before === done || card.patronId !== from) return [];
	return [put('card', { id: card.id, patronId: to, status: 'active' })];
}

import type { Incident, Remedy, Settlement } from '#lib/domain/circulation/incident.ts';
import { codeText, copyStatusWords } from './codes.ts';
import { formatDateTime } from './format.ts';
import type { Names } from './names.ts';
import { m } from './paraglide/messages.js';

type Of<K extends Incident['kind']> = Extract<Incident, { kind: K }>;
type Sentences = { [K in Incident['kind']]: (incident: Of<K>, names: Names, holder: string) => string };

/** Short: the head of an incident. */
export const incidentKindWords: Record<Incident['kind'], () => string> = {
	lentTwice: m.codes_incident_kind_lent_twice,
	uncertainLoan: m.codes_incident_kind_uncertain_loan,
	uncertainReturn: m.codes_incident_kind_uncertain_return,
	lentWhileHeld: m.codes_incident_kind_lent_while_held,
	lentOutOfService: m.codes_incident_kind_lent_out_of_service,
	trappedWithoutHold: m.codes_incident_kind_trapped_without_hold,
	cardOfTwoPatrons: m.codes_incident_kind_card_of_two_patrons,
	rulesBroken: m.codes_incident_kind_rules_broken
};

const sentences: Sentences = {
	lentTwice: ({ copyId, earlier, later }, names) =>
		m.codes_incident_lent_twice({
			copy: names.copy(copyId),
			earlier: names.patron(earlier.patronId),
			earlierAt: formatDateTime(earlier.lentAt),
			earlierDesk: names.installation(earlier.source.installationId),
			later: names.patron(later.patronId),
			laterAt: formatDateTime(later.lentAt),
			laterDesk: names.installation(later.source.installationId)
		}),
	uncertainLoan: ({ copyId, standing, claimed }, names) =>
		m.codes_incident_uncertain_loan({
			copy: names.copy(copyId),
			standing: names.patron(standing.patronId),
			standingAt: formatDateTime(standing.lentAt),
			claimed: names.patron(claimed.patronId),
			claimedDesk: names.installation(claimed.source.installationId)
		}),
	uncertainReturn: ({ copyId, standing, source }, names) =>
		m.codes_incident_uncertain_return({
			copy: names.copy(copyId),
			desk: names.installation(source.installationId),
			standing: names.patron(standing.patronId),
			standingAt: formatDateTime(standing.lentAt)
		}),
	lentWhileHeld: (incident, names, holder) =>
		m.codes_incident_lent_while_held({ ...where(incident, names), holder, name: names.patron(incident.patronId) }),
	lentOutOfService: (incident, names) =>
		m.codes_incident_lent_out_of_service({
			...where(incident, names),
			name: names.patron(incident.patronId),
			status: copyStatusWords[incident.status]()
		}),
	trappedWithoutHold: (incident, names, holder) =>
		m.codes_incident_trapped_without_hold({ ...where(incident, names), holder }),
	cardOfTwoPatrons: ({ cardNumber, patronId, otherPatronId, source, raisedAt }, names) =>
		m.codes_incident_card_of_two_patrons({
			card: cardNumber,
			first: names.patron(patronId),
			second: names.patron(otherPatronId),
			desk: names.installation(source.installationId),
			at: formatDateTime(raisedAt)
		}),
	rulesBroken: (incident, names) =>
		m.codes_incident_rules_broken({
			...where(incident, names),
			name: names.patron(incident.patronId),
			reasons: incident.codes.map((code) => codeText(code, {}, names)).join(' ')
		})
};

/**
 * The incident as a sentence with names, times and desks.
 * @param holder id of the patron of the hold it is about, where the kind names a hold
 */
export function incidentText(incident: Incident, names: Names, holder?: string): string {
	const say = sentences[incident.kind] as (incident: Incident, names: Names, holder: string) => string;
	return say(incident, names, holder === undefined ? m.codes_somebody() : names.patron(holder));
}

/** What a person said was true; the label of the button that says it, too. */
export function answerText(incident: Incident, answer: Settlement['answer'], names: Names): string {
	if (answer === 'overtaken') return m.codes_answer_overtaken();
	if ('seen' in answer) return answer.done ? remedySentences[answer.done](incident, names) : leftAsItIs(incident, names);
	if (answer.holder === 'onShelf') return m.codes_answer_on_shelf();
	return m.codes_answer_holder({ name: names.patron(answer.holder) });
}

const remedySentences: Record<Remedy, (incident: Incident, names: Names) => string> = {
	putAside: () => m.codes_answer_put_aside(),
	backInService: () => m.codes_answer_back_in_service(),
	takenIn: () => m.codes_answer_taken_in(),
	cardToOther: (incident, names) => (incident.kind === 'cardOfTwoPatrons' ? cardOf(incident.otherPatronId, names) : m.codes_answer_seen())
};

/** That nothing need be done, in words that say what that means for this kind. */
function leftAsItIs(incident: Incident, names: Names): string {
	switch (incident.kind) {
		case 'lentWhileHeld':
			return m.codes_answer_stays_with({ name: names.patron(incident.patronId) });
		case 'lentOutOfService':
			return m.codes_answer_stays_out();
		case 'trappedWithoutHold':
			return m.codes_answer_put_back();
		case 'cardOfTwoPatrons':
			return cardOf(incident.patronId, names);
		default:
			return m.codes_answer_seen();
	}
}

function cardOf(patronId: string, names: Names): string {
	return m.codes_answer_card_of({ name: names.patron(patronId) });
}

function where(incident: Extract<Incident, { copyId: string }>, names: Names) {
	return {
		copy: names.copy(incident.copyId),
		desk: names.installation(incident.source.installationId),
		at: formatDateTime(incident.raisedAt)
	};
}

import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { Incident, IncidentBody } from '#lib/domain/circulation/incident.ts';
import { settleIncident } from '#lib/operations/settle-incident.ts';
import { noNames, type Names } from '#lib/i18n/names.ts';
import { answersTo } from '#lib/ui/incidents/incident-answers.ts';
import { settleAct } from '#lib/ui/incidents/settle-act.ts';
import IncidentCard from '#lib/ui/incidents/IncidentCard.svelte';
import SettledIncident from '#lib/ui/incidents/SettledIncident.svelte';
import { anOpenLoan, copyId, loanId, patronId, source } from '../../builders/domain.ts';

const people: Record<string, string> = { 'patron-1': 'Sara van der Meer (2hv3)', 'patron-2': 'Tim Bakker (1a)' };
const names: Names = { ...noNames, patron: (id) => people[String(id)] ?? 'iemand anders', copy: () => '‘Boy 7’ (label 10000001)' };
const earlier = anOpenLoan();
const later = anOpenLoan({ id: loanId('loan-2'), patronId: patronId('patron-2') });

function anIncident(body: IncidentBody, settled?: Incident['settled']): Incident {
	return { ...body, id: 'lentTwice.copy-1' as Incident['id'], raisedAt: 0, source: source('desk-1:1'), settled };
}
const twice = anIncident({ kind: 'lentTwice', copyId: copyId('copy-1'), earlier, later });

describe('answers to an incident', () => {
	it('are both patrons and the shelf when a copy was lent twice', () => {
		expect(answersTo(twice)).toEqual([{ holder: 'patron-1' }, { holder: 'patron-2' }, { holder: 'onShelf' }]);
	});

	it('name a patron once, also when both loans are on that name', () => {
		const same = anIncident({ kind: 'uncertainLoan', copyId: copyId('copy-1'), standing: earlier, claimed: { ...later, patronId: patronId('patron-1') } });
		expect(answersTo(same)).toEqual([{ holder: 'patron-1' }, { holder: 'onShelf' }]);
	});

	it('leave out a patron whose name has been taken off', () => {
		const forgotten = anIncident({ kind: 'uncertainReturn', copyId: copyId('copy-1'), standing: { ...earlier, patronId: null } });
		expect(answersTo(forgotten)).toEqual([{ holder: 'onShelf' }]);
	});

	it('are what can be done and that it may stay so where nobody asks who has it', () => {
		const card = anIncident({ kind: 'cardOfTwoPatrons', cardNumber: '77', patronId: patronId('patron-1'), otherPatronId: patronId('patron-2') });
		expect(answersTo(card)).toEqual([{ seen: true, done: 'cardToOther' }, { seen: true }]);
		const gone = anIncident({ kind: 'lentOutOfService', copyId: copyId('copy-1'), patronId: patronId('patron-1'), status: 'withdrawn' });
		expect(answersTo(gone)).toEqual([{ seen: true, done: 'backInService' }, { seen: true, done: 'takenIn' }, { seen: true }]);
		const aside = anIncident({ kind: 'trappedWithoutHold', copyId: copyId('copy-1'), holdId: 'hold-1' as never });
		expect(answersTo(aside)).toEqual([{ seen: true }]);
	});

	it('become acts that the operation takes', () => {
		for (const answer of [...answersTo(twice), { seen: true } as const, { seen: true, done: 'takenIn' } as const]) {
			const act = settleAct(twice.id, answer, loanId('loan-new'));
			expect(act.type).toBe(settleIncident.type);
			expect(settleIncident.schema.parse(act.input)).toEqual({ incidentId: twice.id, answer, loanId: 'loan-new' });
		}
	});
});

describe('an incident on the screen', () => {
	it('says who, and one tap answers', async () => {
		const onanswer = vi.fn();
		render(IncidentCard, { incident: twice, names, onanswer });
		expect(screen.getByText(/Sara van der Meer.*Tim Bakker/)).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'Tim Bakker (1a) heeft het' }));
		expect(onanswer).toHaveBeenCalledWith({ holder: 'patron-2' });
	});

	it('keeps the answer in sight with who gave it, and takes another', async () => {
		const onanswer = vi.fn();
		const settled = { at: 0, source: source('desk-1:2'), answer: { holder: patronId('patron-1') } };
		render(SettledIncident, { incident: { ...twice, settled }, names, by: 'Marja de Boer', onanswer });
		expect(screen.getByText('Sara van der Meer (2hv3) heeft het')).toBeTruthy();
		expect(screen.getByText(/Marja de Boer/)).toBeTruthy();
		await fireEvent.click(screen.getByRole('button', { name: 'Antwoord veranderen' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Het staat op de plank' }));
		expect(onanswer).toHaveBeenCalledWith({ holder: 'onShelf' });
	});
});

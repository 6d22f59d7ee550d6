import { z } from 'zod';
import { dueOnForCheckOut } from '#lib/domain/circulation/due-date.ts';
import { idSchema, type CopyId, type LoanId, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, refused } from './definition.ts';
import { copyFact, isComplete, loadLendingFacts } from './lending-facts.ts';
import { deskOnly } from './permissions.ts';

const schema = z.object({
	loanId: idSchema<LoanId>(),
	copyId: idSchema<CopyId>(),
	/** The patron who really has it. */
	patronId: idSchema<PatronId>()
});

/** C16: the scan was put on the wrong patron's name. */
export const moveLoan = defineOperation({
	type: 'move-loan',
	v: 1,
	nature: 'fact',
	schema,
	permits: deskOnly,
	load: loadLendingFacts,
	decide(facts, input, context) {
		if (!facts.copy) return refused('unknownCopy');
		if (!facts.patron) return refused('unknownPatron');
		if (!isComplete(facts)) return refused('unknownTitle');
		const dueOn = dueOnForCheckOut(facts, facts.today);
		const body = { type: 'moved', loanId: input.loanId, patronId: input.patronId, dueOn } as const;
		return accepted([{ type: 'fact', fact: copyFact(facts.copy.id, body, context) }]);
	}
});

import { z } from 'zod';
import { takeOver, withoutTakenOver, withTakenOver } from '#lib/domain/people/patron-merge.ts';
import { idSchema, type OperationId, type PatronId } from '#lib/domain/shared/ids.ts';
import { accepted, defineOperation, put, refused } from './definition.ts';
import { sourceOf } from './lending-facts.ts';
import { deskOnly } from './permissions.ts';

/**
 * P8: two patrons are one person. Nothing is rewritten: `from` becomes another name of `into`, and whatever stands or
 * later comes under that name belongs to the one who stays.
 */
export const mergePatrons = defineOperation({
	type: 'merge-patrons',
	v: 1,
	nature: 'intention',
	schema: z.object({ from: idSchema<PatronId>(), into: idSchema<PatronId>() }),
	permits: deskOnly,
	load: async (store, input) => ({ goes: await store.patron(input.from), stays: await store.patron(input.into) }),
	decide({ goes, stays }, { from, into }, context) {
		if (!goes || !stays) return refused('unknownPatron');
		const merge = { id: context.operationId, from, into, at: context.at, source: sourceOf(context), patron: goes };
		if (goes.id === stays.id) {
			if (context.stage === 'asking') return refused('samePatron');
			// Somebody else said so meanwhile. It is kept all the same: who is whom follows from all that was said, whoever came first.
			return accepted(from === into ? [] : [put('patronMerge', { ...merge, filled: nothing })]);
		}
		const filled = takeOver(stays, goes);
		return accepted([put('patron', withTakenOver(stays, filled)), put('patronMerge', { ...merge, filled })]);
	}
});

/**
 * They are two after all: what was recorded under the other name goes back to it, what has happened since under the name
 * that stayed remains there. Merges of other patrons stand.
 */
export const unmergePatrons = defineOperation({
	type: 'unmerge-patrons',
	v: 1,
	nature: 'intention',
	schema: z.object({ mergeId: idSchema<OperationId>() }),
	permits: deskOnly,
	async load(store, input) {
		const merge = await store.patronMerge(input.mergeId);
		return { merge, stays: merge && (await store.patron(merge.into)) };
	},
	decide({ merge, stays }, _input, context) {
		if (!merge || !stays) return refused('unknownMerge');
		const apart = put('patronMerge', { ...merge, undone: { at: context.at, source: sourceOf(context) } });
		if (!merge.undone) return accepted([put('patron', withoutTakenOver(stays, merge.filled)), apart]);
		// Said twice: the later moment counts, whichever was heard of first.
		return accepted(context.stage === 'asking' || merge.undone.at >= context.at ? [] : [apart]);
	}
});

const nothing = { base: {}, change: {} };

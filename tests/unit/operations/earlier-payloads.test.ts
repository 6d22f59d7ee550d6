import { describe, expect, it } from 'vitest';
import { presentPayload } from '#lib/operations/execute.ts';

const definition = {
	v: 3,
	earlier: {
		1: (payload: unknown) => ({ copyId: (payload as { copy: string }).copy }),
		2: (payload: unknown) => ({ ...(payload as object), place: 'desk' })
	}
};

describe('a payload that an older app wrote', () => {
	it('is brought up to today, one version after the other', () => {
		expect(presentPayload(definition, { copy: 'c1' }, 1)).toEqual({ copyId: 'c1', place: 'desk' });
		expect(presentPayload(definition, { copyId: 'c1' }, 2)).toEqual({ copyId: 'c1', place: 'desk' });
	});

	it('of today stays as it is', () => {
		expect(presentPayload(definition, { copyId: 'c1' }, 3)).toEqual({ copyId: 'c1' });
		expect(presentPayload(definition, { copyId: 'c1' })).toEqual({ copyId: 'c1' });
	});

	it('whose way up is not known is left to the schema, which says what it lacks', () => {
		expect(presentPayload({ v: 2 }, { copy: 'c1' }, 1)).toEqual({ copy: 'c1' });
	});
});

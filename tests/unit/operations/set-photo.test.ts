import { describe, expect, it } from 'vitest';
import { setPhoto } from '#lib/operations/set-photo.ts';
import type { Act } from '#lib/operations/registry.ts';
import { Bench, pupil } from '../../builders/device.ts';
import { patronId } from '../../builders/domain.ts';

const jpeg = 'data:image/jpeg;base64,/9j/4AAQSkZJRg==';
const act = (input: object) => ({ type: 'set-photo', input }) as unknown as Act;
const photoOf = (bench: Bench) => bench.queries.photoOf(patronId('patron-1'));

describe('a photo of a patron', () => {
	it('is added with consent, replaced and taken away; the last word in time counts', async () => {
		const bench = new Bench();
		expect(await bench.perform(act({ patronId: 'patron-1', picture: jpeg, consent: true }), { at: 5_000 })).toMatchObject({ outcome: 'accepted' });
		expect(photoOf(bench)).toBe(jpeg);
		await bench.perform(act({ patronId: 'patron-1', picture: null }), { at: 4_000 });
		expect(photoOf(bench)).toBe(jpeg);
		await bench.perform(act({ patronId: 'patron-1', picture: null }), { at: 6_000 });
		expect(photoOf(bench)).toBeUndefined();
	});

	it('is nothing without consent, no other kind of file, not large, and not a pupil’s to set', async () => {
		const bench = new Bench();
		for (const input of [
			{ picture: jpeg },
			{ picture: 'data:image/svg+xml;base64,PHN2Zz4=', consent: true },
			{ picture: `data:image/jpeg;base64,/9j/${'A'.repeat(20_000)}`, consent: true },
			{ picture: 'https://elsewhere.example/face.jpg', consent: true }
		]) {
			expect(await bench.perform(act({ patronId: 'patron-1', ...input }))).toMatchObject({ code: 'invalidPayload' });
		}
		expect(await bench.perform(act({ patronId: 'patron-1', picture: jpeg, consent: true }), { actor: pupil })).toMatchObject({ code: 'notPermitted' });
	});

	it('is shown for the survivor of a merge that has none', async () => {
		const bench = new Bench();
		await bench.perform(act({ patronId: 'patron-2', picture: jpeg, consent: true }));
		await bench.perform({ type: 'merge-patrons', input: { from: 'patron-2', into: 'patron-1' } } as unknown as Act);
		expect(photoOf(bench)).toBe(jpeg);
	});

	it('does not stay in the trail', () => {
		expect(setPhoto.kept?.({ patronId: patronId('patron-1'), picture: jpeg, consent: true })).toEqual({ patronId: 'patron-1', consent: true });
	});
});

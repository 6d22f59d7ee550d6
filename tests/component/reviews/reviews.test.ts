import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { judged, reviewId, reworded, type ShownReviewId } from '#lib/domain/reading/review.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import OwnReview from '#lib/ui/reviews/OwnReview.svelte';
import ReviewList from '#lib/ui/reviews/ReviewList.svelte';
import { patronId } from '../../builders/domain.ts';

beforeEach(() => overwriteGetLocale(() => 'nl'));

const [titleId, writer] = ['title-1' as TitleId, patronId('patron-1')];
const written = reworded({ id: reviewId(titleId, writer), patronId: writer, titleId, shownAs: 's' as ShownReviewId }, 'Spannend!', 1, 'phone:1');

describe('what readers say', () => {
	it('stands there with a year and never a name', () => {
		render(ReviewList, { reviews: [{ id: 'a' as ShownReviewId, text: 'Mooi', yearLayer: 2 }, { id: 'b' as ShownReviewId, text: 'Saai' }] });
		expect(screen.getByText('leerling, klas 2')).toBeDefined();
		expect(screen.getByText('leerling')).toBeDefined();
	});

	it('is sent only when there is something to send', async () => {
		const onwrite = vi.fn();
		render(OwnReview, { review: undefined, onwrite });
		await fireEvent.click(screen.getByRole('button', { name: 'Schrijf wat je ervan vond' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Versturen' }));
		expect(onwrite).not.toHaveBeenCalled();
		await fireEvent.input(screen.getByLabelText(/Jouw mening/), { target: { value: ' Mooi ' } });
		await fireEvent.click(screen.getByRole('button', { name: 'Versturen' }));
		expect(onwrite).toHaveBeenCalledWith('Mooi');
	});

	it('tells its writer that it waits, and why it is not shown', async () => {
		const onwrite = vi.fn();
		const { rerender } = render(OwnReview, { review: written, onwrite });
		expect(screen.getByText('Jouw mening wacht op de mediathecaris.')).toBeDefined();
		await rerender({ review: judged(written, { status: 'refused', of: 'phone:1', reason: 'Noem geen namen' }, 2, 'desk:1') });
		expect(screen.getByText('Noem geen namen')).toBeDefined();
		await fireEvent.click(screen.getByRole('button', { name: 'Veranderen of weghalen' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Weghalen' }));
		expect(onwrite).toHaveBeenCalledWith('');
	});
});

import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShownWish, WishAnswer } from '#lib/domain/catalogue/wish.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import OwnWishRow from '#lib/ui/wishes/OwnWishRow.svelte';
import WishForm from '#lib/ui/wishes/WishForm.svelte';
import WishRow from '#lib/ui/wishes/WishRow.svelte';
import WishToAnswer from '#lib/ui/wishes/WishToAnswer.svelte';

beforeEach(() => overwriteGetLocale(() => 'nl'));

const shown = (answer: WishAnswer, votes = 3): Omit<ShownWish, 'id'> => ({ title: 'Alles over drones', author: 'Sem de Wit', votes, answer: { ...answer, at: 1 } });
const open: WishAnswer = { state: 'open', shown: true };

describe('a wish of somebody', () => {
	it('is voted for with a button that says whether it is pressed', async () => {
		const onvote = vi.fn();
		const { rerender } = render(WishRow, { wish: shown(open), wanted: false, onvote });
		const button = screen.getByRole('button', { name: 'Wil ik ook: Alles over drones', pressed: false });
		await fireEvent.click(button);
		await rerender({ wish: shown(open, 4), wanted: true });
		expect(screen.getByText('Sem de Wit · 4 stemmen')).toBeDefined();
		await fireEvent.click(screen.getByRole('button', { pressed: true }));
		expect(onvote.mock.calls).toEqual([[true], [false]]);
	});

	it('says what became of it, and takes no votes then', () => {
		render(WishRow, { wish: shown({ state: 'refused', shown: true, reason: 'Niet meer te koop' }), wanted: true, onvote: vi.fn() });
		expect(screen.getByText('Niet gekocht')).toBeDefined();
		expect(screen.getByText('Niet meer te koop')).toBeDefined();
		expect(screen.queryByRole('button')).toBeNull();
	});
});

describe('a wish of one’s own', () => {
	it('is changed or withdrawn until a desk has answered, and then says what became of it', async () => {
		const [onchange, onwithdraw] = [vi.fn(), vi.fn()];
		const wish = { title: 'Alles over drones' };
		const { rerender } = render(OwnWishRow, { wish, votes: undefined, onchange, onwithdraw });
		expect(screen.getByText('Wacht op de mediathecaris.')).toBeDefined();
		await fireEvent.click(screen.getByRole('button', { name: 'Wijzig je wens: Alles over drones' }));
		await fireEvent.click(screen.getByRole('button', { name: 'Trek je wens in: Alles over drones' }));
		expect([onchange, onwithdraw].map((each) => each.mock.calls.length)).toEqual([1, 1]);
		await rerender({ wish: { ...wish, answer: { value: { state: 'ordered', shown: true }, at: 1, by: 'desk:1' } }, votes: 3 });
		expect(screen.getByText('Besteld. Het komt eraan.')).toBeDefined();
		expect(screen.getByText('3 stemmen')).toBeDefined();
		expect(screen.queryByRole('button')).toBeNull();
	});
});

describe('a wish that is being written', () => {
	it('is sent with a title, and with an ISBN only if it is one', async () => {
		const onsend = vi.fn();
		render(WishForm, { title: '', author: '', isbn: '', sendLabel: 'Wens versturen', onsend, oncancel: vi.fn() });
		const send = () => fireEvent.click(screen.getByRole('button', { name: 'Wens versturen' }));
		const type = (label: RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
		await type(/ISBN/, '9789000000006');
		await send();
		expect(screen.getByText('Schrijf welk boek je bedoelt.')).toBeDefined();
		expect(screen.getByText('Dit is geen ISBN. Kijk de cijfers na, of laat dit leeg.')).toBeDefined();
		expect(onsend).not.toHaveBeenCalled();
		await type(/Titel/, ' Alles over drones ');
		await type(/ISBN/, '978-90-00-00000-5');
		await send();
		expect(onsend).toHaveBeenCalledWith({ title: 'Alles over drones', isbn: '9789000000005' });
	});
});

describe('a wish at a desk', () => {
	it('is answered in one tap; bought once more when the title has come', async () => {
		const onanswer = vi.fn();
		const wish = { title: 'Alles over drones' };
		const { rerender } = render(WishToAnswer, { wish, name: 'Sara Meer', votes: undefined, onanswer });
		expect(screen.getByText('Nieuw')).toBeDefined();
		for (const name of ['Laat stemmen', 'Besteld', 'Gekocht', 'Niet kopen']) await fireEvent.click(screen.getByRole('button', { name: `${name}: Alles over drones` }));
		expect(onanswer.mock.calls.flat()).toEqual(['open', 'ordered', 'bought', 'refused']);
		const bought = { ...wish, answer: { value: { state: 'bought', shown: true }, at: 1, by: 'desk:1' } } as const;
		await rerender({ wish: bought, votes: 2 });
		expect(screen.queryByRole('button', { name: /^Gekocht/ })).toBeNull();
		await rerender({ wish: bought, title: { name: 'Alles over drones', href: '/catalogue/title?id=t' } });
		expect(screen.getByRole('link', { name: 'In de catalogus: Alles over drones' })).toBeDefined();
		expect(screen.getByRole('button', { name: /^Gekocht/ })).toBeDefined();
	});
});

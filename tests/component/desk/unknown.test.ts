import { render, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import CameraScanner from '#lib/ui/desk/CameraScanner.svelte';
import NewPatronForm from '#lib/ui/desk/NewPatronForm.svelte';
import NewTitleForm from '#lib/ui/desk/NewTitleForm.svelte';
import PatronPicker from '#lib/ui/desk/PatronPicker.svelte';
import UnknownActions from '#lib/ui/desk/UnknownActions.svelte';

function fill(label: string, text: string): void {
	put(screen.getByLabelText<HTMLInputElement>(label), text);
}

function put(field: HTMLInputElement, text: string): void {
	field.value = text;
	field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function unknownActs() {
	return { onaddpatron: vi.fn(), onlinkpatron: vi.fn(), onlinktitle: vi.fn(), onaddtitle: vi.fn() };
}

describe('a scan that nobody knows', () => {
	test('is asked about first: a card or a label, never guessed', async () => {
		const acts = unknownActs();
		render(UnknownActions, { kind: 'either', ...acts });
		expect(screen.getAllByRole('button').map((button) => button.textContent?.trim())).toEqual(['Het is een pas', 'Het is een label']);
		screen.getByRole('button', { name: 'Het is een pas' }).click();
		(await screen.findByRole('button', { name: 'Koppelen aan leerling' })).click();
		expect(acts.onlinkpatron).toHaveBeenCalledOnce();
	});

	test('that should be a label can still turn out to be a card', async () => {
		const acts = unknownActs();
		render(UnknownActions, { kind: 'label', ...acts });
		expect(screen.getByRole('button', { name: 'Titel toevoegen' })).toBeTruthy();
		screen.getByRole('button', { name: 'Het is een pas' }).click();
		(await screen.findByRole('button', { name: 'Leerling toevoegen' })).click();
		expect(acts.onaddpatron).toHaveBeenCalledOnce();
	});
});

describe('adding on the spot', () => {
	test('a pupil needs a first name and a surname, and may have an infix and a class', async () => {
		const onadd = vi.fn();
		render(NewPatronForm, { homeClasses: [{ value: 'c1', label: '1a' }], onadd, oncancel: vi.fn() });
		const add = screen.getByRole('button', { name: 'Toevoegen en openen' });
		add.click();
		await waitFor(() => expect(screen.getAllByText('Vul dit in.')).toHaveLength(2));
		expect(onadd).not.toHaveBeenCalled();
		fill('Voornaam', ' Noor ');
		fill('Tussenvoegsel', 'van der');
		fill('Achternaam', 'Zandstra');
		add.click();
		expect(onadd).toHaveBeenCalledExactlyOnceWith({
			givenName: 'Noor',
			infix: 'van der',
			familyName: 'Zandstra',
			homeClassId: undefined
		});
	});

	test('a title needs no more than its name', () => {
		const onadd = vi.fn();
		render(NewTitleForm, { onadd, oncancel: vi.fn() });
		fill('Titel', 'Joe Speedboot');
		screen.getByRole('button', { name: 'Titel toevoegen' }).click();
		expect(onadd).toHaveBeenCalledExactlyOnceWith({ title: 'Joe Speedboot', author: '', material: 'book' });
	});

	test('a pupil is found while the name is being typed, and an empty answer teaches', async () => {
		const onchoose = vi.fn();
		const search = (text: string) => ('sofia'.startsWith(text) ? [{ id: 'p1', name: 'Sofia Achahbar', detail: '1a' }] : []);
		render(PatronPicker, { search, onchoose });
		put(screen.getByRole<HTMLInputElement>('searchbox'), 'sof');
		(await screen.findByRole('button', { name: /Sofia Achahbar/ })).click();
		expect(onchoose).toHaveBeenCalledExactlyOnceWith('p1');
		put(screen.getByRole<HTMLInputElement>('searchbox'), 'xyz');
		expect((await screen.findByRole('status')).textContent).toContain('Niemand gevonden');
	});
});

describe('the camera', () => {
	test('that is not allowed says what still works and can be tried again', async () => {
		const start = vi.fn().mockResolvedValue({ ok: false, trouble: 'denied' });
		render(CameraScanner, { start, onclose: vi.fn() });
		expect(await screen.findByText('De camera mag nog niet')).toBeTruthy();
		screen.getByRole('button', { name: 'Opnieuw proberen' }).click();
		await waitFor(() => expect(start).toHaveBeenCalledTimes(2));
	});

	test('is switched off when its panel goes, also when permission comes later than that', async () => {
		const stop = vi.fn();
		let allow: (started: { ok: true; stop: () => void }) => void = () => undefined;
		const start = () => new Promise<{ ok: true; stop: () => void }>((resolve) => (allow = resolve));
		const { unmount } = render(CameraScanner, { start, onclose: vi.fn() });
		unmount();
		allow({ ok: true, stop });
		await waitFor(() => expect(stop).toHaveBeenCalledOnce());
	});
});

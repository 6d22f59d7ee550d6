import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import PinChoice from '#lib/ui/start/PinChoice.svelte';

async function typePin(pin: string, button: string): Promise<void> {
	for (const digit of pin) await fireEvent.click(screen.getByRole('button', { name: digit }));
	await fireEvent.submit(screen.getByRole('button', { name: button }).closest('form') as HTMLFormElement);
}

test('a PIN counts when it was typed twice the same', async () => {
	const onchoose = vi.fn();
	render(PinChoice, { isSet: false, onchoose });
	await fireEvent.click(screen.getByRole('button', { name: 'Pincode kiezen' }));
	await typePin('482137', 'Verder');
	expect(onchoose).not.toHaveBeenCalled();
	await typePin('482137', 'Opslaan');
	expect(onchoose).toHaveBeenCalledExactlyOnceWith('482137');
});

test('two different PINs begin anew', async () => {
	const onchoose = vi.fn();
	render(PinChoice, { isSet: false, onchoose });
	await fireEvent.click(screen.getByRole('button', { name: 'Pincode kiezen' }));
	await typePin('482137', 'Verder');
	await typePin('482138', 'Opslaan');
	expect(onchoose).not.toHaveBeenCalled();
	expect(screen.getByText(/niet gelijk/)).toBeTruthy();
	expect(screen.getByLabelText(/Nieuwe pincode/)).toBeTruthy();
});

test('123456 is not taken', async () => {
	render(PinChoice, { isSet: false, onchoose: () => {} });
	await fireEvent.click(screen.getByRole('button', { name: 'Pincode kiezen' }));
	await typePin('123456', 'Verder');
	expect(screen.getByText('Dit raadt iedereen. Kies iets anders.')).toBeTruthy();
	expect(screen.getByLabelText(/Nieuwe pincode/)).toBeTruthy();
});

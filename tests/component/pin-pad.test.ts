import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { m } from '#lib/i18n/paraglide/messages.js';
import PinPad from '#lib/ui/primitives/PinPad.svelte';

function renderPad(props: { maxLength?: number; busy?: boolean } = {}) {
	const onsubmit = vi.fn();
	render(PinPad, { label: 'Pincode', onsubmit, ...props });
	const input = screen.getByLabelText<HTMLInputElement>('Pincode');
	const confirm = screen.getByRole<HTMLButtonElement>('button', { name: m.common_continue() });
	const press = async (...digits: string[]) => {
		for (const digit of digits) await fireEvent.click(screen.getByRole('button', { name: digit }));
	};
	return { onsubmit, input, confirm, press };
}

it('gives the digits that were pressed, in their order', async () => {
	const { onsubmit, confirm, press } = renderPad();
	await press('3', '1', '4', '1', '5', '0');
	await fireEvent.click(confirm);
	expect(onsubmit).toHaveBeenCalledExactlyOnceWith('314150');
});

it('takes a PIN that is typed on a keyboard, and Enter', async () => {
	const { onsubmit, input } = renderPad();
	await fireEvent.input(input, { target: { value: '27 18-28' } });
	expect(input.value).toBe('271828');
	await fireEvent.submit(input.form ?? input);
	expect(onsubmit).toHaveBeenCalledExactlyOnceWith('271828');
});

it('does not go on with fewer than six digits', async () => {
	const { onsubmit, input, confirm, press } = renderPad();
	await press('1', '2', '3', '4', '5');
	expect(confirm.disabled).toBe(true);
	await fireEvent.submit(input.form ?? input);
	expect(onsubmit).not.toHaveBeenCalled();
});

it('erases the last digit and takes no more than there is room for', async () => {
	const { input, press } = renderPad({ maxLength: 6 });
	await press('1', '2', '3', '4', '5', '6', '7');
	expect(input.value).toBe('123456');
	await fireEvent.click(screen.getByRole('button', { name: m.common_pin_digit_erase() }));
	expect(input.value).toBe('12345');
});

it('sends nothing twice while it is busy', async () => {
	const { onsubmit, input, press } = renderPad({ busy: true });
	await press('1', '2', '3', '4', '5', '6');
	await fireEvent.submit(input.form ?? input);
	expect(onsubmit).not.toHaveBeenCalled();
});

it('shows the digits to nobody but counts them aloud', async () => {
	const { input, press } = renderPad();
	await press('7', '7');
	expect(input.type).toBe('password');
	expect(screen.getByText(m.common_pin_typed({ count: 2 }))).toBeTruthy();
});

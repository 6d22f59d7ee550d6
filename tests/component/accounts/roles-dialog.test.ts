import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import RolesDialog from '#lib/ui/accounts/RolesDialog.svelte';

test('roles are added and taken away, and never to none; a librarian gives no administrator', async () => {
	const onsave = vi.fn();
	render(RolesDialog, { account: { name: 'Karim', roles: ['teacher'] }, mayAdministrate: false, onsave, onclose: () => {} });
	expect(screen.queryByRole('checkbox', { name: /beheerder/i })).toBeNull();
	await fireEvent.click(screen.getByRole('checkbox', { name: /docent/i }));
	expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Opslaan' }).disabled).toBe(true);
	await fireEvent.click(screen.getByRole('checkbox', { name: /mediathecaris/i }));
	await fireEvent.click(screen.getByRole('button', { name: 'Opslaan' }));
	expect(onsave).toHaveBeenCalledExactlyOnceWith(['mediaLibrarian']);
});

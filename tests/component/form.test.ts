import { createRawSnippet } from 'svelte';
import { render } from '@testing-library/svelte';
import { fireEvent } from '@testing-library/dom';
import { expect, it, vi } from 'vitest';
import Form from '#lib/ui/primitives/Form.svelte';

const children = createRawSnippet(() => ({ render: () => '<button>Klaar</button>' }));

it('hands over what was filled in without leaving the page', () => {
	const onsubmit = vi.fn();
	const { container } = render(Form, { onsubmit, children });
	const form = container.querySelector('form');
	expect(form && fireEvent.submit(form)).toBe(false);
	expect(onsubmit).toHaveBeenCalledOnce();
});

it('says above the fields what is in the way', () => {
	const { container } = render(Form, { onsubmit: () => undefined, trouble: 'Dit nummer is al van een ander.', children });
	expect(container.querySelector('form')?.textContent).toMatch(/^\s*Dit nummer is al van een ander\.\s*Klaar/);
});

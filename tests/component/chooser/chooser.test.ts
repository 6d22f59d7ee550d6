import { render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import AnswerList from '#lib/ui/chooser/AnswerList.svelte';
import { answerHint, answerText, reasonText } from '#lib/ui/chooser/chooser-words.ts';
import ChosenTitle from '#lib/ui/chooser/ChosenTitle.svelte';
import { aTitle } from '../../builders/domain.ts';
import { htmlSnippet } from '../html-snippet.ts';

beforeEach(() => overwriteGetLocale(() => 'nl'));

describe('the chooser on the screen', () => {
	it('asks with links, so that going back is one question back, and says what is left with each answer', () => {
		const answers = [{ label: 'Dun', hint: 'tot 150 bladzijden', count: 1, href: '?length=short' }, { label: 'Maakt niet uit', href: '?length=' }];
		render(AnswerList, { question: 'Hoe dik mag het zijn?', step: 2, answers });
		expect(screen.getByRole('heading', { name: 'Hoe dik mag het zijn?' })).toBeDefined();
		expect(screen.getByRole('link', { name: /Dun.*tot 150 bladzijden.*1 boek$/ }).getAttribute('href')).toBe('?length=short');
		expect(screen.getByRole('link', { name: 'Maakt niet uit' })).toBeDefined();
	});

	it('shows where the title stands and why it is this one', () => {
		const actions = htmlSnippet('<button>Niet dit boek</button>');
		const { unmount } = render(ChosenTitle, { title: aTitle(), shelf: 'Historisch BECK', reasons: ['Het past bij wat je koos: Dun.'], actions });
		expect(screen.getByText('Het staat nu op de plank: Historisch BECK.')).toBeDefined();
		expect(screen.getAllByText('Thea Beckman').length).toBeGreaterThan(0);
		expect(screen.getByText('Het past bij wat je koos: Dun.')).toBeDefined();
		unmount();
		render(ChosenTitle, { title: aTitle(), shelf: '', reasons: [], actions });
		expect(screen.getByText('Het staat nu op de plank.')).toBeDefined();
	});

	it('has words for every kind of answer and reason', () => {
		expect([answerText('mood', 'funny'), answerText('truth', 'madeUp'), answerText('genre', 'oorlog'), answerText('level', '12-15:3')]).toEqual(['Grappig', 'Verzonnen', 'Oorlog', 'Niveau 3']);
		expect([answerText('length', 'long'), answerHint('length', 'long'), answerHint('genre', 'oorlog')]).toEqual(['Dik', 'meer dan 300 bladzijden', undefined]);
		expect(reasonText({ by: 'word', liked: 'Spijt!', word: 'exciting' })).toBe('Omdat je “Spijt!” spannend vond.');
	});
});

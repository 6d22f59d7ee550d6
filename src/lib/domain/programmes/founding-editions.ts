import type { CalendarDate } from '../shared/calendar-date.ts';
import { editionSchema, strands, type Edition, type EditionId } from './edition.ts';

/**
 * The eight programmes of the national approach as a school may start them: data to change, not rules to obey.
 * Names of steps are the school's own Dutch from here on. Dates and numbers as checked in November 2026.
 *
 * @param startYear calendar year in which the school year begins
 * @param id mints the id of each edition from its programme
 */
export function foundingEditions(startYear: number, id: (programmeId: string) => EditionId): Edition[] {
	const day = (monthDay: string) => `${Number(monthDay.slice(0, 2)) >= 8 ? startYear : startYear + 1}-${monthDay}` as CalendarDate;
	const whole = { label: `${startYear}-${startYear + 1}`, from: day('08-01'), to: day('07-15') };
	const lower = { yearLayers: [1, 2, 3] };
	const drafts: Draft[] = [
		{
			programmeId: 'jonge-jury',
			name: 'De Jonge Jury',
			...whole,
			label: String(startYear + 1),
			to: day('05-01'),
			pillar: 'reading',
			about: 'Lees de nieuwste Nederlandse jeugdboeken en kies je favoriet. De officiële stemming is op de site van De Jonge Jury.',
			link: 'https://www.jongejury.nl',
			audience: lower,
			joining: 'own',
			// Originally Dutch, first published two years earlier: the 2026 edition took books from 2024.
			eligible: { rule: { originalLanguage: 'nl', fromYear: startYear - 1, toYear: startYear - 1 } },
			vote: { kind: 'favourites', maximum: 3, from: day('03-09'), to: day('04-25') },
			steps: [
				{ id: 'lezen', name: 'Vijf boeken gelezen', rule: { type: 'titles', count: 5 } },
				{ id: 'favoriet', name: 'Favoriet gekozen', rule: { type: 'votes', count: 1 } }
			]
		},
		{
			programmeId: 'read2me',
			name: 'Read2Me!',
			...whole,
			from: day('10-01'),
			to: day('05-31'),
			pillar: 'reading',
			about: 'Voorleeswedstrijd voor brugklassers: van de klas naar de landelijke finale.',
			link: 'https://www.read2me.nl',
			audience: { yearLayers: [1] },
			joining: 'own',
			consentNeeded: true,
			rounds: [
				{ id: 'klas', name: 'Klassenronde', level: 'class', from: day('11-01'), to: day('12-18'), criteria: juryCriteria },
				{ id: 'school', name: 'Schoolfinale', level: 'school', from: day('12-01'), to: day('01-31'), criteria: juryCriteria },
				{ id: 'bibliotheek', name: 'Lokale finale', level: 'library', from: day('02-01'), to: day('02-28'), criteria: juryCriteria },
				{ id: 'provincie', name: 'Provinciale finale', level: 'province', from: day('03-01'), to: day('04-30'), criteria: juryCriteria },
				{ id: 'land', name: 'Landelijke finale', level: 'national', from: day('05-01'), to: day('05-31'), criteria: juryCriteria }
			],
			steps: [{ id: 'voorgelezen', name: 'Voorgelezen in de klas', rule: { type: 'round', roundId: 'klas' } }]
		},
		{
			programmeId: 'lezen-voor-de-lijst',
			name: 'Lezen voor de Lijst',
			...whole,
			pillar: 'reading',
			about: 'Je leeslijst voor het examen: lees op jouw niveau.',
			link: 'https://www.lezenvoordelijst.nl',
			audience: { yearLayers: [4, 5, 6], tracks: ['havo', 'vwo'] },
			joining: 'everyone',
			stuckAfterDays: 60,
			steps: [{ id: 'lijst', name: 'Leeslijst compleet', rule: { type: 'readingList' } }]
		},
		{
			programmeId: 'weddenschap',
			name: 'De Weddenschap',
			...whole,
			from: day('10-20'),
			to: day('04-30'),
			pillar: 'reading',
			about: 'Wedden dat jij in een half jaar drie boeken leest?',
			link: 'https://www.deweddenschap.nl',
			audience: { tracks: ['pro', 'vmbo-b', 'vmbo-k', 'vmbo-gt'] },
			joining: 'own',
			target: { titles: 3, adjustable: true },
			vote: { kind: 'cover', maximum: 1, from: day('10-20'), to: day('04-30') },
			certificate: true,
			classGoal: 60,
			steps: [{ id: 'lezen', name: 'Weddenschap gewonnen', rule: { type: 'titles', count: 3, perParticipant: true } }]
		},
		{
			programmeId: 'nederland-leest-junior',
			name: 'Nederland Leest Junior',
			...whole,
			from: day('11-01'),
			to: day('11-30'),
			pillar: 'reading',
			about: 'In november leest de klas samen één boek, cadeau van de Bibliotheek.',
			link: 'https://www.nederlandleest.nl',
			audience: lower,
			joining: 'everyone',
			packs: { perClass: 30 },
			steps: [
				{ id: 'pakket', name: 'Boek uitgedeeld', rule: { type: 'pack' } },
				{ id: 'les', name: 'Les gedaan', rule: { type: 'lessons', count: 1 } }
			]
		},
		{
			programmeId: '4you',
			name: '4you!',
			...whole,
			pillar: 'collection',
			about: 'Een eigen plek in de mediatheek met boeken die vmbo’ers kiezen.',
			audience: { tracks: ['vmbo-b', 'vmbo-k', 'vmbo-gt'] },
			joining: 'everyone',
			collectionLabel: '4you!',
			steps: [{ id: 'lezen', name: 'Een boek gelezen', rule: { type: 'titles', count: 1 } }]
		},
		{
			programmeId: 'leeskracht',
			name: 'Leeskracht',
			...whole,
			pillar: 'reading',
			about: 'Geen idee wat je moet lezen? Een paar vragen, en je hebt één boek dat nu op de plank staat.',
			joining: 'everyone',
			chooser: true,
			steps: [
				{ id: 'kiezen', name: 'Een boek gekozen', rule: { type: 'chosen', count: 1 } },
				{ id: 'lezen', name: 'Een boek uitgelezen', rule: { type: 'titles', count: 1 } }
			]
		},
		{
			programmeId: 'my-life-story',
			name: 'My Life Story',
			...whole,
			pillar: 'digitalLiteracy',
			about: 'Leer slim zoeken, kritisch kijken en zelf media maken, in elk vak.',
			joining: 'everyone',
			steps: [
				{ id: 'lessen', name: 'Drie lessen gehad', rule: { type: 'lessons', count: 3, strands: [...strands] } },
				{ id: 'zoekblad', name: 'Zoekblad ingevuld', rule: { type: 'sheet', questions: searchSheet } }
			]
		}
	];
	return drafts.map((draft) => editionSchema.parse({ ...draft, id: id(draft.programmeId) }));
}

type Draft = Omit<(typeof editionSchema)['_zod']['input'], 'id'>;

const juryCriteria = ['Tempo', 'Oogcontact', 'Enthousiasme', 'Publiek betrekken'];

const searchSheet = [
	{ id: 'weten', text: 'Wat wil ik weten?' },
	{ id: 'waar', text: 'Waar ga ik zoeken?' },
	{ id: 'vinden', text: 'Wat kan ik vinden?' },
	{ id: 'antwoord', text: 'Wat is mijn antwoord?' }
];

import type { Card, HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { PersonName } from '#lib/domain/people/person-name.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { HomeClassId, PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';
import { demoSchoolIdOn } from './generate-school.ts';
import type { DemoSchoolPeople } from './people.ts';

/** Classes, patrons with numbers, and a card for each. */
export function generatePatrons(people: DemoSchoolPeople, today: CalendarDate) {
	const schoolId = demoSchoolIdOn(today);
	const homeClasses = people.classes.map(
		(row): HomeClass => ({
			id: naturalId<HomeClassId>('homeClass', schoolId, row.name.toLowerCase()),
			name: row.name,
			yearLayer: row.yearLayer,
			tracks: [...row.tracks]
		})
	);
	const pupils = people.classes.flatMap((row, i) => row.pupils.map((name) => ({ name, homeClass: homeClasses[i] })));
	const patrons = [
		...pupils.map(({ name, homeClass }, i) => patronOf(schoolId, name, 'pupil', pupilNumber(i), homeClass?.id)),
		...people.teachers.map((name, i) => patronOf(schoolId, name, 'teacher', `D${String(i + 1).padStart(3, '0')}`))
	];
	patrons.splice(0, patrons.length, ...patrons.map(withRemark));
	return { homeClasses, patrons, cards: cardsOf(patrons) };
}

/** Six digits with leading zeros, as schools hand them out. */
function pupilNumber(place: number): string {
	return String(10_401 + place * 3).padStart(6, '0');
}

function patronOf(
	schoolId: SchoolId,
	name: PersonName,
	category: Patron['category'],
	number: string,
	homeClassId?: HomeClassId
): Patron {
	const id = naturalId<PatronId>('patron', schoolId, number);
	return { id, ...name, category, pupilNumber: number, ...(homeClassId === undefined ? {} : { homeClassId }) };
}

/** Pupils a desk has something to say about, by their place in the school. */
const blockedPlace = 137;
const attentionPlaces: ReadonlyMap<number, string> = new Map([
	[58, 'Leest met luisterboeken: vraag naar de leeskaart.'],
	[301, 'Wil meedoen aan de voorleeswedstrijd; flyer meegeven.']
]);

function withRemark(patron: Patron, place: number): Patron {
	if (place === blockedPlace) return { ...patron, blocked: 'Rekening voor een verloren boek staat nog open.' };
	const attention = attentionPlaces.get(place);
	return attention === undefined ? patron : { ...patron, attention };
}

/** Card numbers are not pupil numbers; two pupils lost theirs and have a new one. */
function cardsOf(patrons: readonly Patron[]): Card[] {
	const cards = patrons.map((patron, place): Card => ({ id: cardNumber(place), patronId: patron.id, status: 'active' }));
	const lost = [22, 415].flatMap((place) => cards[place] ?? []);
	for (const card of lost) card.status = 'lost';
	return [...cards, ...lost.map((card, i): Card => ({ id: cardNumber(patrons.length + i), patronId: card.patronId, status: 'active' }))];
}

/** Ten digits that are no ISBN. */
export function cardNumber(place: number): string {
	return `40${String(26_000_017 + place * 7).padStart(8, '0')}`;
}

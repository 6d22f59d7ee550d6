import { cardSchema, homeClassSchema, patronSchema, type Card, type HomeClass, type Patron } from '#lib/domain/people/patron.ts';
import type { HomeClassId, PatronId } from '#lib/domain/shared/ids.ts';
import type { SeededRandom } from '#lib/server/demo/random.ts';
import { madeId } from './catalogue.ts';
import { capitalised, Vocabulary } from './words.ts';

const classSize = 27;

/** Pupils in classes, each with a card. */
export function makePeople(count: number, random: SeededRandom): { homeClasses: HomeClass[]; patrons: Patron[]; cards: Card[] } {
	const vocabulary = new Vocabulary(random, 3_000);
	const homeClasses = Array.from({ length: Math.ceil(count / classSize) }, (_, i) =>
		homeClassSchema.parse({ id: madeId<HomeClassId>('c', i), name: `${1 + (i % 6)}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(i / 6)] ?? 'z'}`, yearLayer: 1 + (i % 6) })
	);
	const patrons = Array.from({ length: count }, (_, i) =>
		patronSchema.parse({
			id: madeId<PatronId>('d', i),
			givenName: capitalised(vocabulary.rareWord()),
			...(random.chance(0.3) ? { infix: 'van der' } : {}),
			familyName: capitalised(vocabulary.rareWord()),
			pupilNumber: String(120_000 + i),
			homeClassId: homeClasses[Math.floor(i / classSize)]?.id
		})
	);
	const cards = patrons.map((patron, i) => cardSchema.parse({ id: cardNumber(i), patronId: patron.id }));
	return { homeClasses, patrons, cards };
}

/** The card of the patron in that place. */
export function cardNumber(i: number): string {
	return `L${String(500_000 + i)}`;
}

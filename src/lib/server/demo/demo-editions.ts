import { editionSchema, type Edition, type EditionId } from '#lib/domain/programmes/edition.ts';
import { foundingEditions } from '#lib/domain/programmes/founding-editions.ts';

/** A programme of the school's own, made of the same parts as the others. */
export function ownProgramme(startYear: number, id: EditionId): Edition {
	return editionSchema.parse({
		...{ id, programmeId: 'boekenbende', name: 'Boekenbende', label: `${startYear}-${startYear + 1}`, pillar: 'reading' },
		...{ from: `${startYear}-08-01`, to: `${startYear + 1}-07-15`, joining: 'own', certificate: true, audience: { yearLayers: [1, 2, 3] } },
		about: 'Vier keer per jaar eten we samen in de mediatheek en praten we over een boek.',
		steps: [
			{ id: 'lezen', name: 'Twee boeken gelezen', rule: { type: 'titles', count: 2 } },
			{ id: 'bijeenkomst', name: 'Bij een bijeenkomst geweest', rule: { type: 'tick', by: 'teacher' } }
		]
	});
}

/** Last year's programmes, closed, each with what it brought. */
export function closedEditions(startYear: number, id: (programmeId: string) => EditionId): Edition[] {
	return foundingEditions(startYear, id).map((edition) => ({ ...edition, closed: true, results: results[edition.programmeId] }));
}

const results: Readonly<Record<string, string>> = {
	'jonge-jury': '63 leerlingen lazen samen 214 genomineerde boeken. De tips op de balie hielpen het meest.',
	read2me: 'Vijf klassen hielden een ronde. Onze winnaar kwam tot de provinciale finale.',
	'lezen-voor-de-lijst': 'Van de eindexamenkandidaten had 9 van de 10 de lijst op tijd klaar.',
	weddenschap: '41 weddenschappen, 28 gewonnen. Volgend jaar eerder beginnen: veel klassen startten pas in januari.',
	'nederland-leest-junior': 'Alle klassen van de onderbouw lazen hetzelfde boek; twee klassen kregen de pakketten te laat.',
	'4you': 'De kast staat nu naast de ingang. Daar wordt twee keer zoveel uit geleend.',
	leeskracht: '137 keer een boek gekozen, 58 keer uitgelezen.',
	'my-life-story': '22 lessen in zeven vakken. Aardrijkskunde wil volgend jaar weer.'
};

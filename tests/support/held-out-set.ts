import { queriesOf, wantedTitle as title, type RelevanceQuery } from './relevance-set.ts';

/**
 * Questions that nobody looks at while changing the ranking: written once, before the first of them was asked, over the
 * same real titles as `relevanceSet`. A change is judged by that set; this one says whether it went further than the set.
 * Nothing is added to it, taken from it or corrected in it because of what was found.
 */
export const heldOutSet: readonly RelevanceQuery[] = [
	...queriesOf('known', [
		['winterijs', title('Winterijs')],
		['blauwe plekken', title('Blauwe plekken')],
		['het smelt', title('Het smelt')],
		['de eetclub', title('De eetclub')],
		['wonder', title('Wonder')],
		['black', title('Black')],
		['tamar', title('Tamar')],
		['het diner', title('Het diner')],
		['the giver', title('The giver')]
	]),
	...queriesOf('typo', [
		['de boekendif', title('De boekendief')],
		['knielen op een bet violen', title('Knielen op een bed violen')],
		['de asielsoeker', title('De asielzoeker')],
		['schijnbeweegingen', title('Schijnbewegingen')],
		['dreadloks', title('Dreadlocks & lippenstift')],
		['de hondeters', title('De hondeneters')],
		['confetiregen', title('Confettiregen')],
		['asterix en kleopatra', title('Asterix en Cleopatra')]
	]),
	...queriesOf('accents', [
		['het verdriet van belgie', title('Het verdriet van België')],
		['durrenmatt', title('Der Besuch der alten Dame')],
		['herge eenhoorn', title('Het geheim van de Eenhoorn')]
	]),
	...queriesOf('half', [
		['hersens', title('Hersenschimmen')],
		['wonderbaarl', title('Het wonderbaarlijke voorval met de hond in de nacht')],
		['extreem luid', title('Extreem luid en ongelooflijk dichtbij')],
		['taal is zeg', title('Taal is zeg maar echt mijn ding')],
		['schnitzel', title('Het schnitzelparadijs')]
	]),
	...queriesOf('order', [
		['hemel ontdekking', title('De ontdekking van de hemel')],
		['koning brief', title('De brief voor de koning')],
		['maan meisje dronk', title('Het meisje dat de maan dronk')],
		['suiker hoe duur', title('Hoe duur was de suiker?')]
	]),
	...queriesOf('author', [
		['tolkien', title('De hobbit')],
		['funke', title('Hart van inkt')],
		['gaarder', title('De wereld van Sofie')]
	]),
	...queriesOf('authorAndTitle', [
		['terlouw briefgeheim', title('Briefgeheim')],
		['reve werther', title('Werther Nieland')],
		['zusak boekendief', title('De boekendief')],
		['collins hunger', title('The hunger games')]
	]),
	...queriesOf('series', [
		['harry potter 2', title('Harry Potter en de Geheime Kamer')],
		['hoe overleef ik de brugklas', title('Hoe overleef ik de brugklas?')]
	]),
	...queriesOf('about', [
		['boek over computers en wachtwoorden', title('Ik weet je wachtwoord')],
		['een oorlogsboek', { genres: ['oorlog'] }],
		['fantasy', { genres: ['fantasy'] }]
	])
];

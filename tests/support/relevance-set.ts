import { readFileSync } from 'node:fs';
import { inProject } from '../../src/commands/project.mjs';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { TitleId } from '#lib/domain/shared/ids.ts';
import { parseDemoTitles } from '#lib/server/demo/titles.ts';

/** What must come first: one of these titles, or any title of this author, series, genre or subject. */
export interface Wanted {
	readonly titles?: readonly string[];
	readonly author?: string;
	readonly series?: string;
	readonly genres?: readonly string[];
	readonly subject?: string;
}

export interface RelevanceQuery {
	readonly kind: 'known' | 'typo' | 'accents' | 'half' | 'order' | 'author' | 'authorAndTitle' | 'series' | 'about';
	readonly typed: string;
	readonly wanted: Wanted;
}

export const wantedTitle = (...titles: string[]): Wanted => ({ titles });
const title = wantedTitle;

/**
 * What people type and what they mean, over the real titles of the demo school. Written down before the ranking was
 * tuned; when the ranking changes, these do not.
 */
export const relevanceSet: readonly RelevanceQuery[] = [
	...queriesOf('known', [
		['oorlogswinter', title('Oorlogswinter')],
		['de tunnel', title('De tunnel')],
		['een', title('Een')],
		['vallen', title('Vallen')],
		['test', title('Test.')],
		['klem', title('Klem', 'Klem!')],
		['de ontdekking', title('De ontdekking')],
		['ontdekking van de hemel', title('De ontdekking van de hemel')],
		['mei', title('Mei')],
		['1984', title('1984')],
		['gaten', title('Gaten')],
		['the outsiders', title('The outsiders')],
		['echo', title('Echo')],
		['spijt', title('Spijt!')],
		['weg', title('Weg')],
		['de hobbit', title('De hobbit')],
		['boek van alle dingen', title('Het boek van alle dingen')]
	]),
	...queriesOf('typo', [
		['kruistogt in spijkerbroek', title('Kruistocht in spijkerbroek')],
		['oorloogswinter', title('Oorlogswinter')],
		['de brif voor de koning', title('De brief voor de koning')],
		['hongerspele', title('De hongerspelen')],
		['harry poter vuurbeker', title('Harry Potter en de Vuurbeker')],
		['nooit meer slaape', title('Nooit meer slapen')],
		['hersenschimen', title('Hersenschimmen')],
		['joe speedbood', title('Joe Speedboot')],
		['het bitere kruid', title('Het bittere kruid')],
		['pijnstilers', title('Pijnstillers')],
		['gysbrecht van amstel', title('Gysbreght van Aemstel')],
		['vos reinaerde', title('Van den vos Reynaerde')],
		['de labirintrenner', title('De labyrintrenner')],
		['schijldpadden', title('Schildpadden tot in het oneindige')],
		['bloedgelt', title('Bloedgeld')],
		['lapmje', title('Lampje')],
		['frankenstien', title('Frankenstein')],
		['persepolus', title('Persepolis')],
		['het gouden ij', title('Het gouden ei')]
	]),
	...queriesOf('accents', [
		['een mens is genoeg', title('Eén mens is genoeg')],
		['de reunie', title('De reünie')],
		['venetie', title('De doge-ring van Venetië')],
		['krabbe', { author: 'Krabbé, Tim' }],
		['zeeën van tijd', { series: 'Zeeën van tijd' }],
		['thomese', title('Schaduwkind')],
		['ruines van gorlan', title('De ruïnes van Gorlan')],
		['t hooge nest', title("'t Hooge Nest")],
		['tranen der acacias', title("De tranen der acacia's")]
	]),
	...queriesOf('half', [
		['kruisto', title('Kruistocht in spijkerbroek')],
		['achterhu', title('Het Achterhuis')],
		['donkere kamer dam', title('De donkere kamer van Damokles')],
		['wonderb voorval hond', title('Het wonderbaarlijke voorval met de hond in de nacht')],
		['weeffout ste', title('Een weeffout in onze sterren')],
		['max hav', title('Max Havelaar')],
		['eleanor', title('Eleanor & Park')],
		['dummie', title('Dummie de mummie en de gouden scarabee')]
	]),
	...queriesOf('order', [
		['spijkerbroek kruistocht', title('Kruistocht in spijkerbroek')],
		['pyjama jongen gestreepte', title('De jongen in de gestreepte pyjama')],
		['tien duizend dingen', title('De tienduizend dingen')],
		['spijker schrift', title('Spijkerschrift')],
		['boy7', title('Boy 7')],
		['heart stopper', title('Heartstopper. Deel 1')],
		['bluegrass liefde', title('De dagen van de bluegrassliefde')]
	]),
	...queriesOf('author', [
		['carry slee', { author: 'Slee, Carry' }],
		['slee', { author: 'Slee, Carry' }],
		['mel wallis de vries', { author: 'Wallis de Vries, Mel' }],
		['anna wolts', { author: 'Woltz, Anna' }],
		['beckmann', { author: 'Beckman, Thea' }],
		['harry mulis', { author: 'Mulisch, Harry' }],
		['simone vd vlugt', { author: 'Vlugt, Simone van der' }],
		['van der vlugt', { author: 'Vlugt, Simone van der' }],
		['grunbergh', { author: 'Grunberg, Arnon' }],
		['j k rowling', { author: 'Rowling, J.K.' }]
	]),
	...queriesOf('authorAndTitle', [
		['slee spijt', title('Spijt!')],
		['terlouw katoren', title('Koning van Katoren', 'Zoektocht in Katoren')],
		['tirza grunberg', title('Tirza')],
		['hermans slapen', title('Nooit meer slapen')],
		['oeroeg hasse', title('Oeroeg')],
		['woltz alaska', title('Alaska')],
		['couperus eline', title('Eline Vere')],
		['anne frank dagboek', title('Het Achterhuis')],
		['sapiens harari', title('Sapiens')],
		['orwell dieren', title('De boerderij der dieren')]
	]),
	...queriesOf('series', [
		['harry potter 4', title('Harry Potter en de Vuurbeker')],
		['percy jackson 2', title('De zee van monsters')],
		['hongerspelen deel 2', title('Vlammen')],
		['leven van een loser', { series: 'Het leven van een loser' }],
		['grijze jager', { series: 'De Grijze Jager' }],
		['hoe overleef ik', { series: 'Hoe overleef ik' }],
		['kuifje', { series: 'De avonturen van Kuifje' }],
		['divergent', { series: 'Divergent' }],
		['alex rider', title('Stormbreaker')],
		['twilight', title('Twilight')],
		['narnia', title('De leeuw, de heks en de kleerkast')]
	]),
	...queriesOf('about', [
		['boek over oorlog', { genres: ['oorlog'] }],
		['boek over de tweede wereldoorlog', { genres: ['oorlog'], subject: 'geschiedenis' }],
		['boeken over voetbal', { titles: ['Aan de bal', 'Gijp', 'Voetbal International'], genres: ['sport'] }],
		['boek over het brein', title('Wij zijn ons brein', 'Het puberende brein')],
		['iets over het klimaat', title('Het klimaatboek')],
		['een griezelboek', { genres: ['griezel'] }],
		['grappig', { genres: ['humor'] }],
		['spannend boek', { genres: ['thriller', 'avontuur'] }],
		['gedichten', { genres: ['poëzie'] }],
		['liefdesverhaal', { genres: ['romantiek'] }],
		['stripboek', { genres: ['strip'] }],
		['boek over biologie', { subject: 'biologie' }],
		['wiskunde', { subject: 'wiskunde' }],
		['boek over suriname', title('Wij slaven van Suriname')],
		['science fiction', { genres: ['sciencefiction'] }]
	])
];

/** The titles that the set is about, each with an id. */
export function relevanceTitles(): Title[] {
	const csv = readFileSync(inProject('src/lib/server/demo/titles.csv'), 'utf8');
	return parseDemoTitles(csv).map((each, place) => ({ ...each, id: `real-${place}` as TitleId }));
}

export function isWanted(found: Title, { titles, author, series, genres, subject }: Wanted): boolean {
	if (titles?.includes(found.title)) return true;
	if (author !== undefined && found.authors.includes(author)) return true;
	if (series !== undefined && found.series === series) return true;
	return genres?.includes(found.genre ?? '') === true || (subject !== undefined && found.subject === subject);
}

export interface HitRate {
	readonly at1: number;
	readonly at3: number;
	/** What was not first, with what was. */
	readonly missed: readonly string[];
}

/** @param ask the first three titles for what was typed, best first */
export function hitRate(ask: (typed: string) => readonly Title[], set: readonly RelevanceQuery[] = relevanceSet): HitRate {
	let [at1, at3] = [0, 0];
	const missed: string[] = [];
	for (const { typed, wanted } of set) {
		const found = ask(typed).slice(0, 3).map((each) => isWanted(each, wanted));
		if (found[0]) at1++;
		else missed.push(typed);
		if (found.includes(true)) at3++;
	}
	return { at1: at1 / set.length, at3: at3 / set.length, missed };
}

export function queriesOf(kind: RelevanceQuery['kind'], pairs: readonly (readonly [string, Wanted])[]): RelevanceQuery[] {
	return pairs.map(([typed, wanted]) => ({ kind, typed, wanted }));
}

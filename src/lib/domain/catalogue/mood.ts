import { foldWords } from './title-key.ts';

/** What somebody feels like reading; schools write genres in a hundred ways, and nobody of fourteen asks for a genre. */
export const moods = ['exciting', 'funny', 'scary', 'inLove', 'otherWorlds', 'recognisable', 'longAgo', 'real', 'pictures'] as const;
export type Mood = (typeof moods)[number];

interface Kind {
	/** Beginnings of the words that genres and subjects are written with, folded. */
	readonly stems: readonly string[];
	readonly moods: readonly Mood[];
	/** What people type who mean it. */
	readonly typed: string;
}

const kinds: readonly Kind[] = [
	{ stems: ['thrill', 'spanning', 'spannend', 'detective', 'misdaad', 'crime'], moods: ['exciting'], typed: 'thriller spannend spanning misdaad detective' },
	{ stems: ['avontu', 'adventure'], moods: ['exciting'], typed: 'avontuur spannend spanning' },
	{ stems: ['griezel', 'horror', 'eng', 'spook'], moods: ['scary'], typed: 'griezel griezelen eng horror spoken' },
	{ stems: ['humor', 'grappig', 'funny'], moods: ['funny'], typed: 'humor grappig lachen leuk' },
	{ stems: ['romant', 'liefde', 'verliefd', 'feelgood', 'gevoel', 'love'], moods: ['inLove'], typed: 'liefde liefdes verliefd romantisch' },
	{ stems: ['fantasy', 'fantas', 'sprookje', 'magie'], moods: ['otherWorlds'], typed: 'fantasy magie toveren draken' },
	{ stems: ['science', 'scifi', 'sf', 'dystop', 'toekomst'], moods: ['otherWorlds'], typed: 'sciencefiction toekomst dystopie' },
	{ stems: ['realist', 'school', 'problem', 'pesten', 'opgroei', 'vriendschap', 'jeugdroman', 'youngadult'], moods: ['recognisable'], typed: 'realistisch' },
	{ stems: ['sport', 'voetbal'], moods: ['recognisable'], typed: 'sport voetbal' },
	{ stems: ['historisch', 'geschied', 'history', 'klassiek', 'middeleeuw'], moods: ['longAgo'], typed: 'historisch vroeger geschiedenis' },
	{ stems: ['oorlog', 'war'], moods: ['longAgo', 'exciting'], typed: 'oorlog tweede wereldoorlog wo2 bezetting' },
	{ stems: ['non', 'informatie', 'biogra', 'waargebeurd', 'natuur', 'dieren', 'wetenschap'], moods: ['real'], typed: 'informatief weetjes echt waargebeurd' },
	{ stems: ['strip', 'manga', 'graphic', 'comic', 'beeldverhaal'], moods: ['pictures'], typed: 'strip stripboek manga graphic novel beeldverhaal plaatjes' },
	{ stems: ['poezie', 'gedicht', 'poetry'], moods: ['recognisable'], typed: 'poezie gedichten gedicht' }
];

interface Described {
	readonly genre?: string | undefined;
	readonly subject?: string | undefined;
	readonly material?: string | undefined;
}

const known = new Map<string, readonly Kind[]>();

/** The moods that a title suits, by the words of its genre and subject; none when they say nothing. */
export function moodsOf(title: Described): Mood[] {
	const suits = new Set(kindsOf(title).flatMap((kind) => kind.moods));
	return moods.filter((mood) => suits.has(mood));
}

/** Words for which the title is meant too although they are not printed on it: `grappig` for humor. */
export function wordsForKind(title: Described): string {
	return kindsOf(title)
		.map((kind) => kind.typed)
		.join(' ');
}

/** Genres and subjects repeat: each wording is looked at once. */
function kindsOf({ genre = '', subject = '', material }: Described): readonly Kind[] {
	const text = `${genre} ${subject} ${material === 'comic' ? 'strip' : ''}`;
	const found = known.get(text) ?? lookUp(text);
	known.set(text, found);
	return found;
}

function lookUp(text: string): readonly Kind[] {
	const words = foldWords(text).split(' ');
	return kinds.filter(({ stems }) => words.some((word) => stems.some((stem) => (stem.length < 4 ? word === stem : word.startsWith(stem)))));
}

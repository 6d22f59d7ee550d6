import { spokenName } from '#lib/domain/people/person-name.ts';
import type { Title } from '#lib/domain/catalogue/title.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { TitleList } from '#lib/domain/reading/title-list.ts';
import type { TitleListId } from '#lib/domain/shared/ids.ts';
import { naturalId } from '../import/natural-id.ts';

interface Input {
	readonly titles: readonly Title[];
	readonly homeClasses: readonly HomeClass[];
	/** Both are who a visitor signs in as. */
	readonly pupil: Patron;
	readonly teacher: Patron;
}

/** What the teacher says of the first title of each list. */
const lists = [
	{ name: 'Spannend en niet te dik', text: 'Begin hier als je niet weet wat je wilt lezen.', genre: 'thriller', mostPages: 260, own: false, line: 'Na één hoofdstuk zit je erin.' },
	{ name: 'Bij het thema oorlog', text: 'Voor onze lessen van deze periode. Kies er één.', genre: 'oorlog', mostPages: 400, own: true, line: 'Lees dit samen met de les van week twee.' }
] as const;
const titlesEach = 6;

/** One list for everybody and one for the class of the pupil, by the teacher of that class. */
export function generateTitleLists({ titles, homeClasses, pupil, teacher }: Input): TitleList[] {
	const ownClass = homeClasses.find(({ id }) => id === pupil.homeClassId);
	return lists.map(({ name, text, genre, mostPages, own, line }) => {
		const chosen = titles.filter((title) => title.genre === genre && title.material === 'book' && (title.pages ?? 0) <= mostPages).slice(0, titlesEach);
		const entries = chosen.map((title, i) => [title.id, { value: { place: i + 1, ...(i === 0 && { line }) }, at: 0, by: 'demo' }] as const);
		return {
			id: naturalId<TitleListId>('titleList', teacher.id, name),
			name,
			text,
			makerId: teacher.id,
			makerName: spokenName(teacher),
			groupIds: own && ownClass ? [ownClass.id] : [],
			entries: Object.fromEntries(entries)
		};
	});
}

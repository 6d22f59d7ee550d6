import type { Copy, Title } from '#lib/domain/catalogue/title.ts';
import type { HomeClass, Patron } from '#lib/domain/people/patron.ts';
import type { CopyId, PatronId, TitleId } from '#lib/domain/shared/ids.ts';
import { personName } from './format.ts';
import { m } from './paraglide/messages.js';

/** Where names are found; the client's `Queries` are one. */
export interface NameSource {
	patron(id: PatronId): Patron | undefined;
	homeClass(id: string | undefined): HomeClass | undefined;
	copy(id: CopyId): Copy | undefined;
	title(id: TitleId): Title | undefined;
	installationName(id: string): string | undefined;
}

/** Ids as people say them; an id nobody knows any more still gives words. */
export interface Names {
	patron(id: string | number | null | undefined): string;
	title(id: string): string;
	copy(id: string): string;
	homeClass(id: string): string;
	installation(id: string): string;
}

export function namesFrom(source: NameSource): Names {
	return {
		patron(id) {
			if (id === null || id === undefined || id === '') return m.codes_patron_forgotten();
			const patron = source.patron(String(id) as PatronId);
			return patron ? patronWithClass(patron, source.homeClass(patron.homeClassId)) : m.codes_somebody();
		},
		title(id) {
			const title = source.title(id as TitleId);
			return title ? m.codes_title_name({ title: title.title }) : m.codes_title_unknown();
		},
		homeClass: (id) => source.homeClass(id)?.name ?? m.codes_home_class_unknown(),
		copy(id) {
			const copy = source.copy(id as CopyId);
			const title = copy && source.title(copy.titleId);
			return copy ? m.codes_copy_name({ title: title?.title ?? '?', barcode: copy.barcode }) : m.codes_copy_unknown();
		},
		installation: (id) => source.installationName(id) ?? m.codes_desk_unknown()
	};
}

/** For a screen that may not know other people: nobody is named. */
export const noNames: Names = {
	patron: () => m.codes_somebody(),
	title: () => m.codes_title_unknown(),
	copy: () => m.codes_copy_unknown(),
	homeClass: () => m.codes_home_class_unknown(),
	installation: () => m.codes_desk_unknown()
};

/** "Sara van der Meer (2hv3)". */
export function patronWithClass(patron: Patron, homeClass: HomeClass | undefined): string {
	const name = personName(patron);
	return homeClass ? m.codes_patron_with_class({ name, homeClass: homeClass.name }) : name;
}

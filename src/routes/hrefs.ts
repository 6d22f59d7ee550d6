/** Ids stand in the query, so that the one prerendered shell serves every page offline. */
export function patronHref(id: string): string {
	return `/desk/patrons/patron?id=${encodeURIComponent(id)}`;
}

/** A class or teaching group as the office keeps it. */
export function groupHref(id: string): string {
	return `/desk/classes/group?id=${encodeURIComponent(id)}`;
}

/** A class or teaching group as its teacher sees it. */
export function classHref(id: string): string {
	return `/class?group=${encodeURIComponent(id)}`;
}

/** What is known of a patron, and forgetting. */
export function patronPrivacyHref(id: string): string {
	return `/desk/patrons/privacy?id=${encodeURIComponent(id)}`;
}

/** What happened to a copy or a patron, or on an installation. */
export function auditHref(kind: 'copy' | 'patron' | 'installation', id: string): string {
	return `/desk/audit?${kind}=${encodeURIComponent(id)}`;
}

/** Where programmes are kept: by the desk, or by the library's consultant. */
export type ProgrammeArea = '/desk/programmes' | '/library/programmes';

export function editionHref(area: ProgrammeArea, id: string): string {
	return `${area}/edition?id=${encodeURIComponent(id)}`;
}

/** Changes an edition, or makes one: like another, from an example, or from nothing. */
export function editEditionHref(area: ProgrammeArea, begin: { id?: string; like?: string; example?: string } = {}): string {
	const asked = new URLSearchParams(Object.entries(begin));
	return asked.size === 0 ? `${area}/edit` : `${area}/edit?${asked}`;
}

/** A box or rotating collection, and where each of its copies is. */
export function boxHref(id: string): string {
	return `/desk/boxes/box?id=${encodeURIComponent(id)}`;
}

/** Lessons of a class, as the library's consultant notes them. */
export function lessonsHref(groupId: string): string {
	return `/library/lessons?group=${encodeURIComponent(groupId)}`;
}

export function myEditionHref(id: string): string {
	return `/my/programmes/edition?id=${encodeURIComponent(id)}`;
}

/** An edition in a class, as its teacher sees it; without one, the first that is for the class. */
export function classEditionHref(groupId: string, editionId?: string): string {
	const asked = new URLSearchParams({ group: groupId, ...(editionId !== undefined && { edition: editionId }) });
	return `/class/programme?${asked}`;
}

export function titleHref(id: string): string {
	return `/catalogue/title?id=${encodeURIComponent(id)}`;
}

/** What readers would like to have bought; with a title, to wish for it. */
export function wishesHref(title = ''): string {
	return title === '' ? '/catalogue/wishes' : `/catalogue/wishes?title=${encodeURIComponent(title)}`;
}

/** A list of titles by a teacher or the media librarian. */
export function listHref(id: string): string {
	return `/catalogue/lists?id=${encodeURIComponent(id)}`;
}

/** Changes a list of titles; without one, begins one. */
export function editListHref(id?: string): string {
	return id === undefined ? '/catalogue/lists/edit' : `/catalogue/lists/edit?id=${encodeURIComponent(id)}`;
}

export function editTitleHref(id: string): string {
	return `/catalogue/edit?id=${encodeURIComponent(id)}`;
}

export function editCopyHref(id: string): string {
	return `/catalogue/edit/copy?id=${encodeURIComponent(id)}`;
}

/** Adds copies to a title; without one, a new title with its copies. `isbn`: the scanned one that is done with it. */
export function addCopiesHref(titleId?: string, isbn?: string): string {
	const asked = new URLSearchParams({ ...(titleId && { title: titleId }), ...(isbn && { isbn }) });
	return asked.size === 0 ? '/catalogue/edit/copies' : `/catalogue/edit/copies?${asked}`;
}

/** A new title that begins with what was found of a scanned ISBN. */
export function addIsbnHref(isbn: string): string {
	return addCopiesHref(undefined, isbn);
}

export function editPatronHref(id: string): string {
	return `/desk/patrons/edit?id=${encodeURIComponent(id)}`;
}

/** Labels of one title's copies; without it, of whatever is scanned there. */
export function labelsHref(titleId?: string): string {
	return titleId === undefined ? '/catalogue/edit/labels' : `/catalogue/edit/labels?title=${encodeURIComponent(titleId)}`;
}

/** Cards and scan sheet of a class; an empty id leaves the choice. */
export function cardsHref(homeClassId: string): string {
	return homeClassId === '' ? '/desk/patrons/cards' : `/desk/patrons/cards?class=${encodeURIComponent(homeClassId)}`;
}

/** Changes many titles and copies at once, beginning with what was searched for. */
export function batchHref(text: string): string {
	return `/catalogue/edit/batch?q=${encodeURIComponent(text)}`;
}

/** Where two patrons are merged; without both, where they are found. */
export function mergeHref(stays?: string, goes?: string): string {
	const query = new URLSearchParams({ ...(stays === undefined ? {} : { stays }), ...(goes === undefined ? {} : { goes }) }).toString();
	return query === '' ? '/desk/patrons/merge' : `/desk/patrons/merge?${query}`;
}

export function readingHref(entryId: string): string {
	return `/my/reading/entry?id=${encodeURIComponent(entryId)}`;
}

export function listedHref(listedTitleId: string): string {
	return `/my/list/title?id=${encodeURIComponent(listedTitleId)}`;
}

import type { Title } from '#lib/domain/catalogue/title.ts';
import { materialWords } from '#lib/i18n/codes.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { levelsOf } from '../reading/level-text.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** What is known of a title, in the order in which people ask; unknown facts are left out. */
export function titleFacts(title: Title): { key: string; label: string; text: string }[] {
	const series = [title.series, title.seriesNumber].filter(Boolean).join(' ');
	const facts: [string, string, string | number | undefined][] = [
		['series', m.catalogue_series(), series],
		['genre', m.catalogue_genre(), title.genre],
		['subject', m.catalogue_subject(), title.subject],
		['audience', m.catalogue_audience(), title.audience],
		['level', m.reading_field_levels(), levelsOf(title).join(', ')],
		['pages', m.catalogue_pages(), title.pages],
		['year', m.catalogue_year(), title.year],
		['publisher', m.catalogue_publisher(), title.publisher],
		['language', m.catalogue_language(), title.language && languageName(title.language)],
		['material', m.catalogue_material(), materialWords[title.material]()],
		['siso', m.catalogue_siso(), title.siso],
		['isbn', m.catalogue_isbn(), title.isbns.join(', ')]
	];
	return facts.flatMap(([key, label, value]) => (value === undefined || value === '' ? [] : [{ key, label, text: String(value) }]));
}

/** "Nederlands" for `nl`; what is no language code stays as the catalogue has it. */
function languageName(code: string): string {
	if (!/^[a-z]{2,3}$/i.test(code)) return code;
	return new Intl.DisplayNames([getLocale()], { type: 'language' }).of(code) ?? code;
}

import type { Mood } from '#lib/domain/catalogue/mood.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** What somebody feels like reading, in a word. */
export const moodWords: Record<Mood, () => string> = {
	exciting: m.catalogue_mood_exciting,
	funny: m.catalogue_mood_funny,
	scary: m.catalogue_mood_scary,
	inLove: m.catalogue_mood_in_love,
	otherWorlds: m.catalogue_mood_other_worlds,
	recognisable: m.catalogue_mood_recognisable,
	longAgo: m.catalogue_mood_long_ago,
	real: m.catalogue_mood_real,
	pictures: m.catalogue_mood_pictures
};

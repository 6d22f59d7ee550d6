import type { HomeClass } from '../people/patron.ts';
import type { Edition } from './edition.ts';

/** Whether pupils of this class are meant. Someone without a class is meant only by an edition for everybody. */
export function isInvited({ audience }: Pick<Edition, 'audience'>, homeClass: HomeClass | undefined): boolean {
	const { yearLayers, tracks, homeClassIds } = audience;
	if (homeClassIds.length > 0 && !(homeClass && homeClassIds.includes(homeClass.id))) return false;
	if (yearLayers.length > 0 && !(homeClass?.yearLayer && yearLayers.includes(homeClass.yearLayer))) return false;
	// A mixed class sits in several tracks at once and is meant when one of them is.
	return tracks.length === 0 || (homeClass?.tracks.some((track) => tracks.includes(track)) ?? false);
}

import BookHeart from '@lucide/svelte/icons/book-heart';
import BookOpen from '@lucide/svelte/icons/book-open';
import ListChecks from '@lucide/svelte/icons/list-checks';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import RefreshCw from '@lucide/svelte/icons/refresh-cw';
import School from '@lucide/svelte/icons/school';
import Search from '@lucide/svelte/icons/search';
import Trophy from '@lucide/svelte/icons/trophy';
import { isOfLibrary, isOutsider, type Role } from '#lib/domain/people/role.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { NavLink } from '../primitives/nav-link.ts';

/** The sections of a pupil's or a teacher's own account. `path` is the page that is open. */
export function myNavigation(path: string, roles: readonly Role[], counts: { late?: number; answers?: number } = {}): NavLink[] {
	const classes = { href: '/class', label: m.classes_nav(), icon: School, current: path.startsWith('/class') };
	const figures = { href: '/library', label: m.classes_figures(), icon: ChartColumn, current: path === '/library' };
	const programmes = { href: '/library/programmes', label: m.programmes_title(), icon: Trophy, current: path.startsWith('/library/programmes') };
	const lessons = { href: '/library/lessons', label: m.contest_lessons_title(), icon: GraduationCap, current: path.startsWith('/library/lessons') };
	const log = path.startsWith('/my/reading') || path.startsWith('/my/year');
	const list = path.startsWith('/my/list') || path.startsWith('/my/told');
	// Whoever comes from the library borrows nothing here and keeps no log.
	const own = isOutsider({ roles }) ? [] : [{ href: '/my', label: m.reading_nav_home(), icon: BookOpen, current: path.startsWith('/my') && !log && !list, count: counts.late }];
	const reading = isOutsider({ roles }) ? [] : [{ href: '/my/reading', label: m.reading_nav_log(), icon: BookHeart, current: log }];
	return [
		...(roles.includes('teacher') ? [classes] : []),
		...(isOfLibrary({ roles }) ? [figures, programmes, lessons] : []),
		...own,
		{ href: '/catalogue', label: m.my_search(), icon: Search, current: path.startsWith('/catalogue') },
		...reading,
		...(roles.includes('pupil') ? [{ href: '/my/list', label: m.reading_nav_list(), icon: ListChecks, current: list }] : []),
		{ href: '/status', label: m.my_status(), icon: RefreshCw, current: path.startsWith('/status'), count: counts.answers }
	];
}

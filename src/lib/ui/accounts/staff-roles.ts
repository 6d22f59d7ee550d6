import { roles, type Role } from '#lib/domain/people/role.ts';

/** Roles that the office gives by hand; pupils come from the roster. */
export function staffRoles(mayAdministrate: boolean): Role[] {
	return roles.filter((role) => role !== 'pupil' && (mayAdministrate || role !== 'administrator'));
}

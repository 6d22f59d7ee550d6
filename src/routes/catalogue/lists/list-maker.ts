import type { KnownAccount } from '#lib/client/app.ts';
import type { Queries } from '#lib/client/view/queries.ts';
import type { TitleList } from '#lib/domain/reading/title-list.ts';
import { isDeskStaff, type Actor } from '#lib/domain/people/role.ts';
import { teacherIdOf } from '#lib/domain/people/teaching.ts';
import type { GroupId } from '#lib/domain/shared/ids.ts';

/** Whether this person makes lists at all. */
export function makesLists(actor: Actor): boolean {
	return isDeskStaff(actor) || actor.roles.includes('teacher');
}

export function mayChange(queries: Queries, actor: Actor, account: KnownAccount, list: TitleList): boolean {
	return isDeskStaff(actor) || queries.lists.isMadeBy(list, account);
}

/** Whom this person may make a list for, besides everybody: a desk every class, a teacher the own ones. */
export function groupsFor({ classes }: Queries, actor: Actor, account: KnownAccount): { id: GroupId; name: string }[] {
	const lines = isDeskStaff(actor) ? classes.groups() : classes.taughtBy(teacherIdOf({ accountId: account.id, patronId: account.patronId }));
	return lines.map(({ id, group }) => ({ id, name: group.name }));
}

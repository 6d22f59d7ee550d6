import type { SetAside, SetAsideReason } from '#lib/protocol/rows.ts';
import { formatList } from './format.ts';
import type { Names } from './names.ts';
import { m } from './paraglide/messages.js';

const missingWords: Readonly<Record<string, () => string>> = {
	copy: m.installations_missing_copy,
	patron: m.installations_missing_patron,
	title: m.installations_missing_title,
	homeClass: m.installations_missing_home_class,
	teachingGroup: m.installations_missing_teaching_group,
	card: m.installations_missing_card,
	hold: m.installations_missing_hold,
	incident: m.installations_missing_incident,
	loan: m.installations_missing_loan,
	actor: m.installations_missing_actor
};

const reasons: Record<SetAsideReason, (setAside: SetAside) => string> = {
	unknownRecord: ({ missing }) => m.installations_reason_unknown_record({ missing: formatList(missing.map(({ kind }) => missingWords[kind]?.() ?? '?')) }),
	revokedInstallation: () => m.installations_reason_revoked_installation(),
	unknownOperation: () => m.installations_reason_unknown_operation(),
	serverFailed: () => m.installations_reason_server_failed()
};

/** Why an operation was set aside, and what makes it go on. */
export function setAsideReason(setAside: SetAside): string {
	return reasons[setAside.reason](setAside);
}

/** What it is about, as far as it says; empty when it names neither a copy nor a patron. */
export function setAsideSubject({ copyId, patronId }: SetAside, names: Names): string {
	if (copyId === undefined) return '';
	const copy = names.copy(copyId);
	return patronId === undefined ? m.installations_about_copy({ copy }) : m.installations_about_loan({ copy, patron: names.patron(patronId) });
}

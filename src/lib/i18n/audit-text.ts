import { actWord } from './act-words.ts';
import { codeText } from './codes.ts';
import { formatDateTime, formatDuration, formatMoney } from './format.ts';
import type { Names } from './names.ts';
import { m } from './paraglide/messages.js';

/** One operation as the server kept it (`protocol/audit.ts`). */
export interface AuditLine {
	readonly type: string;
	readonly actor?: string | undefined;
	readonly installation: string;
	readonly happenedAt: number;
	readonly receivedAt: number;
	readonly correction: number;
	readonly certain: boolean;
	readonly status: 'accepted' | 'refused' | 'quarantined';
	readonly codes: readonly string[];
	readonly names: Readonly<Record<string, string | number>>;
	readonly blanked: boolean;
}

type Sayer = (who: string, line: AuditLine, names: Names) => string;

const copy = ({ names: ids }: AuditLine, names: Names) => names.copy(String(ids.copyId ?? ''));
const patron = ({ names: ids }: AuditLine, names: Names) => names.patron(ids.patronId);

const sentences: Readonly<Record<string, Sayer>> = {
	'check-out': (who, line, names) => m.audit_check_out({ who, copy: copy(line, names), patron: patron(line, names) }),
	'check-in': (who, line, names) => m.audit_check_in({ who, copy: copy(line, names) }),
	renew: (who, line, names) => m.audit_renew({ who, copy: copy(line, names) }),
	undo: (who, line, names) => m.audit_undo({ who, copy: copy(line, names) }),
	'move-loan': (who, line, names) => m.audit_move({ who, copy: copy(line, names), patron: patron(line, names) }),
	'place-hold': (who, line, names) => m.audit_hold({ who, title: names.title(String(line.names.titleId ?? '')), patron: patron(line, names) }),
	'settle-fine': (who, line, names) => m.audit_fine({ who, amount: formatMoney(Number(line.names.cents ?? 0)), patron: patron(line, names) })
};

/** Who did what, as a sentence. */
export function auditSentence(line: AuditLine, names: Names): string {
	const who = line.actor ?? m.audit_somebody();
	const say = line.blanked ? undefined : sentences[line.type];
	return say ? say(who, line, names) : m.audit_other({ who, act: actWord(line.type) });
}

/** Where and when, by how much the clock was corrected, and when it came in if that was later. */
export function auditPlace(line: AuditLine): string {
	const parts = [m.audit_place({ at: formatDateTime(line.happenedAt), installation: line.installation === '' ? m.audit_unnamed() : line.installation })];
	if (Math.abs(line.correction) >= 60_000 && line.certain) parts.push(m.audit_corrected({ time: formatDuration(Math.abs(line.correction)) }));
	if (!line.certain) parts.push(m.audit_uncertain());
	if (line.receivedAt - line.happenedAt >= 10 * 60_000) parts.push(m.audit_received({ at: formatDateTime(line.receivedAt) }));
	return parts.join(' ');
}

/** What became of it, when that was more than being done. */
export function auditResult(line: AuditLine, names: Names): string {
	const result = { accepted: '', refused: m.audit_refused(), quarantined: m.audit_quarantined() }[line.status];
	const reasons = line.codes.map((code) => codeText(code, {}, names));
	const blanked = line.blanked ? [m.audit_blanked()] : [];
	return [result, ...reasons, ...blanked].filter(Boolean).join(' ');
}

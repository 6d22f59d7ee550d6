import type { ImportDone, ImportTrouble } from '#lib/client/state/import-work.svelte.ts';
import { failureText } from '#lib/i18n/failure-text.ts';
import { formatCount } from '#lib/i18n/format.ts';
import { importFailureText } from '#lib/i18n/import-text.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

interface Said {
	readonly title: string;
	readonly text: string;
}

export function troubleText(trouble: ImportTrouble): Said {
	if (!('unreadable' in trouble)) return { title: m.import_failed(), text: failureText(trouble.failure) };
	const text = importFailureText(trouble.unreadable);
	return { title: m.import_unreadable(), text: trouble.line === undefined ? text : `${m.import_at_line({ line: trouble.line })}. ${text}` };
}

export function doneText(done: ImportDone): Said {
	return 'undone' in done ? { title: m.import_undone(), text: m.import_undone_text({ undone: formatCount(done.undone), kept: formatCount(done.kept) }) } : { title: m.import_done(), text: m.import_done_text({ created: formatCount(done.created), changed: formatCount(done.changed) }) };
}

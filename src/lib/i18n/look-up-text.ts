import type { LookUpAnswer, LookUpTrouble } from '#lib/protocol/look-up.ts';
import { m } from './paraglide/messages.js';

const words: Record<LookUpTrouble, (detail: string) => string> = {
	refusedAddress: () => m.cataloguing_trouble_refused_address(),
	unreachable: () => m.cataloguing_trouble_unreachable(),
	timeout: () => m.cataloguing_trouble_timeout(),
	tooLarge: () => m.cataloguing_trouble_too_large(),
	badStatus: () => m.cataloguing_trouble_bad_status(),
	badAnswer: () => m.cataloguing_trouble_bad_answer(),
	diagnostic: (detail) => m.cataloguing_trouble_diagnostic({ detail })
};

/** Why a catalogue gave nothing, with its name and what to do. */
export function lookUpTroubleText({ source, trouble, detail = '' }: LookUpAnswer['troubles'][number]): string {
	return m.cataloguing_trouble({ source, text: words[trouble](detail) });
}

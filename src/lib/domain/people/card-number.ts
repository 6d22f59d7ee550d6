import type { School } from '../school/school.ts';
import { withoutLeadingZeros } from './pupil-number.ts';

/** The number of a card as it is stored and compared in this school (P12): no blanks, one case, zeros as the school wants. */
export function normaliseCardNumber(text: string, school: Pick<School, 'cardNormalisation'>): string {
	const number = text.normalize('NFC').replace(/[\s\u00A0]+/g, '').toUpperCase();
	return school.cardNormalisation.stripLeadingZeros ? withoutLeadingZeros(number) : number;
}

import { copySchema, titleSchema, type LoanType, type Material } from '#lib/domain/catalogue/title.ts';
import type { LoanSubject } from '#lib/domain/circulation/due-date.ts';
import type { LocationId } from '#lib/domain/shared/ids.ts';
import { patronSchema, type PatronCategory } from '#lib/domain/people/patron.ts';
import type { LoanTerm, School } from '#lib/domain/school/school.ts';

/** What a rule looks at in a loan. */
export interface Sample {
	readonly material: Material;
	readonly loanType: LoanType;
	readonly patronCategory: PatronCategory;
	readonly locationId?: LocationId | undefined;
}

/** The plainest loan to which a term applies. */
export function sampleOf(term: LoanTerm): Sample {
	const { material = 'book', loanType = 'normal', patronCategory = 'pupil', locationId } = term;
	return { material, loanType, patronCategory, locationId };
}

/** A loan that never was, for asking the domain what would become of it. */
export function sampleSubject(school: School, { material, loanType, patronCategory, locationId }: Sample): LoanSubject {
	return {
		school,
		title: titleSchema.parse({ id: 'sample', title: '–', material }),
		copy: copySchema.parse({ id: 'sample', titleId: 'sample', barcode: '–', loanType, locationId }),
		patron: patronSchema.parse({ id: 'sample', givenName: '–', familyName: '–', category: patronCategory })
	};
}

/** What a card says: a person, a class, and the number a scanner reads. */
export interface PatronCardText {
	readonly id: string;
	readonly name: string;
	readonly group: string;
	readonly number: string;
}

import type { GroupId } from '#lib/domain/shared/ids.ts';

/** What a list is called and whom it is for, as its form gives it; no groups: everybody. */
export interface FilledList {
	readonly name: string;
	readonly text?: string | undefined;
	readonly groupIds: readonly GroupId[];
}

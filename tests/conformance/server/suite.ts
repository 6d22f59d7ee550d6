import { afterAll, beforeAll, describe } from 'vitest';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import { alsoReadCases } from './also-read-cases.ts';
import { boxCases } from './box-cases.ts';
import { classCases } from './class-cases.ts';
import { contestCases } from './contest-cases.ts';
import { auditCases } from './audit-cases.ts';
import { editingCases } from './editing-cases.ts';
import { feedCases } from './feed-cases.ts';
import { forgetCases } from './forget-cases.ts';
import { horizonCases } from './horizon-cases.ts';
import { figureCases } from './figure-cases.ts';
import { lendingCases } from './lending-cases.ts';
import { programmeCases } from './programme-cases.ts';
import { mergeCases } from './merge-cases.ts';
import { pushCases } from './push-cases.ts';
import { readingCases } from './reading-cases.ts';
import { reviewCases } from './review-cases.ts';
import { recordCases } from './record-cases.ts';
import { setAsideCases } from './set-aside-cases.ts';
import { snapshotCases } from './snapshot-cases.ts';
import { titleListCases } from './title-list-cases.ts';
import { takeInCases } from './take-in-cases.ts';
import { wishCases } from './wish-cases.ts';

/** Everything the server promises of its records and its sync, on one kind of database. */
export function serverSuite(kind: string, open: () => Promise<OpenDatabase>, more?: (database: () => OpenDatabase) => void): void {
	let opened: OpenDatabase | undefined;
	const database = (): OpenDatabase => {
		if (!opened) throw new Error('The database is not open yet');
		return opened;
	};
	describe(kind, () => {
		beforeAll(async () => {
			opened = await open();
		});
		afterAll(async () => {
			await opened?.close();
		});
		describe('push', () => pushCases(database));
		describe('set aside', () => setAsideCases(database));
		describe('horizon', () => horizonCases(database));
		describe('a file', () => takeInCases(database));
		describe('lending', () => lendingCases(database));
		describe('feed', () => feedCases(database));
		describe('snapshot', () => snapshotCases(database));
		describe('records', () => recordCases(database));
		describe('editing', () => editingCases(database));
		describe('forgetting', () => forgetCases(database));
		describe('audit', () => auditCases(database));
		describe('classes', () => classCases(database));
		describe('figures', () => figureCases(database));
		describe('programmes', () => programmeCases(database));
		describe('a contest', () => contestCases(database));
		describe('title lists', () => titleListCases(database));
		describe('boxes', () => boxCases(database));
		describe('merges', () => mergeCases(database));
		describe('reading', () => readingCases(database));
		describe('reviews', () => reviewCases(database));
		describe('wishes', () => wishCases(database));
		describe('also read', () => alsoReadCases(database));
		more?.(database);
	});
}

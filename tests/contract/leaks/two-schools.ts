import { randomUUID } from 'node:crypto';
import { isDeskStaff, type Role } from '#lib/domain/people/role.ts';
import type { CalendarDate } from '#lib/domain/shared/calendar-date.ts';
import type { AccountId, BoxId, CopyId, GroupId, HomeClassId, InstallationId, PatronId, ReadingEntryId, SchoolId, TeacherId, TitleId } from '#lib/domain/shared/ids.ts';
import { serverApp, stopServerApp, type ServerApp } from '#lib/server/app.ts';
import { editionSchema } from '#lib/domain/programmes/edition.ts';
import { changed, emptyParticipation, type Participation } from '#lib/domain/programmes/participation.ts';
import { emptyRound, schoolRound, type ReadAloudRound } from '#lib/domain/programmes/read-aloud-round.ts';
import { cardSchema, homeClassSchema } from '#lib/domain/people/patron.ts';
import { teachingId } from '#lib/domain/people/teaching.ts';
import { protocolVersion } from '#lib/protocol/sync.ts';
import { hashSecret } from '#lib/server/auth/staff.ts';
import { answerPush } from '#lib/server/sync/answer-push.ts';
import { hashKey } from '#lib/server/sync/installations.ts';
import { answered, voted, wishVoteId, type Wish, type WishId } from '#lib/domain/catalogue/wish.ts';
import { judged, reviewId, reworded, type ShownReviewId } from '#lib/domain/reading/review.ts';
import { aCopy, aPatron, aSchool, aTitle } from '../../builders/domain.ts';
import { aReading, stamp } from '../../builders/reading.ts';
import { Browser } from '../session/browser.ts';

const password = 'kruistocht in spijkerbroek';
/** Everybody's, for it is slow to make. */
const secretHash = hashSecret(password);
const schools = { a: 'school-1', b: 'school-2' } as const;
const brins = { a: '12AB', b: '34CD' } as const;
type Side = keyof typeof schools;

const contest = editionSchema.parse({
	...{ id: 'contest', programmeId: 'own', name: 'Aloud', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15' },
	rounds: [
		{ id: 'klas', name: 'Klas', level: 'class', criteria: ['Tempo'] },
		{ id: 'school', name: 'School', level: 'school', criteria: ['Tempo'] },
		{ id: 'bieb', name: 'Bieb', level: 'library', criteria: ['Tempo'] }
	]
});

/** Somebody who asks, with the marks that may be in what is answered. */
export interface Principal {
	readonly who: string;
	readonly cookie?: string | undefined;
	readonly side?: Side | undefined;
	readonly kind?: 'desk' | 'account' | undefined;
	/** Its own installation, and the key to it. */
	readonly installation?: { readonly id: InstallationId; readonly key: string } | undefined;
	readonly may: RegExp;
}

/** Somebody with a password and an installation. */
interface SignedIn extends Omit<Principal, 'may'> {
	readonly accountId: AccountId;
	readonly installation: NonNullable<Principal['installation']>;
}

/*
 * Whatever must not go astray bears a mark: MARK-<school>-<what>-<of whom>.
 * A leak is a mark in an answer that the asker may not see.
 */
const mark = (side: Side, what: string, of: string | number) => `MARK-${side}-${what}-${of}`;
export const marks = /MARK-\w-[a-z]+-\w+/g;
const nothing = /^$/;
/** A desk's key lets it offer those who work there to sign in without a network. */
const namesOfStaff = /^MARK-a-account-(closed|keyholder|librarian|administrator)$/;

function consenting(side: Side, i: number, value: boolean): Participation {
	return changed(emptyParticipation(contest.id, `patron-${side}${i}` as PatronId), { part: 'consent', value }, value ? 1 : 2, 'desk:1');
}

export type KnownName = 'schoolId' | 'brin' | 'homeClassId' | 'patronId' | 'titleId' | 'copyId' | 'code' | 'accountId' | 'installationId' | 'scope' | 'hash';

/** Two schools alike in everything but their marks, and everybody who might ask. */
export class TwoSchools {
	readonly app: ServerApp;
	readonly principals: Principal[] = [];
	/** What there is in both schools to ask about, by the name under which endpoints read it. */
	readonly known: Readonly<Record<KnownName, string[]>> = {
		schoolId: [], brin: [], homeClassId: [], patronId: [], titleId: [], copyId: [], code: [], accountId: [], installationId: [], scope: [], hash: []
	};

	private constructor(app: ServerApp) {
		this.app = app;
	}

	static async open(dataFolder: string): Promise<TwoSchools> {
		Object.assign(process.env, { MEDIATHEEK_DATA: dataFolder });
		const made = new TwoSchools(await serverApp());
		for (const side of ['a', 'b'] as const) await made.#fill(side);
		await made.#admit();
		for (const id of Object.values(schools)) {
			const session = { schoolId: id as SchoolId, accountId: 'nobody' as AccountId, roles: [], expiresAt: Infinity };
			const { pages } = await made.app.snapshots.manifest(session, `cat:${id}`);
			made.known.hash.push(...pages.map(({ hash }) => hash));
		}
		return made;
	}

	close(): Promise<void> {
		return stopServerApp();
	}

	async #fill(side: Side): Promise<void> {
		const brin = brins[side];
		const { write } = this.app.database;
		const id = schools[side] as SchoolId;
		await write('saveSchool', { school: { ...aSchool({ brin }), id } });
		const [one, two] = [1, 2].map((i) => `class-${side}${i}` as HomeClassId) as [HomeClassId, HomeClassId];
		const patron = (i: number) => ({
			...aPatron({ id: `patron-${side}${i}` as PatronId, familyName: mark(side, 'name', i), attention: mark(side, 'attention', i), homeClassId: i < 3 ? one : two }),
			pupilNumber: mark(side, 'number', i)
		});
		const reading = (i: number) => aReading({ id: `reading-${side}${i}` as ReadingEntryId, patronId: `patron-${side}${i}` as PatronId, note: stamp(mark(side, 'note', i)) });
		// The first waits to be judged: its words are its writer's and the desk's. The second may be read, and by whom it is stays there.
		const review = (i: number) => {
			const [titleId, patronId] = [`title-${side}` as TitleId, `patron-${side}${i}` as PatronId];
			const written = reworded({ id: reviewId(titleId, patronId), patronId, titleId, shownAs: `shown-${side}${i}` as ShownReviewId }, mark(side, 'review', i), 1, 'phone:1');
			return i === 2 ? judged(written, { status: 'shown', of: 'phone:1', reason: '' }, 2, 'desk:1') : written;
		};
		// As with reviews: the first is new, the second may be voted for.
		const wish = (i: number): Wish => {
			const asked = { id: `wish-${side}${i}` as WishId, title: mark(side, 'wish', i), patronId: `patron-${side}${i}` as PatronId, at: 1 };
			return i === 2 ? answered(asked, { state: 'open', shown: true }, 2, 'desk:1') : asked;
		};
		const vote = (i: number) => {
			const [wishId, patronId] = [`wish-${side}2` as WishId, `patron-${side}${i}` as PatronId];
			return voted({ id: wishVoteId(wishId, patronId), wishId, patronId }, true, 1, mark(side, 'vote', i));
		};
		const copy = (i: number) => aCopy({ id: `copy-${side}${i}` as CopyId, titleId: `title-${side}` as TitleId, barcode: `${side}${i}` });
		const [teacher, keeper] = [`teacher-${side}`, `keeper-${side}`] as [PatronId & TeacherId, PatronId & TeacherId];
		const box = `box-${side}` as BoxId;
		await write('writeRows', {
			schoolId: id,
			rows: [
				...[one, two].map((each) => ({ kind: 'homeClass' as const, row: homeClassSchema.parse({ id: each, name: each }) })),
				{ kind: 'title', row: aTitle({ id: `title-${side}` as TitleId, title: mark(side, 'title', 1) }) },
				...[1, 2].map((i) => ({ kind: 'copy' as const, row: copy(i) })),
				...[1, 2].map((i) => ({ kind: 'patron' as const, row: patron(i) })),
				{ kind: 'patron', row: { ...patron(3), homeClassId: one } },
				{ kind: 'patron', row: aPatron({ id: teacher, familyName: mark(side, 'teacher', 1), category: 'teacher' }) },
				...[1, 2, 3].map((i) => ({ kind: 'readingEntry' as const, row: reading(i) })),
				...[1, 2, 3].map((i) => ({ kind: 'review' as const, row: review(i) })),
				...[1, 2, 3].map((i) => ({ kind: 'wish' as const, row: wish(i) })),
				...[1, 2, 3].map((i) => ({ kind: 'wishVote' as const, row: vote(i) })),
				...[1, 2, 3].map((i) => ({ kind: 'card' as const, row: cardSchema.parse({ id: mark(side, 'card', i), patronId: `patron-${side}${i}` }) })),
				{ kind: 'teaching', row: { id: teachingId(one, teacher), groupId: one, teacherId: teacher, mentor: false, active: true, at: 0 } },
				{ kind: 'edition', row: contest },
				{ kind: 'readAloudRound', row: this.#round(side, 'klas', one) },
				// The library hears of the second in its own round; the first never consented, and the third no more.
				...[2, 3].map((i) => ({ kind: 'participation' as const, row: consenting(side, i, true) })),
				...['school', 'bieb'].map((id) => ({ kind: 'readAloudRound' as const, row: this.#round(side, id, schoolRound) })),
				// What the third pupil has at home came out of a box; who keeps it teaches nobody.
				{ kind: 'patron', row: aPatron({ id: keeper, familyName: mark(side, 'teacher', 2), category: 'teacher' }) },
				{ kind: 'box', row: { id: box, name: mark(side, 'box', 1), collection: 'rotating', owner: 'x', receivedOn: '2026-08-01' as CalendarDate, keeperId: keeper } },
				{ kind: 'boxCopy', row: { id: `${box}.copy-${side}2`, boxId: box, copyId: `copy-${side}2` as CopyId, place: stamp('received' as const) } }
			]
		});
		// Has read aloud in the first class, and then moved to the second.
		await write('writeRows', { schoolId: id, rows: [{ kind: 'patron', row: patron(3) }, { kind: 'participation', row: consenting(side, 3, false) }] });
		await write('publishAlsoRead', { schoolId: id, lists: [{ id: `title-${side}` as TitleId, titleIds: [mark(side, 'also', 1) as TitleId] }] });
		const found: Partial<Record<KnownName, readonly string[]>> = {
			schoolId: [id],
			brin: [brin],
			homeClassId: [one, two],
			patronId: [teacher, ...[1, 2, 3].map((i) => `patron-${side}${i}`)],
			titleId: [`title-${side}`],
			copyId: [1, 2].map((i) => `copy-${side}${i}`),
			code: [1, 2, 3].map((i) => mark(side, 'card', i)),
			scope: [...['cat', 'avail', 'prg', 'rev', 'desk', 'lib'].map((kind) => `${kind}:${id}`), ...[one, two].map((each) => `cls:${each}`), ...[1, 2, 3].map((i) => `pat:patron-${side}${i}`), `box:${box}`]
		};
		for (const [name, ids] of Object.entries(found)) this.known[name as KnownName].push(...ids);
	}

	#round(side: Side, roundId: string, groupId: GroupId): ReadAloudRound {
		const entries = [1, 2, 3].map((i) => [`patron-${side}${i}`, stamp({ title: mark(side, 'aloud', i), fragment: '', withdrawn: false })] as const);
		return { ...emptyRound(contest.id, roundId, groupId), entries: Object.fromEntries(entries), winner: stamp(`patron-${side}3` as PatronId) };
	}

	async #admit(): Promise<void> {
		const add = (principal: Principal) => this.principals.push(principal);
		add({ who: 'nobody', may: nothing });
		add({ who: 'a forged session', cookie: 'better-auth.session_token=forged.signature', may: nothing });
		add({ ...(await this.#person('a', 'pupil', ['pupil'], 'patron-a1')), may: /^MARK-a-((title|name|number|card|loan|note|aloud|review|wish|vote|also)-1|(review|wish)-2|account-pupil)$/ });
		add({ ...(await this.#person('a', 'teacher', ['teacher'], 'teacher-a')), may: /^MARK-a-((title|teacher|also)-1|(name|aloud)-[12]|(review|wish)-2|account-teacher)$/ });
		add({ ...(await this.#person('a', 'keeper', ['teacher'], 'keeper-a')), may: /^MARK-a-((title|also)-1|teacher-2|name-3|box-1|(review|wish)-2|account-keeper)$/ });
		for (const [name, role] of [['consultant', 'consultant'], ['leader', 'schoolLeader'], ['newcomer', 'teacher']] as const) {
			const reads = role === 'teacher' ? '(review|wish)-2|also-1' : '(name|aloud)-2';
			add({ ...(await this.#person('a', name, [role])), may: new RegExp(`^MARK-a-(title-1|${reads}|account-${name})$`) });
		}
		const closed = await this.#person('a', 'closed', ['mediaLibrarian']);
		await this.app.database.write('closeAccount', { schoolId: schools.a as SchoolId, accountId: closed.accountId });
		add({ ...closed, who: 'a closed account', may: namesOfStaff });
		const revoked = await this.#person('a', 'revoked', ['pupil'], 'patron-a2');
		await this.app.database.write('retireInstallation', { installationId: revoked.installation.id });
		add({ ...revoked, who: 'a pupil with a revoked phone', may: /^MARK-a-(title-1|(name|number|card|note|aloud|review|wish|vote)-2|account-revoked)$/ });
		const { side, kind, installation } = await this.#person('a', 'keyholder', ['mediaLibrarian']);
		add({ who: 'only the key of a desk', side, kind, installation, may: namesOfStaff });
		// Last, for they may end what others ask with.
		for (const [side, name, role] of [['b', 'librarian', 'mediaLibrarian'], ['a', 'librarian', 'mediaLibrarian'], ['a', 'administrator', 'administrator']] as const) {
			const staff = await this.#person(side, name, [role]);
			if (role === 'mediaLibrarian') await this.#lend(side, staff);
			// What a pupil notes of a book is nobody's but the pupil's.
			add({ ...staff, may: new RegExp(`^MARK-${side}-(?!note|vote)`) });
		}
	}

	/** A loan of the first pupil and one of the third, handed in by a desk. */
	async #lend(side: Side, { installation, accountId }: SignedIn): Promise<void> {
		const clock = { wall: Date.now(), monotonic: 1, session: 'x', offset: 0 };
		const operations = [1, 3].map((patron, i) => ({
			n: i + 1,
			type: 'check-out',
			v: 1,
			actor: accountId,
			payload: { loanId: mark(side, 'loan', patron), copyId: `copy-${side}${i + 1}`, patronId: `patron-${side}${patron}` },
			clock
		}));
		const { epoch } = this.app.database;
		const body = JSON.stringify({ proto: protocolVersion, build: 'test', epoch, installation: installation.id, sent: clock, operations });
		const headers = { 'content-type': 'application/json', authorization: `Installation ${installation.id}.${installation.key}` };
		await answerPush(this.app.database, new Request('http://localhost/', { method: 'POST', body, headers }));
	}

	async #person(side: Side, name: string, roles: readonly Role[], patronId?: string): Promise<SignedIn> {
		const brin = brins[side];
		const account = { schoolId: schools[side] as SchoolId, loginName: name, displayName: mark(side, 'account', name), roles, secretHash: await secretHash, ...(patronId && { patronId: patronId as PatronId }) };
		const accountId = await this.app.database.write('createAccount', account);
		const browser = new Browser();
		const reply = await browser.post('/api/session/sign-in', { brin, name, secret: password });
		if (reply.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(reply.body)}`);
		const kind = isDeskStaff({ accountId, roles }) ? 'desk' : 'account';
		const installation = await this.#install(side, kind, name, accountId);
		this.known.accountId.push(accountId);
		const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ');
		return { who: `${name} of ${side}`, side, kind, cookie, installation, accountId };
	}

	async #install(side: Side, kind: 'desk' | 'account', name: string, accountId: AccountId): Promise<{ id: InstallationId; key: string }> {
		const key = randomUUID();
		const asked = { schoolId: schools[side] as SchoolId, kind, name, keyHash: hashKey(key), accountId };
		const id = await this.app.database.write('registerInstallation', asked);
		this.known.installationId.push(id);
		this.known.scope.push(`dev:${id}`);
		return { id, key };
	}
}

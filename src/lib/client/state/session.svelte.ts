import { createSubscriber } from 'svelte/reactivity';
import { z } from 'zod';
import type { Role } from '#lib/domain/people/role.ts';
import { usualLeaseDays } from '#lib/domain/school/school.ts';
import type { FailureCode } from '#lib/protocol/failures.ts';
import {
	activateAnswerSchema,
	registeredInstallationSchema,
	sessionSchema,
	signInAnswerSchema,
	startSchema,
	type Session,
	type SignInAnswer,
	type Start
} from '#lib/protocol/session.ts';
import type { Act } from '#lib/operations/registry.ts';
import type { App, Installation, KnownAccount, Performed, SyncStatus } from '../app.ts';
import { Device } from '../db/device.ts';
import { forgetTraces, isSignOutOwed, oweSignOut, signOutIsPaid } from '../device/shared-device.ts';
import { forgetLease, isLeaseOver, leaseSince, rememberContact, rememberedContact, rememberUnlock } from '../device/lease.ts';
import { isPin, makePin } from '../device/pin.ts';
import type { Started } from '../start.ts';
import { startInstallation } from '../start.ts';
import type { Runtime } from '../runtime.ts';
import { request, type Result } from '../sync/requests.ts';
import type { Queries } from '../view/queries.ts';

export type SessionResult = { ok: true } | Extract<Result, { ok: false }>;
/** `glance`: a patron's own part can be seen, the rest is still being read; what is done then is done when it is. */
type Phase = 'starting' | 'signedOut' | 'loading' | 'glance' | 'ready' | 'failed';

/** Milliseconds that who signs out waits for what is being sent. */
const untilUnsent = 5000;

const nothing: SyncStatus = { pending: 0, connection: 'offline', signInNeeded: false, updateReady: false };
const anything = z.unknown();

/** Who is at this device and what is running: the one object pages share. */
class SessionState {
	phase: Phase = $state('starting');
	failure: { code: FailureCode | 'offline' | 'insecure' | 'storage' } | undefined = $state.raw();
	start: Start | undefined = $state.raw();
	installations: Installation[] = $state.raw([]);
	/** Signed in at the server, before an installation is chosen. */
	signedIn: Session | undefined = $state.raw();
	/** Name and password were right; the server waits for a second factor. */
	secondFactorAsked: boolean = $state(false);
	#started: Started | undefined = $state.raw();
	/** What is being started and can be seen. */
	#glanced: Runtime | undefined = $state.raw();
	#installation: Installation | undefined = $state.raw();
	/** This desk was away from the server so long that people are only shown to who says who they are. Lending goes on. */
	locked = $state(false);
	readonly #device = new Device();
	#storage: { persisted?: boolean | undefined; quota?: number | undefined } = {};
	#booted: Promise<void> | undefined;
	/** Ends when the installation that was opened last runs, or cannot. */
	#running: Promise<void> = Promise.resolve();
	/** On its way: telling the server of a sign-out that it had not heard of. */
	#paying: Promise<void> | undefined;
	#build = '';
	/** Set by the service worker's registration. */
	takeUpdate: (() => void) | undefined;

	/** Made anew for each runtime: a page that stays open while another installation starts must hear that one. */
	#subscribers: { onRecords: () => void; onStatus: () => void } | undefined = $state.raw();

	get #runtime(): Runtime | undefined {
		return this.#glanced ?? this.#started?.runtime;
	}

	get app(): App | undefined {
		return this.#runtime;
	}

	get installation(): Installation | undefined {
		return this.#installation;
	}

	/** Whether somebody's own part, at least, can be shown. */
	get showsOwn(): boolean {
		return this.app !== undefined && (this.phase === 'ready' || this.phase === 'glance');
	}

	get account(): KnownAccount | undefined {
		return this.#installation?.accounts.find((account) => account.id === this.#installation?.currentAccountId);
	}

	get status(): SyncStatus {
		this.#subscribers?.onStatus();
		const status = this.#runtime?.status() ?? nothing;
		const { id } = this.#installation ?? {};
		// Opened without a network it still knows when it last had one, to within minutes.
		return id === undefined ? status : { ...status, lastContactAt: status.lastContactAt ?? rememberedContact(id) };
	}

	/** @throws while no installation runs */
	get queries(): Queries {
		if (!this.#runtime) throw new Error('no installation is running');
		return this.#runtime.queries;
	}

	/** Own operations on their way, for the page behind the sync line. */
	get pendingOperations() {
		this.#subscribers?.onStatus();
		return [...(this.#runtime?.pendingOperations() ?? [])];
	}

	/** Asks the view, and asks again whenever a row changes. */
	read<T>(ask: (queries: Queries) => T): T {
		const { queries } = this;
		this.#subscribers?.onRecords();
		return ask(queries);
	}

	/** @param build version of the app, sent with every push */
	boot(build: string): Promise<void> {
		this.#build = build;
		this.#booted ??= this.#boot();
		return this.#booted;
	}

	async #boot(): Promise<void> {
		try {
			// First: whatever fails afterwards, the work of each of them can still be saved as a file.
			this.installations = await this.#device.installations();
			await this.#readStorage();
			const current = await this.#device.current();
			if (current) await this.#run(current);
			else this.phase = 'signedOut';
		} catch (error) {
			console.error('boot', error);
			this.failure = { code: 'storage' };
			this.phase = 'failed';
		}
		void this.#paySignOut();
		void this.refreshStart();
		if (this.#installation) void this.refreshSession();
	}

	async refreshStart(): Promise<void> {
		const answer = await request('/api/start', startSchema);
		this.start = answer.ok ? answer.body : undefined;
	}

	signIn(credentials: { brin: string; name: string; secret: string }): Promise<SessionResult> {
		return this.#enter(() => request('/api/session/sign-in', signInAnswerSchema, credentials));
	}

	async activate(code: { brin: string; code: string; secret: string }): Promise<SessionResult & { name?: string }> {
		const answer = await request('/api/session/activate', activateAnswerSchema, code);
		if (!answer.ok) return answer;
		await this.#entered(answer.body);
		return { ok: true, name: answer.body.loginName };
	}

	/** After the provider vouched for somebody: a printed code says who that is here. */
	linkProvider(code: string): Promise<SessionResult> {
		return this.#enter(() => request('/api/session/provider/link', signInAnswerSchema, { code }));
	}

	/** Goes on with a session that began without this page: by cookies of another. */
	resume(): Promise<SessionResult> {
		return this.#enter(() => request('/api/session', sessionSchema));
	}

	answerSecondFactor(answer: { code: string; kind: 'app' | 'paper'; trust: boolean }): Promise<SessionResult> {
		return this.#enter(() => request('/api/session/second-factor', sessionSchema, answer));
	}

	demo(role: Role): Promise<SessionResult> {
		return this.#enter(() => request('/api/session/demo', signInAnswerSchema, { role }));
	}

	async createDemo(): Promise<SessionResult> {
		const answer = await request('/api/demo', anything, {});
		await this.refreshStart();
		return answer.ok ? { ok: true } : answer;
	}

	async #enter(ask: () => Promise<Result<SignInAnswer>>): Promise<SessionResult> {
		await this.#paySignOut();
		const answer = await ask();
		if (!answer.ok) return answer;
		await this.#entered(answer.body);
		return { ok: true };
	}

	async #entered(session: SignInAnswer): Promise<void> {
		// Whoever was here before: this one's cookie took the place of theirs.
		signOutIsPaid();
		this.secondFactorAsked = 'secondFactorAsked' in session;
		if ('secondFactorAsked' in session) return;
		this.signedIn = session;
		const running = this.#installation;
		if (!running || running.schoolId !== session.school.id) return;
		// Signing in again at a running installation: receiving goes on under this name.
		const isDesk = running.kind === 'desk' && isDeskRole(session);
		const isSame = running.kind === 'account' && running.currentAccountId === session.account.id;
		if (isDesk || isSame) {
			await this.#join(running);
			await this.#remember({ ...running, accounts: withAccount(running.accounts, session), currentAccountId: session.account.id });
			this.#runtime?.signedIn();
		}
	}

	/** The signed-in account works here from now on, also where a restored server has forgotten this installation. */
	async #join(installation: Installation): Promise<Result> {
		const joined = await request('/api/installation/join', anything, {}, authorization(installation));
		return !joined.ok && joined.failure === 'unknownInstallation' ? readmit(installation) : joined;
	}

	registerDesk(name: string): Promise<SessionResult> {
		return this.#register('desk', name);
	}

	/** The signed-in account's own installation; one that this browser has already is used again. */
	async useAccount(): Promise<SessionResult> {
		const session = this.signedIn;
		const known = this.installations.find((each) => each.kind === 'account' && each.currentAccountId === session?.account.id);
		if (known) {
			await this.#run(known);
			return { ok: true };
		}
		return this.#register('account', session?.account.name ?? '');
	}

	/** The desk this browser is already registered as, for the librarian who just signed in. */
	async useDesk(id: string): Promise<SessionResult> {
		const desk = this.installations.find((each) => each.id === id && each.kind === 'desk');
		if (!desk || !this.signedIn) return { ok: false, failure: 'notFound' };
		const answer = await this.#join(desk);
		if (!answer.ok) return answer;
		await this.#run({ ...desk, accounts: withAccount(desk.accounts, this.signedIn), currentAccountId: this.signedIn.account.id });
		return { ok: true };
	}

	async #register(kind: Installation['kind'], name: string): Promise<SessionResult> {
		const session = this.signedIn;
		if (!session) return { ok: false, failure: 'signInNeeded' };
		const answer = await request('/api/installation/register', registeredInstallationSchema, { kind, name });
		if (!answer.ok) return answer;
		const { id, key, schoolId } = answer.body;
		const { brin, name: schoolName, demo } = session.school;
		const installation = { id, kind, name: answer.body.name, key, schoolId, brin, schoolName, demo };
		await this.#run({ ...installation, accounts: withAccount([], session), currentAccountId: session.account.id });
		return { ok: true };
	}

	#run(installation: Installation): Promise<void> {
		const running = this.#open(installation);
		this.#running = running.catch(() => undefined);
		return running;
	}

	async #open(installation: Installation): Promise<void> {
		await this.#started?.stop();
		await this.#remember(installation);
		this.phase = 'loading';
		const onGlance = (runtime: Runtime) => {
			this.#listenTo(runtime);
			this.#glanced = runtime;
			this.phase = 'glance';
		};
		let started;
		try {
			started = await startInstallation(installation, { build: this.#build, storage: () => this.#storage, onGlance });
			if (!this.#glanced) this.#listenTo(started.runtime);
			this.#started = started;
		} finally {
			this.#glanced = undefined;
		}
		const look = () => {
			if (started.runtime.queries.ready && (this.phase === 'loading' || this.phase === 'glance')) this.phase = 'ready';
			this.#lookAtLease();
			this.#lookAtName();
		};
		started.runtime.records.subscribe(look);
		started.runtime.onStatus(() => this.#lookAtLease());
		look();
	}

	#listenTo(runtime: Runtime): void {
		this.#subscribers = {
			onRecords: createSubscriber((update) => runtime.records.subscribe(update)),
			onStatus: createSubscriber((update) => runtime.onStatus(update))
		};
	}

	/** The school gave this device another name. */
	#lookAtName(): void {
		const installation = this.#installation;
		const name = installation && this.#runtime?.records.get('progress', installation.id)?.name;
		if (name && installation.kind === 'desk' && name !== installation.name) void this.#remember({ ...installation, name });
	}

	#lookAtLease(): void {
		const runtime = this.#runtime;
		const installation = this.#installation;
		if (!runtime || !installation || !runtime.queries.ready) return void (this.locked = false);
		const { clockOffset = 0, lastContactAt } = runtime.status();
		if (lastContactAt !== undefined) rememberContact(installation.id, lastContactAt + clockOffset);
		if (installation.kind !== 'desk') return;
		this.locked = isLeaseOver(leaseSince(installation.id), Date.now() + clockOffset, runtime.queries.school().leaseDays ?? usualLeaseDays);
	}

	/** Somebody proved who they are, so this desk shows people again. */
	#unlock(): void {
		const installation = this.#installation;
		if (installation) rememberUnlock(installation.id, Date.now() + (this.#runtime?.status().clockOffset ?? 0));
		this.#lookAtLease();
	}

	async #remember(installation: Installation): Promise<void> {
		await this.#device.save(installation);
		this.#installation = installation;
		if (this.#runtime?.installation.id === installation.id) this.#runtime.installation = installation;
		this.installations = await this.#device.installations();
	}

	/** Asks the server again who is signed in and what is wanted of them. */
	async refreshSession(): Promise<void> {
		const answer = await request('/api/session', sessionSchema);
		if (answer.ok) this.signedIn = answer.body;
	}

	async setPin(digits: string): Promise<void> {
		const installation = this.#installation;
		if (!installation) return;
		const pin = await makePin(digits);
		const accounts = installation.accounts.map((each) => (each.id === installation.currentAccountId ? { ...each, pin } : each));
		await this.#remember({ ...installation, accounts });
	}

	/** Another librarian who signed in here before takes over; needs no network. */
	async switchAccount(accountId: string, digits: string): Promise<boolean> {
		const installation = this.#installation;
		const account = installation?.accounts.find((each) => each.id === accountId);
		if (!installation || !account?.pin || !(await isPin(digits, account.pin))) return false;
		await this.#remember({ ...installation, currentAccountId: account.id });
		this.#unlock();
		return true;
	}

	/** A closed desk opens again for a librarian who has a PIN there; needs no network. */
	async openDesk(id: string, accountId: string, digits: string): Promise<boolean> {
		const desk = this.installations.find((each) => each.id === id && each.kind === 'desk');
		const account = desk?.accounts.find((each) => each.id === accountId);
		if (!desk || !account?.pin || !(await isPin(digits, account.pin))) return false;
		await this.#run({ ...desk, currentAccountId: account.id });
		this.#unlock();
		return true;
	}

	/**
	 * An account's installation is delivered first and then removed from this browser; what could not be
	 * delivered stays, and is said. A desk is only closed: it belongs to the school.
	 */
	async signOut(): Promise<{ unsent: number }> {
		// Pressed while all of it is still being read: nothing can be delivered or removed before that.
		await this.#booted;
		await this.#running;
		const installation = this.#installation;
		const runtime = this.#runtime;
		if (!installation || !runtime) return { unsent: 0 };
		await runtime.delivered(untilUnsent);
		const unsent = runtime.status().pending;
		if (installation.kind === 'account' && unsent > 0) return { unsent };
		if (installation.kind === 'account') await request('/api/installation/retire', anything, {}, authorization(installation));
		if (installation.kind === 'account') oweSignOut();
		await request('/api/session/sign-out', anything, {}).then(({ ok }) => ok && signOutIsPaid());
		await this.#started?.stop();
		if (installation.kind === 'account') await this.#takeAway(installation);
		else await this.#device.close(installation.id);
		this.#started = undefined;
		this.#installation = undefined;
		this.signedIn = undefined;
		this.installations = await this.#device.installations();
		this.phase = 'signedOut';
		return { unsent: 0 };
	}

	/** Nothing of this account stays in this browser. */
	async #takeAway({ id }: Installation): Promise<void> {
		await this.#device.remove(id);
		forgetLease(id);
		await forgetTraces();
	}

	/** Without a network the server hears later that somebody signed out; in any case before somebody signs in. */
	#paySignOut(): Promise<void> {
		return (this.#paying ??= this.#pay().finally(() => (this.#paying = undefined)));
	}

	async #pay(): Promise<void> {
		if (isSignOutOwed() && (await request('/api/session/sign-out', anything, {})).ok) signOutIsPaid();
	}

	perform(...acts: readonly Act[]): Promise<Performed> {
		if (!this.#runtime) throw new Error('no installation is running');
		return this.#runtime.perform(...acts);
	}

	newId<T extends string>(): T {
		return crypto.randomUUID() as string as T;
	}

	syncNow(): void {
		this.#runtime?.syncNow();
	}

	update(): void {
		this.takeUpdate?.();
	}

	/** A new app version waits. */
	setUpdateReady(take: () => void): void {
		this.takeUpdate = take;
		this.#runtime?.setUpdateReady();
	}

	/** Asked in the gesture that registers an installation. */
	async askPersistence(): Promise<boolean> {
		const granted = (await navigator.storage?.persist?.()) ?? false;
		await this.#readStorage();
		return granted;
	}

	async #readStorage(): Promise<void> {
		const [persisted, estimate] = await Promise.all([navigator.storage?.persisted?.(), navigator.storage?.estimate?.()]);
		const quota = estimate?.quota === undefined ? undefined : estimate.quota - (estimate.usage ?? 0);
		this.#storage = { persisted, quota };
	}
}

function isDeskRole(session: Session): boolean {
	return session.account.roles.some((role) => role === 'mediaLibrarian' || role === 'administrator');
}

function authorization(installation: Installation): Record<string, string> {
	return { authorization: `Installation ${installation.id}.${installation.key}` };
}

/** Lets this installation in again under its own id, where a restored server does not know it. */
function readmit(installation: Installation): Promise<Result> {
	const { kind, name } = installation;
	const accounts = installation.accounts.map((account) => account.id);
	return request('/api/installation/readmit', anything, { kind, name, accounts }, authorization(installation));
}

function withAccount(accounts: readonly KnownAccount[], { account }: Session): KnownAccount[] {
	const known = accounts.find((each) => each.id === account.id);
	return [...accounts.filter((each) => each.id !== account.id), { ...known, ...account }];
}

export const session = new SessionState();

import type { Handle, RequestEvent } from '@sveltejs/kit';
import { handle } from '../../../src/hooks.server.ts';
import * as accounts from '../../../src/routes/api/accounts/+server.ts';
import * as accountClose from '../../../src/routes/api/accounts/close/+server.ts';
import * as accountCodes from '../../../src/routes/api/accounts/codes/+server.ts';
import * as accountRevoke from '../../../src/routes/api/accounts/revoke/+server.ts';
import * as accountRoles from '../../../src/routes/api/accounts/roles/+server.ts';
import * as secondFactorReset from '../../../src/routes/api/accounts/second-factor/+server.ts';
import * as secondFactorRoles from '../../../src/routes/api/accounts/second-factor/roles/+server.ts';
import * as secondFactorBegin from '../../../src/routes/api/second-factor/begin/+server.ts';
import * as secondFactorCodes from '../../../src/routes/api/second-factor/codes/+server.ts';
import * as secondFactorConfirm from '../../../src/routes/api/second-factor/confirm/+server.ts';
import * as secondFactorEnd from '../../../src/routes/api/second-factor/end/+server.ts';
import * as secondFactorAnswer from '../../../src/routes/api/session/second-factor/+server.ts';
import * as provider from '../../../src/routes/api/accounts/provider/+server.ts';
import * as providerRemove from '../../../src/routes/api/accounts/provider/remove/+server.ts';
import * as ownProvider from '../../../src/routes/api/session/provider/+server.ts';
import * as providerCallback from '../../../src/routes/api/session/provider/callback/+server.ts';
import * as providerLink from '../../../src/routes/api/session/provider/link/+server.ts';
import * as providerStart from '../../../src/routes/api/session/provider/start/+server.ts';
import * as providerUnlink from '../../../src/routes/api/session/provider/unlink/+server.ts';
import * as people from '../../../src/routes/api/installation/people/+server.ts';
import * as join from '../../../src/routes/api/installation/join/+server.ts';
import * as readmit from '../../../src/routes/api/installation/readmit/+server.ts';
import * as register from '../../../src/routes/api/installation/register/+server.ts';
import * as retire from '../../../src/routes/api/installation/retire/+server.ts';
import * as installations from '../../../src/routes/api/installations/+server.ts';
import * as installationEnd from '../../../src/routes/api/installations/end/+server.ts';
import * as installationLetIn from '../../../src/routes/api/installations/let-in/+server.ts';
import * as installationRename from '../../../src/routes/api/installations/rename/+server.ts';
import * as activate from '../../../src/routes/api/session/activate/+server.ts';
import * as demo from '../../../src/routes/api/session/demo/+server.ts';
import * as sessionPassword from '../../../src/routes/api/session/password/+server.ts';
import * as signIn from '../../../src/routes/api/session/sign-in/+server.ts';
import * as signOut from '../../../src/routes/api/session/sign-out/+server.ts';
import * as session from '../../../src/routes/api/session/+server.ts';
import * as figures from '../../../src/routes/api/figures/+server.ts';
import * as start from '../../../src/routes/api/start/+server.ts';
import * as setUp from '../../../src/routes/api/setup/+server.ts';
import * as setUpCheck from '../../../src/routes/api/setup/check/+server.ts';

type Endpoint = (event: RequestEvent) => Response | Promise<Response>;

const endpoints: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	'/api/accounts': accounts,
	'/api/accounts/close': accountClose,
	'/api/accounts/codes': accountCodes,
	'/api/accounts/revoke': accountRevoke,
	'/api/accounts/provider': provider,
	'/api/accounts/provider/remove': providerRemove,
	'/api/session/provider': ownProvider,
	'/api/session/provider/callback': providerCallback,
	'/api/session/provider/link': providerLink,
	'/api/session/provider/start': providerStart,
	'/api/session/provider/unlink': providerUnlink,
	'/api/accounts/roles': accountRoles,
	'/api/accounts/second-factor': secondFactorReset,
	'/api/accounts/second-factor/roles': secondFactorRoles,
	'/api/second-factor/begin': secondFactorBegin,
	'/api/second-factor/codes': secondFactorCodes,
	'/api/second-factor/confirm': secondFactorConfirm,
	'/api/second-factor/end': secondFactorEnd,
	'/api/session/second-factor': secondFactorAnswer,
	'/api/session/password': sessionPassword,
	'/api/installation/people': people,
	'/api/installation/join': join,
	'/api/installation/readmit': readmit,
	'/api/installation/register': register,
	'/api/installation/retire': retire,
	'/api/installations': installations,
	'/api/installations/end': installationEnd,
	'/api/installations/let-in': installationLetIn,
	'/api/installations/rename': installationRename,
	'/api/session/activate': activate,
	'/api/session/demo': demo,
	'/api/session/sign-in': signIn,
	'/api/session/sign-out': signOut,
	'/api/session': session,
	'/api/setup': setUp,
	'/api/setup/check': setUpCheck,
	'/api/figures': figures,
	'/api/start': start
};

/** What came back, read once. */
export interface Reply {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Readonly<Record<string, unknown>>;
}

/** A browser with its own cookies, going through the hooks to the endpoints as SvelteKit would. */
export class Browser {
	readonly cookies = new Map<string, string>();
	readonly #origin: string;
	readonly #address: string;

	constructor({ origin = 'https://mediatheek.test', address = '192.0.2.1' } = {}) {
		this.#origin = origin;
		this.#address = address;
	}

	get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
		return this.send(new Request(this.#origin + path, { headers: this.#withCookies(headers) }));
	}

	post(path: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
		const all = this.#withCookies({ 'content-type': 'application/json', ...headers });
		return this.send(new Request(this.#origin + path, { method: 'POST', body: JSON.stringify(body), headers: all }));
	}

	async send(request: Request): Promise<Reply> {
		const url = new URL(request.url);
		const event = { request, url, locals: {}, getClientAddress: () => this.#address };
		const endpoint = endpoints[url.pathname]?.[request.method] as Endpoint | undefined;
		if (!endpoint) throw new Error(`no endpoint ${request.method} ${url.pathname}`);
		const input = { event, resolve: endpoint } as unknown as Parameters<Handle>[0];
		const response = await handle(input);
		for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
		const body = response.status === 302 ? {} : ((await response.json()) as Reply['body']);
		return { status: response.status, headers: response.headers, body };
	}

	#keep(cookie: string): void {
		const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
		if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
		else this.cookies.set(name, value);
	}

	#withCookies(headers: Readonly<Record<string, string>>): Record<string, string> {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		return cookie ? { ...headers, cookie } : { ...headers };
	}
}

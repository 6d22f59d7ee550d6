import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const clientId = 'mediatheek';
export const clientSecret = 'only the server and the provider know this one';

/** What a real provider says of somebody. */
export type ProviderPerson = { readonly sub: string } & Readonly<Record<string, string>>;

/** A real OpenID Connect provider on this machine, at which somebody is signed in already. */
export interface OidcProvider {
	readonly issuer: string;
	/** Who signs in next; `undefined`: they cancel. */
	person: ProviderPerson | undefined;
	/** Follows the redirects as a browser would, up to where the provider sends it back to. */
	visit(authorizationUrl: string): Promise<URL>;
	stop(): Promise<void>;
}

export async function startOidcProvider(redirectUris: readonly string[]): Promise<OidcProvider> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const people = new Map<string, ProviderPerson>();
	const told = ['sub', 'nlEduPersonHomeOrganizationId', 'eduPersonAffiliation', 'hd'];
	const provider = new Provider(issuer, {
		clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...redirectUris], grant_types: ['authorization_code'], response_types: ['code'] }],
		claims: { openid: told },
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
		pkce: { required: () => true },
		cookies: { keys: ['only for tests'] },
		findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => Promise.resolve(people.get(sub) ?? { sub }) }),
		// Everybody agrees to everything, as schools arrange beforehand.
		async loadExistingGrant(ctx) {
			const grant = new ctx.oidc.provider.Grant({ clientId, accountId: ctx.oidc.session?.accountId });
			grant.addOIDCScope('openid');
			await grant.save();
			return grant;
		}
	});
	const listen = provider.callback();
	server.on('request', (request, response) => {
		if (!request.url?.startsWith('/interaction/')) return void listen(request, response);
		const { person } = running;
		if (person) people.set(person.sub, person);
		const result = person ? { login: { accountId: person.sub } } : { error: 'access_denied' };
		void provider.interactionFinished(request, response, result);
	});
	const running: OidcProvider = {
		issuer,
		person: undefined,
		visit: (url) => follow(url, redirectUris),
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
	return running;
}

async function follow(start: string, ends: readonly string[]): Promise<URL> {
	const cookies = new Map<string, string>();
	let url = new URL(start);
	for (let step = 0; step < 10; step++) {
		const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
		for (const set of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
			if (value === '') cookies.delete(name);
			else cookies.set(name, value);
		}
		const location = response.headers.get('location');
		if (location === null) throw new Error(`the provider stays at ${url.pathname}: ${response.status} ${await response.text()}`);
		url = new URL(location, url);
		if (ends.some((end) => url.href.startsWith(end))) return url;
	}
	throw new Error('the provider sends people round');
}

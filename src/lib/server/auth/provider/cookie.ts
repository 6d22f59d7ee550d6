import type { Visit } from '../auth.ts';

const name = 'mediatheek.provider';
const seconds = 900;

/** Binds what goes on at the provider to this browser. It must survive coming back from another site, so it is lax. */
export function providerCookie(secret: string, { secure }: Visit): string {
	return `${name}=${secret}; Path=/api/session/provider; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
}

export function readProviderCookie({ headers }: Visit): string | undefined {
	const found = (headers.get('cookie') ?? '').split('; ').find((cookie) => cookie.startsWith(`${name}=`));
	return found?.slice(name.length + 1);
}

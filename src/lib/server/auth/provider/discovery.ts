import { z } from 'zod';
import { RequestFailure } from '../../failure.ts';

const metadataSchema = z.object({
	issuer: z.string(),
	authorization_endpoint: z.url(),
	token_endpoint: z.url(),
	jwks_uri: z.url(),
	userinfo_endpoint: z.url().optional(),
	token_endpoint_auth_methods_supported: z.array(z.string()).optional()
});
export type ProviderMetadata = z.infer<typeof metadataSchema>;

/** Milliseconds that a person waits for a provider before being told. */
const patience = 8000;

/**
 * What a provider says of itself.
 * @param origin of this server: only one that runs on a developer's own machine may have its provider there
 * @throws RequestFailure `providerUnreachable`, `providerMismatch` (it calls itself otherwise, or has an insecure address)
 */
export async function discover(issuer: string, origin: string): Promise<ProviderMetadata> {
	if (!isSafe(issuer, origin)) throw new RequestFailure('providerMismatch');
	const metadata = metadataSchema.safeParse(await fetchJson(`${issuer}/.well-known/openid-configuration`));
	if (!metadata.success) throw new RequestFailure('providerUnreachable');
	const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = metadata.data;
	const addresses = [authorization_endpoint, token_endpoint, jwks_uri, ...(userinfo_endpoint ? [userinfo_endpoint] : [])];
	const isSame = metadata.data.issuer.replace(/\/+$/, '') === issuer;
	if (!isSame || !addresses.every((address) => isSafe(address, origin))) throw new RequestFailure('providerMismatch');
	return metadata.data;
}

/** @throws RequestFailure `providerUnreachable` */
export async function fetchJson(address: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
	try {
		const response = await fetch(address, { headers: { accept: 'application/json', ...headers }, redirect: 'error', signal: AbortSignal.timeout(patience) });
		if (!response.ok) throw new Error(String(response.status));
		return await response.json();
	} catch {
		throw new RequestFailure('providerUnreachable');
	}
}

function isSafe(address: string, origin: string): boolean {
	const { protocol, hostname } = new URL(address);
	if (protocol === 'https:') return true;
	return isLoopback(hostname) && isLoopback(new URL(origin).hostname);
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

import { credentials } from '../school/prepare-data-folder.ts';

/** Makes the server cut its snapshot, as the school's first newcomer does. @returns milliseconds it took */
export async function warmSnapshot(origin: string): Promise<number> {
	const signedIn = await fetch(`${origin}/api/session/sign-in`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin },
		body: JSON.stringify(credentials)
	});
	const { school } = (await signedIn.json()) as { school: { id: string } };
	const cookie = signedIn.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ');
	const began = performance.now();
	const manifest = await fetch(`${origin}/api/sync/snapshot/${encodeURIComponent(`cat:${school.id}`)}`, { headers: { cookie } });
	if (!manifest.ok) throw new Error(`the snapshot answered ${manifest.status}: ${await manifest.text()}`);
	await manifest.arrayBuffer();
	return performance.now() - began;
}

import type { Installation } from '#lib/client/app.ts';

/** The page where a person who comes in belongs. */
export function homePath(installation: Pick<Installation, 'kind'> | undefined): '/start' | '/desk' | '/my' {
	if (!installation) return '/start';
	return installation.kind === 'desk' ? '/desk' : '/my';
}

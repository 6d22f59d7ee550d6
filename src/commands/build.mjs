import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { withLock } from './lock.mjs';
import { fingerprintSources } from './fingerprint.mjs';
import { inProject, pinnedNode } from './project.mjs';
import { runProcess } from './run-process.mjs';
import { say, stopWith } from './say.mjs';

const stamp = inProject('build', 'sources.sha256');

/** Builds the app unless build/ was made from exactly these sources. */
export async function ensureBuilt() {
	if (isBuilt()) return;
	await withLock(inProject('node_modules', '.mediatheek-build.lock'), async () => {
		// Somebody else may have built it while we waited.
		if (!isBuilt()) await build();
	});
}

function isBuilt() {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprintSources(inProject());
}

async function build() {
	say('Mediatheek bouwen …', 'Building Mediatheek …');
	const fingerprint = fingerprintSources(inProject());
	const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
	const code = await runProcess(pinnedNode(), [inProject('node_modules/vite/bin/vite.js'), 'build'], {
		env: { MEDIATHEEK_BUILD: process.env.MEDIATHEEK_BUILD ?? `${version}+${fingerprint.slice(0, 12)}` }
	});
	if (code !== 0) {
		stopWith(
			`Bouwen is niet gelukt (code ${code}). De melding hierboven zegt waarom.`,
			`Building failed (code ${code}). The message above says why.`
		);
	}
	writeFileSync(stamp, fingerprint);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	await withLock(inProject('node_modules', '.mediatheek-build.lock'), build);
}

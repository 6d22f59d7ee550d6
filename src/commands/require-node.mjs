import { stopWith } from './say.mjs';

const oldestMajor = 20;

/** Ends with a clear message when this Node.js cannot even install the packages. */
export function requireNode() {
	if (Number(process.versions.node.split('.')[0]) >= oldestMajor) return;
	stopWith(
		`Node.js ${process.versions.node} is te oud: Mediatheek heeft versie ${oldestMajor} of nieuwer nodig. Haal een nieuwe van https://nodejs.org.`,
		`Node.js ${process.versions.node} is too old: Mediatheek needs version ${oldestMajor} or newer. Get one from https://nodejs.org.`
	);
}

import { createServer } from 'node:net';
import { stopWith } from './say.mjs';

/**
 * Ends with a clear message when the port cannot be had.
 * @param {string} wanted the value of PORT
 */
export async function requireFreePort(wanted) {
	const port = Number(wanted);
	if (!Number.isInteger(port) || port < 1 || port > 65_535) {
		stopWith(`PORT=${wanted} is geen poortnummer (1–65535).`, `PORT=${wanted} is not a port number (1–65535).`);
	}
	const problem = await tryPort(port);
	if (problem === 'EADDRINUSE') {
		stopWith(
			`Poort ${port} is al in gebruik. Stop het andere programma, of kies een andere poort: PORT=${port + 1} npm start`,
			`Port ${port} is in use. Stop the other program, or choose another port: PORT=${port + 1} npm start`
		);
	}
	if (problem) stopWith(`Poort ${port} mag niet worden geopend (${problem}).`, `Port ${port} may not be opened (${problem}).`);
}

/**
 * @param {number} port
 * @returns {Promise<string | undefined>} the error code of the system
 */
function tryPort(port) {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message));
		probe.listen(port, () => probe.close(() => resolve(undefined)));
	});
}

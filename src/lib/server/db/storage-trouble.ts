/** SQLITE_BUSY, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: the file's fault, not the statement's. */
const sqliteTrouble = new Set([5, 7, 8, 10, 11, 13, 14, 15, 26]);
const sqliteFull = 13;
/** PostgreSQL classes: connection, rolled back by the server, lack of resources, operator, system. */
const postgresTrouble = /^(08|40|53|57|58|XX)/;
const postgresFull = '53100';
/** What the driver says without a code, when the other side is gone. */
const brokenConnection = /^(Connection terminated|Client has encountered a connection error)/;

interface CodedError {
	readonly errcode?: number;
	readonly code?: string;
}

/** What the sender of a request hears of it; nothing when the database is not to blame. */
export function storageFailure(error: unknown): 'storageFull' | 'busy' | undefined {
	if (isStorageFull(error)) return 'storageFull';
	return isStorageTrouble(error) ? 'busy' : undefined;
}

/** Whether the disk under the database has no room left. */
function isStorageFull(error: unknown): boolean {
	const { errcode, code } = coded(error);
	return (errcode !== undefined && (errcode & 0xff) === sqliteFull) || code === postgresFull || code === 'ENOSPC';
}

/** Whether the database failed, and not what was asked of it; asking again later may work. */
export function isStorageTrouble(error: unknown): boolean {
	const { errcode, code } = coded(error);
	if (isStorageFull(error)) return true;
	if (errcode !== undefined) return sqliteTrouble.has(errcode & 0xff);
	if (code === undefined) return error instanceof Error && brokenConnection.test(error.message);
	return postgresTrouble.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code);
}

function coded(error: unknown): CodedError {
	return error instanceof Error ? (error as CodedError) : {};
}

/** SQLITE_BUSY, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB: the file's fault, not the statement's. */
const sqliteTrouble = new Set([5, 7, 8, 10, 11, 13, 14, 15, 26]);
const sqliteFull = 13;
/** PostgreSQL classes: connection, rolled back by the server, lack of resources, operator, system. */
const postgresTrouble = /^(08|40|53|57|58|XX)/;
const postgresFull = '53100';

interface CodedError {
	readonly errcode?: number;
	readonly code?: string;
}

/** Whether the disk under the database has no room left. */
export function isStorageFull(error: unknown): boolean {
	const { errcode, code } = coded(error);
	return (errcode !== undefined && (errcode & 0xff) === sqliteFull) || code === postgresFull || code === 'ENOSPC';
}

/** Whether the database failed, and not what was asked of it; asking again later may work. */
export function isStorageTrouble(error: unknown): boolean {
	const { errcode, code } = coded(error);
	if (isStorageFull(error)) return true;
	if (errcode !== undefined) return sqliteTrouble.has(errcode & 0xff);
	return code !== undefined && (postgresTrouble.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code));
}

function coded(error: unknown): CodedError {
	return error instanceof Error ? (error as CodedError) : {};
}

// Loaded into a server before its own first line (`node --import`): the server itself knows nothing of failpoints, and
// nothing that is asked of it can arm one. Ends the process at a chosen moment of the n-th time that a push comes there,
// as the database sees it: SQLite through its statements, PostgreSQL through what goes over the connection.
import net from 'node:net';
import { StatementSync } from 'node:sqlite';

/** What a push has just done, or is about to do, when its process ends. */
export const failpoints = ['amidEffects', 'afterEffects', 'beforeCommit', 'afterCommit'] as const;
export type Failpoint = (typeof failpoints)[number];

const environmentName = 'TEST_FAILPOINT';

/** The environment of a server that ends at this point. */
export function armed(point: Failpoint, turn: number): Record<string, string> {
	return { NODE_OPTIONS: `--import=${import.meta.url}`, [environmentName]: `${point}:${turn}` };
}

const [armedPoint = '', turn = ''] = (process.env[environmentName] ?? '').split(':');
let visits = 0;

function visit(point: Failpoint): void {
	// Not `process.exit`: in the writer's thread it would end that thread only, and nothing may be tidied up.
	if (point === armedPoint && ++visits === Number(turn)) process.kill(process.pid, 'SIGKILL');
}

/** What one connection to the database is doing. */
class Watch {
	#ofPush = false;

	before(sql: string): void {
		if (sql.includes('insert into "copy_fact"')) visit('amidEffects');
		if (sql.includes('insert into "operation" ')) {
			this.#ofPush = true;
			visit('afterEffects');
		}
		if (sql === 'commit' && this.#ofPush) visit('beforeCommit');
	}

	after(sql: string): void {
		if (sql === 'commit' && this.#ofPush) visit('afterCommit');
		if (sql === 'commit' || sql === 'rollback') this.#ofPush = false;
	}
}

function watchSqlite(): void {
	const watch = new Watch();
	for (const name of ['run', 'all'] as const) {
		replaceMethod(StatementSync.prototype, name, (statement, real) => {
			watch.before(statement.sourceSQL);
			const result = real();
			watch.after(statement.sourceSQL);
			return result;
		});
	}
}

/** In PostgreSQL's protocol a statement travels as text: in a message Q (as it is) or P (with parameters to follow). */
function watchPostgres(): void {
	const watches = new WeakMap<net.Socket, Watch>();
	replaceMethod(net.Socket.prototype, 'write', (socket, real, message) => {
		const sql = statementIn(message);
		if (sql !== undefined) {
			const watch = watches.get(socket) ?? new Watch();
			watches.set(socket, watch);
			watch.before(sql);
			socket.prependOnceListener('data', () => watch.after(sql));
		}
		return real();
	});
}

function statementIn(message: unknown): string | undefined {
	if (!Buffer.isBuffer(message)) return undefined;
	const kind = String.fromCharCode(message[0] ?? 0);
	// Behind kind and length; P has the name of the prepared statement first, which is empty here.
	if (kind === 'Q') return textAt(message, 5);
	return kind === 'P' ? textAt(message, 6) : undefined;
}

const textAt = (message: Buffer, from: number) => message.toString('latin1', from, message.indexOf(0, from));

type Method = (...parts: unknown[]) => unknown;

/** `instead` gets the object, what carries on as before, and the first argument. */
function replaceMethod<T extends object>(prototype: T, name: keyof T, instead: (self: T, real: () => unknown, first: unknown) => unknown): void {
	const methods = prototype as Record<keyof T, Method>;
	const before = methods[name];
	methods[name] = function (this: T, ...parts: unknown[]) {
		return instead(this, () => before.apply(this, parts), parts[0]);
	};
}

if (armedPoint) {
	watchSqlite();
	watchPostgres();
}

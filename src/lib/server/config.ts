import { z } from 'zod';

/** An empty variable counts as absent: that is how compose files and shells leave one out. */
const given = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema);

const environmentSchema = z
	.object({
		PORT: given(z.coerce.number().int().min(0).max(65_535).default(3000)),
		HOST: given(z.string().default('0.0.0.0')),
		ORIGIN: given(z.url({ protocol: /^https?$/ }).optional()),
		MEDIATHEEK_DATA: given(z.string().default('./.mediatheek')),
		DATABASE_URL: given(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
		MEDIATHEEK_LINK_HOSTS: given(z.string().default('')),
		MEDIATHEEK_TLS_CERT: given(z.string().optional()),
		MEDIATHEEK_TLS_KEY: given(z.string().optional())
	})
	.refine((read) => (read.MEDIATHEEK_TLS_CERT === undefined) === (read.MEDIATHEEK_TLS_KEY === undefined), {
		path: ['MEDIATHEEK_TLS_CERT'],
		message: 'certificate and key come together: set MEDIATHEEK_TLS_CERT and MEDIATHEEK_TLS_KEY, or neither'
	});

export interface Config {
	readonly port: number;
	readonly host: string;
	/** What browsers type, where a reverse proxy stands in front. */
	readonly origin: string | undefined;
	/** Folder of the SQLite file and of what the server keeps beside its database. */
	readonly dataFolder: string;
	/** PostgreSQL; absent: SQLite in `dataFolder`. */
	readonly databaseUrl: string | undefined;
	/** `host` or `host:port` within the server's own network that schools may ask for titles and covers. */
	readonly linkHosts: ReadonlySet<string>;
	/** Paths of PEM files. */
	readonly tls: { readonly certificate: string; readonly key: string } | undefined;
}

/** Reads the environment once. @throws with every wrong variable by name */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
	const parsed = environmentSchema.safeParse(environment);
	if (!parsed.success) {
		const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
		throw new Error(`The environment is not right:\n${lines.join('\n')}`);
	}
	const read = parsed.data;
	const tls =
		read.MEDIATHEEK_TLS_CERT !== undefined && read.MEDIATHEEK_TLS_KEY !== undefined
			? { certificate: read.MEDIATHEEK_TLS_CERT, key: read.MEDIATHEEK_TLS_KEY }
			: undefined;
	return {
		port: read.PORT,
		host: read.HOST,
		origin: read.ORIGIN,
		dataFolder: read.MEDIATHEEK_DATA,
		databaseUrl: read.DATABASE_URL,
		linkHosts: new Set(read.MEDIATHEEK_LINK_HOSTS.split(',').map((host) => host.trim()).filter((host) => host !== '')),
		tls
	};
}

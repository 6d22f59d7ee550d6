import { describe, expect, test } from 'vitest';
import { readConfig } from '#lib/server/config.ts';

describe('the environment', () => {
	test('may be empty: SQLite in a folder, port 3000, all addresses', () => {
		expect(readConfig({})).toEqual({
			port: 3000,
			host: '0.0.0.0',
			origin: undefined,
			dataFolder: './.mediatheek',
			databaseUrl: undefined,
			linkHosts: new Set(),
			tls: undefined
		});
	});

	test('an empty variable counts as absent', () => {
		expect(readConfig({ PORT: '', DATABASE_URL: '', ORIGIN: '' })).toEqual(readConfig({}));
	});

	test('names every variable that is wrong', () => {
		expect(() => readConfig({ PORT: 'http', DATABASE_URL: 'mysql://x' })).toThrow(/PORT[\s\S]*DATABASE_URL/);
	});

	test('hosts that schools may ask are a list', () => {
		expect([...readConfig({ MEDIATHEEK_LINK_HOSTS: 'zebra.local:210, 10.0.0.7,' }).linkHosts]).toEqual(['zebra.local:210', '10.0.0.7']);
	});

	test('a certificate without its key is a mistake', () => {
		expect(() => readConfig({ MEDIATHEEK_TLS_CERT: 'a.pem' })).toThrow(/MEDIATHEEK_TLS_KEY/);
		expect(readConfig({ MEDIATHEEK_TLS_CERT: 'a.pem', MEDIATHEEK_TLS_KEY: 'b.pem' }).tls).toEqual({ certificate: 'a.pem', key: 'b.pem' });
	});
});

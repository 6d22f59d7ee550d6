import type { Bench } from './bench.ts';

/** Every bench by name; each is loaded only when it is asked for. */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
	'first-start': async () => (await import('./first-start/first-start.ts')).firstStart,
	find: async () => (await import('./find/find.ts')).find,
	import: async () => (await import('./import/import.ts')).importFile,
	sync: async () => (await import('./sync/sync.ts')).sync,
	monday: async () => (await import('./sync/monday.ts')).monday,
	desk: async () => (await import('./desk/desk.ts')).desk
};

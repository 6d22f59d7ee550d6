import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		// Assets are compressed once at build time; pages of the snapshot are compressed by the writer.
		adapter: adapter({ out: 'build', precompress: true }),
		// A deep link answered by the precached shell must find its chunks at the root, not beside itself.
		paths: { relative: false },
		// vite-plugin-pwa registers the worker; two registrations would fight over updates.
		serviceWorker: { register: false },
		// The build's own version, shown to staff and sent with every push.
		version: { name: process.env.MEDIATHEEK_BUILD ?? 'dev', pollInterval: 0 },
		typescript: {
			config: (config) => {
				config.include.push('../tests/**/*.ts', '../vite.config.ts');
				return config;
			}
		}
	}
};

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
		// Hashes of the shell's own inline script go into its page; whatever else would run or load from elsewhere does not.
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				// WebAssembly reads barcodes where the browser cannot.
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self'],
				// Lengths and colours that are computed stand in style attributes; no rule can be smuggled in by them.
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'media-src': ['self', 'blob:'],
				'connect-src': ['self'],
				'worker-src': ['self', 'blob:'],
				'manifest-src': ['self'],
				'frame-src': ['none'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self']
			}
		},
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

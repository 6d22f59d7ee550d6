import { defineConfig } from 'vitest/config';

// Vitest reads this file as well. It gets its projects only; the app's plugins would slow down every start.
export default defineConfig(async () => (process.env.VITEST ? await forTests() : await forApp()));

/**
 * What several pages use would be a file for each module, and its style another: a service worker that is installed fetches
 * hundreds of them one by one, and a page opens as slowly as its longest list of imports. Libraries stay as they are: some
 * of them only few pages need.
 */
const sharedChunks = [
	{ name: 'styles', test: /[?&]type=style\b|\.css$/ },
	{ name: 'icons', test: /[\\/]@lucide[\\/]/, minShareCount: 2 },
	{ name: 'app', test: /[\\/]src[\\/](?:lib|routes)[\\/]/, minShareCount: 2 }
];

async function forTests() {
	const [{ listProjects }, { LongestFirst }] = await Promise.all([import('./tests/projects.ts'), import('./tests/longest-first.ts')]);
	return { test: { projects: listProjects(), sequence: { sequencer: LongestFirst } } };
}

async function forApp() {
	const [{ paraglideVitePlugin }, { sveltekit }, { SvelteKitPWA }, { paraglideOptions }] = await Promise.all([
		import('@inlang/paraglide-js'),
		import('@sveltejs/kit/vite'),
		import('@vite-pwa/sveltekit'),
		import('./src/commands/paraglide-options.mjs')
	]);
	return {
		plugins: [
			paraglideVitePlugin(paraglideOptions),
			sveltekit(),
			SvelteKitPWA({
				strategies: 'injectManifest',
				srcDir: 'src/service-worker',
				filename: 'service-worker.ts',
				injectRegister: false,
				registerType: 'prompt',
				manifest: {
					id: '/',
					name: 'Mediatheek',
					short_name: 'Mediatheek',
					description: 'Uitlenen, lezen en leesprogramma’s op school, ook zonder netwerk',
					lang: 'nl',
					dir: 'ltr',
					start_url: '/',
					scope: '/',
					display: 'standalone',
					background_color: '#f7f1e5',
					theme_color: '#f7f1e5',
					icons: [
						{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
						{ src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
						{ src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' }
					],
					screenshots: [
						{ src: '/screenshots/desk.png', sizes: '1180x820', type: 'image/png', form_factor: 'wide', label: 'De balie' },
						{ src: '/screenshots/phone.png', sizes: '390x844', type: 'image/png', form_factor: 'narrow', label: 'Mijn boeken' }
					]
				},
				injectManifest: {
					globPatterns: ['client/**/*.{js,css,ico,png,svg,webp,woff2,wasm,webmanifest}', 'prerendered/**/*.html'],
					// Shown when somebody installs the app, and in the README; not part of the shell.
					globIgnores: ['server/**', 'client/screenshots/**'],
					maximumFileSizeToCacheInBytes: 6 * 1024 * 1024
				},
				kit: { includeVersionFile: false }
			})
		],
		worker: { format: 'es' as const },
		environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: sharedChunks } } } } } },
		// Older tablets know no light-dark(): the colours are lowered for them.
		build: { target: 'es2023', cssTarget: ['chrome111', 'safari16.4', 'firefox114'] }
	};
}

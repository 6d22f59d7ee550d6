import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
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
				]
			},
			injectManifest: {
				globPatterns: ['client/**/*.{js,css,ico,png,svg,webp,woff2,wasm,webmanifest}', 'prerendered/**/*.html'],
				maximumFileSizeToCacheInBytes: 6 * 1024 * 1024
			},
			kit: { includeVersionFile: false }
		})
	],
	worker: { format: 'es' },
	build: { target: 'es2023' }
});

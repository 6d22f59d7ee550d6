import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { paraglideOptions } from '../src/commands/paraglide-options.mjs';

const root = path.resolve(import.meta.dirname, '..');
const plain = ['unit', 'conformance', 'model', 'migrations', 'contract', 'architecture', 'e2e'] as const;
type NodeProject = (typeof plain)[number];

/** Settings of single projects; the others run with the defaults. */
const special: Partial<Record<NodeProject, TestProjectInlineConfiguration['test']>> = {
	// Each file of these runs on SQLite and on a real PostgreSQL, started once for the project.
	conformance: { globalSetup: ['tests/support/postgres-setup.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
	migrations: { globalSetup: ['tests/support/postgres-setup.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
	model: { testTimeout: 120_000 },
	// Passwords are hashed slowly on purpose.
	contract: { testTimeout: 60_000, hookTimeout: 60_000 },
	architecture: { testTimeout: 120_000, hookTimeout: 120_000 },
	// Stories wait for what a person would see and measure nothing: two of them at once take little more than half the time.
	e2e: { globalSetup: ['tests/support/postgres-setup.ts'], testTimeout: 600_000, hookTimeout: 600_000, maxWorkers: 2 }
};

/**
 * One Vitest project for each kind of test whose folder holds a test, run by the same runner, browser tests included.
 * They leave out the build's plugins (service worker, SvelteKit): those would make every start slow.
 */
export function listProjects(): TestProjectInlineConfiguration[] {
	const projects = plain.filter(hasTests).map(nodeProject);
	return hasTests('component') ? [...projects, componentProject()] : projects;
}

function nodeProject(name: NodeProject): TestProjectInlineConfiguration {
	return {
		root,
		test: { name, environment: 'node', include: [`tests/${name}/**/*.test.ts`], ...special[name] }
	};
}

function componentProject(): TestProjectInlineConfiguration {
	return {
		root,
		plugins: [paraglideVitePlugin(paraglideOptions), svelte(), svelteTesting()],
		test: { name: 'component', environment: 'happy-dom', include: ['tests/component/**/*.test.ts'] }
	};
}

function hasTests(name: string): boolean {
	const folder = path.join(root, 'tests', name);
	return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.test.ts'));
}

import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { TestProjectInlineConfiguration } from 'vitest/config';
import { paraglideOptions } from '../src/commands/paraglide-options.mjs';

const root = path.resolve(import.meta.dirname, '..');
const plain = ['unit', 'conformance', 'model', 'migrations', 'contract', 'architecture', 'e2e'] as const;
type NodeProject = (typeof plain)[number];

// Vitest keeps one core free; on a machine with two that is half of it, and most tests wait for a database now and then.
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** Settings of single projects; the others run with the defaults. */
const special: Partial<Record<NodeProject, TestProjectInlineConfiguration['test']>> = {
	// Hundreds of small files: a worker each would cost three times what they test.
	unit: { isolate: false },
	// Each file of these runs on SQLite and on a real PostgreSQL, started once for the project.
	conformance: { globalSetup: ['tests/support/postgres-setup.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
	migrations: { globalSetup: ['tests/support/postgres-setup.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
	model: { testTimeout: 120_000 },
	// Passwords are hashed slowly on purpose.
	contract: { testTimeout: 60_000, hookTimeout: 60_000 },
	architecture: { testTimeout: 120_000, hookTimeout: 120_000 },
	// Stories wait for what a person would see and measure nothing: three at once keep two cores busy.
	e2e: { globalSetup: ['tests/support/postgres-setup.ts'], testTimeout: 600_000, hookTimeout: 600_000, maxWorkers: 3 }
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
		test: { name, environment: 'node', include: [`tests/${name}/**/*.test.ts`], maxWorkers, ...special[name] }
	};
}

function componentProject(): TestProjectInlineConfiguration {
	return {
		root,
		plugins: [paraglideVitePlugin(paraglideOptions), svelte(), svelteTesting()],
		test: {
			name: 'component',
			environment: 'happy-dom',
			include: ['tests/component/**/*.test.ts'],
			setupFiles: ['tests/support/component-setup.ts'],
			isolate: false,
			maxWorkers
		}
	};
}

function hasTests(name: string): boolean {
	const folder = path.join(root, 'tests', name);
	return existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => String(file).endsWith('.test.ts'));
}

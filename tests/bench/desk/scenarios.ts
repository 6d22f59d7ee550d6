import type { BenchOptions } from '../bench.ts';
import type { Scenario } from './pages/measured.ts';

export interface PlannedScenario extends Omit<Scenario, 'files' | 'scans'> {
	readonly about: string;
	readonly loans: number;
	readonly months: number;
}

/** A month and five years of a school that lends 30,000 a year. */
const [aMonth, fiveYears] = [2_500, 150_000];

export function planScenarios({ loans, peers }: BenchOptions): PlannedScenario[] {
	const beside = peers ? 'rows' : 'outbox';
	const now = { loans, months: 24 };
	const count = loans.toLocaleString('en');
	return [
		{ name: 'plain', about: `${count} loans, offline, nothing pending`, ...now, pending: 0, network: 'offline', beside },
		{ name: 'pending', about: `${count} loans, offline, 2,000 pending`, ...now, pending: 2_000, network: 'offline', beside: 'outbox' },
		{ name: 'online', about: `${count} loans, online, sent and confirmed meanwhile`, ...now, pending: 0, network: 'online', beside: 'outbox' },
		{ name: 'back', about: `${count} loans, online again with 2,000 pending`, ...now, pending: 2_000, network: 'online', beside: 'outbox' },
		{ name: 'month', about: 'one month of loans, offline', loans: aMonth, months: 1, pending: 0, network: 'offline', beside: 'outbox' },
		{ name: 'years', about: 'five years of loans, offline', loans: fiveYears, months: 60, pending: 0, network: 'offline', beside: 'outbox' }
	];
}

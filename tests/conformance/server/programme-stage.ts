import { editionSchema, type Edition } from '#lib/domain/programmes/edition.ts';
import type { OpenDatabase } from '#lib/server/db/open.ts';
import type { ServerInstallation } from '../../builders/server-installation.ts';
import { ServerSchool } from '../../builders/server-school.ts';

export function edition(values: object): Edition {
	const own = { programmeId: 'own', name: 'Own', label: '2026-2027', pillar: 'reading', from: '2026-08-01', to: '2027-07-15' };
	return editionSchema.parse({ ...own, ...values });
}

/** A school whose first class has a teacher and an edition, and what the stories about it do and ask. */
export function programmeStage(database: () => OpenDatabase) {
	async function open(row: Edition) {
		const school = await ServerSchool.create(database());
		const [desk, laptop, phone] = [await school.desk(), await school.laptop('teacher-1'), await school.phone('patron-1')];
		desk.perform('assign-teacher', { groupId: '1a', teacherId: 'teacher-1' });
		desk.perform('add-edition', { edition: row });
		await desk.push();
		await counted();
		return { school, desk, laptop, phone };
	}
	/** What the server does by itself after an edition has changed. */
	async function counted(): Promise<void> {
		while (await database().write('countProgressAgain', {}));
	}
	const change = (device: ServerInstallation, editionId: string, patronId: string, what: object, more: object = {}) =>
		device.perform('change-participation', { editionId, patronId, change: what, ...more });
	const refusalsOf = async (device: ServerInstallation) => (await device.pull()).list('outcome').flatMap((row) => row.codes);
	const shared = async (laptop: ServerInstallation, editionId: string, patronId: string) =>
		(await laptop.pull()).find('classPupil', `1a.${patronId}`)?.programmes?.[editionId as never];
	return { open, counted, change, refusalsOf, shared };
}

// The pictures of the README: `npm run pictures` makes them again, from the demo school in a real Chromium.
import path from 'node:path';
import { ensureBuilt } from '../../src/commands/build.mjs';
import { wim } from '../support/demo-school.ts';
import { Stage, type Device } from '../support/stories.ts';

const tablet = { width: 1180, height: 760 };
const phone = { width: 390, height: 844 };

interface Picture {
	readonly name: string;
	readonly path: string;
}

await ensureBuilt();
const stage = await Stage.open();
try {
	const contest = encodeURIComponent(await findEdition('read2me'));
	const desk = await stage.device({ viewport: tablet });
	await desk.becomeDesk('Balie 1', wim);
	await take(desk, [{ name: 'programme', path: `/desk/programmes/edition?id=${contest}` }]);
	const pupil = await stage.device({ viewport: phone });
	await pupil.enterDemoAs('Leerling');
	await take(pupil, [{ name: 'pupil', path: `/my/programmes/edition?id=${encodeURIComponent(await findEdition('jonge-jury'))}` }]);
	const teacher = await stage.device({ viewport: tablet });
	await teacher.enterDemoAs('Docent');
	await take(teacher, [
		{ name: 'class', path: '/class' },
		{ name: 'approvals', path: '/class/reading' }
	]);
	const consultant = await stage.device({ viewport: tablet });
	await consultant.enterDemoAs('Leesmediaconsulent');
	await take(consultant, [{ name: 'library', path: `/library/programmes/edition?id=${contest}` }]);
} finally {
	await stage.close();
}

/** This year's edition of a programme. */
async function findEdition(programmeId: string): Promise<string> {
	const rows = await stage.records.db.selectFrom('edition').select('body').execute();
	const editions = rows.map(({ body }) => JSON.parse(body) as { id: string; programmeId: string; closed: boolean });
	const found = editions.find((edition) => edition.programmeId === programmeId && !edition.closed);
	if (!found) throw new Error(`the demo school has no ${programmeId}`);
	return found.id;
}

async function take(device: Device, pictures: readonly Picture[]): Promise<void> {
	const { page } = device;
	for (const { name, path: address } of pictures) {
		await device.goto(address);
		await page.getByRole('heading', { level: 1 }).first().waitFor();
		await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy=true]') === null && document.getAnimations().every((each) => each.playState !== 'running'));
		await page.screenshot({ path: path.join(import.meta.dirname, `${name}.png`) });
	}
}

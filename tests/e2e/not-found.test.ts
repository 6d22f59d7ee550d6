import { afterAll, beforeAll, expect, it } from 'vitest';
import { wim } from '../support/demo-school.ts';
import { findFlaws, notFound } from '../support/screens.ts';
import { Stage, type Device } from '../support/stories.ts';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open();
});
afterAll(() => stage.close());

const nowhere = {
	desk: [
		'/desk/patrons/patron?id=gone',
		'/desk/patrons/edit?id=gone',
		'/desk/classes/group?id=gone',
		'/desk/boxes/box?id=gone',
		'/desk/programmes/edition?id=gone',
		'/desk/programmes/edit?id=gone',
		'/catalogue/title?id=gone',
		'/catalogue/edit?id=gone',
		'/catalogue/edit/copy?id=gone',
		'/catalogue/edit/copies?title=gone'
	],
	phone: ['/my/reading/entry?id=gone', '/my/list/title?id=gone', '/my/programmes/edition?id=gone', '/catalogue/title?id=gone', '/catalogue/lists?id=gone'],
	laptop: ['/catalogue/lists?id=gone', '/catalogue/lists/edit?id=gone']
};

/** The pages that do not say that it is not there, or have something else wrong with them. */
async function visit(device: Device, paths: readonly string[]): Promise<string[]> {
	const wrong: string[] = [];
	for (const path of paths) {
		await device.goto(path);
		await device.page.getByRole('main').getByText(/(?<!\p{L})niet(?!\p{L})/u).first().waitFor();
		const flaws = await findFlaws(device.page, 'nl');
		if (flaws.join() !== notFound) wrong.push(`${path}: ${flaws.join(', ')}`);
	}
	return [...wrong, ...device.problems];
}

it('an address of what is not there says so on every page, and nothing else is wrong with it', async () => {
	const phone = await stage.device({ viewport: { width: 390, height: 844 } });
	await phone.enterDemoAs('Leerling');
	const laptop = await stage.device();
	await laptop.enterDemoAs('Docent');
	const desk = await stage.device();
	await desk.becomeDesk('Balie 1', wim);
	const wrong = [await visit(desk, nowhere.desk), await visit(phone, nowhere.phone), await visit(laptop, nowhere.laptop)];
	expect(wrong.flat()).toEqual([]);
});

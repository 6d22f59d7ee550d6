import { afterAll, describe } from 'vitest';
import { makeTempFolder, type TempFolder } from '../../support/temp-folder.ts';
import { describeSignIn } from './sign-in-suite.ts';

let folder: TempFolder | undefined;

describe('sign-in on SQLite, with its writer thread', () => {
	afterAll(() => folder?.remove());
	describeSignIn(async () => {
		folder = await makeTempFolder('sign-in');
		return { MEDIATHEEK_DATA: folder.path };
	});
});

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { beforeAll, expect, it } from 'vitest';
import { barsOf, type Bars } from '#lib/ui/labels/bars.ts';

beforeAll(() => {
	const wasm = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
	prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
});

/** Draws bars as a printer would, with the quiet zone that the label leaves. */
function printed({ path, width }: Bars): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number; colorSpace: 'srgb' } {
	const [unit, quiet, height] = [3, 30, 60];
	const across = width * unit + 2 * quiet;
	const data = new Uint8ClampedArray(across * height * 4).fill(255);
	for (const [, left = '', wide = ''] of path.matchAll(/M([\d.]+) \d+h(\d+)/g)) {
		for (let x = 0; x < Number(wide) * unit; x++) {
			for (let y = 0; y < height; y++) data.fill(0, (y * across + quiet + Number(left) * unit + x) * 4, (y * across + quiet + Number(left) * unit + x) * 4 + 3);
		}
	}
	return { data, width: across, height, colorSpace: 'srgb' };
}

it.each(['20000011', '001234', 'MT-A 17', '9', 'abc-XYZ.0'])('a scanner reads “%s” from the bars that are printed for it', async (text) => {
	const bars = barsOf(text);
	const found = bars && (await readBarcodes(printed(bars), { formats: ['Code128'] }));
	expect(found?.map((code) => code.text)).toEqual([text]);
});

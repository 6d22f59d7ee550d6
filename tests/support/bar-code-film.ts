import { writeFile } from 'node:fs/promises';
import { barsOf } from '#lib/ui/labels/bars.ts';

const size = { width: 640, height: 480 } as const;
/** Picture points for the narrowest bar: as a label looks that is held half a hand away. */
const unit = 4;

/** A film of a label (Code 128) that somebody holds before the camera, moving a little: Y4M, which Chromium's made-up camera plays. */
export async function filmBarCode(text: string, file: string): Promise<void> {
	const frames = [0, 3, 6, 3].map((shift) => Buffer.concat([Buffer.from('FRAME\n'), pictureOf(text, shift), Buffer.alloc((size.width * size.height) / 2, 128)]));
	await writeFile(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${size.width} H${size.height} F10:1 Ip A1:1 C420jpeg\n`), ...frames]));
}

/** Brightness of each point: dark bars on light paper. */
function pictureOf(text: string, shift: number): Buffer {
	const bars = barsOf(text);
	if (!bars) throw new Error(`no bars for ${text}`);
	const picture = Buffer.alloc(size.width * size.height, 225);
	const left = Math.floor((size.width - bars.width * unit) / 2) + shift;
	for (const [, x = '', w = ''] of bars.path.matchAll(/M([\d.]+) [\d.]+h([\d.]+)V/g)) {
		for (let y = 140; y < 340; y++) picture.fill(30, y * size.width + left + Number(x) * unit, y * size.width + left + (Number(x) + Number(w)) * unit);
	}
	return picture;
}

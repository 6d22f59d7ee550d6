import { longestPicture, photoSize } from '#lib/domain/people/photo.ts';

/** Best first; the last is always small enough for a face. */
const qualities = [0.8, 0.65, 0.5, 0.35, 0.2];

/**
 * A photo from the camera or a file, cut to a portrait and made small on the device, as the source of a picture.
 * Nothing of the file but its pixels goes along: no place, no date, no name.
 * @throws when the file is no picture, or cannot be made small enough
 */
export async function makePhoto(file: Blob): Promise<string> {
	const bitmap = await createImageBitmap(file);
	const canvas = document.createElement('canvas');
	canvas.width = photoSize.width;
	canvas.height = photoSize.height;
	const scale = Math.max(photoSize.width / bitmap.width, photoSize.height / bitmap.height);
	const [width, height] = [bitmap.width * scale, bitmap.height * scale];
	canvas.getContext('2d')?.drawImage(bitmap, (photoSize.width - width) / 2, (photoSize.height - height) / 2, width, height);
	bitmap.close();
	for (const quality of qualities) {
		// A browser that knows no WebP gives PNG, which is far too large.
		const webp = canvas.toDataURL('image/webp', quality);
		const picture = webp.startsWith('data:image/webp') ? webp : canvas.toDataURL('image/jpeg', quality);
		if (picture.length <= longestPicture) return picture;
	}
	throw new Error('the photo cannot be made small enough');
}

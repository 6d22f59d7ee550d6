/** What a file is by its first bytes. Pictures that can carry scripts (SVG) are none of them. */
const beginnings: readonly (readonly [type: string, test: (bytes: Uint8Array) => boolean])[] = [
	['image/jpeg', (bytes) => startsWith(bytes, 0xff, 0xd8, 0xff)],
	['image/png', (bytes) => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47)],
	['image/gif', (bytes) => startsWith(bytes, 0x47, 0x49, 0x46, 0x38)],
	['image/webp', (bytes) => startsWith(bytes, 0x52, 0x49, 0x46, 0x46) && startsWith(bytes.subarray(8), 0x57, 0x45, 0x42, 0x50)]
];

export function imageTypeOf(bytes: Uint8Array): string | undefined {
	return beginnings.find(([, test]) => test(bytes))?.[0];
}

function startsWith(bytes: Uint8Array, ...expected: readonly number[]): boolean {
	return expected.every((byte, place) => bytes[place] === byte);
}

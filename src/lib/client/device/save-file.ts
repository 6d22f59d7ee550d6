/** Firefox reads the address after the click. */
const keptFor = 60_000;

/** Offers a file as a download; needs no network. */
export function saveFile(name: string, content: Blob): void {
	const url = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), keptFor);
}

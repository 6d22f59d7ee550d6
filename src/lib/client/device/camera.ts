import { anyScanning, type ScanFormat, type Scanning } from '#lib/domain/school/scanning.ts';
import { BarcodeReads, type CameraRead } from './barcode-reads.ts';

/** Why the camera cannot be used. */
export type CameraTrouble = 'denied' | 'absent' | 'insecure' | 'failed';
export type CameraStart = { readonly ok: true; readonly stop: () => void } | { readonly ok: false; readonly trouble: CameraTrouble };

interface Detector {
	detect(picture: HTMLVideoElement): Promise<readonly { rawValue: string; format: string }[]>;
}

/** Pictures a second that are looked at: enough for a steady hand, little enough for an old tablet. */
const picturesPerSecond = 12;

/**
 * Shows the camera in `video` and gives each code that it surely reads.
 * @param video must be on the page already
 * @param scanning what the school's labels and cards can be
 */
export async function startCamera(
	video: HTMLVideoElement,
	onCode: (code: string) => void,
	scanning: Scanning = anyScanning
): Promise<CameraStart> {
	if (!globalThis.isSecureContext) return { ok: false, trouble: 'insecure' };
	if (!navigator.mediaDevices?.getUserMedia) return { ok: false, trouble: 'absent' };
	let stream: MediaStream | undefined;
	try {
		const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
		stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', ...size } });
		video.srcObject = stream;
		await video.play();
		return { ok: true, stop: watch(video, stream, await detectorFor(scanning.formats), new BarcodeReads(scanning), onCode) };
	} catch (error) {
		for (const track of stream?.getTracks() ?? []) track.stop();
		return { ok: false, trouble: troubleOf(error) };
	}
}

function watch(
	video: HTMLVideoElement,
	stream: MediaStream,
	detector: Detector,
	reads: BarcodeReads,
	onCode: (code: string) => void
): () => void {
	let stopped = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	async function look(): Promise<void> {
		const began = performance.now();
		const found = await detector.detect(video).catch(() => []);
		if (stopped) return;
		const seen = found.map(({ rawValue, format }): CameraRead => ({ text: rawValue, format }));
		const code = reads.see(seen, performance.now());
		if (code !== undefined) onCode(code);
		timer = setTimeout(() => void look(), Math.max(0, 1000 / picturesPerSecond - (performance.now() - began)));
	}

	void look();
	return () => {
		stopped = true;
		clearTimeout(timer);
		for (const track of stream.getTracks()) track.stop();
		video.srcObject = null;
	};
}

type NativeDetector = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

/** The browser's own reader where it knows every format asked for; else the reader we carry, loaded only now. */
async function detectorFor(formats: readonly ScanFormat[]): Promise<Detector> {
	const native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
	const known: readonly string[] = (await native?.getSupportedFormats().catch(() => [])) ?? [];
	if (native && formats.every((format) => known.includes(format))) return new native({ formats: [...formats] });
	const [ponyfill, { default: wasmUrl }] = await Promise.all([
		import('barcode-detector/ponyfill'),
		import('zxing-wasm/reader/zxing_reader.wasm?url')
	]);
	// Its default is a public CDN: the school's own server has it, and the service worker keeps it.
	ponyfill.prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
	return new ponyfill.BarcodeDetector({ formats: [...formats] });
}

function troubleOf(error: unknown): CameraTrouble {
	const name = error instanceof DOMException ? error.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
	if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
	return 'failed';
}

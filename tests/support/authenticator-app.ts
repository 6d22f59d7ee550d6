import { createHmac } from 'node:crypto';

/** What an authenticator app shows for the secret of a QR code, by RFC 6238; the steps before and after are other codes. */
export function appCode(uri: string, at = Date.now()): string {
	const secret = fromBase32(new URL(uri).searchParams.get('secret') ?? '');
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
	const digest = createHmac('sha1', secret).update(counter).digest();
	const offset = (digest.at(-1) ?? 0) & 0xf;
	return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
	const bits = [...text.replaceAll('=', '')].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

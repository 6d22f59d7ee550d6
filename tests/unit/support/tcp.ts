import { connect } from 'node:net';

/** Sends one line and reads to the end. `end` is 'end' for an orderly close, else the error's code. */
export function readFrom(port: number): Promise<{ text: string; end: string }> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('ask\n'));
		let text = '';
		let end = 'close';
		socket.on('data', (chunk) => (text += chunk.toString()));
		socket.on('end', () => (end = 'end'));
		socket.on('error', (error: NodeJS.ErrnoException) => (end = error.code ?? error.message));
		socket.on('close', () => resolve({ text, end }));
	});
}

// The built server, with the pages of a bench beside it at the same origin.
import { createServer, type RequestListener } from 'node:http';
import { pathToFileURL } from 'node:url';
import { inProject } from '../../../src/commands/project.mjs';
import { serveFolder } from './serve-folder.ts';

process.env.BODY_SIZE_LIMIT ??= String(1024 * 1024);
process.env.PROTOCOL_HEADER ??= 'x-mediatheek-protocol';
const { handler } = (await import(pathToFileURL(inProject('build/handler.js')).href)) as { handler: RequestListener };
const pages = serveFolder(process.env.BENCH_FOLDER ?? '');
const server = createServer((request, response) => {
	if (request.url?.startsWith('/bench/')) return void pages(request, response);
	request.headers['x-mediatheek-protocol'] = 'http';
	handler(request, response);
});
server.listen(Number(process.env.PORT));
process.once('SIGTERM', () => process.exit(0));

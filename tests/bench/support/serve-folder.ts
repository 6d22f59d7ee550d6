import { createReadStream, existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import path from 'node:path';

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.gz': 'application/octet-stream'
};

/** Answers requests below `/bench/` from a folder, never from a cache. */
export function serveFolder(folder: string): RequestListener {
	return (request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://localhost');
		const file = path.join(folder, path.normalize(pathname.replace(/^\/bench\//, '/')));
		const type = types[path.extname(file)];
		if (!type || !existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
		createReadStream(file).pipe(response);
	};
}

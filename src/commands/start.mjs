// What `npm start` runs. It works on a clean checkout, so it and its imports use nothing but Node.js 20.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { inProject, pinnedNode } from './project.mjs';
import { requireFreePort } from './require-free-port.mjs';
import { requireNode } from './require-node.mjs';
import { runProcess } from './run-process.mjs';
import { say } from './say.mjs';

requireNode();
const port = process.env.PORT || '3000';
// Asked before the long work, so that nobody waits for a build that cannot start.
await requireFreePort(port);
await ensureInstalled();
await ensureBuilt();
say(`Mediatheek start op http://localhost:${port} (stoppen: Ctrl-C)`, `Mediatheek starts at http://localhost:${port} (stop: Ctrl-C)`);
process.exitCode = await runProcess(pinnedNode(), [inProject('src/lib/server/main.ts')], { env: { PORT: port } });

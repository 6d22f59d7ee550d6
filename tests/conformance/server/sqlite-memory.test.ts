import { openInMemory } from '#lib/server/db/open.ts';
import { serverSuite } from './suite.ts';

serverSuite('SQLite in memory', () => openInMemory());

import type { Migration } from './migration.ts';
import { recordsAndFeed } from './0001-records-and-feed.ts';
import { accounts } from './0002-accounts.ts';
import { imports } from './0003-imports.ts';
import { forgotten } from './0030-forgotten.ts';
import { groupsAndTeachers } from './0040-groups-and-teachers.ts';
import { classLog } from './0041-class-log.ts';
import { programmes } from './0055-programmes.ts';

/** Every step in order. A new one is a new file and a new last line. */
export const migrations: readonly Migration[] = [recordsAndFeed, accounts, imports, forgotten, groupsAndTeachers, classLog, programmes];

import type { Migration } from './migration.ts';
import { recordsAndFeed } from './0001-records-and-feed.ts';
import { accounts } from './0002-accounts.ts';
import { imports } from './0003-imports.ts';
import { patronMerges } from './0015-patron-merges.ts';
import { secondFactor } from './0016-second-factor.ts';
import { provider } from './0017-provider.ts';
import { photos } from './0018-photos.ts';
import { installations } from './0025-installations.ts';
import { horizon } from './0026-horizon.ts';
import { forgotten } from './0030-forgotten.ts';
import { operationSubjects } from './0031-operation-subjects.ts';
import { groupsAndTeachers } from './0040-groups-and-teachers.ts';
import { classLog } from './0041-class-log.ts';
import { reading } from './0045-reading.ts';
import { programmes } from './0055-programmes.ts';
import { partedPupils } from './0070-parted-pupils.ts';
import { reviews } from './0080-reviews.ts';
import { boxes } from './0085-boxes.ts';
import { titleLists } from './0086-title-lists.ts';
import { wishes } from './0087-wishes.ts';
import { alsoRead } from './0088-also-read.ts';

/** Every step in order. A new one is a new file and a new last line. */
export const migrations: readonly Migration[] = [recordsAndFeed, accounts, imports, patronMerges, secondFactor, provider, photos, installations, horizon, forgotten, operationSubjects, groupsAndTeachers, classLog, reading, programmes, partedPupils, reviews, boxes, titleLists, wishes, alsoRead];

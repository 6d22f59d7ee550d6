import type { Kysely } from 'kysely';
import type { ClassPupil } from '#lib/domain/people/class-pupil.ts';
import type { PatronId, SchoolId } from '#lib/domain/shared/ids.ts';
import type { Schema } from '../db/schema.ts';

/**
 * What one field of the app tells the teachers of these pupils. Pupils it has nothing to tell about may be left out.
 * Only what a teacher may see: participation and what was handed in, no title that was merely borrowed or read.
 */
export type ClassPupilSection = (db: Kysely<Schema>, schoolId: SchoolId, patronIds: readonly PatronId[]) => Promise<ReadonlyMap<PatronId, Partial<ClassPupil>>>;

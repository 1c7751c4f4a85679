import { dayIn } from '../../platform/i18n/formats.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../../db/client.ts';
import { compileAll, compileCourse, type ContentFolder, type CourseCheck } from '../publishing/compile-course.server.ts';
import type { Problem } from '../../platform/content/problems.ts';
import { publishCourse, type PublishedCourse } from './publish-course.server.ts';

export type PublishOutcome = { slug: string; problems: Problem[] } & ({ state: 'refused' } | PublishedCourse);

export interface PublishAllOptions {
  clock: Clock;
  timeZone: string;
  /** Where pictures and films lie; `public` unless told otherwise. */
  publicDir?: string;
}

/**
 * Compiles every course of a content folder first, then stores those without errors as unreleased versions, each in a transaction of its own.
 * A course with errors is refused and keeps the version that it has.
 */
export async function publishAll(db: Db, contentDir: string, { clock, timeZone, publicDir = 'public' }: PublishAllOptions): Promise<PublishOutcome[]> {
  const checks = await compileAll({ contentDir, publicDir, today: dayIn(timeZone, clock.now()) });
  const outcomes: PublishOutcome[] = [];
  for (const check of checks) outcomes.push(await publishChecked(db, check, clock));
  return outcomes;
}

/** The same for one course, for the editor who has just saved a file on the server. */
export async function publishFromDisk(db: Db, folder: ContentFolder, slug: string, clock: Clock): Promise<PublishOutcome> {
  return publishChecked(db, await compileCourse(folder, slug), clock);
}

async function publishChecked(db: Db, { slug, problems, course }: CourseCheck, clock: Clock): Promise<PublishOutcome> {
  if (!course) return { slug, problems, state: 'refused' };
  return { slug, problems, ...(await publishCourse(db, course, clock.now().toISOString())) };
}

import { dayIn } from '../../platform/i18n/formats.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../../db/client.ts';
import { compileCourse, fingerprintCourse, type ContentFolder, type CourseCheck } from '../publishing/compile-course.server.ts';
import type { Problem } from '../../platform/content/problems.ts';
import { listCourseFolders } from '../publishing/read-course.server.ts';
import { publishCourse, recogniseVersion, type PublishedCourse } from './publish-course.server.ts';

export type PublishOutcome = { slug: string; problems: Problem[] } & ({ state: 'refused' } | PublishedCourse);

export interface PublishAllOptions {
  clock: Clock;
  timeZone: string;
  /** Where pictures and films lie; `public` unless told otherwise. */
  publicDir?: string;
}

/**
 * Compiles every course of a content folder whose files are new here, then stores those without errors as unreleased versions, each in a transaction of its own.
 * A course with errors is refused and keeps the version that it has; one whose files are known is not compiled again, which a start of the server would feel.
 */
export async function publishAll(db: Db, contentDir: string, { clock, timeZone, publicDir = 'public' }: PublishAllOptions): Promise<PublishOutcome[]> {
  const folder = { contentDir, publicDir, today: dayIn(timeZone, clock.now()) };
  const outcomes: PublishOutcome[] = [];
  for (const slug of listCourseFolders(contentDir)) outcomes.push((await recognise(db, folder, slug, clock)) ?? (await publishFromDisk(db, folder, slug, clock)));
  return outcomes;
}

async function recognise(db: Db, folder: ContentFolder, slug: string, clock: Clock): Promise<PublishOutcome | null> {
  const contentHash = fingerprintCourse(folder, slug);
  const known = contentHash && (await db.transaction().execute((tx) => recogniseVersion(tx, { slug, contentHash }, clock.now().toISOString())));
  return known ? { slug, problems: [], ...known } : null;
}

/** The same for one course, for the editor who has just saved a file on the server. */
export async function publishFromDisk(db: Db, folder: ContentFolder, slug: string, clock: Clock): Promise<PublishOutcome> {
  return publishChecked(db, await compileCourse(folder, slug), clock);
}

async function publishChecked(db: Db, { slug, problems, course }: CourseCheck, clock: Clock): Promise<PublishOutcome> {
  if (!course) return { slug, problems, state: 'refused' };
  return { slug, problems, ...(await publishCourse(db, course, clock.now().toISOString())) };
}

import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { findShortage, type Shortage } from './question-bank.server.ts';
import { versionChanges, type VersionChanges } from './version-changes.server.ts';

export interface ReleaseCheck extends VersionChanges {
  versionId: string;
  slug: string;
  title: string;
  isCurrent: boolean;
  /** Nothing of this course has been released before. */
  isFirst: boolean;
  /** People who are enrolled and will see the new version, and those who sit a test and keep the old one. */
  learners: number;
  openAttempts: number;
  /** A test that could not be drawn, because questions are out of use or have lapsed. */
  shortage: Shortage | null;
}

/**
 * What an editor answers for before a version goes out.
 * @throws AppError not-found
 */
export async function getReleaseCheck(db: Db, slug: string, versionId: string, today: Day): Promise<ReleaseCheck> {
  const version = await db
    .selectFrom('course_version as v')
    .innerJoin('course as c', 'c.id', 'v.course_id')
    .select(['v.id', 'v.course_id as courseId', 'v.title', 'v.released_at as releasedAt', 'v.superseded_at as supersededAt'])
    .where('c.slug', '=', slug)
    .where('v.id', '=', versionId)
    .executeTakeFirst();
  if (!version) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const current = await db.selectFrom('course_version').select('id').where('course_id', '=', version.courseId).where('released_at', 'is not', null).where('superseded_at', 'is', null).executeTakeFirst();
  const learners = await db.selectFrom('enrollment').select(({ fn }) => fn.countAll<number>().as('n')).where('course_id', '=', version.courseId).where('cancelled_at', 'is', null).executeTakeFirstOrThrow();
  const open = await db.selectFrom('attempt').select(({ fn }) => fn.countAll<number>().as('n')).where('course_id', '=', version.courseId).where('submitted_at', 'is', null).executeTakeFirstOrThrow();
  const changes = await versionChanges(db, current?.id ?? null, versionId);
  return { ...changes, versionId, slug, title: version.title, isCurrent: current?.id === versionId, isFirst: !current, learners: learners.n, openAttempts: open.n, shortage: await findShortage(db, versionId, { today }) };
}

import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { settleReleaseJob } from '../jobs.ts';
import { canReleaseContent } from '../policy.ts';

/** A content editor; null stands for the installation itself (command line, demo). */
export type Releaser = Pick<Actor, 'id' | 'fullName' | 'grants'> | null;

/**
 * Puts a version before learners and retires the one before it; whoever is in the middle of a test keeps the version she began with.
 * @returns false when the version is the current one already; then nothing changes
 */
export async function releaseCourseVersion(db: Db, actor: Releaser, versionId: string, now: Instant): Promise<boolean> {
  if (actor && !canReleaseContent(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  return db.transaction().execute(async (tx) => {
    const version = await tx
      .selectFrom('course_version')
      .innerJoin('course', 'course.id', 'course_version.course_id')
      .select(['course_version.course_id', 'course_version.released_at', 'course_version.superseded_at', 'course_version.content_hash', 'course.slug'])
      .where('course_version.id', '=', versionId)
      .executeTakeFirst();
    if (!version) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (version.released_at !== null && version.superseded_at === null) return false;
    const ofCourse = tx.updateTable('course_version').where('course_id', '=', version.course_id);
    const { numUpdatedRows: replaced } = await ofCourse.set({ superseded_at: now }).where('released_at', 'is not', null).where('superseded_at', 'is', null).executeTakeFirstOrThrow();
    await ofCourse.set({ released_at: now, released_by: actor?.id ?? null, superseded_at: null }).where('id', '=', versionId).execute();
    if (replaced > 0n) await enqueue(tx, settleReleaseJob, { courseId: version.course_id }, { now });
    const details = { slug: version.slug, contentHash: version.content_hash };
    await recordAudit(tx, { at: now, actor, action: 'course.release', objectType: 'course_version', objectId: versionId, details });
    return true;
  });
}

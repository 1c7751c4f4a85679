import type { Db, Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import type { CompiledCourse } from '../publishing/compile-course.server.ts';
import { writeAssessments, writeLessons, writeModules, writeQuestions } from '../publishing/version-rows.server.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';

export interface PublishedCourse {
  state: 'published' | 'unchanged';
  courseId: string;
  versionId: string;
}

/**
 * Stores a compiled course as a new version that learners do not see before it is released. All of it or nothing.
 * The same files again change nothing; a newer unreleased version takes the place of an older one.
 */
export async function publishCourse(db: Db, course: CompiledCourse, now: Instant): Promise<PublishedCourse> {
  return db.transaction().execute(async (tx) => {
    const known = await recogniseVersion(tx, course, now);
    if (known) return known;
    const courseId = await identifyCourse(tx, course.slug, now);
    const versionId = await writeVersion(tx, courseId, course, now);
    await keepOneWaiting(tx, courseId, versionId, now);
    const details = { slug: course.slug, contentHash: course.contentHash, lessons: course.lessons.length, questions: course.questions.length };
    await recordAudit(tx, { at: now, actor: null, action: 'course.publish', objectType: 'course_version', objectId: versionId, details });
    return { state: 'published', courseId, versionId };
  });
}

/** The version that was stored from just these files; it is the one that waits again, if it was never released. */
export async function recogniseVersion(tx: Tx, { slug, contentHash }: Pick<CompiledCourse, 'slug' | 'contentHash'>, now: Instant): Promise<PublishedCourse | null> {
  const known = await tx
    .selectFrom('course_version as v')
    .innerJoin('course as c', 'c.id', 'v.course_id')
    .select(['v.id', 'v.course_id'])
    .where('c.slug', '=', slug)
    .where('v.content_hash', '=', contentHash)
    .executeTakeFirst();
  if (!known) return null;
  await keepOneWaiting(tx, known.course_id, known.id, now);
  return { state: 'unchanged', courseId: known.course_id, versionId: known.id };
}

async function identifyCourse(tx: Tx, slug: string, now: Instant): Promise<string> {
  await tx.insertInto('course').values({ id: newId(), slug, created_at: now, retired_at: null }).onConflict((conflict) => conflict.column('slug').doNothing()).execute();
  const { id } = await tx.selectFrom('course').select('id').where('slug', '=', slug).executeTakeFirstOrThrow();
  return id;
}

async function writeVersion(tx: Tx, courseId: string, course: CompiledCourse, now: Instant): Promise<string> {
  const { settings, lessons } = course;
  const versionId = newId();
  const own: CourseSettings = {
    aim: settings.aim,
    audience: settings.audience,
    models: settings.models,
    periods: settings.periods,
    passScore: settings.pass_score,
    certificateValidMonths: settings.certificate_valid_months,
    ...renewalOf(settings),
    ...(settings.prerequisites ? { prerequisites: settings.prerequisites } : {}),
  };
  const words = [settings.title, settings.summary, ...settings.modules.map((module) => module.title), ...lessons.map((lesson) => lesson.title)];
  await tx
    .insertInto('course_version')
    .values({
      id: versionId,
      course_id: courseId,
      content_hash: course.contentHash,
      title: settings.title,
      summary: settings.summary,
      search_fold: fold(words.join(' ')),
      settings: JSON.stringify(own),
      compiled_at: now,
      released_at: null,
      released_by: null,
      superseded_at: null,
    })
    .execute();
  await writeModules(tx, versionId, course);
  await writeLessons(tx, courseId, versionId, course);
  await writeQuestions(tx, courseId, versionId, course);
  await writeAssessments(tx, courseId, versionId, course);
  return versionId;
}

function renewalOf({ renewal }: CompiledCourse['settings']): Pick<CourseSettings, 'renewal'> {
  if (!renewal) return {};
  const { every_months: everyMonths, lead_days: leadDays, pretest } = renewal;
  return { renewal: { everyMonths, leadDays, pretest: pretest ? { questions: pretest.questions, right: pretest.right, minutes: pretest.minutes } : null } };
}

/** Only the version of the files as they are now waits for release; an unreleased one that is back on disk waits again. */
async function keepOneWaiting(tx: Tx, courseId: string, versionId: string, now: Instant): Promise<void> {
  const unreleased = tx.updateTable('course_version').where('course_id', '=', courseId).where('released_at', 'is', null);
  await unreleased.set({ superseded_at: now }).where('id', '!=', versionId).where('superseded_at', 'is', null).execute();
  await unreleased.set({ superseded_at: null }).where('id', '=', versionId).execute();
}

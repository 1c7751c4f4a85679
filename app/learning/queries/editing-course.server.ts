import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { checkedContent } from '../publishing/content-folder.server.ts';
import type { ContentFolder, CourseCheck } from '../publishing/compile-course.server.ts';
import type { Problem } from '../../platform/content/problems.ts';
import type { RenewalFigures } from '../rules/renewal-figures.ts';
import type { ReviewEntry } from '../rules/review-calendar.ts';
import { renewalFigures } from './renewal-figures.server.ts';
import { listReviews } from './review-calendar.server.ts';
import { versionChanges, type VersionChanges } from './version-changes.server.ts';

export interface CourseVersionRow {
  id: string;
  title: string;
  state: 'current' | 'waiting' | 'earlier' | 'unused';
  compiledAt: Instant;
  releasedAt: Instant | null;
  releasedByName: string | null;
  lessons: number;
  /** True for the version that the files on disk compile to. */
  isDisk: boolean;
}

export interface EditedCoursePage {
  slug: string;
  title: string;
  versions: CourseVersionRow[];
  problems: Problem[];
  /** Lessons on disk, for previews. */
  files: CourseCheck['outline'];
  /** What the waiting version would change for learners; null when none waits. */
  waiting: ({ versionId: string } & VersionChanges) | null;
  disk: 'stored' | 'differs' | 'errors' | 'missing';
  /** What learners see of it, with the day of its next review. */
  reviews: ReviewEntry[];
  /** What renewals came to in the province; null before the first one. */
  renewals: RenewalFigures | null;
}

/**
 * One course as its editors see it.
 * @throws AppError not-found when neither disk nor database know the course
 */
export async function getEditedCourse(db: Db, folder: ContentFolder, slug: string): Promise<EditedCoursePage> {
  const check = (await checkedContent(folder)).find((one) => one.slug === slug);
  const versions = await listVersions(db, slug, check?.course?.contentHash);
  if (!check && versions.length === 0) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const waiting = versions.find((version) => version.state === 'waiting');
  const current = versions.find((version) => version.state === 'current');
  return {
    slug,
    title: (waiting ?? current)?.title ?? check?.course?.settings.title ?? slug,
    versions,
    problems: check?.problems ?? [],
    files: check?.outline ?? [],
    waiting: waiting ? { versionId: waiting.id, ...(await versionChanges(db, current?.id ?? null, waiting.id)) } : null,
    disk: diskState(check, versions),
    reviews: (await listReviews(db, folder.today)).filter(({ courseSlug }) => courseSlug === slug),
    renewals: await renewalsOf(db, slug),
  };
}

async function renewalsOf(db: Db, slug: string): Promise<RenewalFigures | null> {
  const course = await db.selectFrom('course').select('id').where('slug', '=', slug).executeTakeFirst();
  return course ? renewalFigures(db, course.id, 'ALL') : null;
}

function diskState(check: CourseCheck | undefined, versions: readonly CourseVersionRow[]): EditedCoursePage['disk'] {
  if (!check) return 'missing';
  if (!check.course) return 'errors';
  return versions.some((version) => version.isDisk) ? 'stored' : 'differs';
}

async function listVersions(db: Db, slug: string, diskHash: string | undefined): Promise<CourseVersionRow[]> {
  const rows = await db
    .selectFrom('course_version as v')
    .innerJoin('course as c', 'c.id', 'v.course_id')
    .leftJoin('user_account as u', 'u.id', 'v.released_by')
    .select(['v.id', 'v.title', 'v.content_hash as hash', 'v.compiled_at as compiledAt', 'v.released_at as releasedAt', 'v.superseded_at as supersededAt', 'u.full_name as releasedByName'])
    .select(({ selectFrom }) => selectFrom('lesson_version as l').whereRef('l.course_version_id', '=', 'v.id').select(({ fn }) => fn.countAll<number>().as('n')).as('lessons'))
    .where('c.slug', '=', slug)
    .orderBy('v.compiled_at', 'desc')
    .orderBy('v.id', 'desc')
    .execute();
  return rows.map(({ hash, supersededAt, lessons, ...row }) => ({ ...row, lessons: lessons ?? 0, isDisk: hash === diskHash, state: stateOf(row.releasedAt, supersededAt) }));
}

function stateOf(releasedAt: Instant | null, supersededAt: Instant | null): CourseVersionRow['state'] {
  if (supersededAt === null) return releasedAt === null ? 'waiting' : 'current';
  return releasedAt === null ? 'unused' : 'earlier';
}

import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { stepHref } from '../rules/course-outline.ts';
import { measurePath, nextAlong, partsOf, suggestPath, type LearningPath, type PathCourse, type PathMeasure, type PathPart, type Suggestion } from '../rules/path.ts';
import { courseOutline } from './course-outline.server.ts';

type Walker = Pick<Actor, 'id' | 'grants'>;
interface Moment {
  now: Date;
  today: Day;
}

export interface ShownPath extends PathMeasure, Pick<LearningPath, 'key' | 'title' | 'audience' | 'why'> {
  isChosen: boolean;
  /** Why it is suggested; null when another one is. */
  suggested: Suggestion['because'] | null;
}
export interface PathPage extends ShownPath {
  parts: PathPart[];
  /** Where the path goes on; null when everything is done or she is not enrolled in what is left. */
  next: string | null;
}

const columns = ['p.key', 'p.title', 'p.audience', 'p.why', 'p.suits', 'p.steps'] as const;
type PathRow = Pick<LearningPath, 'key' | 'title' | 'audience' | 'why'> & { suits: string | null; steps: string };
const pathOf = ({ suits, steps, ...own }: PathRow): LearningPath => ({ ...own, suits: suits === null ? null : (JSON.parse(suits) as LearningPath['suits']), steps: JSON.parse(steps) as LearningPath['steps'] });

/** All paths in the order of their file. */
export async function listPaths(db: Db): Promise<LearningPath[]> {
  return (await db.selectFrom('learning_path as p').select(columns).orderBy('p.position').execute()).map(pathOf);
}

/** The path that somebody has chosen, as long as there is such a path. */
export async function findChosenPath(db: Db, userId: string): Promise<LearningPath | undefined> {
  const row = await db.selectFrom('path_choice as c').innerJoin('learning_path as p', 'p.key', 'c.path_key').select(columns).where('c.user_id', '=', userId).executeTakeFirst();
  return row && pathOf(row);
}

/** The courses that paths lead through, as one person sees them now. */
export async function listPathCourses(db: Db, paths: readonly LearningPath[], userId: string, now: Date): Promise<PathCourse[]> {
  const slugs = [...new Set(paths.flatMap(({ steps }) => steps.map(({ course }) => course)))];
  if (slugs.length === 0) return [];
  const rows = await db
    .selectFrom('course as c')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .leftJoin('enrollment as e', (join) => join.onRef('e.course_id', '=', 'c.id').on('e.user_id', '=', userId).on('e.cancelled_at', 'is', null))
    .select(['c.id as courseId', 'c.slug', 'v.id as versionId', 'v.title', 'e.id as enrollmentId'])
    .where('c.slug', 'in', slugs)
    .where('c.retired_at', 'is', null)
    .execute();
  const courses: PathCourse[] = [];
  for (const { courseId, slug, versionId, title, enrollmentId } of rows) courses.push({ slug, title, isEnrolled: enrollmentId !== null, outline: await courseOutline(db, { courseId, versionId, userId, now: now.toISOString() }) });
  return courses;
}

export interface PathNext {
  pathTitle: string;
  title: string;
  href: string;
}

/** What the chosen path leads to now; null without a path, or when it asks for nothing more. */
export async function findPathNext(db: Db, userId: string, now: Date): Promise<PathNext | null> {
  const path = await findChosenPath(db, userId);
  const next = path ? nextAlong(partsOf(path, await listPathCourses(db, [path], userId, now))) : null;
  return path && next ? { pathTitle: path.title, title: next.step.title, href: stepHref(next.courseSlug, next.step) } : null;
}

/** All paths with the length that they have for this person, the one that suits her and the one that she has chosen. */
export async function listShownPaths(db: Db, actor: Walker, moment: Moment): Promise<ShownPath[]> {
  return (await walk(db, actor, moment)).map(({ parts: _parts, ...path }) => path);
}

/**
 * One path with everything on it.
 * @throws AppError not-found
 */
export async function getPathPage(db: Db, actor: Walker, key: string, moment: Moment): Promise<PathPage> {
  const path = (await walk(db, actor, moment)).find((one) => one.key === key);
  if (!path) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const next = nextAlong(path.parts);
  return { ...path, next: next && stepHref(next.courseSlug, next.step) };
}

async function walk(db: Db, actor: Walker, { now, today }: Moment) {
  const paths = await listPaths(db);
  const suggestion = suggestPath(paths, { roles: actor.grants.map(({ role }) => role), positions: await listPositions(db, actor.id, today) });
  const chosen = await findChosenPath(db, actor.id);
  const courses = await listPathCourses(db, paths, actor.id, now);
  return paths.map((path) => {
    const { key, title, audience, why } = path;
    const parts = partsOf(path, courses);
    return { key, title, audience, why, ...measurePath(parts), parts, isChosen: key === chosen?.key, suggested: suggestion?.key === key ? suggestion.because : null };
  });
}

/** What somebody is on a day and where, secondary positions included: at a one-stop centre everybody is an official like any other by title. */
async function listPositions(db: Db, userId: string, on: Day): Promise<string[]> {
  const rows = await db
    .selectFrom('membership as m')
    .leftJoin('org_unit_version as u', (join) => join.onRef('u.unit_id', '=', 'm.unit_id').on('u.valid_from', '<=', on).on((where) => where.or([where('u.valid_to', 'is', null), where('u.valid_to', '>', on)])))
    .select(['m.position_title as position', 'u.name as unit'])
    .where('m.user_id', '=', userId)
    .where('m.valid_from', '<=', on)
    .where((where) => where.or([where('m.valid_to', 'is', null), where('m.valid_to', '>', on)]))
    .execute();
  return rows.flatMap(({ position, unit }) => [position, ...(unit ? [unit] : [])]);
}

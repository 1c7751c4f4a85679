import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { minutesLeft, nextStep, stepHref, type CourseOutline, type OutlineStep } from '../rules/course-outline.ts';
import { dueState } from '../rules/due.ts';
import { measurePath, nextAlong, partsOf, type PathPart } from '../rules/path.ts';
import { weekRhythm } from '../rules/week.ts';
import { courseOutline } from './course-outline.server.ts';
import { listMyCertificates, listMyCourses, minutesByDay } from './my-courses.server.ts';
import { missingPrerequisites, type Prerequisite } from './prerequisites.server.ts';
import { findChosenPath, listPathCourses } from './paths.server.ts';

export interface HomeCourse {
  slug: string;
  title: string;
  isMandatory: boolean;
  due: { on: string; state: ReturnType<typeof dueState>['state']; days: number } | null;
  lessonsDone: number;
  lessonsTotal: number;
  minutesLeft: number;
  /** The pre-test of a renewal, while it can still be taken. */
  pretest: { href: string; minutes: number } | null;
  /** What must be completed before she can begin; there is no next step in the course until then. */
  first: Pick<Prerequisite, 'slug' | 'title'>[];
  next: HomeStep | null;
}
export interface HomeStep {
  kind: OutlineStep['kind'];
  title: string;
  href: string;
  minutes: number;
  moduleTitle: string | null;
  progress: number;
  started: boolean;
  attemptEndsAt: string | null;
}

/** Everything on "Việc của tôi": the one next step first, then what else is due, the week, the certificates. */
export async function homeView(db: Db, actor: Pick<Actor, 'id' | 'fullName' | 'unitName'>, now: Date, timeZone: string) {
  const today = dayIn(timeZone, now);
  const courses: HomeCourse[] = [];
  const mine = await listMyCourses(db, actor.id, today);
  const path = await findChosenPath(db, actor.id);
  const onPath = path ? await listPathCourses(db, [path], actor.id, now) : [];
  const parts = path ? partsOf(path, onPath) : [];
  for (const row of mine) {
    if (row.completedAt) continue;
    const outline = onPath.find(({ slug }) => slug === row.slug)?.outline ?? (await courseOutline(db, { courseId: row.courseId, versionId: row.versionId, userId: actor.id, now: now.toISOString() }));
    const due = row.dueOn ? { on: row.dueOn, ...dueState(row.dueOn, today) } : null;
    const waitsFor = row.lockedAt === null ? [] : (await missingPrerequisites(db, actor.id, row.courseId)).map(({ slug, title }) => ({ slug, title }));
    courses.push({ slug: row.slug, title: row.title, isMandatory: row.isMandatory === 1, due, ...pick(outline), pretest: pretestOf(row.slug, outline), first: waitsFor, next: waitsFor.length > 0 ? null : describe(row.slug, outline, parts) });
  }
  const first = firstOf(courses, parts);
  const rest = courses.filter((course) => course !== first);
  const since = new Date(now.getTime() - 8 * 86_400_000).toISOString();
  return {
    fullName: actor.fullName,
    unitName: actor.unitName,
    now: now.toISOString(),
    hasCourses: mine.length > 0,
    first: first ?? null,
    rest,
    path: path ? { key: path.key, title: path.title, ...measurePath(parts) } : null,
    week: weekRhythm(await minutesByDay(db, actor.id, since), now, timeZone),
    certificates: (await listMyCertificates(db, actor.id, today)).slice(0, 4),
  };
}

export type HomeView = Awaited<ReturnType<typeof homeView>>;

function pick({ lessonsDone, lessonsTotal, minutesLeft: left }: CourseOutline) {
  return { lessonsDone, lessonsTotal, minutesLeft: left };
}

function pretestOf(slug: string, { pretest }: CourseOutline): HomeCourse['pretest'] {
  return pretest?.state === 'open' ? { href: `/assessments/${slug}/${pretest.key}`, minutes: pretest.minutes } : null;
}

/** A running attempt waits for nobody, and a path hides no course that is overdue; then the path says which course comes first, else the due days do. */
function firstOf(courses: readonly HomeCourse[], parts: readonly PathPart[]): HomeCourse | undefined {
  const open = courses.filter((course) => course.next);
  const along = nextAlong(parts.filter((part) => open.some(({ slug }) => slug === part.courseSlug)));
  return open.find((course) => course.next?.attemptEndsAt) ?? open.find((course) => course.due?.state === 'late') ?? open.find((course) => course.slug === along?.courseSlug) ?? open[0] ?? courses[0];
}

/** What comes next in a course: a running attempt, else the next step of the chosen path in it, else its own order. */
function stepFor(slug: string, outline: CourseOutline, parts: readonly PathPart[]): OutlineStep | null {
  const usual = nextStep(outline);
  if (usual?.kind === 'assessment' && usual.openAttempt) return usual;
  return nextAlong(parts.filter((part) => part.courseSlug === slug))?.step ?? usual;
}

function describe(slug: string, outline: CourseOutline, parts: readonly PathPart[]): HomeStep | null {
  const step = stepFor(slug, outline, parts);
  if (!step) return null;
  const module = outline.modules.find((candidate) => [...candidate.lessons, ...candidate.assessments].some((one) => one === step));
  const href = step.kind === 'assessment' && step.openAttempt ? `/attempts/${step.openAttempt.id}` : stepHref(slug, step);
  return {
    kind: step.kind,
    title: step.title,
    href,
    minutes: minutesLeft(step),
    moduleTitle: module?.title ?? null,
    progress: step.kind === 'lesson' ? step.position / 10 : 0,
    started: step.status === 'doing',
    attemptEndsAt: step.kind === 'assessment' ? (step.openAttempt?.dueAt ?? null) : null,
  };
}

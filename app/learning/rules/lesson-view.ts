import type { Day, Instant } from '../../platform/clock.ts';
import type { LessonBody, LessonDetails } from './lesson-body.ts';
import { stopOn, type LearningPath } from './path.ts';

export interface LessonSibling {
  id: string;
  slug: string;
  title: string;
  openedAt: Instant | null;
  completedAt: Instant | null;
  creditedAt?: Instant | null;
  position: number | null;
}
/** What the page says of the lesson's questions: how many were let through, and the newest. */
export interface LessonTalk {
  count: number;
  latest: { id: string; beginning: string; isAnswered: boolean }[];
}
interface LessonFacts {
  courseSlug: string;
  courseTitle: string;
  lessonId: string;
  slug: string;
  moduleKey: string;
  title: string;
  minutes: number;
  details: LessonDetails;
  body: Pick<LessonBody, 'outline' | 'islands'>;
}

/** Everything that the reader shows around the prose. */
export function lessonView(lesson: LessonFacts, siblings: readonly LessonSibling[], note: { body: string; revision: number; updatedAt: Instant } | null, now: { today: Day; unanswered: number; talk?: LessonTalk; path?: Pick<LearningPath, 'key' | 'title' | 'steps'> | null }) {
  const at = siblings.findIndex((sibling) => sibling.id === lesson.lessonId);
  const own = siblings[at];
  const path = now.path ? stopOn(now.path, lesson, siblings) : null;
  return {
    courseSlug: lesson.courseSlug,
    courseTitle: lesson.courseTitle,
    lessonId: lesson.lessonId,
    slug: lesson.slug,
    title: lesson.title,
    minutes: lesson.minutes,
    number: at + 1,
    details: lesson.details,
    reviewLate: lesson.details.reviewBy < now.today,
    factsLate: (lesson.details.facts ?? []).filter(({ reviewBy }) => reviewBy < now.today).map(({ text, reviewBy }) => ({ text, reviewBy })),
    outline: lesson.body.outline.filter((entry) => entry.level === 2),
    islands: lesson.body.islands,
    siblings: siblings.map(({ id, slug, title, openedAt, completedAt, creditedAt }) => ({ id, slug, title, status: completedAt || creditedAt ? ('done' as const) : openedAt ? ('doing' as const) : ('todo' as const) })),
    previous: siblings[at - 1]?.slug ?? null,
    path,
    hasNext: path ? path.hasNext : at < siblings.length - 1,
    completedAt: own?.completedAt ?? null,
    creditedAt: own?.creditedAt ?? null,
    position: own?.position ?? 0,
    note,
    unanswered: now.unanswered,
    talk: now.talk ?? { count: 0, latest: [] },
  };
}

export type LessonView = ReturnType<typeof lessonView>;

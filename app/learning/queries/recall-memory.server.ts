import type { Db } from '../../../db/client.ts';
import { marks, type Mark } from '../rules/recall.ts';

/** First answers near one mark, and how many of them were right. */
export interface OwnRetention {
  mark: Mark;
  answers: number;
  correct: number;
}
/** A paragraph to read again, because the last answer about it was wrong. */
export interface Reread {
  courseSlug: string;
  lessonSlug: string;
  anchor: string;
  title: string;
  lastOn: string;
}
export interface RecallMemory {
  questions: number;
  retention: OwnRetention[];
  courses: { slug: string; title: string; questions: number; retention: OwnRetention[] }[];
  reread: Reread[];
}

/** What the answers of one person say that she still knows: for her own eyes only. */
export async function recallMemory(db: Db, userId: string): Promise<RecallMemory> {
  const rows = await db
    .selectFrom('recall_card as r')
    .innerJoin('course as c', 'c.id', 'r.course_id')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .select((row) => ['c.slug', 'v.title', row.fn.countAll<number>().as('questions'), ...marks.flatMap((mark) => [row.fn.count<number>(`r.correct_${mark}`).as(`answers${mark}`), row.fn.sum<number | null>(`r.correct_${mark}`).as(`correct${mark}`)])])
    .where('r.user_id', '=', userId)
    .groupBy(['c.slug', 'v.title'])
    .orderBy('v.title')
    .execute();
  const courses = rows.map((row) => ({ slug: row.slug, title: row.title, questions: row.questions, retention: marks.map((mark) => ({ mark, answers: row[`answers${mark}`], correct: row[`correct${mark}`] ?? 0 })) }));
  const sum = (mark: Mark, key: 'answers' | 'correct') => courses.reduce((total, { retention }) => total + (retention.find((one) => one.mark === mark)?.[key] ?? 0), 0);
  return {
    questions: courses.reduce((total, { questions }) => total + questions, 0),
    retention: marks.map((mark) => ({ mark, answers: sum(mark, 'answers'), correct: sum(mark, 'correct') })),
    courses,
    reread: await listReread(db, userId),
  };
}

const shownAtMost = 5;

function listReread(db: Db, userId: string): Promise<Reread[]> {
  return db
    .selectFrom('recall_card as r')
    .innerJoin('course as c', 'c.id', 'r.course_id')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .innerJoin('question_version as q', (join) => join.onRef('q.question_id', '=', 'r.question_id').onRef('q.course_version_id', '=', 'v.id'))
    .innerJoin('lesson as l', (join) => join.onRef('l.course_id', '=', 'c.id').onRef('l.slug', '=', 'q.lesson_slug'))
    .innerJoin('lesson_version as lv', (join) => join.onRef('lv.lesson_id', '=', 'l.id').onRef('lv.course_version_id', '=', 'v.id'))
    .select(['c.slug as courseSlug', 'l.slug as lessonSlug', 'q.anchor', 'lv.title', 'r.last_on as lastOn'])
    .where('r.user_id', '=', userId)
    .where('r.is_correct', '=', 0)
    .where('c.retired_at', 'is', null)
    .orderBy('r.last_on', 'desc')
    .orderBy('r.question_id')
    .limit(shownAtMost)
    .execute();
}

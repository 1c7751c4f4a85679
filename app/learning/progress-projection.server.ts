import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { assessmentColumns, checkColumns, courseColumns, lessonColumns } from './progress-rows.server.ts';
import { recallColumns } from './recall-rows.server.ts';
import type { ProgressEvent } from './rules/progress.ts';
import { replayRecall, type RecallCard } from './rules/recall.ts';
import { replay, type InCourse, type Projection as LedgerProjection } from './rules/replay.ts';

export type ProjectionRow = Record<string, string | number | null>;

/** All projections of one person: of the ledger, and of what she answered when questions came back (by question). */
export type Projection = LedgerProjection & { recall: Map<string, InCourse<RecallCard>> };

/** The tables that the ledger and the answers alone decide: their keys, and their rows for one person. */
export const projectionTables = [
  {
    name: 'course_progress',
    key: ['user_id', 'course_id'],
    rowsOf: (user_id: string, { courses }: Projection): ProjectionRow[] => [...courses].map(([course_id, row]) => ({ user_id, course_id, ...courseColumns(row) })),
  },
  {
    name: 'lesson_progress',
    key: ['user_id', 'lesson_id'],
    rowsOf: (user_id: string, { lessons }: Projection): ProjectionRow[] => [...lessons].map(([lesson_id, row]) => ({ user_id, lesson_id, course_id: row.courseId, ...lessonColumns(row) })),
  },
  {
    name: 'check_progress',
    key: ['user_id', 'lesson_id', 'check_key'],
    rowsOf: (user_id: string, { checks }: Projection): ProjectionRow[] =>
      [...checks.values()].map((row) => ({ user_id, lesson_id: row.lessonId, check_key: row.check, course_id: row.courseId, ...checkColumns(row) })),
  },
  {
    name: 'assessment_progress',
    key: ['user_id', 'assessment_id'],
    rowsOf: (user_id: string, { assessments }: Projection): ProjectionRow[] => [...assessments].map(([assessment_id, row]) => ({ user_id, assessment_id, course_id: row.courseId, ...assessmentColumns(row) })),
  },
  {
    name: 'recall_card',
    key: ['user_id', 'question_id'],
    rowsOf: (user_id: string, { recall }: Projection): ProjectionRow[] => [...recall].map(([question_id, row]) => ({ user_id, question_id, course_id: row.courseId, ...recallColumns(row) })),
  },
] as const;

/** Everybody with facts in the ledger, answers or rows in a projection, by id. */
export async function listPeopleWithProgress(db: Db): Promise<string[]> {
  const sources = ['progress_event', 'recall_answer', ...projectionTables.map((table) => table.name)].map((name) => sql`select user_id from ${sql.table(name)}`);
  const { rows } = await sql<{ user_id: string }>`${sql.join(sources, sql` union `)} order by 1`.execute(db);
  return rows.map((row) => row.user_id);
}

/** Computes the projections of some people from the ledger, in the order of its sequence, and from their answers to questions that came back. */
export async function projectionsOf(db: Db, userIds: readonly string[]): Promise<{ projections: Map<string, Projection>; events: number }> {
  const rows = await db
    .selectFrom('progress_event')
    .select(['user_id', 'verb', 'object_type', 'object_id', 'course_id', 'result', 'occurred_at'])
    .where('user_id', 'in', userIds)
    .orderBy('seq')
    .execute();
  const byPerson = new Map<string, ProgressEvent[]>(userIds.map((id) => [id, []]));
  for (const row of rows) byPerson.get(row.user_id)?.push(eventOf(row));
  const answers = Map.groupBy(await listRecallAnswers(db, userIds), (answer) => answer.userId);
  return { projections: new Map([...byPerson].map(([id, events]) => [id, { ...replay(events), recall: replayRecall(answers.get(id) ?? []) }])), events: rows.length };
}

async function listRecallAnswers(db: Db, userIds: readonly string[]) {
  const rows = await db
    .selectFrom('recall_answer')
    .select(['user_id as userId', 'question_id as questionId', 'course_id as courseId', 'module_done_on as moduleDoneOn', 'answered_on as answeredOn', 'is_correct'])
    .where('user_id', 'in', userIds)
    .orderBy('number')
    .execute();
  return rows.map(({ is_correct, ...row }) => ({ ...row, isCorrect: is_correct === 1 }));
}

type LedgerRow = { user_id: string; verb: string; object_type: string; object_id: string; course_id: string; result: string; occurred_at: string };

function eventOf(row: LedgerRow): ProgressEvent {
  return {
    verb: row.verb,
    objectType: row.object_type,
    objectId: row.object_id,
    result: JSON.parse(row.result) as unknown,
    userId: row.user_id,
    courseId: row.course_id,
    occurredAt: row.occurred_at,
  } as ProgressEvent;
}

/** Cuts a list into parts, so that memory stays small however many people there are. */
export function* inParts<Item>(items: readonly Item[], size: number): Generator<Item[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import type { Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { answersPerWeek, dueQuestions, recallRank, type RecallCandidate } from '../rules/recall.ts';
import { mondayOf } from '../rules/week.ts';

export interface RecallMoment {
  now: Instant;
  timeZone: string;
}
export interface AskedQuestion extends RecallCandidate {
  versionId: string;
  /** Which answer to this question the next one will be: sent along, so that it counts once. */
  number: number;
}
export interface RecallQueue {
  /** How many were answered in this week. */
  answered: number;
  /** What may still be asked in it, the next one first. */
  due: AskedQuestion[];
}

/** What may be asked of somebody now: nothing once the week's answers are given, whatever has piled up. */
export async function recallQueue(db: Db, userId: string, { now, timeZone }: RecallMoment): Promise<RecallQueue> {
  const today = dayIn(timeZone, new Date(now));
  const [{ answered } = { answered: 0 }] = await answersSince(db, { userId, monday: mondayOf(today) });
  if (answered >= answersPerWeek) return { answered, due: [] };
  const days = new Map<string, string>();
  const dayOf = (at: Instant) => days.get(at) ?? days.set(at, dayIn(timeZone, new Date(at))).get(at) as string;
  const candidates = (await askable(db, { userId, today, now })).map(({ doneAt, answers, dueOn, ...row }): AskedQuestion => ({
    ...row,
    moduleDoneOn: dayOf(doneAt),
    rank: recallRank(userId, row.questionId),
    number: (answers ?? 0) + 1,
    card: answers !== null && dueOn !== null ? { answers, dueOn } : null,
  }));
  return { answered, due: dueQuestions(candidates, today).slice(0, answersPerWeek - answered) };
}

const answersSince = prepared((db, value: (name: 'userId' | 'monday') => string) =>
  db.selectFrom('recall_answer').select((row) => row.fn.countAll<number>().as('answered')).where('user_id', '=', value('userId')).where('answered_on', '>=', value('monday')),
);

/**
 * The one place that says which questions may come back to somebody: one tap answers them; they are in the version in force of a course that she is enrolled in; their
 * fact has not lapsed and they are not out of use; she has done every lesson and the test of their module; and she is not sitting a test of that course, which may ask the same.
 */
const askable = prepared((db, value: (name: 'userId' | 'today' | 'now') => never) =>
  db
    .with('mine', () => ownVersions(db, value))
    .with('step', (query) =>
      query
        .selectFrom('mine as m')
        .innerJoin('lesson_version as l', 'l.course_version_id', 'm.version_id')
        .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'l.lesson_id').on('p.user_id', '=', value('userId')))
        .select((row) => ['m.course_id', 'm.version_id', 'l.module_key', row.fn.coalesce('p.completed_at', 'p.credited_at').as('done_at')])
        .unionAll((union) =>
          union
            .selectFrom('mine as m')
            .innerJoin('assessment_version as a', (join) => join.onRef('a.course_version_id', '=', 'm.version_id').on('a.kind', '=', 'MODULE'))
            .leftJoin('assessment_progress as p', (join) => join.onRef('p.assessment_id', '=', 'a.assessment_id').on('p.user_id', '=', value('userId')))
            .select((row) => ['m.course_id', 'm.version_id', row.fn.coalesce('a.module_key', row.val('')).as('module_key'), row.fn.coalesce('p.passed_at', 'p.credited_at').as('done_at')]),
        ),
    )
    .with('done', (query) =>
      query
        .selectFrom('step')
        .select((row) => ['course_id', 'version_id', 'module_key', row.fn.max<Instant>('done_at').as('done_at')])
        .groupBy(['course_id', 'version_id', 'module_key'])
        .having((row) => row(row.fn.count('done_at'), '=', row.fn.countAll<number>())),
    )
    .selectFrom('done as d')
    .innerJoin('question_version as q', (join) => join.onRef('q.course_version_id', '=', 'd.version_id').onRef('q.module_key', '=', 'd.module_key'))
    .leftJoin('question_suspension as s', (join) => join.onRef('s.question_id', '=', 'q.question_id').on('s.lifted_at', 'is', null))
    .leftJoin('recall_card as c', (join) => join.onRef('c.question_id', '=', 'q.question_id').on('c.user_id', '=', value('userId')))
    .select(['q.id as versionId', 'q.question_id as questionId', 'd.course_id as courseId', 'd.module_key as moduleKey', 'd.done_at as doneAt', 'c.answers', 'c.due_on as dueOn'])
    .where('q.type', 'in', ['single', 'true_false'])
    .where('s.id', 'is', null)
    .where((row) => row.or([row('q.expires_on', 'is', null), row('q.expires_on', '>', value('today'))])),
);

/** The versions in force of the courses in which somebody is enrolled and is not sitting a test. */
function ownVersions(db: Db, value: (name: 'userId' | 'now') => never) {
  return db
    .selectFrom('enrollment as e')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .select(['c.id as course_id', 'v.id as version_id'])
    .where('e.user_id', '=', value('userId'))
    .where('e.cancelled_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('attempt as t').select('t.id').where('t.user_id', '=', value('userId')).whereRef('t.course_id', '=', 'c.id').where('t.submitted_at', 'is', null).where('t.due_at', '>', value('now')))),
    );
}

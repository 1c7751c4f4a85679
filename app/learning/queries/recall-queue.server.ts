import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import type { Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { isSuspended } from './question-bank.server.ts';
import { answersPerWeek, dueQuestions, moduleOf, modulesToFill, recallRank, type RecallCandidate } from '../rules/recall.ts';
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
  const doneOn = new Map((await doneModules(db, { userId })).map(({ doneAt, ...module }) => [moduleOf(module), dayIn(timeZone, new Date(doneAt))]));
  if (doneOn.size === 0) return { answered, due: [] };
  const met = (await metQuestions(db, { userId, today, now })).map(({ answers, dueOn, ...row }) => ({ ...row, card: { answers, dueOn } }));
  const short = [...modulesToFill(met, doneOn, today)];
  const fresh = short.length === 0 ? [] : await freshQuestions(db, { userId, today, now, modules: JSON.stringify(short) });
  const candidates = [...met, ...fresh.map((row) => ({ ...row, card: null }))].flatMap((row): AskedQuestion[] => {
    const moduleDoneOn = doneOn.get(moduleOf(row));
    return moduleDoneOn ? [{ ...row, moduleDoneOn, rank: recallRank(userId, row.questionId), number: (row.card?.answers ?? 0) + 1 }] : [];
  });
  return { answered, due: dueQuestions(candidates, today).slice(0, answersPerWeek - answered) };
}

const answersSince = prepared((db, value: (name: 'userId' | 'monday') => string) =>
  db.selectFrom('recall_answer').select((row) => row.fn.countAll<number>().as('answered')).where('user_id', '=', value('userId')).where('answered_on', '>=', value('monday')),
);

/**
 * The one place that says which questions may come back to somebody, besides that she has done their module: one tap answers them; they are in the version in force of a
 * course that she is enrolled in; their fact has not lapsed and they are not out of use; and she is not sitting a test of that course, which may ask the same.
 */
function mayComeBack(db: Db, value: (name: 'userId' | 'today' | 'now') => never) {
  return db
    .selectFrom('enrollment as e')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'c.id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .innerJoin('question_version as q', 'q.course_version_id', 'v.id')
    .select(['q.id as versionId', 'q.question_id as questionId', 'c.id as courseId', 'q.module_key as moduleKey'])
    .where('e.user_id', '=', value('userId'))
    .where('e.cancelled_at', 'is', null)
    .where('c.retired_at', 'is', null)
    .where(({ not }) => not(isSuspended('q.question_id')))
    .where('q.type', 'in', ['single', 'true_false'])
    .where((row) => row.or([row('q.expires_on', 'is', null), row('q.expires_on', '>', value('today'))]))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('attempt as t').select('t.id').where('t.user_id', '=', value('userId')).whereRef('t.course_id', '=', 'c.id').where('t.submitted_at', 'is', null).where('t.due_at', '>', value('now')))),
    );
}

/** Those that she has answered before. */
const metQuestions = prepared((db, value: (name: 'userId' | 'today' | 'now') => never) =>
  mayComeBack(db, value)
    .innerJoin('recall_card as r', (join) => join.onRef('r.question_id', '=', 'q.question_id').on('r.user_id', '=', value('userId')))
    .select(['r.answers', 'r.due_on as dueOn']),
);

/** Those of some modules, given as a list in JSON, that she has not answered yet. */
const freshQuestions = prepared((db, value: (name: 'userId' | 'today' | 'now' | 'modules') => never) =>
  mayComeBack(db, value)
    .where('q.module_key', 'in', sql<string>`(select value from json_each(${value('modules')}))`)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('recall_card as r').select('r.user_id').where('r.user_id', '=', value('userId')).whereRef('r.question_id', '=', 'q.question_id')))),
);

/** Modules of which every lesson is read and the test is passed, or credited, with the moment of the last of it. */
const doneModules = prepared((db, value: (name: 'userId') => string) =>
  db
    .with('mine', (query) =>
      query
        .selectFrom('enrollment as e')
        .innerJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'e.course_id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
        .select(['v.course_id', 'v.id as version_id'])
        .where('e.user_id', '=', value('userId'))
        .where('e.cancelled_at', 'is', null),
    )
    .with('step', (query) =>
      query
        .selectFrom('mine as m')
        .innerJoin('lesson_version as l', 'l.course_version_id', 'm.version_id')
        .leftJoin('lesson_progress as p', (join) => join.onRef('p.lesson_id', '=', 'l.lesson_id').on('p.user_id', '=', value('userId')))
        .select((row) => ['m.course_id', 'l.module_key', row.fn.coalesce('p.completed_at', 'p.credited_at').as('done_at')])
        .unionAll((union) =>
          union
            .selectFrom('mine as m')
            .innerJoin('assessment_version as a', (join) => join.onRef('a.course_version_id', '=', 'm.version_id').on('a.kind', '=', 'MODULE'))
            .leftJoin('assessment_progress as p', (join) => join.onRef('p.assessment_id', '=', 'a.assessment_id').on('p.user_id', '=', value('userId')))
            .select((row) => ['m.course_id', row.fn.coalesce('a.module_key', row.val('')).as('module_key'), row.fn.coalesce('p.passed_at', 'p.credited_at').as('done_at')]),
        ),
    )
    .selectFrom('step')
    .select((row) => ['course_id as courseId', 'module_key as moduleKey', row.fn.max<Instant>('done_at').as('doneAt')])
    .groupBy(['course_id', 'module_key'])
    .having((row) => row(row.fn.count('done_at'), '=', row.fn.countAll<number>())),
);

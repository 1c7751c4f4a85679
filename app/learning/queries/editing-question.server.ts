import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { answerShares, type AnswerShares } from '../rules/answer-shares.ts';
import { itemStatistics, sumsOf, type ItemStatistics } from '../rules/item-statistics.ts';
import type { QuestionBody, QuestionLevel, QuestionResponse } from '../rules/question.ts';
import { firstAnswers, type Sittings } from './first-answers.server.ts';
import { getQuestion, type QuestionIdentity } from './question-identity.server.ts';
import { nextRemarkable } from './remarkable-attempts.server.ts';

/** One wording of a question, over all versions of the course that had it. */
export interface QuestionWording {
  body: QuestionBody;
  level: QuestionLevel;
  moduleTitle: string;
  from: Instant;
  until: Instant | null;
  item: ItemStatistics;
  /** People who were asked in a pre-test, whom none of the other numbers counts, and the share of them who knew it; null with too few of them. */
  pretest: { answers: number; facility: number | null };
  shares: AnswerShares;
  /** Of the 27 % who did best and worst in the rest of their attempts; null where these would be too few. */
  groups: { high: AnswerShares; low: AnswerShares } | null;
}

export interface QuestionSuspension {
  id: string;
  reason: string;
  at: Instant;
  byName: string;
  lifted: { at: Instant; byName: string; reason: string } | null;
  marked: number;
  changed: number;
  passing: number;
  /** The job has not come to all attempts yet. */
  isRunning: boolean;
}

export interface EditedQuestion extends QuestionIdentity {
  /** The newest first. */
  wordings: QuestionWording[];
  suspensions: QuestionSuspension[];
}

/**
 * A question as its editors see it, counted at this moment.
 * @throws AppError not-found
 */
export async function getEditedQuestion(db: Db, course: string, key: string): Promise<EditedQuestion> {
  const question = await getQuestion(db, course, key);
  return { ...question, wordings: await listWordings(db, question), suspensions: await listSuspensions(db, question.id) };
}

async function listWordings(db: Db, question: QuestionIdentity): Promise<QuestionWording[]> {
  const versions = await db
    .selectFrom('question_version as v')
    .innerJoin('course_version as cv', 'cv.id', 'v.course_version_id')
    .leftJoin('course_module as m', (join) => join.onRef('m.course_version_id', '=', 'cv.id').onRef('m.key', '=', 'v.module_key'))
    .select(['v.id', 'v.body', 'v.level', 'v.module_key as module', 'm.title as moduleTitle', 'cv.released_at as from', 'cv.superseded_at as until'])
    .where('v.question_id', '=', question.id)
    .where('cv.released_at', 'is not', null)
    .orderBy((row) => row('v.id', '=', question.versionId), 'desc')
    .orderBy('cv.released_at', 'desc')
    .execute();
  const answers = await listAnswers(db, question.id, 'tests');
  const later = await listAnswers(db, question.id, 'pretests');
  return [...Map.groupBy(versions, (version) => version.body)].map(([body, same]) => {
    const ids = new Set(same.map((version) => version.id));
    const [newest] = same as [(typeof same)[number]];
    const instants = same.map((version) => version.from as Instant).sort();
    return {
      level: newest.level as QuestionLevel,
      moduleTitle: newest.moduleTitle ?? newest.module,
      from: instants[0] as Instant,
      until: newest.until,
      ...countWording(JSON.parse(body) as QuestionBody, answers.filter((answer) => ids.has(answer.versionId))),
      pretest: countPretest(later.filter((answer) => ids.has(answer.versionId))),
    };
  });
}

interface FirstAnswer {
  versionId: string;
  points: number;
  rest: number;
  isFlagged: boolean;
  response: QuestionResponse | null;
}

/** By what people reached in the rest of their attempts, the best first. */
async function listAnswers(db: Db, questionId: string, sittings: Sittings): Promise<FirstAnswer[]> {
  const { rows } = await sql<{ versionId: string; points: number; rest: number; flagged: number; response: string | null }>`
    select f.question_version_id as "versionId", f.points, f.rest, f.is_flagged as flagged, a.response
    from ${firstAnswers(sql`v.question_id = ${questionId}`, sittings)} as f
    left join attempt_answer as a on a.attempt_id = f.attempt_id and a.position = f.position
    order by f.rest desc, f.attempt_id`.execute(db);
  return rows.map(({ flagged, response, ...row }) => ({ ...row, isFlagged: flagged === 1, response: JSON.parse(response ?? 'null') as QuestionResponse | null }));
}

/** Kelley, T. L. (1939), The selection of upper and lower groups for the validation of test items, Journal of Educational Psychology 30, 17–24. */
const groupShare = 0.27;
const leastGroup = 10;

function countWording(body: QuestionBody, answers: readonly FirstAnswer[]): Pick<QuestionWording, 'body' | 'item' | 'shares' | 'groups'> {
  const responses = answers.map(({ response }) => response);
  const size = Math.round(responses.length * groupShare);
  const groups = size < leastGroup ? null : { high: answerShares(body, responses.slice(0, size)), low: answerShares(body, responses.slice(-size)) };
  return { body, item: itemStatistics(sumsOf(answers)), shares: answerShares(body, responses), groups };
}

function countPretest(answers: readonly FirstAnswer[]): QuestionWording['pretest'] {
  const { facility } = itemStatistics(sumsOf(answers));
  return { answers: answers.length, facility };
}

async function listSuspensions(db: Db, questionId: string): Promise<QuestionSuspension[]> {
  const rows = await db
    .selectFrom('question_suspension as s')
    .innerJoin('user_account as u', 'u.id', 's.suspended_by')
    .leftJoin('user_account as l', 'l.id', 's.lifted_by')
    .leftJoin('attempt_remark as r', 'r.suspension_id', 's.id')
    .select(['s.id', 's.reason', 's.suspended_at as at', 'u.full_name as byName', 's.lifted_at', 's.lifted_reason', 'l.full_name as liftedByName'])
    .select(({ fn }) => fn.count<number>('r.attempt_id').as('marked'))
    .select([sql<number>`coalesce(sum(r.score_after > r.score_before), 0)`.as('changed'), sql<number>`coalesce(sum(r.passed_after > r.passed_before), 0)`.as('passing')])
    .where('s.question_id', '=', questionId)
    .groupBy('s.id')
    .orderBy('s.suspended_at', 'desc')
    .execute();
  const [newest] = rows;
  const isRunning = newest !== undefined && (await nextRemarkable(db, { questionId, until: newest.at }, 1)).length > 0;
  return rows.map(({ lifted_at, lifted_reason, liftedByName, ...row }) => ({
    ...row,
    lifted: lifted_at === null ? null : { at: lifted_at, byName: liftedByName ?? '', reason: lifted_reason ?? '' },
    isRunning: isRunning && row.id === newest.id,
  }));
}

import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { QuestionsQuery } from '../forms/questions.ts';
import { isSuspicious, itemStatistics, type ItemStatistics, type ItemSums } from '../rules/item-statistics.ts';
import type { QuestionBody, QuestionType } from '../rules/question.ts';
import { newestVersion } from './newest-version.server.ts';

/** A question with what is known of its present wording. */
export interface ListedQuestion {
  key: string;
  text: string;
  module: string;
  type: QuestionType;
  isInUse: boolean;
  isSuspended: boolean;
  item: ItemStatistics;
}

export interface EditedQuestions {
  slug: string;
  title: string;
  countedAt: Instant | null;
  modules: { key: string; title: string }[];
  /** How many questions the course has in each state, whatever the filter. */
  counts: Record<'all' | 'suspicious' | 'suspended' | 'few', number>;
  questions: ListedQuestion[];
  found: number;
  page: number;
  pages: number;
}

const perPage = 50;

/**
 * The questions of a course that learners have seen, filtered and in order.
 * @throws AppError not-found
 */
export async function listEditedQuestions(db: Db, slug: string, query: QuestionsQuery): Promise<EditedQuestions> {
  const course = await findCourse(db, slug);
  if (!course) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { countedAt, ...shown } = course;
  const all = await listAll(db, course.id);
  const inState = (state: QuestionsQuery['state']) => all.filter((question) => !state || fits(question, state));
  const chosen = inState(query.state).filter(({ module, type }) => (!query.module || module === query.module) && (!query.type || type === query.type)).sort(orderBy(query.sort));
  const pages = Math.max(1, Math.ceil(chosen.length / perPage));
  const page = Math.min(query.page, pages);
  return {
    ...shown,
    countedAt,
    modules: await db.selectFrom('course_module').select(['key', 'title']).where('course_version_id', '=', course.versionId).orderBy('position').execute(),
    counts: { all: all.length, suspicious: inState('suspicious').length, suspended: inState('suspended').length, few: inState('few').length },
    questions: chosen.slice((page - 1) * perPage, page * perPage),
    found: chosen.length,
    page,
    pages,
  };
}

function fits({ isSuspended, item }: ListedQuestion, state: NonNullable<QuestionsQuery['state']>): boolean {
  if (state === 'suspended') return isSuspended;
  return state === 'few' ? item.verdict === 'few' : !isSuspended && isSuspicious(item.verdict);
}

/** What is not known comes last, whichever way the list runs. */
function orderBy(sort: QuestionsQuery['sort']): (one: ListedQuestion, other: ListedQuestion) => number {
  const [turn, by] = sort.startsWith('-') ? [-1, sort.slice(1)] : [1, sort];
  const byKey = (one: ListedQuestion, other: ListedQuestion) => one.key.localeCompare(other.key, 'en', { numeric: true });
  if (by === 'question') return (one, other) => turn * byKey(one, other);
  const value = ({ item }: ListedQuestion) => (by === 'answers' ? item.answers : by === 'facility' ? item.facility : by === 'flags' ? item.flagShare : (item.discrimination?.value ?? null));
  return (one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0) || byKey(one, other);
    return turn * (a - b) || byKey(one, other);
  };
}

async function findCourse(db: Db, slug: string) {
  return db
    .selectFrom('course as c')
    .innerJoin('course_version as cv', 'cv.course_id', 'c.id')
    .select(['c.id', 'c.slug', 'cv.id as versionId', 'cv.title'])
    .select(({ selectFrom }) =>
      selectFrom('question_statistic as t')
        .innerJoin('question_version as v', 'v.id', 't.question_version_id')
        .innerJoin('question as k', 'k.id', 'v.question_id')
        .select(({ fn }) => fn.max('t.counted_at').as('at'))
        .whereRef('k.course_id', '=', 'c.id')
        .as('countedAt'),
    )
    .where('c.slug', '=', slug)
    .where('cv.released_at', 'is not', null)
    .orderBy((row) => row('cv.superseded_at', 'is', null), 'desc')
    .orderBy('cv.released_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Sums over all versions with the same wording: each release stores every question anew. */
function sumsByWording(db: Db, courseId: string) {
  const total = (column: string) => sql<number>`sum(${sql.ref(`t.${column}`)})`;
  return db
    .selectFrom('question_statistic as t')
    .innerJoin('question_version as v', 'v.id', 't.question_version_id')
    .innerJoin('question as k', 'k.id', 'v.question_id')
    .select(['v.question_id', 'v.body', total('answers').as('answers'), total('flags').as('flags'), total('points').as('points'), total('points_squared').as('pointsSquared')])
    .select([total('rest').as('rest'), total('rest_squared').as('restSquared'), total('product').as('product')])
    .where('k.course_id', '=', courseId)
    .groupBy(['v.question_id', 'v.body']);
}

const nothing: ItemSums = { answers: 0, flags: 0, points: 0, pointsSquared: 0, rest: 0, restSquared: 0, product: 0 };

async function listAll(db: Db, courseId: string): Promise<ListedQuestion[]> {
  const rows = await newestVersion(db).select(['k.id', 'k.key', 'v.body', 'v.module_key as module', 'cv.superseded_at as supersededAt', 's.id as suspensionId']).where('k.course_id', '=', courseId).execute();
  const sums = await sumsByWording(db, courseId).execute();
  const known = new Map(sums.map(({ question_id, body, ...row }) => [`${question_id} ${body}`, row]));
  return rows.map(({ id, key, body, module, supersededAt, suspensionId }) => {
    const { text, type } = JSON.parse(body) as QuestionBody;
    return { key, text, module, type, isInUse: supersededAt === null, isSuspended: suspensionId !== null, item: itemStatistics(known.get(`${id} ${body}`) ?? nothing) };
  });
}

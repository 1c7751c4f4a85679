import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { beginningOf } from '../../platform/text/normalise.ts';
import type { LessonTalk } from '../rules/lesson-view.ts';
import { answersInOrder, isVisible, postState, type PostState } from '../rules/lesson-post.ts';

/** A question or an answer as one reader sees it: never with a name. */
export interface Post {
  id: string;
  body: string;
  writtenAt: Instant;
  state: PostState;
  isOwn: boolean;
  byEditor: boolean;
  isAccepted: boolean;
  hiddenReason: string | null;
}
export interface Thread extends Post {
  /** The lesson's words are not those under which it was asked. */
  isOfOldText: boolean;
  answers: Post[];
}

const threadsAtOnce = 200;

/** The questions below a lesson that a reader sees, newest first, each with the answers that she sees. */
export async function listThreads(db: Db, readerId: string, lesson: { lessonId: string; lessonVersionId: string }): Promise<Thread[]> {
  const rows = await posts(db, readerId, lesson.lessonVersionId).where('p.lesson_id', '=', lesson.lessonId).where((where) => where.or([where('p.shown_at', 'is not', null), where('p.author_id', '=', readerId)])).where('p.withdrawn_at', 'is', null).orderBy('p.written_at', 'desc').orderBy('p.id').limit(threadsAtOnce * 10).execute();
  const seen = rows.map(postOf).filter(isVisible);
  return seen.filter(({ parentId }) => parentId === null).slice(0, threadsAtOnce).map((question) => ({ ...question, answers: answersInOrder(seen.filter(({ parentId }) => parentId === question.id)) }));
}

/**
 * One question with its answers.
 * @throws AppError not-found when the reader does not see it, or it stands below another lesson
 */
export async function getThread(db: Db, readerId: string, lesson: { lessonId: string; lessonVersionId: string }, questionId: string): Promise<Thread> {
  const rows = await posts(db, readerId, lesson.lessonVersionId).where('p.lesson_id', '=', lesson.lessonId).where((where) => where.or([where('p.id', '=', questionId), where('p.parent_id', '=', questionId)])).orderBy('p.written_at').orderBy('p.id').execute();
  const seen = rows.map(postOf).filter(isVisible);
  const question = seen.find(({ id, parentId }) => id === questionId && parentId === null);
  if (!question) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...question, answers: answersInOrder(seen.filter(({ parentId }) => parentId === questionId)) };
}

/**
 * One post that a reader sees, with the question that it belongs to.
 * @throws AppError not-found as `getThread` says
 */
export async function getPost(db: Db, readerId: string, lesson: { lessonId: string; lessonVersionId: string }, id: string): Promise<{ post: Post; questionId: string }> {
  const row = await db.selectFrom('lesson_post').select('parent_id as parentId').where('id', '=', id).executeTakeFirst();
  const questionId = row?.parentId ?? id;
  const thread = await getThread(db, readerId, lesson, questionId);
  const post = [thread, ...thread.answers].find((one) => one.id === id);
  if (!post) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { post, questionId };
}

function posts(db: Db, readerId: string, versionId: string) {
  return db
    .selectFrom('lesson_post as p')
    .select((of) => [
      'p.id', 'p.parent_id as parentId', 'p.body', 'p.written_at as writtenAt', 'p.by_editor as byEditor', 'p.shown_at as shownAt', 'p.hidden_at as hiddenAt', 'p.hidden_reason as hiddenReason', 'p.withdrawn_at as withdrawnAt', 'p.accepted_at as acceptedAt',
      of.case().when('p.author_id', '=', readerId).then(1).else(0).end().as('isOwn'),
      isOfOldText(versionId).as('isOfOldText'),
    ]);
}

/** Whether the lesson's words or sources differ between the version of a post and another one. */
export function isOfOldText(versionId: unknown) {
  return sql<number>`exists (select 1 from lesson_version o join lesson_version n on n.id = ${versionId} where o.id = p.lesson_version_id and o.id <> n.id and (o.body <> n.body or o.title <> n.title))`;
}

type Row = Awaited<ReturnType<ReturnType<typeof posts>['execute']>>[number];

function postOf(row: Row): Post & { parentId: string | null; isOfOldText: boolean } {
  const isOwn = row.isOwn === 1;
  return { id: row.id, parentId: row.parentId, body: row.body, writtenAt: row.writtenAt, state: postState(row), isOwn, byEditor: row.byEditor === 1, isAccepted: row.acceptedAt !== null, hiddenReason: isOwn ? row.hiddenReason : null, isOfOldText: row.isOfOldText === 1 };
}

const latest = 3;

const talkRows = prepared((db, value: (name: 'lessonId') => string) =>
  db
    .selectFrom('lesson_post as p')
    .select((of) => ['p.id', 'p.body', of.exists(of.selectFrom('lesson_post as a').select('a.id').whereRef('a.parent_id', '=', 'p.id').where(isShown('a'))).as('isAnswered')])
    // A count over all rows of the same statement would cost twice as much, on the page that is read most.
    .select((of) => of.selectFrom('lesson_post as q').select(of.fn.countAll<number>().as('all')).where('q.lesson_id', '=', value('lessonId')).where('q.parent_id', 'is', null).where(isShown('q')).as('count'))
    .where('p.lesson_id', '=', value('lessonId'))
    .where('p.parent_id', 'is', null)
    .where(isShown('p'))
    .orderBy('p.shown_at', 'desc')
    .limit(latest),
);

/** Let through, and neither hidden nor withdrawn since. */
function isShown(post: 'a' | 'p' | 'q') {
  return sql<boolean>`${sql.ref(`${post}.shown_at`)} is not null and ${sql.ref(`${post}.hidden_at`)} is null and ${sql.ref(`${post}.withdrawn_at`)} is null`;
}

/** The newest questions that were let through, and how many there are: the same for everybody. */
export async function lessonTalk(db: Db, lessonId: string): Promise<LessonTalk> {
  const rows = await talkRows(db, { lessonId });
  return { count: Number(rows[0]?.count ?? 0), latest: rows.map(({ id, body, isAnswered }) => ({ id, beginning: shorten(body), isAnswered: Boolean(isAnswered) })) };
}

const shownLetters = 140;

/** The beginning of a text in one line. */
export function shorten(body: string): string {
  const line = body.replace(/\s+/g, ' ');
  return line.length > shownLetters ? `${beginningOf(line, shownLetters).trimEnd()}…` : line;
}

import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { ModerationTab } from '../forms/lesson-posts.ts';
import { answersInOrder, postState, type PostState } from '../rules/lesson-post.ts';
import { isOfOldText } from './lesson-posts.server.ts';

/** A post before its moderator: with who wrote it. */
export interface ModeratedPost {
  id: string;
  parentId: string | null;
  body: string;
  writtenAt: Instant;
  state: PostState;
  byEditor: boolean;
  isAccepted: boolean;
  hiddenReason: string | null;
  author: { fullName: string; unitName: string } | null;
  course: string;
  lesson: string;
  lessonTitle: string;
  reports: number;
  isOfOldText: boolean;
}
export const postsPerPage = 25;

/** What waits for editors, what was reported, what is shown and hidden: the oldest that waits first, else the newest. */
export async function listModeration(db: Db, { tab, page: wanted }: { tab: ModerationTab; page: number }) {
  const counts = await moderationCounts(db);
  const pages = Math.max(1, Math.ceil(counts[tab] / postsPerPage));
  const page = Math.min(wanted, pages);
  const rows = await inTab(moderated(db), tab).orderBy('p.written_at', tab === 'waiting' ? 'asc' : 'desc').orderBy('p.id').limit(postsPerPage).offset((page - 1) * postsPerPage).execute();
  return { tab, posts: rows.map(postOf), counts, page, pages };
}
export type ModerationList = Awaited<ReturnType<typeof listModeration>>;

/** How many stand in each group. */
export async function moderationCounts(db: Db): Promise<Record<ModerationTab, number>> {
  const count = async (tab: ModerationTab) => Number((await inTab(db.selectFrom('lesson_post as p'), tab).select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);
  return { waiting: await count('waiting'), reported: await count('reported'), shown: await count('shown'), hidden: await count('hidden') };
}

/** One post with its whole thread and the open reports. @throws AppError not-found */
export async function getModeratedPost(db: Db, id: string) {
  const row = await moderated(db).where('p.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const post = postOf(row);
  const questionId = post.parentId ?? post.id;
  const rows = await moderated(db).where((where) => where.or([where('p.id', '=', questionId), where('p.parent_id', '=', questionId)])).orderBy('p.written_at').orderBy('p.id').execute();
  const all = rows.map(postOf);
  const reports = await db.selectFrom('lesson_post_report').select(['reason', 'reported_at as at']).where('post_id', '=', id).where('settled_at', 'is', null).orderBy('reported_at').execute();
  return { post, question: all.find((one) => one.id === questionId) ?? post, answers: answersInOrder(all.filter((one) => one.parentId !== null)), reports };
}
export type ModeratedThread = Awaited<ReturnType<typeof getModeratedPost>>;

function moderated(db: Db) {
  return db
    .selectFrom('lesson_post as p')
    .innerJoin('lesson as l', 'l.id', 'p.lesson_id')
    .innerJoin('course as c', 'c.id', 'l.course_id')
    .innerJoin('lesson_version as v', 'v.id', 'p.lesson_version_id')
    .leftJoin('user_account as u', 'u.id', 'p.author_id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_to', 'is', null))
    .leftJoin('course_version as cv', (join) => join.onRef('cv.course_id', '=', 'c.id').on('cv.released_at', 'is not', null).on('cv.superseded_at', 'is', null))
    .leftJoin('lesson_version as now', (join) => join.onRef('now.course_version_id', '=', 'cv.id').onRef('now.lesson_id', '=', 'p.lesson_id'))
    .select((of) => [
      'p.id', 'p.parent_id as parentId', 'p.body', 'p.written_at as writtenAt', 'p.shown_at as shownAt', 'p.hidden_at as hiddenAt', 'p.hidden_reason as hiddenReason', 'p.withdrawn_at as withdrawnAt', 'p.accepted_at as acceptedAt', 'p.by_editor as byEditor',
      'u.full_name as fullName', 'n.name as unitName', 'c.slug as course', 'l.slug as lesson', 'v.title as lessonTitle',
      of.selectFrom('lesson_post_report as r').whereRef('r.post_id', '=', 'p.id').where('r.settled_at', 'is', null).select((report) => report.fn.countAll<number>().as('count')).as('reports'),
      isOfOldText(of.ref('now.id')).as('isOfOldText'),
    ]);
}

type Moderated = Awaited<ReturnType<ReturnType<typeof moderated>['execute']>>[number];

function postOf({ shownAt, hiddenAt, withdrawnAt, acceptedAt, byEditor, fullName, unitName, reports, isOfOldText: old, ...row }: Moderated): ModeratedPost {
  return { ...row, state: postState({ shownAt, hiddenAt, withdrawnAt }), byEditor: byEditor === 1, isAccepted: acceptedAt !== null, author: fullName === null ? null : { fullName, unitName: unitName ?? '' }, reports: Number(reports ?? 0), isOfOldText: old === 1 };
}

function inTab<Query extends { where: (...args: never[]) => unknown }>(query: Query, tab: ModerationTab): Query {
  type Narrowable = ReturnType<typeof moderated>;
  const all = (query as unknown as Narrowable).where('p.withdrawn_at', 'is', null);
  const narrowed = {
    waiting: () => all.where('p.shown_at', 'is', null).where('p.hidden_at', 'is', null),
    reported: () => all.where((where) => where.exists(where.selectFrom('lesson_post_report as o').select('o.post_id').whereRef('o.post_id', '=', 'p.id').where('o.settled_at', 'is', null))),
    shown: () => all.where('p.shown_at', 'is not', null).where('p.hidden_at', 'is', null),
    hidden: () => all.where('p.hidden_at', 'is not', null),
  }[tab]();
  return narrowed as unknown as Query;
}

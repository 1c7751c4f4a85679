import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { talkMessages as messages } from '../messages/talk.ts';
import { canReleaseContent } from '../policy.ts';
import { postState } from '../rules/lesson-post.ts';
import { tellAsker } from './tell-asker.server.ts';

/** Lets a question or an answer through, or shows again what was hidden. The reports of it are settled with that. */
export async function showPost(ports: Ports, actor: Actor, postId: string): Promise<void> {
  await moderate(ports, actor, postId, async (tx, post, at) => {
    if (post.state === 'SHOWN') return;
    await tx.updateTable('lesson_post').set({ shown_at: post.shownAt ?? at, shown_by: actor.id, hidden_at: null, hidden_by: null, hidden_reason: null }).where('id', '=', postId).execute();
    await settle(tx, actor, postId, at);
    if (post.parentId !== null && post.shownAt === null) await tellAsker(tx, postId, at);
    await recordAudit(tx, { at, actor, action: 'lesson-post.show', objectType: 'lesson_post', objectId: postId });
  });
}

/** Hides a question or an answer with a reason that its author reads. An accepted answer is accepted no longer. */
export async function hidePost(ports: Ports, actor: Actor, postId: string, reason: string): Promise<void> {
  await moderate(ports, actor, postId, async (tx, post, at) => {
    if (post.state === 'HIDDEN') return;
    await tx.updateTable('lesson_post').set({ hidden_at: at, hidden_by: actor.id, hidden_reason: reason, accepted_at: null }).where('id', '=', postId).execute();
    await settle(tx, actor, postId, at);
    await recordAudit(tx, { at, actor, action: 'lesson-post.hide', objectType: 'lesson_post', objectId: postId, details: { reason } });
  });
}

/** Says that the reports of a post are not right, and leaves it as it is. */
export async function dismissReports(ports: Ports, actor: Actor, postId: string): Promise<void> {
  await moderate(ports, actor, postId, async (tx, _post, at) => {
    const settled = await settle(tx, actor, postId, at);
    if (settled > 0) await recordAudit(tx, { at, actor, action: 'lesson-post.settle', objectType: 'lesson_post', objectId: postId, details: { count: settled } });
  });
}

/** Answers as an editor: shown at once, and a question that waits is let through with it. Sent twice it is written once. */
export async function answerAsEditor(ports: Ports, actor: Actor, questionId: string, body: string): Promise<Outcome> {
  let outcome: Outcome = { ok: true };
  await moderate(ports, actor, questionId, async (tx, question, at) => {
    if (question.parentId !== null || question.state === 'HIDDEN') {
      outcome = refuse('form', messages.both('fault.gone'));
      return;
    }
    const same = await tx.selectFrom('lesson_post').select('id').where('parent_id', '=', questionId).where('author_id', '=', actor.id).where('body', '=', body).where('hidden_at', 'is', null).executeTakeFirst();
    if (same) return;
    if (question.state === 'WAITING') await tx.updateTable('lesson_post').set({ shown_at: at, shown_by: actor.id }).where('id', '=', questionId).execute();
    const id = newId();
    await tx.insertInto('lesson_post').values({ id, parent_id: questionId, lesson_id: question.lessonId, lesson_version_id: question.lessonVersionId, author_id: actor.id, by_editor: 1, body, written_at: at, shown_at: at, shown_by: actor.id }).execute();
    await tellAsker(tx, id, at);
    await recordAudit(tx, { at, actor, action: 'lesson-post.answer', objectType: 'lesson_post', objectId: questionId });
  });
  return outcome;
}

type Post = NonNullable<Awaited<ReturnType<typeof findPost>>>;

/** One deed of a content editor on one post that is still there. @throws AppError forbidden for others, not-found for what is gone */
async function moderate(ports: Ports, actor: Actor, postId: string, deed: (tx: Tx, post: Post, at: Instant) => Promise<void>): Promise<void> {
  if (!canReleaseContent(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const post = await findPost(tx, postId);
    if (!post || post.state === 'WITHDRAWN') throw new AppError('not-found', platformMessages.both('error.not-found'));
    await deed(tx, post, at);
  });
}

async function findPost(tx: Tx, id: string) {
  const row = await tx.selectFrom('lesson_post').select(['parent_id as parentId', 'lesson_id as lessonId', 'lesson_version_id as lessonVersionId', 'shown_at as shownAt', 'hidden_at as hiddenAt', 'withdrawn_at as withdrawnAt']).where('id', '=', id).executeTakeFirst();
  return row && { ...row, state: postState(row) };
}

async function settle(tx: Tx, actor: Actor, postId: string, at: Instant): Promise<number> {
  const { numUpdatedRows } = await tx.updateTable('lesson_post_report').set({ settled_at: at, settled_by: actor.id }).where('post_id', '=', postId).where('settled_at', 'is', null).executeTakeFirst();
  return Number(numUpdatedRows);
}

import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { instantOf } from '../../platform/local-time.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { talkMessages as messages } from '../messages/talk.ts';
import { canReleaseContent } from '../policy.ts';
import { isVisible, postState } from '../rules/lesson-post.ts';
import { talkPolicy } from '../rules/talk-policy.ts';

/** Takes one's own words back: they are erased, and nobody sees them any more. */
export async function withdrawPost(ports: Ports, actor: Pick<Actor, 'id'>, postId: string): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const post = await tx.selectFrom('lesson_post').select('withdrawn_at').where('id', '=', postId).where('author_id', '=', actor.id).executeTakeFirst();
    if (!post) throw notFound();
    if (post.withdrawn_at === null) await tx.updateTable('lesson_post').set({ body: '', withdrawn_at: at, accepted_at: null }).where('id', '=', postId).execute();
  });
}

/** Says that an answer is the right one; an earlier choice moves here. For whoever asked, and for content editors. */
export async function acceptAnswer(ports: Ports, actor: Pick<Actor, 'id' | 'grants' | 'fullName'>, answerId: string): Promise<void> {
  const { at } = momentOf(ports);
  await ports.db.transaction().execute(async (tx) => {
    const answer = await postFor(tx, answerId, actor.id);
    const question = answer?.parentId ? await postFor(tx, answer.parentId, actor.id) : undefined;
    const isEditor = canReleaseContent(actor);
    if (!answer || !question || answer.state !== 'SHOWN' || question.state !== 'SHOWN' || !(question.isOwn || isEditor)) throw notFound();
    if (answer.acceptedAt !== null) return;
    await tx.updateTable('lesson_post').set({ accepted_at: null }).where('parent_id', '=', question.id).execute();
    await tx.updateTable('lesson_post').set({ accepted_at: at }).where('id', '=', answerId).execute();
    if (!question.isOwn) await recordAudit(tx, { at, actor, action: 'lesson-post.accept', objectType: 'lesson_post', objectId: answerId });
  });
}

/** Asks editors to look at what somebody else wrote. Once for each post; again after it was settled opens it anew. */
export async function reportPost(ports: Ports, actor: Pick<Actor, 'id'>, postId: string, reason: string): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const post = await postFor(tx, postId, actor.id);
    if (!post || !isVisible(post)) throw notFound();
    if (post.isOwn) return refuse('reason', messages.both('fault.own'));
    const since = instantOf(`${today}T00:00`, ports.timeZone);
    const { count } = await tx.selectFrom('lesson_post_report').select((of) => of.fn.countAll<number>().as('count')).where('reported_by', '=', actor.id).where('post_id', '<>', postId).where('reported_at', '>=', since).executeTakeFirstOrThrow();
    if (Number(count) >= (await readSetting(tx, talkPolicy, today)).reportsADay) return refuse('reason', messages.both('fault.day', { count: Number(count) }));
    await tx
      .insertInto('lesson_post_report')
      .values({ post_id: postId, reported_by: actor.id, reason, reported_at: at })
      .onConflict((conflict) => conflict.columns(['post_id', 'reported_by']).doUpdateSet({ reason, reported_at: at, settled_at: null, settled_by: null }))
      .execute();
    return { ok: true };
  });
}

async function postFor(tx: Tx, id: string, readerId: string) {
  const row = await tx.selectFrom('lesson_post').select(['id', 'parent_id as parentId', 'author_id as authorId', 'shown_at as shownAt', 'hidden_at as hiddenAt', 'withdrawn_at as withdrawnAt', 'accepted_at as acceptedAt']).where('id', '=', id).executeTakeFirst();
  return row && { ...row, state: postState(row), isOwn: row.authorId === readerId };
}

const notFound = () => new AppError('not-found', platformMessages.both('error.not-found'));

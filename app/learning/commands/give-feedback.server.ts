import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { talkMessages as messages } from '../messages/talk.ts';
import { getOwnFeedback } from '../queries/feedback.server.ts';
import type { Rating } from '../rules/feedback.ts';

/** Says what somebody thinks of a course that she has completed, once a round; for some days it can be changed. */
export async function giveFeedback(ports: Ports, actor: Pick<Actor, 'id'>, courseSlug: string, said: Record<Rating, number> & { comment: string }): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const own = await getOwnFeedback(tx, actor.id, courseSlug, { at, today });
    if (!own.isCompleted) return refuse('form', messages.both('fault.not-done'));
    const isSame = own.given !== null && (['useful', 'clear', 'length', 'comment'] as const).every((one) => own.given?.[one] === said[one]);
    if (isSame) return { ok: true };
    if (own.given && !own.mayChange) return refuse('form', messages.both('fault.too-late'));
    const values = { useful: said.useful, clear: said.clear, length_right: said.length, comment: said.comment, changed_at: at };
    await tx
      .insertInto('course_feedback')
      .values({ user_id: actor.id, course_id: own.courseId, round: own.round, given_at: at, ...values })
      .onConflict((conflict) => conflict.columns(['user_id', 'course_id', 'round']).doUpdateSet(values))
      .execute();
    return { ok: true };
  });
}

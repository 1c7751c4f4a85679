import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { attemptGrantMessages as messages } from '../messages/attempt-grants.ts';
import { canAssign } from '../policy.ts';
import { getStuck, type StuckLearner } from '../queries/attempt-grants.server.ts';

export interface AttemptGrant {
  /** Made by the form, so that a double click grants once. */
  id: string;
  person: string;
  assessment: string;
  extra: number;
  reason: string;
}

/**
 * Lets somebody who has used all of her attempts at a test try again, in this round of the course only, and tells her. Nobody grants herself anything.
 * @throws AppError forbidden without the right, not-found for oneself, for somebody outside the actor's units or who is not at a limit
 */
export async function grantAttempts(ports: Ports, actor: Actor, given: AttemptGrant): Promise<Outcome> {
  if (!canAssign(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const before = await tx.selectFrom('attempt_grant').select(['user_id', 'assessment_id']).where('id', '=', given.id).executeTakeFirst();
    if (before?.user_id === given.person && before.assessment_id === given.assessment) return { ok: true };
    const stuck = await getStuck(tx, actor, given, today);
    // The way back in the browser brings the form of before, id and all, for somebody else.
    const id = before ? newId() : given.id;
    await tx.insertInto('attempt_grant').values({ id, user_id: stuck.userId, assessment_id: stuck.assessmentId, round: stuck.round, extra: given.extra, reason: given.reason, granted_by: actor.id, granted_at: at }).execute();
    // What was written as grounds is personal: it stands in the row and not in the log, which is kept for ever.
    await recordAudit(tx, { at, actor, action: 'attempt.grant', objectType: 'attempt_grant', objectId: id, details: { person: stuck.fullName, course: stuck.course, assessment: stuck.assessment, extra: given.extra } });
    await tell(tx, { ...given, id }, stuck, at);
    return { ok: true };
  });
}

async function tell(tx: Tx, { id, extra }: AttemptGrant, { userId, assessment, assessmentId }: StuckLearner, at: Instant): Promise<void> {
  const { key, slug } = await tx.selectFrom('assessment as a').innerJoin('course as c', 'c.id', 'a.course_id').select(['a.key', 'c.slug']).where('a.id', '=', assessmentId).executeTakeFirstOrThrow();
  const words = (locale: Locale) => ({ subject: messages.in(locale)('told.subject'), body: messages.in(locale)('told.body', { n: extra, assessment: '{{bai}}' }) });
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `attempt-grant:${id}` },
    topic: 'TRAINING',
    isDuty: false,
    urgency: 'NORMAL',
    reason: messages.both('told.reason'),
    content: { vi: words('vi'), en: words('en'), link: `/assessments/${slug}/${key}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients: [userId],
    variables: new Map([[userId, { bai: assessment }]]),
    sendAt: at,
    notAfter: plusMinutes(at, 14 * 24 * 60),
    createdBy: null,
    now: at,
  });
}

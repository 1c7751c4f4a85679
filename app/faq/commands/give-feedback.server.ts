import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import type { Explanation, Feedback } from '../forms/help.ts';
import { findAnswer } from '../queries/current-answers.server.ts';
import { hideNumbers } from '../rules/sensitive.ts';

/** Writes down whether an answer helped, without who says so. @returns the id under which why can be added. @throws AppError not-found for what this reader cannot see */
export async function giveFeedback(db: Db, slug: string, feedback: Feedback, { isStaff, now, today }: { isStaff: boolean; now: Instant; today: string }): Promise<string> {
  const answer = await findAnswer(db, slug, isStaff, { at: now, today });
  if (!answer) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const isHelpful = feedback.helpful === 'yes';
  const id = newId();
  await db
    .insertInto('faq_feedback')
    .values({ id, version_id: answer.versionId, is_helpful: isHelpful ? 1 : 0, reason: isHelpful ? null : (feedback.reason ?? 'OTHER'), comment: kept(feedback.comment), source: isStaff ? 'STAFF' : 'PUBLIC', at: now })
    .execute();
  return id;
}

const kept = (comment: string): string | null => hideNumbers(normaliseText(comment).trim(), 4) || null;

const explainedWithin = 3_600_000;

/** Adds to a "no" of the last hour why, once; for an id that is none of those nothing happens, so it tells nobody anything. */
export async function explainFeedback(db: Db, id: string, { reason, comment }: Explanation, now: Instant): Promise<void> {
  await db
    .updateTable('faq_feedback').set({ reason: reason ?? 'OTHER', comment: kept(comment) })
    .where('id', '=', id).where('is_helpful', '=', 0).where('reason', '=', 'OTHER').where('comment', 'is', null).where('at', '>', new Date(Date.parse(now) - explainedWithin).toISOString()).execute();
}

import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import type { Feedback } from '../forms/help.ts';
import { findAnswer } from '../queries/current-answers.server.ts';
import { hideNumbers } from '../rules/sensitive.ts';

/** Writes down whether an answer helped, without who says so. @throws AppError not-found for what this reader cannot see */
export async function giveFeedback(db: Db, slug: string, feedback: Feedback, { isStaff, now, today }: { isStaff: boolean; now: Instant; today: string }): Promise<void> {
  const answer = await findAnswer(db, slug, isStaff, { at: now, today });
  if (!answer) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const isHelpful = feedback.helpful === 'yes';
  const comment = hideNumbers(normaliseText(feedback.comment).trim(), 4);
  await db
    .insertInto('faq_feedback')
    .values({ id: newId(), version_id: answer.versionId, is_helpful: isHelpful ? 1 : 0, reason: isHelpful ? null : (feedback.reason ?? 'OTHER'), comment: comment || null, source: isStaff ? 'STAFF' : 'PUBLIC', at: now })
    .execute();
}

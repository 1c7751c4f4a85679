import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { talkMessages as messages } from '../messages/talk.ts';

/** Tells whoever asked that an answer is shown now; once for each answer, and not when it is her own. */
export async function tellAsker(tx: Tx, answerId: string, at: Instant): Promise<void> {
  const row = await tx
    .selectFrom('lesson_post as a')
    .innerJoin('lesson_post as q', 'q.id', 'a.parent_id')
    .innerJoin('lesson as l', 'l.id', 'q.lesson_id')
    .innerJoin('course as c', 'c.id', 'l.course_id')
    .innerJoin('lesson_version as v', 'v.id', 'q.lesson_version_id')
    .select(['q.id', 'q.author_id as askerId', 'a.author_id as answererId', 'q.withdrawn_at as withdrawnAt', 'c.slug as course', 'l.slug as lesson', 'v.title'])
    .where('a.id', '=', answerId)
    .executeTakeFirstOrThrow();
  if (!row.askerId || row.askerId === row.answererId || row.withdrawnAt) return;
  const words = (locale: Locale) => ({ subject: messages.in(locale)('told.subject'), body: messages.in(locale)('told.body', { lesson: '{{bai}}' }) });
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `lesson-answer:${answerId}` },
    topic: 'TRAINING',
    isDuty: false,
    urgency: 'NORMAL',
    reason: messages.both('told.reason'),
    content: { vi: words('vi'), en: words('en'), link: `/learn/${row.course}/${row.lesson}/questions/${row.id}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients: [row.askerId],
    variables: new Map([[row.askerId, { bai: row.title }]]),
    sendAt: at,
    notAfter: plusMinutes(at, 14 * 24 * 60),
    createdBy: null,
    now: at,
  });
}

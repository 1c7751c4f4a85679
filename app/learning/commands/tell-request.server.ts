import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { plusMinutes, type Day, type Instant } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { beginningOf } from '../../platform/text/normalise.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { decidersFor } from '../queries/recognition-desk.server.ts';
import type { RecognitionRequest } from '../queries/recognition-requests.server.ts';

// What people typed travels as values, so that it is never read as Markdown.

/** Tells the nearest training administrators that a request has come, in their inboxes. */
export async function tellDeciders(tx: Tx, actor: Actor, { id, title, courseTitle }: RecognitionRequest, moment: { at: Instant; today: Day }): Promise<void> {
  const recipients = await decidersFor(tx, actor.id, moment);
  if (recipients.length === 0) return;
  const words = (locale: Locale) => ({ subject: messages.in(locale)('told.sent.subject'), body: messages.in(locale)('told.sent.body', { person: '{{nguoi}}', title: '{{chung_nhan}}', course: '{{khoa}}' }) });
  const values = { nguoi: actor.fullName, chung_nhan: beginningOf(title, 200), khoa: courseTitle };
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `recognition-sent:${id}` },
    topic: 'TRAINING',
    isDuty: true,
    urgency: 'NORMAL',
    reason: messages.both('told.reason-sent'),
    content: { vi: words('vi'), en: words('en'), link: `/admin/exemptions/requests/${id}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }],
    recipients,
    variables: new Map(recipients.map((person) => [person, values])),
    sendAt: moment.at,
    notAfter: plusMinutes(moment.at, 14 * 24 * 60),
    createdBy: null,
    now: moment.at,
  });
}

/** Tells the learner what was decided about her certificate, and why. */
export async function tellRequester(tx: Tx, actor: Actor, { id, userId, title, courseTitle }: RecognitionRequest, { decision, reason, lastDay, at }: { decision: 'ACCEPTED' | 'REFUSED'; reason: string; lastDay: Day | null; at: Instant }): Promise<void> {
  const words = (locale: Locale) => {
    const t = messages.in(locale);
    const values = { title: '{{chung_nhan}}', course: '{{khoa}}', reason: '{{ly_do}}' };
    return { subject: t(`told.${decision}.subject`), body: decision === 'ACCEPTED' ? t('told.ACCEPTED.body', { ...values, day: dayWords(lastDay ?? '') }) : t('told.REFUSED.body', values) };
  };
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `recognition-decided:${id}` },
    topic: 'TRAINING',
    isDuty: true,
    urgency: 'NORMAL',
    reason: messages.both('told.reason-decided'),
    content: { vi: words('vi'), en: words('en'), link: `/certificates/recognition/${id}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients: [userId],
    variables: new Map([[userId, { chung_nhan: beginningOf(title, 200), khoa: courseTitle, ly_do: beginningOf(reason, 300) }]]),
    sendAt: at,
    notAfter: plusMinutes(at, 14 * 24 * 60),
    createdBy: actor.id,
    now: at,
  });
}

import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { beginningOf } from '../../platform/text/normalise.ts';
import { classNotices as messages } from '../messages/class-notices.ts';

export type ClassNews = 'cancelled' | 'changed' | 'moved-up';

/**
 * Tells people of a class what they must know, by inbox and mail; no preference stops it, because somebody would stand before a closed door. The title and the reason
 * travel as values, so that they are never read as Markdown.
 */
export async function tellClass(tx: Tx, news: ClassNews, { id, title, recipients, at, by, note }: { id: string; title: string; recipients: readonly string[]; at: Instant; by: string | null; note?: string | undefined }): Promise<void> {
  const words = (locale: Locale) => {
    const t = messages.in(locale);
    const body = news === 'cancelled' ? t('cancelled.body', { title: '{{lop}}', note: '{{ly_do}}' }) : t(`${news}.body`, { title: '{{lop}}' });
    return { subject: t(`${news}.subject`), body };
  };
  const values = { lop: title, ...(note === undefined ? {} : { ly_do: beginningOf(note, 200) }) };
  // Two places may be given back in the same moment: whoever moves up to them is told by a message of her own.
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `class:${id}:${news}:${at}:${recipients[0] ?? ''}` },
    topic: 'TRAINING',
    isDuty: true,
    urgency: 'NORMAL',
    reason: messages.both('reason'),
    content: { vi: words('vi'), en: words('en'), link: `/classes/${id}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients,
    variables: new Map(recipients.map((person) => [person, values])),
    sendAt: at,
    notAfter: plusMinutes(at, 7 * 24 * 60),
    createdBy: by,
    now: at,
  });
}

/** Everybody who has a place or waits for one. */
export async function peopleOfClass(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx.selectFrom('run_seat').select('user_id').where('run_id', '=', runId).where('left_at', 'is', null).orderBy('user_id').execute();
  return rows.map((row) => row.user_id);
}

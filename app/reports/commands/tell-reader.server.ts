import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { savedMessages as messages } from '../messages/saved.ts';

interface Told {
  report: { id: string; name: string; ownerId: string; ownerName: string };
  reader: { id: string };
  /** The file that was made, or why there is none. */
  file: { id: string; count: number } | 'rights' | 'size';
  dueAt: Instant;
  now: Instant;
  expiresAt: Instant;
  timeZone: string;
}

/** Tells a reader in her inbox and by mail that a file lies ready, with a link: the file itself never travels. */
export async function tellReader(tx: Tx, { report, reader, file, dueAt, now, expiresAt, timeZone }: Told): Promise<void> {
  // A name travels beside the words: whatever stands in it is neither markup nor a gap to be filled.
  const name = '{{danh_sach}}';
  const words = (locale: Locale) => {
    const t = messages.in(locale);
    const formats = defineFormats(locale, timeZone);
    if (typeof file === 'string') return { subject: t('notice.refused-subject', { name }), body: t(file === 'rights' ? 'notice.refused-body' : 'notice.large-body', { name }) };
    return { subject: t('notice.subject', { name }), body: t('notice.body', { name, count: formats.number(file.count), until: formats.moment(expiresAt) }) };
  };
  const made = typeof file === 'string' ? null : file;
  const outcome = await writeMessage(tx, {
    source: { type: 'NOTICE', id: made ? `report-file:${made.id}` : `report-refused:${report.id}:${reader.id}:${dueAt}` },
    topic: 'TRAINING',
    isDuty: false,
    urgency: 'NORMAL',
    reason: reader.id === report.ownerId ? messages.both('notice.reason-own') : messages.both('notice.reason', { person: report.ownerName }),
    content: { vi: words('vi'), en: words('en'), link: made ? `/reports/files/${made.id}` : '/reports/saved' },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients: [reader.id],
    variables: new Map([[reader.id, { danh_sach: report.name }]]),
    sendAt: now,
    notAfter: expiresAt,
    createdBy: null,
    now,
  });
  if (!outcome.ok) throw new Error(`the ledger refused a notice: ${outcome.why}`);
}

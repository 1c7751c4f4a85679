import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { assignmentMessages as messages } from '../messages/assignments.ts';
import type { RunCounts } from '../queries/assignment-run.server.ts';
import { countedParts } from '../rules/assignment-release.ts';

interface EndedRun {
  id: string;
  ruleName: string;
  counts: RunCounts;
  /** Who started it; runs of the night are nobody's. */
  by: string;
  at: Instant;
  timeZone: string;
}

/** Tells whoever started a run that it has ended and what it came to, in her inbox: she may have closed the page long ago. */
export async function tellOfRun(tx: Tx, { id, ruleName, counts, by, at, timeZone }: EndedRun): Promise<void> {
  const words = (locale: Locale) => {
    const t = messages.in(locale);
    const formats = defineFormats(locale, timeZone);
    const parts = countedParts(counts).map(({ key, n }) => t(`count.${key}`, { n: formats.number(n) }));
    return { subject: t('told.subject'), body: t('told.body', { name: '{{quy_tac}}', counts: parts.join(', ') || t('count.nothing') }) };
  };
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: `assignment-run:${id}` },
    topic: 'TRAINING',
    isDuty: false,
    urgency: 'NORMAL',
    reason: messages.both('told.reason'),
    content: { vi: words('vi'), en: words('en'), link: `/admin/assignments/runs/${id}` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }],
    recipients: [by],
    variables: new Map([[by, { quy_tac: ruleName }]]),
    sendAt: at,
    notAfter: plusMinutes(at, 14 * 24 * 60),
    createdBy: null,
    now: at,
  });
}

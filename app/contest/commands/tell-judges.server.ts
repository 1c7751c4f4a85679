import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { judgesMessages as messages } from '../messages/judges.ts';

/** Tells judges that they are invited, or that entries wait for them. Nothing in it names an entry or an entrant. */
export async function tellJudges(tx: Tx, told: { what: 'told' | 'told-work'; source: string; contest: string; userIds: readonly string[]; at: Instant; by: string }): Promise<void> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)(`${told.what}.subject`), body: messages.in(locale)(`${told.what}.body`, { contest: '{{cuoc_thi}}' }) });
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: told.source },
    topic: 'CONTEST',
    isDuty: true,
    urgency: 'NORMAL',
    reason: messages.both(`${told.what}.reason`),
    content: { vi: words('vi'), en: words('en'), link: '/judging' },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients: told.userIds,
    variables: new Map(told.userIds.map((id) => [id, { cuoc_thi: told.contest }])),
    sendAt: told.at,
    notAfter: new Date(Date.parse(told.at) + 14 * 86_400_000).toISOString(),
    createdBy: told.by,
    now: told.at,
  });
}

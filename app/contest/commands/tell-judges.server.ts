import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { judgesMessages as messages } from '../messages/judges.ts';
import { writeNotice } from './write-notice.server.ts';

interface Told {
  what: 'told' | 'told-work' | 'told-more' | 'told-gone';
  source: string;
  contest: string;
  userIds: readonly string[];
  at: Instant;
  by: string | null;
  /** Under which judges know the one entry that it is about. */
  label?: string;
}

/** Tells judges that they are invited, that entries wait for them, or that one waits no more. Nothing in it names an entry or an entrant. */
export async function tellJudges(tx: Tx, { what, source, contest, userIds, at, by, label }: Told): Promise<void> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)(`${what}.subject`), body: messages.in(locale)(`${what}.body`, { contest: '{{cuoc_thi}}', label: '{{nhan_bai}}' }) });
  await writeNotice(tx, { id: source, recipients: userIds, words, reason: messages.both(`${what}.reason`), link: '/judging', at, variables: { cuoc_thi: contest, ...(label === undefined ? {} : { nhan_bai: label }) }, ...(by === null ? {} : { by }) });
}

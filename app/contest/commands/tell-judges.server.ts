import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { judgesMessages as messages } from '../messages/judges.ts';
import { writeNotice } from './write-notice.server.ts';

/** Tells judges that they are invited, or that entries wait for them. Nothing in it names an entry or an entrant. */
export async function tellJudges(tx: Tx, told: { what: 'told' | 'told-work' | 'told-more'; source: string; contest: string; userIds: readonly string[]; at: Instant; by: string }): Promise<void> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)(`${told.what}.subject`), body: messages.in(locale)(`${told.what}.body`, { contest: '{{cuoc_thi}}' }) });
  await writeNotice(tx, { id: told.source, recipients: told.userIds, words, reason: messages.both(`${told.what}.reason`), link: '/judging', at: told.at, by: told.by, variables: { cuoc_thi: told.contest } });
}

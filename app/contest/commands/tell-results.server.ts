import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import type { ContestHead } from '../queries/contest-round.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { writeNotice } from './write-notice.server.ts';

/** Results are out; they were taken back; they are out anew and this one is another, or the same. */
export type ResultNews = 'told' | 'withdrawn' | 'changed' | 'same';

/** One message for each entry, because each leads to its own page. */
export async function tellResults(tx: Tx, contest: ContestHead, { entries, version, at, whatOf }: { entries: readonly string[]; version: number; at: Instant; whatOf: (entryId: string) => ResultNews }): Promise<void> {
  const variables = { cuoc_thi: contest.title.replace(/\s+/g, ' ').slice(0, 200) };
  for (const id of entries) {
    const what = whatOf(id);
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)(`${what}.subject`, { contest: '{{cuoc_thi}}' }), body: messages.in(locale)(`${what}.body`) });
    await writeNotice(tx, { id: `contest-result:${id}:${version}:${what}`, recipients: await teamOf(tx, id), words, reason: messages.both('told.reason'), link: `/contests/entries/${id}/result`, at, variables });
  }
}

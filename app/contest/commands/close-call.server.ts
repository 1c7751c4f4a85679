import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { closingMessages as messages } from '../messages/closing.ts';
import { callDeskMessages } from '../messages/calls-desk.ts';
import { closingWords } from '../closing-words.ts';
import type { Call } from '../queries/call.server.ts';
import { readClosing } from '../queries/closing.server.ts';
import { listEntrants } from '../queries/entrants.server.ts';
import { changeCall } from './change-call.server.ts';
import { writeNotice } from './write-notice.server.ts';

/**
 * Ends a contest: from then on it is only read. With results it is over, and waits for what people may still do about them; without any it is called off, and whoever entered or judges is told why.
 * The reason is public.
 */
export function closeCall(ports: Ports, actor: Actor, { id, revision, reason }: { id: string; revision: number; reason: string }): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision, action: 'contest.close', details: { reason } }, async (tx, call, at) => {
    if (!call.publishedAt) return refuse('form', callDeskMessages.both('fault.publish-first'));
    const closing = await readClosing(tx, id, momentOf(ports));
    const open = closingWords(closing.open);
    if (open) return refuse('form', open);
    await tx.updateTable('contest').set({ closed_at: at, closing_reason: reason }).where('id', '=', id).execute();
    if (!closing.hasResults) await tellCalledOff(tx, call, { at, by: actor.id, reason });
    return null;
  });
}

async function tellCalledOff(tx: Tx, call: Call, { at, by, reason }: { at: string; by: string; reason: string }): Promise<void> {
  const judges = await tx.selectFrom('judge').select('user_id').where('contest_id', '=', call.id).where('declined_at', 'is', null).where('removed_at', 'is', null).execute();
  const readers = { ENTRANT: await listEntrants(tx, call.id), JUDGE: judges.map(({ user_id }) => user_id) };
  for (const [who, recipients] of Object.entries(readers) as ['ENTRANT' | 'JUDGE', string[]][]) {
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('told.subject'), body: messages.in(locale)(`told.body.${who}`, { contest: '{{cuoc_thi}}', reason: '{{ly_do}}' }) });
    await writeNotice(tx, { id: `contest-called-off:${call.id}:${who}`, recipients, words, reason: messages.both(`told.reason.${who}`), link: `/contests/${call.slug}`, at, by, variables: { cuoc_thi: call.title, ly_do: reason } });
  }
}

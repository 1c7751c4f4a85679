import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { refuse, type Refusal } from '../../people/index.server.ts';
import { resultsMessages } from '../messages/results.ts';
import { screeningMessages } from '../messages/screening.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { getDeskEntry, type DeskEntry } from '../queries/screening.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

/**
 * An entry that an organiser is about to say something about. Nobody does so about an entry of her own or of her team; a closed contest is only read, and so is what was withdrawn.
 * @throws AppError not-found, forbidden
 */
export async function deskEntryToChange(tx: Tx, actor: Actor, contestId: string, entryId: string): Promise<{ ok: true; contest: JudgingContest; entry: DeskEntry } | Refusal> {
  const contest = await getDeskContest(tx, actor, contestId);
  const entry = await getDeskEntry(tx, contest.id, entryId);
  if ((await teamOf(tx, entryId)).includes(actor.id)) return refuse('form', resultsMessages.both('fault.own-entry'));
  const closed = refuseClosed(contest);
  if (closed) return closed;
  return entry.withdrawn ? refuse('form', screeningMessages.both('fault.withdrawn')) : { ok: true, contest, entry };
}

import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { resultsMessages } from '../messages/results.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { handedFileIds } from '../queries/handed-files.server.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { getDeskEntry } from '../queries/screening.server.ts';
import { isLockedAway } from '../rules/quarantine.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

interface Place {
  contestId: string;
  entryId: string;
}

/** Clears a marking of secrets that the program found, after a person has looked at it and says why it is none. */
export function clearFlag(ports: Ports, actor: Actor, { flagId, note, ...place }: Place & { flagId: string; note: string }): Promise<Outcome> {
  return answerFor(ports, actor, place, async (tx, at) => {
    const { numUpdatedRows } = await tx.updateTable('entry_flag').set({ cleared_by: actor.id, cleared_at: at, clearing_note: note }).where('id', '=', flagId).where('entry_id', '=', place.entryId).where('cleared_at', 'is', null).executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return refuse('form', messages.both('fault.flag'));
    await recordAudit(tx, { at, actor, action: 'entry.clear-flag', objectType: 'entry', objectId: place.entryId, details: { note } });
    return null;
  });
}

/** Lets a file out of quarantine, when a person has made sure that the scanner was wrong. What it found stays written down beside who answers for it. */
export function releaseFile(ports: Ports, actor: Actor, { fileId, note, ...place }: Place & { fileId: string; note: string }): Promise<Outcome> {
  return answerFor(ports, actor, place, async (tx, at) => {
    const isHanded = (await handedFileIds(tx, place.entryId)).includes(fileId);
    const file = await tx.selectFrom('entry_file').select(['name', 'scan', 'released_at']).where('id', '=', fileId).executeTakeFirst();
    if (!isHanded || !file || !isLockedAway(file)) return refuse('form', messages.both('fault.file'));
    await tx.updateTable('entry_file').set({ released_by: actor.id, released_at: at, release_note: note }).where('id', '=', fileId).execute();
    await recordAudit(tx, { at, actor, action: 'entry.release-file', objectType: 'entry', objectId: place.entryId, details: { fileName: file.name, note } });
    return null;
  });
}

/** What an organiser answers for by name: never for an entry of her own, never from a seat on the jury. */
async function answerFor(ports: Ports, actor: Actor, { contestId, entryId }: Place, write: (tx: Tx, at: Instant) => Promise<Refusal | null>): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getDeskContest(tx, actor, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    await getDeskEntry(tx, contest.id, entryId);
    if ((await teamOf(tx, entryId)).includes(actor.id)) return refuse('form', resultsMessages.both('fault.own-entry'));
    return (await write(tx, at)) ?? { ok: true };
  });
}

import type { Actor } from '../../people/actor.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { originalToSend, type ListedFile } from '../queries/entry-files.server.ts';
import { getDeskContest } from '../queries/judging-contest.server.ts';
import { hasSeat } from '../queries/judges.server.ts';
import { getDeskEntry } from '../queries/screening.server.ts';
import { demandOrganiser } from './change-call.server.ts';

/** Hands a file of an entry to an organiser as it was handed in, and writes down that she has it. Somebody on the jury reads the clean copy like all judges. */
export async function fetchOriginal(ports: Ports, actor: Actor, place: { contestId: string; entryId: string; fileId: string }): Promise<ListedFile> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const contest = await getDeskContest(tx, actor, place.contestId);
    const entry = await getDeskEntry(tx, contest.id, place.entryId);
    if (await hasSeat(tx, contest.id, actor.id)) throw new AppError('forbidden', messages.both('files.judge'));
    const file = await originalToSend(tx, entry.id, place.fileId);
    await recordAudit(tx, { at, actor, action: 'entry.fetch-file', objectType: 'entry', objectId: entry.id, details: { fileName: file.name } });
    return file;
  });
}

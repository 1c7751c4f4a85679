import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { isLate } from '../entry-refusals.ts';
import { closedFor, entryOf, notFound, timesOf } from '../entry-rows.server.ts';
import { entryFilePath } from '../entry-store.server.ts';
import { removeFromDisk } from '../../platform/files/disk.server.ts';
import type { FilePorts } from './upload-entry-file.server.ts';
import { asLogged } from './write-profile.server.ts';

/**
 * Takes a file out of an entry, also one that has not arrived completely; of these also after the deadline, because they belong to nothing and would keep the entry from being handed in with one
 * that arrived in time. Bytes stay as long as a submission names them.
 */
export async function removeEntryFile(ports: FilePorts, actor: Actor, entryId: string, fileId: string): Promise<Outcome> {
  const { at } = momentOf(ports);
  const outcome = await ports.db.transaction().execute(async (tx): Promise<Outcome<{ isFiled: boolean }>> => {
    const entry = await entryOf(tx, actor, entryId);
    const closed = closedFor(at, await timesOf(tx, entry.contest_id), ports.timeZone);
    const file = await tx.selectFrom('entry_file').select('completed_at').where('id', '=', fileId).where('entry_id', '=', entryId).where('removed_at', 'is', null).executeTakeFirst();
    if (!file) throw notFound();
    if (closed && !(isLate(closed) && file.completed_at === null)) return closed;
    await tx.updateTable('entry_file').set({ removed_at: at }).where('id', '=', fileId).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.remove-file', objectType: 'entry', objectId: entryId, details: { object: fileId } });
    const filed = await tx.selectFrom('entry_submission').select('id').where('entry_id', '=', entryId).where('content', 'like', `%"${fileId}"%`).limit(1).executeTakeFirst();
    return { ok: true, isFiled: filed !== undefined };
  });
  if (outcome.ok && !outcome.isFiled) await removeFromDisk(entryFilePath(ports.filesDir, entryId, fileId));
  return outcome;
}

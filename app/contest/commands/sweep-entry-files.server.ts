import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExpressionBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import type { Clock } from '../../platform/clock.ts';
import { entryFilePath } from '../entry-store.server.ts';
import { removeFromDisk } from '../../platform/files/disk.server.ts';
import { dropLooseFiles, scanLater, scansAtOnce } from '../../platform/files/sweep-files.server.ts';
import type { FilePorts } from './upload-entry-file.server.ts';

const day = 86_400_000;
const keptDays = 7;

export interface Swept {
  /** Uploads that nobody went on with. */
  abandoned: number;
  /** Bytes that nobody needs: their upload broke off, their file was taken out before it was handed in, or their entry was erased. */
  loose: number;
  scanned: number;
}
export type SweepPorts = Pick<FilePorts, 'filesDir' | 'scanner'> & { db: Db; clock: Clock };

/** Clears what uploads and erasures left behind on the disk, and has files looked at that were taken in while no scanner answered. Run twice it does no harm. */
export async function sweepEntryFiles(ports: SweepPorts): Promise<Swept> {
  const now = ports.clock.now();
  return { abandoned: await dropAbandoned(ports, now), loose: (await dropLoose(ports, now)) + (await dropErasedCopies(ports)), scanned: await scanWaiting(ports) };
}

async function dropAbandoned({ db, filesDir }: SweepPorts, now: Date): Promise<number> {
  const rows = await db.selectFrom('entry_file').select(['id', 'entry_id']).where('completed_at', 'is', null).where('removed_at', 'is', null).where('begun_at', '<', new Date(now.getTime() - keptDays * day).toISOString()).execute();
  for (const { id, entry_id } of rows) {
    await db.updateTable('entry_file').set({ removed_at: now.toISOString() }).where('id', '=', id).where('completed_at', 'is', null).execute();
    await removeFromDisk(entryFilePath(filesDir, entry_id, id));
  }
  return rows.length;
}

function dropLoose({ db, filesDir }: SweepPorts, now: Date): Promise<number> {
  return dropLooseFiles(join(filesDir, 'entries'), async (entryId) => {
    const entry = await db.selectFrom('entry').select('erased_at').where('id', '=', entryId).executeTakeFirst();
    if (entry?.erased_at) return 'NOTHING';
    return new Set((await db.selectFrom('entry_file as f').select('f.id').where('f.entry_id', '=', entryId).where(isNeeded).execute()).map(({ id }) => id));
  }, now);
}

/** What was taken out of a draft is still read when a submission names it. */
function isNeeded(row: ExpressionBuilder<Schema & { f: Schema['entry_file'] }, 'f'>) {
  const named = row.selectFrom('entry_submission as s').select('s.id').whereRef('s.entry_id', '=', 'f.entry_id').where((one) => one(one.fn<number>('instr', ['s.content', 'f.id']), '>', 0));
  return row.or([row('f.removed_at', 'is', null), row.exists(named)]);
}

/** Clean copies that were made for judges lie in a folder of their own and go with their entry. */
async function dropErasedCopies({ db, filesDir }: SweepPorts): Promise<number> {
  let count = 0;
  for (const entryId of await readdir(join(filesDir, 'blind')).catch(() => [])) {
    const erased = await db.selectFrom('entry').select('id').where('id', '=', entryId).where('erased_at', 'is not', null).executeTakeFirst();
    if (!erased) continue;
    await rm(join(filesDir, 'blind', entryId), { force: true, recursive: true });
    count += 1;
  }
  return count;
}

async function scanWaiting({ db, filesDir, scanner }: SweepPorts): Promise<number> {
  const rows = await db
    .selectFrom('entry_file as f')
    .select(['f.id', 'f.entry_id'])
    .where('f.scan', '=', 'UNSCANNED')
    .where('f.completed_at', 'is not', null)
    .where(isNeeded)
    .orderBy('f.id')
    .limit(scansAtOnce)
    .execute();
  const waiting = rows.map(({ id, entry_id }) => ({ id, path: entryFilePath(filesDir, entry_id, id) }));
  return scanLater(waiting, scanner, ({ id }, { scan, note }) => db.updateTable('entry_file').set({ scan, scan_note: note }).where('id', '=', id).where('scan', '=', 'UNSCANNED').execute());
}

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { momentOf } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { PackPorts } from './make-pack.server.ts';

const dayMs = 86_400_000;

/** Erases the files of packs whose time is over, and whatever lies beside them that belongs to no pack. @returns how many of each */
export async function erasePacks(ports: Omit<PackPorts, 'secret'>): Promise<{ erased: number; loose: number }> {
  const { db, packsDir } = ports;
  const { at, today } = momentOf(ports);
  const over = await db.selectFrom('inspection_pack').select(['id', 'unit_id', 'file_name', 'sha256']).where('keep_until', '<', today).where('erased_at', 'is', null).execute();
  for (const { id, unit_id, file_name, sha256 } of over) {
    await db.transaction().execute(async (tx) => {
      const done = await tx.updateTable('inspection_pack').set({ erased_at: at }).where('id', '=', id).where('erased_at', 'is', null).executeTakeFirst();
      if (done.numUpdatedRows === 1n) await recordAudit(tx, { at, actor: null, action: 'pack.erase', objectType: 'inspection_pack', objectId: id, details: { unitId: unit_id, contentHash: sha256 } });
    });
    if (file_name !== null) await rm(join(packsDir, file_name), { force: true });
  }
  return { erased: over.length, loose: await dropLoose(ports) };
}

/** What a killed process, or an erasure that broke off, left on the disk; what is being written has changed within the last day. */
async function dropLoose({ db, clock, packsDir }: Omit<PackPorts, 'secret'>): Promise<number> {
  const kept = new Set((await db.selectFrom('inspection_pack').select('file_name').where('file_name', 'is not', null).where('erased_at', 'is', null).execute()).map((row) => row.file_name));
  let count = 0;
  for (const name of await readdir(packsDir).catch(() => [])) {
    const changed = (await stat(join(packsDir, name)).catch(() => null))?.mtimeMs;
    if (kept.has(name) || changed === undefined || clock.now().getTime() - changed < dayMs) continue;
    await rm(join(packsDir, name), { recursive: true, force: true });
    count += 1;
  }
  return count;
}

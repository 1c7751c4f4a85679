import { join } from 'node:path';
import { recordAudit } from '../../platform/audit.server.ts';
import { dropLooseFiles, scanLater, scansAtOnce } from '../../platform/files/sweep-files.server.ts';
import type { Scanned } from '../../platform/files/virus-scan.server.ts';
import { evidencePath } from '../evidence-path.server.ts';
import type { SweepPorts, Swept } from './sweep-entry-files.server.ts';

/** The same for the files of adoptions: bytes without a row go, and what was taken in while no scanner answered is looked at. Run twice it does no harm. */
export async function sweepEvidence(ports: SweepPorts): Promise<Pick<Swept, 'loose' | 'scanned'>> {
  return { loose: await dropLoose(ports), scanned: await scanWaiting(ports) };
}

function dropLoose({ db, filesDir, clock }: SweepPorts): Promise<number> {
  const neededOf = async (adoption: string) => new Set((await db.selectFrom('adoption_file').select('id').where('adoption_id', '=', adoption).where('removed_at', 'is', null).execute()).map(({ id }) => id));
  return dropLooseFiles(join(filesDir, 'adoptions'), neededOf, clock.now());
}

async function scanWaiting(ports: SweepPorts): Promise<number> {
  const rows = await ports.db.selectFrom('adoption_file').select(['id', 'adoption_id']).where('scan', '=', 'UNSCANNED').where('removed_at', 'is', null).where('stopped_at', 'is', null).orderBy('id').limit(scansAtOnce).execute();
  const waiting = rows.map(({ id, adoption_id: adoption }) => ({ id, adoption, path: evidencePath(ports.filesDir, adoption, id) }));
  return scanLater(waiting, ports.scanner, (row, scanned) => keep(ports, row, scanned));
}

/** What the scanner stops is taken from the public page at once, and the log says so; who had it may still read its name. */
async function keep({ db, clock }: SweepPorts, { id, adoption }: { id: string; adoption: string }, { scan, note }: Scanned): Promise<void> {
  if (scan === 'UNSCANNED') return;
  const at = clock.now().toISOString();
  await db.transaction().execute(async (tx) => {
    const waiting = tx.updateTable('adoption_file').where('id', '=', id).where('removed_at', 'is', null).where('stopped_at', 'is', null);
    const file = await waiting.set(scan === 'CLEAN' ? { scan } : { stopped_at: at, stopped_note: note ?? '', shown_at: null }).returning('name').executeTakeFirst();
    if (file && scan === 'QUARANTINED') await recordAudit(tx, { at, actor: null, action: 'adoption.stop-file', objectType: 'adoption', objectId: adoption, details: { fileName: file.name, note } });
  });
}

import { join } from 'node:path';
import { recordAudit } from '../../platform/audit.server.ts';
import { dropLooseFiles, scanLater, scansAtOnce } from '../../platform/files/sweep-files.server.ts';
import type { Scanned } from '../../platform/files/virus-scan.server.ts';
import { evidencePath } from '../evidence-path.server.ts';
import type { EvidencePorts } from './upload-evidence.server.ts';

export type SweepPorts = Pick<EvidencePorts, 'db' | 'clock' | 'filesDir' | 'scanner'>;

/** Evidence of monthly reports: bytes without a row go, and what was taken in while no scanner answered is looked at. Run twice it does no harm. */
export async function sweepEvidence(ports: SweepPorts): Promise<{ loose: number; scanned: number }> {
  return { loose: await dropLoose(ports), scanned: await scanWaiting(ports) };
}

/** What was taken out of a report may stand in a version that was sent, so every file with a row is needed. */
function dropLoose({ db, filesDir, clock }: SweepPorts): Promise<number> {
  const neededOf = async (report: string) => new Set((await db.selectFrom('monthly_report_file').select('id').where('report_id', '=', report).execute()).map(({ id }) => id));
  return dropLooseFiles(join(filesDir, 'monthly'), neededOf, clock.now());
}

async function scanWaiting(ports: SweepPorts): Promise<number> {
  const rows = await ports.db.selectFrom('monthly_report_file').select(['id', 'report_id as report', 'model_number as model']).where('scan', '=', 'UNSCANNED').orderBy('id').limit(scansAtOnce).execute();
  return scanLater(rows.map((row) => ({ ...row, path: evidencePath(ports.filesDir, row.report, row.id) })), ports.scanner, (row, scanned) => keep(ports, row, scanned));
}

/** What the scanner stops is handed out to nobody from then on, and the log says so; its name stays where versions hold it. */
async function keep({ db, clock }: SweepPorts, { id, report, model }: { id: string; report: string; model: number }, { scan, note }: Scanned): Promise<void> {
  if (scan === 'UNSCANNED') return;
  await db.transaction().execute(async (tx) => {
    const file = await tx.updateTable('monthly_report_file').set({ scan }).where('id', '=', id).where('scan', '=', 'UNSCANNED').returning('name').executeTakeFirst();
    if (file && scan === 'QUARANTINED') await recordAudit(tx, { at: clock.now().toISOString(), actor: null, action: 'monthly-report.stop-file', objectType: 'monthly-report', objectId: report, details: { model, object: id, note } });
  });
}

import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import type { Env } from '../../platform/env.ts';
import { AppError } from '../../platform/errors.ts';
import { keepBare } from '../../platform/files/bare-picture.server.ts';
import { removeFromDisk, writePieces, type Written } from '../../platform/files/disk.server.ts';
import { kindOfEnding } from '../../platform/files/file-kind.ts';
import { cleanFileName, extensionOf } from '../../platform/files/file-name.ts';
import { inspectFile } from '../../platform/files/inspect-file.server.ts';
import { scanFile } from '../../platform/files/virus-scan.server.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { evidencePath } from '../evidence-path.server.ts';
import { monthlyFaults as messages } from '../messages/monthly-faults.ts';
import { getReport } from '../queries/monthly-report.server.ts';
import { readReport } from '../queries/report-content.server.ts';
import { isEvidenceKind, mostEvidenceBytes, mostEvidenceFiles, type EvidenceKind } from '../rules/evidence.ts';
import { isEditable } from '../rules/report-state.ts';
import { changeReport } from './change-report.server.ts';

export type EvidencePorts = Ports & { filesDir: string; scanner: Pick<Env, 'CLAMAV_HOST' | 'CLAMAV_PORT'> };

/** Takes a file in as it arrives and keeps it as evidence of one model; what is refused leaves nothing behind, and the same file twice is one. */
export async function uploadEvidence(ports: EvidencePorts, actor: Actor, to: { id: string; model: number }, { name: raw, pieces }: { name: string; pieces: AsyncIterable<Uint8Array> }): Promise<Outcome> {
  const [fileId, name] = [newId(), cleanFileName(raw)];
  const early = await refuseEarly(ports, actor, to, name);
  if (early) return early;
  const path = evidencePath(ports.filesDir, to.id, fileId);
  let isKept = false;
  try {
    const written = await writePieces(path, pieces, { offset: 0, room: mostEvidenceBytes });
    if (written.isTooLong) return refuse('file', messages.both('file.TOO_LARGE'));
    const judged = await judge(ports, path, { name, written });
    if (!judged.ok) return judged;
    const { kept } = judged;
    const outcome = await changeReport(ports, actor, to.id, async (tx, _report, { at }) => {
      const files = await tx.selectFrom('monthly_report_file').select(['sha256', 'scan']).where('report_id', '=', to.id).where('model_number', '=', to.model).where('removed_at', 'is', null).execute();
      const same = files.find(({ sha256 }) => sha256 === kept.sha256);
      if (same) return same.scan === 'QUARANTINED' ? refuse('file', messages.both('file.INFECTED')) : null;
      if (files.filter(({ scan }) => scan !== 'QUARANTINED').length >= mostEvidenceFiles) return refuse('file', messages.both('file.COUNT', { max: mostEvidenceFiles }));
      await tx.insertInto('monthly_report_file').values({ id: fileId, report_id: to.id, model_number: to.model, name, kind: judged.kind, bytes: kept.bytes, sha256: kept.sha256, scan: judged.scan, uploaded_by: actor.id, uploaded_at: at }).execute();
      isKept = true;
      return { action: 'monthly-report.add-file', details: { model: to.model, object: fileId } };
    });
    isKept &&= outcome.ok;
    return outcome;
  } finally {
    if (!isKept) await removeFromDisk(path);
  }
}

/** What can be said before a byte has come. @throws AppError not-found, forbidden */
async function refuseEarly(ports: EvidencePorts, actor: Actor, to: { id: string; model: number }, name: string): Promise<Refusal | null> {
  const { today } = momentOf(ports);
  const { report, rights } = await getReport(ports.db, actor, to.id, today);
  if (!rights.write) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  if (!isEditable(report.state)) return refuse('form', messages.both('fault.handed-in'));
  const { content } = await readReport(ports.db, report, today);
  if (!content.lines.some(({ model }) => model === to.model)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return isEvidenceKind(kindOfEnding(extensionOf(name))) ? null : refuse('file', messages.both('file.ENDING'));
}

interface Arrived {
  name: string;
  written: Written;
}

/** Looks at a whole file: its bytes, whether its ending fits them, and what the scanner says. Of a picture only the picture stays. */
async function judge(ports: EvidencePorts, path: string, { name, written }: Arrived): Promise<Refusal | { ok: true; kind: EvidenceKind; kept: Written; scan: 'CLEAN' | 'UNSCANNED' }> {
  const judged = await inspectFile(path);
  if (!judged.ok) return refuse('file', messages.both(judged.fault === 'EMPTY' ? 'file.EMPTY' : 'file.UNSAFE'));
  if (kindOfEnding(extensionOf(name)) !== judged.kind || !isEvidenceKind(judged.kind)) return refuse('file', messages.both('file.MISMATCH'));
  const kept = await keepBare(path, judged.kind, { written, room: mostEvidenceBytes });
  if (!kept) return refuse('file', messages.both('file.PICTURE'));
  if (kept.isTooLong) return refuse('file', messages.both('file.TOO_LARGE'));
  const { scan } = await scanFile(path, ports.scanner);
  return scan === 'QUARANTINED' ? refuse('file', messages.both('file.INFECTED')) : { ok: true, kind: judged.kind, kept, scan };
}

/** Takes a file out of a report that is written. Versions that were sent with it still hold it, so it stays on the disk. */
export function removeEvidence(ports: Ports, actor: Actor, id: string, fileId: string): Promise<Outcome> {
  return changeReport(ports, actor, id, async (tx, _report, { at }) => {
    const file = await tx.selectFrom('monthly_report_file').select(['id', 'model_number', 'removed_at']).where('id', '=', fileId).where('report_id', '=', id).executeTakeFirst();
    if (!file) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (file.removed_at) return null;
    await tx.updateTable('monthly_report_file').set({ removed_at: at }).where('id', '=', fileId).execute();
    return { action: 'monthly-report.remove-file', details: { model: file.model_number, object: fileId } };
  });
}

import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { keepBare } from '../../platform/files/bare-picture.server.ts';
import { removeFromDisk, writePieces, type Written } from '../../platform/files/disk.server.ts';
import { evidencePath } from '../evidence-path.server.ts';
import { judgeFile, type Verdict } from '../judge-file.server.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import { entryFaults } from '../messages/entry-faults.ts';
import type { ArrivingFile } from '../../platform/files/receive-file.server.ts';
import { getOwnAdoption, type Adoption } from '../queries/adoptions.server.ts';
import { kindOfEnding } from '../../platform/files/file-kind.ts';
import { mostFileBytes } from '../rules/entry-room.ts';
import { cleanFileName, extensionOf } from '../../platform/files/file-name.ts';
import type { FilePorts } from './upload-entry-file.server.ts';
import { changeAdoption } from './write-adoption.server.ts';

/** Files that one adoption may have as evidence. */
export const mostEvidence = 20;

/** Takes a file in as it arrives and keeps it as evidence of an adoption, of a picture only the picture. What is refused leaves nothing behind, and the same file twice is one. */
export async function uploadEvidence(ports: FilePorts, actor: Actor, adoptionId: string, { name: raw, pieces }: ArrivingFile): Promise<Outcome> {
  const [fileId, name] = [newId(), cleanFileName(raw)];
  const adoption = await getOwnAdoption(ports.db, actor, adoptionId, momentOf(ports).today);
  if (!kindOfEnding(extensionOf(name))) return refuse('file', entryFaults.both('file.ENDING'));
  const path = evidencePath(ports.filesDir, adoptionId, fileId);
  let isKept = false;
  try {
    const written = await writePieces(path, pieces, { offset: 0, room: mostFileBytes });
    if (written.isTooLong) return refuse('file', entryFaults.both('file.TOO_LARGE'));
    const verdict = await judgeFile(path, name, ports.scanner);
    if (!verdict.ok) return verdict;
    const bare = await keepBare(path, verdict.kind, { written, room: mostFileBytes });
    if (!bare) return refuse('file', entryFaults.both('file.BROKEN'));
    if (bare.isTooLong) return refuse('file', entryFaults.both('file.TOO_LARGE'));
    const kept = await ports.db.transaction().execute((tx) => keepEvidence(tx, ports, actor, { adoption, fileId, name, written: bare, verdict }));
    isKept = kept === 'KEPT';
    return typeof kept === 'string' ? { ok: true } : kept;
  } finally {
    if (!isKept) await removeFromDisk(path);
  }
}

interface Arrived {
  adoption: Adoption;
  fileId: string;
  name: string;
  written: Written;
  verdict: Verdict;
}

/** Writes the row of a file, when its sender still leads the unit and there is room. */
async function keepEvidence(tx: Tx, ports: Ports, actor: Actor, { adoption, fileId, name, written, verdict }: Arrived): Promise<'KEPT' | 'SAME' | Refusal> {
  const { at, today } = momentOf(ports);
  if (verdict.scan === 'QUARANTINED') return refuse('file', messages.both('fault.infected'));
  await getOwnAdoption(tx, actor, adoption.id, today);
  const files = await tx.selectFrom('adoption_file').select('sha256').where('adoption_id', '=', adoption.id).where('removed_at', 'is', null).execute();
  if (files.some(({ sha256 }) => sha256 === written.sha256)) return 'SAME';
  if (files.length >= mostEvidence) return refuse('file', messages.both('fault.count', { max: mostEvidence }));
  await tx.insertInto('adoption_file').values({ id: fileId, adoption_id: adoption.id, name, kind: verdict.kind, bytes: written.bytes, sha256: written.sha256, scan: verdict.scan, uploaded_by: actor.id, uploaded_at: at }).execute();
  await recordAudit(tx, { at, actor, action: 'adoption.add-file', objectType: 'adoption', objectId: adoption.id, details: { fileName: name } });
  return 'KEPT';
}

interface Seen {
  id: string;
  revision: number;
  file: string;
}

/** Shows a file on the public page, or takes it from there: the unit answers for what everybody may read. One that no scanner has seen is shown only by who says so, and says so there. */
export function showEvidence(ports: Ports, actor: Actor, what: Seen & { isShown: boolean; evenUnscanned: boolean }): Promise<Outcome> {
  const { at } = momentOf(ports);
  return changeAdoption(ports, actor, what, async (tx) => {
    const { name, scan, stopped_at } = await ownFile(tx, what);
    if (what.isShown && stopped_at) return refuse('form', messages.both('fault.infected'));
    if (what.isShown && scan === 'UNSCANNED' && !what.evenUnscanned) return refuse('form', messages.both('fault.unscanned'));
    await tx.updateTable('adoption_file').set({ shown_at: what.isShown ? at : null }).where('id', '=', what.file).execute();
    return { action: what.isShown ? 'adoption.show-file' : 'adoption.hide-file', details: { fileName: name, ...(what.isShown && scan === 'UNSCANNED' ? { state: 'UNSCANNED' } : {}) } };
  });
}

/** Takes a file out, unless a benefit or the result of the pilot rests on it. Its bytes go with it. */
export async function removeEvidence(ports: Ports & { filesDir: string }, actor: Actor, what: Seen): Promise<Outcome> {
  const { at } = momentOf(ports);
  const outcome = await changeAdoption(ports, actor, what, async (tx) => {
    const { name } = await ownFile(tx, what);
    if (await isUsed(tx, what.file)) return refuse('form', messages.both('fault.used'));
    await tx.updateTable('adoption_file').set({ removed_at: at, shown_at: null }).where('id', '=', what.file).execute();
    return { action: 'adoption.remove-file', details: { fileName: name } };
  });
  if (outcome.ok) await removeFromDisk(evidencePath(ports.filesDir, what.id, what.file));
  return outcome;
}

async function isUsed(tx: Tx, file: string): Promise<boolean> {
  const step = await tx.selectFrom('adoption_step').select('id').where('file_id', '=', file).executeTakeFirst();
  return step !== undefined || (await tx.selectFrom('adoption_pilot').select('adoption_id').where('file_id', '=', file).executeTakeFirst()) !== undefined;
}

async function ownFile(tx: Tx, { id, file }: Seen): Promise<{ name: string; scan: string; stopped_at: string | null }> {
  const row = await tx.selectFrom('adoption_file').select(['name', 'scan', 'stopped_at']).where('id', '=', file).where('adoption_id', '=', id).where('removed_at', 'is', null).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

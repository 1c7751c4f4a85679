import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Env } from '../../platform/env.ts';
import { keepBare } from '../../platform/files/bare-picture.server.ts';
import { removeFromDisk, writePieces, type Written } from '../../platform/files/disk.server.ts';
import { kindOfEnding } from '../../platform/files/file-kind.ts';
import { cleanFileName, extensionOf } from '../../platform/files/file-name.ts';
import { inspectFile } from '../../platform/files/inspect-file.server.ts';
import type { ArrivingFile } from '../../platform/files/receive-file.server.ts';
import { scanFile } from '../../platform/files/virus-scan.server.ts';
import { newId } from '../../platform/ids.ts';
import { copyPath } from '../copy-path.server.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { getOwnRequest, type RequestCopy } from '../queries/recognition-requests.server.ts';
import { isCopyKind, mostCopyBytes, type CopyKind } from '../rules/recognition-request.ts';

export type CopyPorts = Ports & { filesDir: string; scanner: Pick<Env, 'CLAMAV_HOST' | 'CLAMAV_PORT'> };

/**
 * Takes the copy of a certificate in as it arrives, in place of the one before; what is refused leaves nothing behind and the old one where it was.
 * @throws AppError not-found for somebody else's request
 */
export async function attachCopy(ports: CopyPorts, actor: Actor, requestId: string, { id: fileId = newId(), name: raw, pieces }: ArrivingFile & { id?: string }): Promise<Outcome> {
  const name = cleanFileName(raw);
  if ((await getOwnRequest(ports.db, actor.id, requestId)).state !== 'DRAFT') return refuse('form', messages.both('fault.sent'));
  if (!isCopyKind(kindOfEnding(extensionOf(name)))) return refuse('file', messages.both('file.ENDING'));
  const path = copyPath(ports.filesDir, requestId, fileId);
  let spare: string | null = path;
  try {
    const written = await writePieces(path, pieces, { offset: 0, room: mostCopyBytes });
    if (written.isTooLong) return refuse('file', messages.both('file.TOO_LARGE'));
    const judged = await judge(ports, path, { name, written });
    if (!judged.ok) return judged;
    const { at } = momentOf(ports);
    const kept = await ports.db.transaction().execute((tx) => keep(tx, actor, requestId, { id: fileId, name, ...judged, at }));
    if (!kept.ok) return kept;
    spare = kept.before && copyPath(ports.filesDir, requestId, kept.before.id);
    return { ok: true };
  } finally {
    if (spare) await removeFromDisk(spare);
  }
}

interface Arrived {
  name: string;
  written: Written;
}

/** Looks at a whole file: its bytes, whether its ending fits them, and what the scanner says. Of a picture only the picture stays. */
async function judge(ports: CopyPorts, path: string, { name, written }: Arrived): Promise<Refusal | { ok: true; kind: CopyKind; bytes: number; sha256: string; scan: 'CLEAN' | 'UNSCANNED' }> {
  const judged = await inspectFile(path);
  if (!judged.ok) return refuse('file', messages.both(judged.fault === 'EMPTY' ? 'file.EMPTY' : 'file.UNSAFE'));
  if (kindOfEnding(extensionOf(name)) !== judged.kind || !isCopyKind(judged.kind)) return refuse('file', messages.both('file.MISMATCH'));
  const kept = await keepBare(path, judged.kind, { written, room: mostCopyBytes });
  if (!kept) return refuse('file', messages.both('file.PICTURE'));
  if (kept.isTooLong) return refuse('file', messages.both('file.TOO_LARGE'));
  const { scan } = await scanFile(path, ports.scanner);
  return scan === 'QUARANTINED' ? refuse('file', messages.both('file.INFECTED')) : { ok: true, kind: judged.kind, bytes: kept.bytes, sha256: kept.sha256, scan };
}

interface Kept {
  id: string;
  name: string;
  kind: CopyKind;
  bytes: number;
  sha256: string;
  scan: 'CLEAN' | 'UNSCANNED';
  at: Instant;
}

/** Writes the row when the request is still a draft; another tab may have sent it meanwhile. */
async function keep(tx: Tx, actor: Actor, requestId: string, { id, name, kind, bytes, sha256, scan, at }: Kept): Promise<Outcome<{ before: RequestCopy | null }>> {
  const request = await getOwnRequest(tx, actor.id, requestId);
  if (request.state !== 'DRAFT') return refuse('form', messages.both('fault.sent'));
  await tx.updateTable('recognition_request').set({ file_id: id, file_name: name, file_kind: kind, file_bytes: bytes, file_sha256: sha256, file_scan: scan, file_erased_at: null, changed_at: at }).where('id', '=', requestId).execute();
  return { ok: true, before: request.copy };
}

import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Env } from '../../platform/env.ts';
import { newId } from '../../platform/ids.ts';
import { readTerms } from '../contest-terms.server.ts';
import { closedFor, entryOf, notFound, timesOf, type EntryRow } from '../entry-rows.server.ts';
import { alone, entryFilePath } from '../entry-store.server.ts';
import { bytesOnDisk, hashOnDisk, removeFromDisk, writePieces } from '../../platform/files/disk.server.ts';
import { isLate } from '../entry-refusals.ts';
import { judgeFile } from '../judge-file.server.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { kindOfEnding, type FileKind } from '../../platform/files/file-kind.ts';
import { mostEntryBytes, mostFileBytes, mostFiles } from '../rules/entry-room.ts';
import { cleanFileName, extensionOf } from '../../platform/files/file-name.ts';
import { mayGoOn } from '../rules/hand-in-time.ts';
import type { Scanned } from '../../platform/files/virus-scan.server.ts';
import { asLogged } from './write-profile.server.ts';

export type FilePorts = Ports & { filesDir: string; scanner: Pick<Env, 'CLAMAV_HOST' | 'CLAMAV_PORT'> };
type Pieces = AsyncIterable<Uint8Array>;

/** Takes a whole file in as it arrives. Nothing says beforehand what it will be, so it must be here before the deadline; what is refused leaves nothing behind. */
export async function uploadEntryFile(ports: FilePorts, actor: Actor, entryId: string, { name: raw, pieces }: { name: string; pieces: Pieces }): Promise<Outcome<{ fileId: string }>> {
  const { at: begunAt } = momentOf(ports);
  const [fileId, name] = [newId(), cleanFileName(raw)];
  const room = await roomFor(ports, actor, entryId, { name, begunAt });
  if (!room.ok) return room;
  const path = entryFilePath(ports.filesDir, entryId, fileId);
  let isKept = false;
  try {
    const written = await writePieces(path, pieces, { offset: 0, room: room.bytes });
    if (written.isTooLong) return refuse('file', faults.both(room.bytes < mostFileBytes ? 'file.QUOTA' : 'file.TOO_LARGE'));
    const judged = await judgeFile(path, name, ports.scanner);
    if (!judged.ok) return judged;
    const row = { id: fileId, name, kind: judged.kind, declared_bytes: written.bytes, received_bytes: written.bytes, sha256: written.sha256, scan: judged.scan, scan_note: judged.note, begun_at: begunAt, completed_at: momentOf(ports).at };
    const kept = await keepFile(ports, actor, entryId, row);
    isKept = kept.ok;
    return kept;
  } finally {
    if (!isKept) await removeFromDisk(path);
  }
}

interface FileRow {
  id: string;
  name: string;
  kind: FileKind;
  declared_bytes: number;
  received_bytes: number;
  sha256: string | null;
  scan?: Scanned['scan'];
  scan_note?: string | null;
  begun_at: Instant;
  completed_at: Instant | null;
}

/** Writes the row of a file, when there is still room and its sender still belongs to the entry. */
async function keepFile(ports: FilePorts, actor: Actor, entryId: string, row: FileRow): Promise<Outcome<{ fileId: string }>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ fileId: string }>> => {
    const entry = await entryOf(tx, actor, entryId);
    const refusal = (await timeRefusal(tx, entry, { at, begunAt: row.begun_at, isSealed: false, timeZone: ports.timeZone })) ?? (await quotaRefusal(tx, entryId, row.declared_bytes));
    if (refusal) return refusal;
    await tx.insertInto('entry_file').values({ ...row, entry_id: entryId, uploaded_by: actor.id }).execute();
    if (row.completed_at) await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.add-file', objectType: 'entry', objectId: entryId, details: { object: row.id } });
    return { ok: true, fileId: row.id };
  });
}

async function roomFor(ports: FilePorts, actor: Actor, entryId: string, { name, begunAt }: { name: string; begunAt: Instant }): Promise<Outcome<{ bytes: number }>> {
  const entry = await entryOf(ports.db, actor, entryId);
  const refusal = closedFor(begunAt, await timesOf(ports.db, entry.contest_id), ports.timeZone) ?? (entry.erased_at ? refuse('form', faults.both('erased')) : null);
  if (refusal) return refusal;
  if (!kindOfEnding(extensionOf(name))) return refuse('file', faults.both('file.ENDING'));
  const { bytes, count } = await usedBy(ports.db, entryId);
  if (count >= mostFiles) return refuse('file', faults.both('file.COUNT', { max: mostFiles }));
  return bytes >= mostEntryBytes ? refuse('file', faults.both('file.QUOTA')) : { ok: true, bytes: Math.min(mostFileBytes, mostEntryBytes - bytes) };
}

async function usedBy(handle: Tx | Ports['db'], entryId: string): Promise<{ bytes: number; count: number }> {
  const rows = await handle.selectFrom('entry_file').select('declared_bytes').where('entry_id', '=', entryId).where('removed_at', 'is', null).execute();
  return { bytes: rows.reduce((sum, row) => sum + row.declared_bytes, 0), count: rows.length };
}

async function quotaRefusal(tx: Tx, entryId: string, bytes: number): Promise<Refusal | null> {
  const used = await usedBy(tx, entryId);
  if (used.count >= mostFiles) return refuse('file', faults.both('file.COUNT', { max: mostFiles }));
  return used.bytes + bytes > mostEntryBytes ? refuse('file', faults.both('file.QUOTA')) : null;
}

async function timeRefusal(tx: Tx | Ports['db'], entry: EntryRow, { at, begunAt, isSealed, timeZone }: { at: Instant; begunAt: Instant; isSealed: boolean; timeZone: string }): Promise<Refusal | null> {
  const times = await timesOf(tx, entry.contest_id);
  const closed = closedFor(at, times, timeZone);
  if (!closed || !isLate(closed) || !times.deadline) return closed;
  return mayGoOn(at, times.deadline, { begunAt, isSealed, minutes: (await readTerms(tx, entry.contest_id)).lateUploadMinutes }) ? null : closed;
}

/** Begins an upload that comes in pieces; one of the same name, size and hash that broke off is gone on with. The hash seals it: only what it fits may still arrive after the deadline. */
export async function beginUpload(ports: FilePorts, actor: Actor, entryId: string, { name: raw, bytes, sha256 }: { name: string; bytes: number; sha256: string | null }): Promise<Outcome<{ fileId: string; received: number }>> {
  const { at } = momentOf(ports);
  const name = cleanFileName(raw);
  const room = await roomFor(ports, actor, entryId, { name, begunAt: at });
  const open = await ports.db.selectFrom('entry_file').select('id').where('entry_id', '=', entryId).where('uploaded_by', '=', actor.id).where('name', '=', name).where('declared_bytes', '=', bytes).where('sha256', 'is', sha256).where('completed_at', 'is', null).where('removed_at', 'is', null).executeTakeFirst();
  if (open) return { ok: true, fileId: open.id, received: await bytesOnDisk(entryFilePath(ports.filesDir, entryId, open.id)) };
  if (!room.ok) return room;
  if (bytes === 0) return refuse('file', faults.both('file.EMPTY'));
  if (bytes > mostFileBytes) return refuse('file', faults.both('file.TOO_LARGE'));
  const kept = await keepFile(ports, actor, entryId, { id: newId(), name, kind: kindOfEnding(extensionOf(name)) ?? 'PDF', declared_bytes: bytes, received_bytes: 0, sha256, begun_at: at, completed_at: null });
  return kept.ok ? { ...kept, received: 0 } : kept;
}

interface OpenFile {
  id: string;
  name: string;
  declared_bytes: number;
  /** Until it is complete: what was promised. */
  sha256: string | null;
  begun_at: Instant;
  completed_at: Instant | null;
}

/** A file of an entry of one's own. @throws AppError not-found */
async function openFile(ports: FilePorts, actor: Actor, entryId: string, fileId: string): Promise<{ file: OpenFile; entry: EntryRow }> {
  const entry = await entryOf(ports.db, actor, entryId);
  const file = await ports.db.selectFrom('entry_file').select(['id', 'name', 'declared_bytes', 'sha256', 'begun_at', 'completed_at']).where('id', '=', fileId).where('entry_id', '=', entryId).where('removed_at', 'is', null).executeTakeFirst();
  if (!file) throw notFound();
  return { file, entry };
}

/** How far an upload has come. @throws AppError not-found */
export async function uploadProgress(ports: FilePorts, actor: Actor, entryId: string, fileId: string): Promise<{ received: number; isComplete: boolean }> {
  const { file } = await openFile(ports, actor, entryId, fileId);
  return { received: file.completed_at ? file.declared_bytes : await bytesOnDisk(entryFilePath(ports.filesDir, entryId, fileId)), isComplete: file.completed_at !== null };
}

/** Takes a piece in at its place. The last one makes the file whole: then it is judged, and one that is refused is gone. */
export async function receivePiece(ports: FilePorts, actor: Actor, what: { entryId: string; fileId: string; offset: number }, pieces: Pieces): Promise<Outcome<{ received: number; isComplete: boolean }>> {
  const { at } = momentOf(ports);
  const { file, entry } = await openFile(ports, actor, what.entryId, what.fileId);
  if (file.completed_at) return { ok: true, received: file.declared_bytes, isComplete: true };
  const late = await timeRefusal(ports.db, entry, { at, begunAt: file.begun_at, isSealed: file.sha256 !== null, timeZone: ports.timeZone });
  if (late) return late;
  const path = entryFilePath(ports.filesDir, what.entryId, what.fileId);
  const done = await alone(what.fileId, async (): Promise<Outcome<{ received: number; isComplete: boolean }>> => {
    const had = await bytesOnDisk(path);
    if (what.offset !== had) return refuse('offset', faults.both('file.OFFSET', { received: had }));
    const { isTooLong } = await writePieces(path, pieces, { offset: had, room: file.declared_bytes - had });
    const received = await bytesOnDisk(path);
    if (isTooLong) return refuse('offset', faults.both('file.OFFSET', { received }));
    await ports.db.updateTable('entry_file').set({ received_bytes: received }).where('id', '=', file.id).execute();
    return received < file.declared_bytes ? { ok: true, received, isComplete: false } : completeFile(ports, actor, { entry, file, path });
  });
  return done === 'BUSY' ? refuse('offset', faults.both('file.BUSY')) : done;
}

async function completeFile(ports: FilePorts, actor: Actor, { entry, file, path }: { entry: EntryRow; file: OpenFile; path: string }): Promise<Outcome<{ received: number; isComplete: boolean }>> {
  const sha256 = await hashOnDisk(path);
  const judged = file.sha256 !== null && file.sha256 !== sha256 ? refuse('file', faults.both('file.HASH')) : await judgeFile(path, file.name, ports.scanner);
  const { at } = momentOf(ports);
  if (!judged.ok) {
    await ports.db.updateTable('entry_file').set({ removed_at: at }).where('id', '=', file.id).execute();
    await removeFromDisk(path);
    return judged;
  }
  // The last piece may have begun in time and dripped in for hours.
  const late = await timeRefusal(ports.db, entry, { at, begunAt: file.begun_at, isSealed: file.sha256 !== null, timeZone: ports.timeZone });
  if (late) return late;
  await ports.db.transaction().execute(async (tx) => {
    await entryOf(tx, actor, entry.id);
    const { numUpdatedRows } = await tx.updateTable('entry_file').set({ completed_at: at, sha256, kind: judged.kind, scan: judged.scan, scan_note: judged.note }).where('id', '=', file.id).where('removed_at', 'is', null).executeTakeFirstOrThrow();
    // Somebody of the team took it out while its last piece came.
    if (numUpdatedRows === 0n) throw notFound();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.add-file', objectType: 'entry', objectId: entry.id, details: { object: file.id } });
  });
  return { ok: true, received: file.declared_bytes, isComplete: true };
}

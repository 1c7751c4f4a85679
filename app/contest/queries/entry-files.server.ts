import type { Selectable } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { entryOf, newestRules, notFound } from '../entry-rows.server.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { receiptFile } from '../receipt-signature.server.ts';
import type { Receipt, WithdrawalReceipt } from '../rules/entry-content.ts';
import type { FileKind } from '../../platform/files/file-kind.ts';
import { isLockedAway } from '../rules/quarantine.ts';
import { handedFileIds } from './handed-files.server.ts';

export interface ListedFile {
  id: string;
  name: string;
  kind: FileKind;
  bytes: number;
  received: number;
  sha256: string | null;
  /** RELEASED: the scanner found something, and a person answers for it. */
  scan: 'UNSCANNED' | 'CLEAN' | 'QUARANTINED' | 'RELEASED';
  note: string | null;
  isComplete: boolean;
}

/** The files of an entry. @throws AppError not-found for everybody outside its team */
export async function filesOf(db: Db, actor: Actor, entryId: string): Promise<ListedFile[]> {
  await entryOf(db, actor, entryId);
  const rows = await db.selectFrom('entry_file').selectAll().where('entry_id', '=', entryId).where('removed_at', 'is', null).orderBy('id').execute();
  return rows.map(listed);
}

function listed(row: Selectable<Schema['entry_file']>): ListedFile {
  const scan = row.scan === 'QUARANTINED' && !isLockedAway(row) ? 'RELEASED' : (row.scan as ListedFile['scan']);
  return { id: row.id, name: row.name, kind: row.kind as FileKind, bytes: row.declared_bytes, received: row.received_bytes, sha256: row.sha256, scan, note: row.scan_note, isComplete: row.completed_at !== null };
}

/** A whole file that may be handed out. One in quarantine may not, to nobody. @throws AppError not-found, forbidden */
export async function fileToSend(db: Db, actor: Actor, entryId: string, fileId: string): Promise<ListedFile> {
  return sendable((await filesOf(db, actor, entryId)).find(({ id }) => id === fileId));
}

/** The same for the desk, which makes sure by itself who asks: of what was handed in, also a file that was taken out of the draft since. @throws AppError not-found, forbidden */
export async function originalToSend(db: Db, entryId: string, fileId: string): Promise<ListedFile> {
  const isHanded = (await handedFileIds(db, entryId)).includes(fileId);
  const row = isHanded ? await db.selectFrom('entry_file').selectAll().where('id', '=', fileId).executeTakeFirst() : undefined;
  return sendable(row && listed(row));
}

function sendable(file: ListedFile | undefined): ListedFile {
  if (!file?.isComplete) throw notFound();
  if (file.scan === 'QUARANTINED') throw new AppError('forbidden', faults.both('file.quarantined', { note: file.note ?? '–' }));
  return file;
}

export interface ListedReceipt {
  version: number;
  at: Instant;
}

/** Every submission of an entry, the newest first. */
export async function receiptsOf(db: Db, entryId: string): Promise<ListedReceipt[]> {
  return db.selectFrom('entry_submission').select(['version', 'submitted_at as at']).where('entry_id', '=', entryId).orderBy('version', 'desc').execute();
}

export interface WithdrawalReceiptView {
  receipt: WithdrawalReceipt;
  signature: string;
  /** The file that proves it. */
  file: string;
}

/** The receipt of one withdrawal. @throws AppError not-found for everybody outside the team */
export async function withdrawalReceiptView(db: Db, actor: Actor, entryId: string, id: string): Promise<WithdrawalReceiptView> {
  await entryOf(db, actor, entryId);
  const row = await db.selectFrom('entry_withdrawal').select(['receipt', 'signature']).where('entry_id', '=', entryId).where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return { receipt: JSON.parse(row.receipt) as WithdrawalReceipt, signature: row.signature, file: receiptFile({ ...row, content: '' }) };
}

/** Every withdrawal of an entry that has a receipt, the newest first. */
export async function withdrawalsOf(db: Db, entryId: string): Promise<{ id: string; at: Instant }[]> {
  return db.selectFrom('entry_withdrawal').select(['id', 'withdrawn_at as at']).where('entry_id', '=', entryId).orderBy('version', 'desc').execute();
}

export interface ReceiptView {
  receipt: Receipt;
  signature: string;
  by: string;
  /** The file that proves it. */
  file: string;
}

/** One receipt. @throws AppError not-found for everybody outside the team */
export async function receiptView(db: Db, actor: Actor, entryId: string, version: number): Promise<ReceiptView> {
  await entryOf(db, actor, entryId);
  const row = await db.selectFrom('entry_submission as s').innerJoin('user_account as u', 'u.id', 's.submitted_by').select(['s.content', 's.receipt', 's.signature', 'u.full_name']).where('s.entry_id', '=', entryId).where('s.version', '=', version).executeTakeFirst();
  if (!row) throw notFound();
  return { receipt: JSON.parse(row.receipt) as Receipt, signature: row.signature, by: row.full_name, file: receiptFile(row) };
}

/** Who leads an entry, and which rules count: what the page of handing in needs besides the entry. */
export async function handInView(db: Db, actor: Actor, entryId: string): Promise<{ lead: string; rules: { id: string; version: number } | null; unscanned: number }> {
  const entry = await entryOf(db, actor, entryId);
  const lead = await db.selectFrom('entry_member').select('full_name').where('entry_id', '=', entryId).where('is_lead', '=', 1).where('removed_at', 'is', null).executeTakeFirst();
  const rules = await newestRules(db, entry.contest_id);
  const files = await filesOf(db, actor, entryId);
  return { lead: lead?.full_name ?? '', rules: rules ? { id: rules.id, version: rules.version } : null, unscanned: files.filter(({ isComplete, scan }) => isComplete && scan === 'UNSCANNED').length };
}

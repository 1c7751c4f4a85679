import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import { ensureDocuments } from '../document-rows.server.ts';
import { forbidden, newestOf } from '../entry-rows.server.ts';
import { checkImport, importMost, readList, type ImportRow } from '../import-check.server.ts';
import { transferMessages as messages } from '../messages/transfer.ts';
import { canWriteAnswers } from '../policy.ts';
import { insertDraft, updateDraft } from '../version-rows.server.ts';

/** Keeps a file for its check; nothing of it counts before it is confirmed. Files that nobody confirmed within a day go. */
export async function uploadAnswers(ports: Ports, actor: Actor, file: { name: string; bytes: Uint8Array }): Promise<Outcome<{ id: string }>> {
  if (!canWriteAnswers(actor)) throw forbidden();
  if (file.bytes.length > importMost.bytes) return refuse('file', messages.both('fault.large', { size: Math.round(file.bytes.length / 1000), max: importMost.bytes / 1000 }));
  const content = decode(file.bytes);
  if (content === null) return refuse('file', messages.both('fault.not-utf8'));
  const list = readList(content);
  if ('fault' in list) return refuse('file', list.fault);
  const { now, at } = momentOf(ports);
  const id = newId();
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    await tx.deleteFrom('answer_import').where('applied_at', 'is', null).where('created_at', '<', new Date(now.getTime() - 86_400_000).toISOString()).execute();
    await tx.insertInto('answer_import').values({ id, file_name: normaliseText(file.name).slice(0, 200), content, created_by: actor.id, created_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'answer-import.upload', objectType: 'answer_import', objectId: id, details: { fileName: file.name.slice(0, 200), rows: list.count } });
    return { ok: true, id };
  });
}

function decode(bytes: Uint8Array): string | null {
  try {
    return normaliseText(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** Writes every row of a checked file as drafts, or nothing: the check is done once more on the rows as they are now. */
export async function applyAnswers(ports: Ports, actor: Actor, id: string): Promise<Outcome<{ created: number; updated: number }>> {
  if (!canWriteAnswers(actor)) throw forbidden();
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ created: number; updated: number }>> => {
    const batch = await tx.selectFrom('answer_import').selectAll().where('id', '=', id).executeTakeFirst();
    if (!batch) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (batch.applied_at) return refuse('form', messages.both('fault.applied'));
    const rows = await checkImport(tx, batch.content, today);
    if (rows.length === 0 || rows.some(({ kind }) => kind === 'ERROR')) return refuse('form', messages.both('fault.broken'));
    await ensureDocuments(tx, rows.flatMap(({ fields }) => fields?.legalBasis ?? []));
    for (const row of rows) await write(tx, row, actor, at);
    const counts = { created: rows.filter(({ kind }) => kind === 'NEW').length, updated: rows.filter(({ kind }) => kind === 'CHANGED').length };
    await tx.updateTable('answer_import').set({ applied_at: at, content: '', counts: JSON.stringify(counts) }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'answer-import.apply', objectType: 'answer_import', objectId: id, details: { fileName: batch.file_name, ...counts } });
    return { ok: true, ...counts };
  });
}

async function write(tx: Tx, { kind, slug, fields, entryId }: ImportRow, actor: Actor, at: Instant): Promise<void> {
  if (!fields || kind === 'SAME') return;
  if (entryId === null) {
    const id = newId();
    await tx.insertInto('faq_entry').values({ id, slug, created_by: actor.id, created_at: at }).execute();
    await insertDraft(tx, fields, { entryId: id, number: 1, actorId: actor.id, at });
    return;
  }
  const newest = await newestOf(tx, entryId);
  if (newest.hash === null) await updateDraft(tx, newest, fields, { actorId: actor.id, at });
  else await insertDraft(tx, fields, { entryId, number: newest.number + 1, isSample: newest.is_sample === 1, actorId: actor.id, at });
}

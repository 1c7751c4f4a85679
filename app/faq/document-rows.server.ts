import type { Tx } from '../../db/client.ts';
import { newId } from '../platform/ids.ts';
import type { LegalBasis } from './rules/answer.ts';

/** Adds documents that are not in the list yet; those that are there keep their dates. */
export async function ensureDocuments(tx: Tx, bases: readonly LegalBasis[]): Promise<void> {
  for (const { document: name, effectiveFrom, effectiveTo } of bases) {
    await tx.insertInto('legal_document').values({ id: newId(), name, effective_from: effectiveFrom, effective_to: effectiveTo }).onConflict((conflict) => conflict.column('name').doNothing()).execute();
  }
}

/** The dates of the files count for documents that nobody has edited on the web. */
export async function dateDocuments(tx: Tx, bases: readonly LegalBasis[]): Promise<void> {
  const untouched = new Map((await tx.selectFrom('legal_document').selectAll().where('revision', '=', 0).execute()).map((row) => [row.name, row]));
  for (const { document, effectiveFrom, effectiveTo } of bases) {
    const row = untouched.get(document);
    if (row && (row.effective_from !== effectiveFrom || row.effective_to !== effectiveTo)) await tx.updateTable('legal_document').set({ effective_from: effectiveFrom, effective_to: effectiveTo }).where('id', '=', row.id).execute();
  }
}

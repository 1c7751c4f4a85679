import { stringify } from 'yaml';
import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { rowOf } from '../forms/answer-file.ts';
import { checkImport, type ImportRow } from '../import-check.server.ts';
import type { LegalBasis } from '../rules/answer.ts';
import { answerOfRow } from '../version-rows.server.ts';
import type { Moment } from './current-answers.server.ts';
import { filterDesk, listDesk, type DeskFilter } from './desk-list.server.ts';

const atOnce = 500;

/** The newest version of every entry that fits a filter, as one YAML file that can be imported again. */
export async function exportAnswers(db: Db, filter: DeskFilter, moment: Moment): Promise<string> {
  const wanted = filterDesk(await listDesk(db, moment), filter);
  const rows = [];
  for (let from = 0; from < wanted.length; from += atOnce) rows.push(...(await exportSome(db, wanted.slice(from, from + atOnce))));
  return `# hoc06, ${moment.at}, ${rows.length}\n${stringify({ answers: rows }, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

async function exportSome(db: Db, entries: readonly { id: string; slug: string; number: number }[]) {
  const ids = entries.map(({ id }) => id);
  const versions = await db.selectFrom('faq_version').selectAll().where('entry_id', 'in', ids).execute();
  const newest = new Map(entries.map(({ id, number }) => [id, versions.find((row) => row.entry_id === id && row.number === number)]));
  const bases = Map.groupBy(
    await db.selectFrom('faq_legal_basis as b').innerJoin('legal_document as d', 'd.id', 'b.document_id').select(['b.version_id as versionId', 'd.name as document', 'b.article', 'd.effective_from as effectiveFrom', 'd.effective_to as effectiveTo']).where('b.version_id', 'in', [...newest.values()].flatMap((row) => row?.id ?? [])).orderBy('b.version_id').orderBy('b.position').execute(),
    ({ versionId }) => versionId,
  );
  return entries.flatMap(({ id, slug }) => {
    const row = newest.get(id);
    const own = (bases.get(row?.id ?? '') ?? []).map(({ versionId: _version, ...basis }): LegalBasis => basis);
    return row ? [rowOf(slug, answerOfRow(row, own), { version: row.number, revision: row.revision })] : [];
  });
}

export interface ImportBatch {
  id: string;
  fileName: string;
  createdAt: string;
  by: string;
  appliedAt: string | null;
  counts: { created: number; updated: number } | null;
}

/** The latest files that were handed in. */
export async function listImports(db: Db): Promise<ImportBatch[]> {
  const rows = await db.selectFrom('answer_import as i').innerJoin('user_account as u', 'u.id', 'i.created_by').select(['i.id', 'i.file_name as fileName', 'i.created_at as createdAt', 'u.full_name as by', 'i.applied_at as appliedAt', 'i.counts']).orderBy('i.created_at', 'desc').limit(20).execute();
  return rows.map((row) => ({ ...row, counts: row.counts ? (JSON.parse(row.counts) as ImportBatch['counts']) : null }));
}

/** A file with the verdict on each of its rows, as things are now. @throws AppError not-found */
export async function getImport(db: Db, id: string, today: string): Promise<ImportBatch & { rows: Omit<ImportRow, 'fields' | 'entryId'>[] }> {
  const row = await db.selectFrom('answer_import as i').innerJoin('user_account as u', 'u.id', 'i.created_by').select(['i.id', 'i.file_name as fileName', 'i.created_at as createdAt', 'u.full_name as by', 'i.applied_at as appliedAt', 'i.counts', 'i.content']).where('i.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { content, counts, ...batch } = row;
  const rows = batch.appliedAt ? [] : await checkImport(db, content, today);
  return { ...batch, counts: counts ? (JSON.parse(counts) as ImportBatch['counts']) : null, rows: rows.map(({ fields: _fields, entryId: _entry, ...shown }) => shown) };
}

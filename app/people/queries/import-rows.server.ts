import type { Db } from '../../../db/client.ts';
import type { StoredCell } from '../rules/import-cells.ts';
import { rowsPerPage, type RowFilter } from '../rules/import-paging.ts';
import type { RowVerdict } from '../rules/import-summary.ts';
import { noCounts } from '../rules/import-summary.ts';
import type { Outcome } from '../rules/import-verdict.ts';


/** One row of a file with what the check said about it. */
export interface ImportRow {
  rowNo: number;
  cells: StoredCell[];
  outcome: Outcome | null;
  verdict: RowVerdict | null;
}

function rowsOf(db: Db, batchId: string, filter: RowFilter) {
  const rows = db.selectFrom('import_row').where('batch_id', '=', batchId);
  if (filter === 'ALL') return rows;
  // The faults are JSON of our own making, so the mark of a warning is always written this way.
  return filter === 'WARNING' ? rows.where('faults', 'like', '%"level":"warning"%') : rows.where('outcome', '=', filter);
}

/** One page of rows; the last one for a page beyond it. */
export async function listImportRows(db: Db, batchId: string, wanted: { filter: RowFilter; page: number; perPage?: number }): Promise<{ rows: ImportRow[]; total: number; page: number }> {
  const perPage = wanted.perPage ?? rowsPerPage;
  const { total } = await rowsOf(db, batchId, wanted.filter).select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const page = Math.min(wanted.page, Math.max(1, Math.ceil(Number(total) / perPage)));
  const rows = await rowsOf(db, batchId, wanted.filter).select(['row_no', 'cells', 'outcome', 'faults']).orderBy('row_no').limit(perPage).offset((page - 1) * perPage).execute();
  return { rows: rows.map(readRow), total: Number(total), page };
}

/** Turns a stored row into what rules understand. */
export function readRow(row: { row_no: number; cells: string; outcome: string | null; faults: string | null }): ImportRow {
  return { rowNo: row.row_no, cells: JSON.parse(row.cells) as StoredCell[], outcome: row.outcome as Outcome | null, verdict: row.faults ? (JSON.parse(row.faults) as RowVerdict) : null };
}

/** All rows of a file, in the order of the file. */
export async function listAllImportRows(db: Db, batchId: string, filter: RowFilter = 'ALL'): Promise<ImportRow[]> {
  const rows = await rowsOf(db, batchId, filter).select(['row_no', 'cells', 'outcome', 'faults']).orderBy('row_no').execute();
  return rows.map(readRow);
}

/** False once the rows of an old import were deleted. */
export async function hasRows(db: Db, batchId: string): Promise<boolean> {
  return (await rowsOf(db, batchId, 'ALL').select('row_no').limit(1).executeTakeFirst()) !== undefined;
}

/** How many rows have which outcome now. */
export async function countOutcomes(db: Db, batchId: string): Promise<Record<Outcome, number>> {
  const rows = await db.selectFrom('import_row').select(['outcome', (select) => select.fn.countAll<number>().as('total')]).where('batch_id', '=', batchId).where('outcome', 'is not', null).groupBy('outcome').execute();
  const counts = noCounts();
  for (const { outcome, total } of rows) counts[outcome as Outcome] = Number(total);
  return counts;
}

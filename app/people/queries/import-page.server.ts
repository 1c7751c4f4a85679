import { dayWords } from '../../platform/days.ts';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../actor.ts';
import { headingsByField } from '../importing/write-csv.server.ts';
import { cellText, columnLetter } from '../rules/import-cells.ts';
import type { Fault } from '../rules/import-faults.ts';
import type { FieldOrUnit } from '../rules/import-fields.ts';
import { rowsPerPage, type RowFilter } from '../rules/import-paging.ts';
import type { Change, Outcome } from '../rules/import-verdict.ts';
import { getImportBatch, type ImportBatch } from './import-batch.server.ts';
import { hasRows, listImportRows } from './import-rows.server.ts';

/** A row as the page shows it. */
export interface ShownRow {
  rowNo: number;
  staffNo: string;
  fullName: string;
  unit: string;
  outcome: Outcome;
  faults: Fault[];
  changes: Change[];
}

export interface ImportPage {
  batch: ImportBatch;
  isOwn: boolean;
  /** The rows of an import that ended long ago are deleted; its counts stay. */
  areRowsCleared: boolean;
  headings: Partial<Record<FieldOrUnit, string>>;
  rows: ShownRow[];
  filter: RowFilter;
  page: number;
  pages: number;
  total: number;
}

/** A checked, running or finished import with one page of its rows. */
export async function loadImportPage(db: Db, actor: Actor, id: string, wanted: { filter: RowFilter; page: number }): Promise<ImportPage> {
  const batch = await getImportBatch(db, actor, id);
  const { rows, total, page } = batch.summary ? await listImportRows(db, id, wanted) : { rows: [], total: 0, page: 1 };
  const areRowsCleared = batch.state === 'DONE' && total === 0 && !(await hasRows(db, id));
  const { columns } = batch.mapping;
  const text = (cells: (typeof rows)[number]['cells'], at: number | undefined) => (at === undefined ? '' : cellText(cells[at]));
  const shown = rows.map(({ rowNo, cells, outcome, verdict }) => ({
    rowNo,
    staffNo: text(cells, columns.staffNo),
    fullName: text(cells, columns.fullName),
    unit: text(cells, columns.unitName) || text(cells, columns.unitCode),
    outcome: outcome ?? 'SAME',
    faults: verdict?.faults ?? [],
    changes: verdict?.changes ?? [],
  }));
  return { batch, isOwn: batch.createdBy === actor.id, areRowsCleared, headings: headingsByField(batch.mapping), rows: shown, filter: wanted.filter, page, pages: Math.max(1, Math.ceil(total / rowsPerPage)), total };
}

const sampleRows = 5;

export interface MappingPage {
  batch: ImportBatch;
  /** Every column of the file: its heading, or its letter when it has none. */
  columns: { letter: string; heading: string }[];
  samples: { rowNo: number; cells: string[] }[];
}

/** The columns of an uploaded file and its first rows. */
export async function loadMappingPage(db: Db, actor: Actor, id: string): Promise<MappingPage> {
  const batch = await getImportBatch(db, actor, id);
  const { rows } = await listImportRows(db, id, { filter: 'ALL', page: 1, perPage: sampleRows });
  const width = Math.max(batch.mapping.headings.length, ...rows.map((row) => row.cells.length));
  const columns = Array.from({ length: width }, (_, at) => ({ letter: columnLetter(at), heading: batch.mapping.headings[at] ?? '' }));
  const samples = rows.map(({ rowNo, cells }) => ({ rowNo, cells: columns.map((_, at) => shownCell(cells[at])) }));
  return { batch, columns, samples };
}

function shownCell(cell: Parameters<typeof cellText>[0]): string {
  return typeof cell === 'object' && 'd' in cell ? dayWords(cell.d) : cellText(cell);
}

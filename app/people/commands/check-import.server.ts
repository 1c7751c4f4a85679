import { setImmediate } from 'node:timers/promises';
import type { Db, Tx } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Actor } from '../actor.ts';
import { importMessages } from '../messages/imports.ts';
import { getImportBatch, type ImportBatch } from '../queries/import-batch.server.ts';
import { findAccounts, listDigitStaffNos } from '../queries/import-accounts.server.ts';
import { listAllImportRows, type ImportRow } from '../queries/import-rows.server.ts';
import { importScope, loadUnitIndex } from '../queries/import-units.server.ts';
import { cellText } from '../rules/import-cells.ts';
import type { Columns } from '../rules/import-fields.ts';
import { readLine } from '../rules/import-line.ts';
import { widthOf } from '../rules/import-staff-number.ts';
import { summarise, type BatchMapping, type BatchSummary } from '../rules/import-summary.ts';
import { judgeLine, rowsOfRepeated, type Verdict } from '../rules/import-verdict.ts';

/** Rows judged or written before others get their turn. */
const portion = 500;

export interface CheckTime {
  now: Date;
  today: Day;
}

/**
 * The dry run: reads every row by the chosen columns (or those that were guessed), says what it would do, and keeps the verdicts. Changes no account.
 * @throws AppError conflict when the import has been confirmed or cancelled meanwhile
 */
export async function checkImport(db: Db, actor: Actor, batchId: string, chosen: Columns | undefined, time: CheckTime): Promise<void> {
  const batch = await getImportBatch(db, actor, batchId);
  if (batch.createdBy !== actor.id || batch.totalRows === 0) throw stateRefusal();
  const columns = chosen ?? batch.mapping.columns;
  const mapping: BatchMapping = { ...batch.mapping, columns };
  await reopen(db, batch, mapping);
  const rows = await listAllImportRows(db, batchId);
  const staffNoWidth = widthOf([...(await listDigitStaffNos(db)), ...zeroLedTexts(rows, columns)]);
  const { verdicts, nameOf } = await judge(db, actor, rows, { columns, staffNoWidth, today: time.today });
  await keep(db, batchId, rows, verdicts);
  const summary: BatchSummary = { checkedAt: time.now.toISOString(), checkedOn: time.today, staffNoWidth, ...summarise(verdicts, nameOf) };
  await moveOn(db, batchId, { state: 'CHECKED', summary: JSON.stringify(summary) });
}

export function stateRefusal(): AppError {
  return new AppError('conflict', importMessages.both('refuse.state'));
}

/** Back to UPLOADED while the verdicts are being rewritten, so that nobody confirms half of them. */
function reopen(db: Db, batch: ImportBatch, mapping: BatchMapping): Promise<void> {
  return moveOn(db, batch.id, { state: 'UPLOADED', mapping: JSON.stringify(mapping) });
}

async function moveOn(db: Db | Tx, batchId: string, change: { state: string; mapping?: string; summary?: string }): Promise<void> {
  const moved = await db.updateTable('import_batch').set(change).where('id', '=', batchId).where('state', 'in', ['UPLOADED', 'CHECKED']).executeTakeFirst();
  if (moved.numUpdatedRows !== 1n) throw stateRefusal();
}

function zeroLedTexts(rows: readonly ImportRow[], columns: Columns): string[] {
  const at = columns.staffNo;
  if (at === undefined) return [];
  return rows.map(({ cells }) => cells[at]).flatMap((cell) => (typeof cell === 'string' && /^0\d+$/.test(cellText(cell)) ? [cellText(cell)] : []));
}

async function judge(db: Db, actor: Actor, rows: readonly ImportRow[], how: { columns: Columns; staffNoWidth: number | null; today: Day }) {
  const texts = new Set(rows.map(({ cells }) => cellText(cells[how.columns.staffNo ?? -1]).toUpperCase()));
  const unpadded = how.staffNoWidth === null ? new Map() : (await findAccounts(db, { staffNos: texts, emails: [] })).byStaffNo;
  const pattern = { width: how.staffNoWidth, exists: (staffNo: string) => unpadded.has(staffNo) };
  const read = await inTurns(rows, ({ rowNo, cells }) => ({ rowNo, ...readLine(cells, { columns: how.columns, pattern, today: how.today }) }));
  const units = await loadUnitIndex(db, how.today);
  const accounts = await findAccounts(db, { staffNos: read.map(({ line }) => line.staffNo), emails: read.map(({ line }) => line.email ?? '') });
  const repeated = { staffNo: rowsOfRepeated(read.map(({ rowNo, line }) => [rowNo, line.staffNo])), email: rowsOfRepeated(read.map(({ rowNo, line }) => [rowNo, line.email])) };
  const world = { today: how.today, actorId: actor.id, units, ...importScope(actor, units), ...accounts, repeated };
  const verdicts = await inTurns(read, ({ line, faults }) => judgeLine(line, faults, world));
  return { verdicts, nameOf: (unitId: string) => units.byId.get(unitId)?.name ?? '' };
}

/** Works through a long list and lets others have their turn in between. */
async function inTurns<Item, Out>(items: readonly Item[], work: (item: Item) => Out): Promise<Out[]> {
  const out: Out[] = [];
  for (const [at, item] of items.entries()) {
    if (at % portion === 0) await setImmediate();
    out.push(work(item));
  }
  return out;
}

async function keep(db: Db, batchId: string, rows: readonly ImportRow[], verdicts: readonly Verdict[]): Promise<void> {
  for (let at = 0; at < rows.length; at += portion) {
    await db.transaction().execute(async (tx) => {
      for (const [offset, { rowNo }] of rows.slice(at, at + portion).entries()) await keepVerdict(tx, batchId, rowNo, verdicts[at + offset] as Verdict);
    });
    await setImmediate();
  }
}

/** Writes one row's verdict. */
export async function keepVerdict(tx: Tx, batchId: string, rowNo: number, { outcome, ...verdict }: Verdict): Promise<void> {
  await tx.updateTable('import_row').set({ outcome, faults: JSON.stringify(verdict) }).where('batch_id', '=', batchId).where('row_no', '=', rowNo).execute();
}

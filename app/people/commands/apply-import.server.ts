import { setImmediate } from 'node:timers/promises';
import type { Db, Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import type { JobContext } from '../../platform/jobs/jobs.server.ts';
import { findAccounts } from '../queries/import-accounts.server.ts';
import { countOutcomes, readRow, type ImportRow } from '../queries/import-rows.server.ts';
import { importScope, loadUnitIndex, type ImportScope } from '../queries/import-units.server.ts';
import { listGrants } from '../queries/session-actor.server.ts';
import { cellText } from '../rules/import-cells.ts';
import { errorIn, type Fault } from '../rules/import-faults.ts';
import { readLine, type PersonLine } from '../rules/import-line.ts';
import { type BatchMapping, type BatchSummary, type RowVerdict } from '../rules/import-summary.ts';
import type { UnitIndex } from '../rules/import-units.ts';
import { judgeLine, workOutcomes, type Verdict } from '../rules/import-verdict.ts';
import { keepVerdict } from './check-import.server.ts';
import { writePeople, type PersonWork } from './write-people.server.ts';

/** People per transaction: small enough that others do not wait. */
export const chunkSize = 200;

type Ports = Pick<JobContext, 'db' | 'clock' | 'timeZone'>;

/** What stays the same from chunk to chunk. */
interface Run extends ImportScope {
  batchId: string;
  creator: { id: string; fullName: string };
  mapping: BatchMapping;
  summary: BatchSummary;
  units: UnitIndex;
}

/**
 * Carries out a confirmed import, chunk by chunk. Every row is judged again inside its transaction; one whose person changed since
 * the check becomes an error instead of overwriting. Killed and started again it goes on with the rows that are left.
 */
export async function applyImport(ports: Ports, batchId: string): Promise<void> {
  const run = await begin(ports, batchId);
  if (!run) return;
  try {
    while (await applyChunk(ports, run)) await setImmediate();
  } catch (error) {
    await ports.db.updateTable('import_batch').set({ failure: String(error).slice(0, 500) }).where('id', '=', batchId).execute();
    throw error;
  }
  await finish(ports, run);
}

async function begin({ db, clock, timeZone }: Ports, batchId: string): Promise<Run | null> {
  const { total } = await waiting(db, batchId).select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const started = await db
    .updateTable('import_batch')
    .set((set) => ({ state: 'RUNNING', failure: null, done_rows: set('total_rows', '-', Number(total)) }))
    .where('id', '=', batchId)
    .where('state', 'in', ['QUEUED', 'RUNNING'])
    .executeTakeFirst();
  if (started.numUpdatedRows !== 1n) return null;
  const row = await db.selectFrom('import_batch as b').innerJoin('user_account as u', 'u.id', 'b.created_by').select(['b.mapping', 'b.summary', 'u.id', 'u.full_name', 'u.disabled_at']).where('b.id', '=', batchId).executeTakeFirstOrThrow();
  const units = await loadUnitIndex(db, dayIn(timeZone, clock.now()));
  const rights = { grants: row.disabled_at ? [] : await listGrants(db, row.id) };
  const [mapping, summary] = [JSON.parse(row.mapping) as BatchMapping, JSON.parse(row.summary) as BatchSummary];
  return { batchId, creator: { id: row.id, fullName: row.full_name }, mapping, summary, units, ...importScope(rights, units) };
}

function waiting(db: Db, batchId: string) {
  return db.selectFrom('import_row').where('batch_id', '=', batchId).where('applied_at', 'is', null).where('outcome', 'in', workOutcomes);
}

/** @returns false when no rows are left */
function applyChunk({ db, clock }: Ports, run: Run): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const rows = (await waiting(tx, run.batchId).select(['row_no', 'cells', 'outcome', 'faults']).orderBy('row_no').limit(chunkSize).execute()).map(readRow);
    if (rows.length === 0) return false;
    const now = clock.now().toISOString();
    const work: (PersonWork & { rowNo: number })[] = [];
    for (const { row, line, verdict } of await judgeAgain(tx, run, rows)) {
      if (verdict.outcome === row.outcome) work.push({ rowNo: row.rowNo, line, verdict });
      else await keepVerdict(tx, run.batchId, row.rowNo, verdict);
    }
    const ids = await writePeople(tx, run.units, work, { now, today: run.summary.checkedOn });
    const rowNos = rows.map((row) => row.rowNo);
    await tx.updateTable('import_row').set({ applied_at: now }).where('batch_id', '=', run.batchId).where('row_no', 'in', rowNos).execute();
    await tx.updateTable('import_batch').set((set) => ({ done_rows: set('done_rows', '+', rows.length) })).where('id', '=', run.batchId).execute();
    const details = { fromRow: rowNos[0], toRow: rowNos.at(-1), notApplied: rows.length - work.length, ...ids };
    await recordAudit(tx, { at: now, actor: run.creator, action: 'import.apply', objectType: 'import_batch', objectId: run.batchId, details });
    return true;
  });
}

interface Judged {
  row: ImportRow;
  line: PersonLine;
  verdict: Verdict;
}

async function judgeAgain(tx: Tx, run: Run, rows: readonly ImportRow[]): Promise<Judged[]> {
  const { staffNoWidth, checkedOn } = run.summary;
  const { columns } = run.mapping;
  const texts = rows.map(({ cells }) => cellText(cells[columns.staffNo ?? -1]).toUpperCase());
  const unpadded = staffNoWidth === null ? new Map() : (await findAccounts(tx, { staffNos: texts, emails: [] })).byStaffNo;
  const pattern = { width: staffNoWidth, exists: (staffNo: string) => unpadded.has(staffNo) };
  const read = rows.map((row) => ({ row, ...readLine(row.cells, { columns, pattern, today: checkedOn }) }));
  const accounts = await findAccounts(tx, { staffNos: read.map(({ line }) => line.staffNo), emails: read.map(({ line }) => line.email ?? '') });
  // Rows that repeat a number or an e-mail of the same file became errors in the check and are not here.
  const world = { today: checkedOn, actorId: run.creator.id, units: run.units, inScope: run.inScope, coversAll: run.coversAll, outranks: run.outranks, ...accounts, repeated: { staffNo: new Map(), email: new Map() } };
  return read.map(({ row, line, faults }) => ({ row, line, verdict: sameAsPromised(row, judgeLine(line, faults, world), faults) }));
}

/** The new verdict; an error when it would do something else than what was shown and confirmed. */
function sameAsPromised(row: ImportRow, verdict: Verdict, faults: readonly Fault[]): Verdict {
  if (verdict.outcome === 'ERROR' || verdict.outcome === 'SAME') return verdict;
  const kept = verdict.outcome === row.outcome && essence(verdict) === essence(row.verdict);
  return kept ? verdict : { ...verdict, outcome: 'ERROR', faults: [...faults, errorIn(undefined, 'row.changed')] };
}

function essence(verdict: RowVerdict | null): string {
  return JSON.stringify([verdict?.seen, verdict?.unitId, verdict?.on, verdict?.changes.map(({ field, to }) => [field, to])]);
}

async function finish({ db, clock }: Ports, run: Run): Promise<void> {
  const now = clock.now().toISOString();
  await db.transaction().execute(async (tx) => {
    const counts = await countOutcomes(tx, run.batchId);
    const summary: BatchSummary = { ...run.summary, counts };
    const done = await tx.updateTable('import_batch').set({ state: 'DONE', finished_at: now, summary: JSON.stringify(summary) }).where('id', '=', run.batchId).where('state', '=', 'RUNNING').executeTakeFirst();
    if (done.numUpdatedRows === 1n) await recordAudit(tx, { at: now, actor: run.creator, action: 'import.finish', objectType: 'import_batch', objectId: run.batchId, details: { counts } });
  });
}

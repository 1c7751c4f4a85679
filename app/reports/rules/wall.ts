import type { LineStatus } from './models.ts';
import type { Month } from './period.ts';

/** One model in one month: what most of its units said, and how many of them have a difficulty. */
export interface WallCell {
  month: Month;
  status: LineStatus | null;
  units: number;
  blocked: number;
}
export interface WallRow {
  number: number;
  name: string;
  groupKey: string;
  groupName: string;
  cells: WallCell[];
}

/** Of two statuses that as many units report, the one that asks for more attention is shown. */
const byAttention: readonly LineStatus[] = ['BLOCKED', 'STOPPED', 'NOT_STARTED', 'IN_PROGRESS', 'MAINTAINED', 'COMPLETED'];

/** Every model over some months. */
export function wallRows(models: readonly { number: number; name: string; groupKey: string; groupName: string }[], months: readonly Month[], lines: readonly { model: number; month: Month; status: LineStatus }[]): WallRow[] {
  const byPlace = Map.groupBy(lines, ({ model, month }) => `${model} ${month}`);
  return models.map(({ number, name, groupKey, groupName }) => ({ number, name, groupKey, groupName, cells: months.map((month) => cellOf(month, byPlace.get(`${number} ${month}`) ?? [])) }));
}

function cellOf(month: Month, lines: readonly { status: LineStatus }[]): WallCell {
  const count = (status: LineStatus) => lines.filter((line) => line.status === status).length;
  const status = byAttention.reduce<LineStatus | null>((best, one) => (count(one) > (best === null ? 0 : count(best)) ? one : best), null);
  return { month, status, units: lines.length, blocked: count('BLOCKED') };
}

/** The picture in figures, for its one sentence: the last month of it. */
export interface WallTake {
  month: Month;
  blocked: number;
  worst: { number: number; name: string; units: number } | null;
  running: number;
  silent: number;
}
export function wallTake(rows: readonly WallRow[]): WallTake | null {
  const last = rows.map((row) => ({ row, cell: row.cells.at(-1) }));
  const month = last[0]?.cell?.month;
  if (month === undefined) return null;
  const blocked = last.filter(({ cell }) => (cell?.blocked ?? 0) > 0).toSorted((a, b) => (b.cell?.blocked ?? 0) - (a.cell?.blocked ?? 0) || a.row.number - b.row.number);
  const [worst] = blocked;
  return {
    month, blocked: blocked.length, worst: worst ? { number: worst.row.number, name: worst.row.name, units: worst.cell?.blocked ?? 0 } : null,
    running: last.filter(({ cell }) => cell?.status === 'IN_PROGRESS' || cell?.status === 'MAINTAINED' || cell?.status === 'COMPLETED').length,
    silent: last.filter(({ cell }) => cell?.status === null).length,
  };
}

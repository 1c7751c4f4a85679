import { shownAbove, type FigureKey } from './figures.ts';
import { lineStatuses, type LineStatus } from './models.ts';

export type StatusCounts = Record<LineStatus, number>;

export interface ModelSum {
  number: number;
  name: string;
  groupKey: string;
  groupName: string;
  /** Units that carry it, and those of them whose report was sent. */
  owed: number;
  sent: number;
  statuses: StatusCounts;
  /** Quantities by unit of measure: those of different measures are never added up. */
  quantities: { measure: string; quantity: number; units: number }[];
  figures: { key: FigureKey; value: number | null; total: number | null }[];
}

interface Line {
  unitId: string;
  model: number;
  status: LineStatus;
  quantity: number | null;
  measure: string;
}

export const noStatuses = (): StatusCounts => Object.fromEntries(lineStatuses.map((status) => [status, 0])) as StatusCounts;

/** How many lines say what. */
export function countStatuses(lines: readonly { status: LineStatus }[]): StatusCounts {
  const counts = noStatuses();
  for (const { status } of lines) counts[status] += 1;
  return counts;
}

/** What units report, put together by model. Models that nobody carries or reports on are left out. */
export function consolidate(models: readonly { number: number; name: string; groupKey: string; groupName: string }[], owed: readonly { unitId: string; models: readonly { number: number }[] }[], lines: readonly Line[], figures: readonly { model: number; key: FigureKey; value: number; total: number | null }[]): ModelSum[] {
  return models
    .map(({ number, name, groupKey, groupName }): ModelSum => {
      const own = lines.filter(({ model }) => model === number);
      // Whoever no longer carries it but has sent stands beside those that still owe it.
      const units = new Set([...owed.filter(({ models: carried }) => carried.some((one) => one.number === number)), ...own].map(({ unitId }) => unitId));
      return { number, name, groupKey, groupName, owed: units.size, sent: own.length, statuses: countStatuses(own), quantities: sumQuantities(own), figures: sumFigures(figures.filter(({ model }) => model === number)) };
    })
    .filter((sum) => sum.owed > 0);
}

function sumQuantities(lines: readonly Line[]): ModelSum['quantities'] {
  const known = lines.filter((line): line is Line & { quantity: number } => line.quantity !== null && line.measure !== '');
  const groups = Map.groupBy(known, ({ measure }) => measure.toLocaleLowerCase('vi'));
  return [...groups.values()].map((own) => ({ measure: own[0]?.measure ?? '', quantity: own.reduce((sum, { quantity }) => sum + quantity, 0), units: own.length })).toSorted((a, b) => b.units - a.units);
}

function sumFigures(figures: readonly { key: FigureKey; value: number; total: number | null }[]): ModelSum['figures'] {
  // Answers of the whole province stand in every report: they are not added up.
  const groups = Map.groupBy(figures.filter(({ key }) => key !== 'published'), ({ key }) => key);
  return [...groups].map(([key, own]) => ({ key, ...shownAbove(key, own.reduce((sum, { value }) => sum + value, 0), own.some(({ total }) => total !== null) ? own.reduce((sum, { total }) => sum + (total ?? 0), 0) : null) }));
}

import type { Report } from '../../platform/content/problems.ts';
import type { CleaningRecord, FaultKind } from '../rules/drill.ts';
import { refuseOthers } from './block-parts.ts';
import { attributeOf, elementsIn, lineOf, textOf, type TreeNode } from './lesson-tree.ts';
import { reasons } from './reasons.ts';

/** What the drawing of the drill needs of its table. */
export interface CleaningData {
  heads: string[];
  records: CleaningRecord[];
}

const tablesIn = (drill: TreeNode) => (drill.children ?? []).filter((child) => child.type === 'table');

/** How many records a data-cleaning drill holds. */
export function recordsIn(drill: TreeNode): number {
  const kept = attributeOf(drill, 'data');
  if (kept !== undefined) return (JSON.parse(kept) as CleaningData).records.length;
  return (tablesIn(drill)[0]?.children?.length ?? 1) - 1;
}

/**
 * Checks a table of records and the faults that are named below it, and turns both into the element's `data`: a table as prose would scroll in
 * a box, while the drill asks something of each record.
 */
export function checkCleaning(drill: TreeNode, report: Report): void {
  const [table, second] = tablesIn(drill);
  if (!table || second) return report(lineOf(second ?? drill), reasons.both('drill.one-table'));
  const [heads = [], ...rows] = (table.children ?? []).map((row) => (row.children ?? []).map((cell) => textOf(cell).trim()));
  if (rows.length < 4 || rows.length > 10 || heads.length < 2 || heads.length > 7) report(lineOf(table), reasons.both('drill.table-size', { rows: rows.length, columns: heads.length }));
  if (heads.some((head, at) => head === '' || heads.indexOf(head) !== at)) report(lineOf(table), reasons.both('drill.heads'));
  const records: CleaningRecord[] = rows.map((cells) => ({ cells: heads.map((_head, at) => cells[at] ?? ''), fault: null }));
  for (const fault of elementsIn(drill, 'Fault')) nameFault(fault, { heads, records }, report);
  const faulty = records.filter((record) => record.fault).length;
  if (faulty < 3 || faulty === records.length) report(lineOf(drill), reasons.both('drill.faulty', { count: faulty, total: records.length }));
  refuseOthers({ ...drill, children: (drill.children ?? []).filter((child) => child !== table) }, ['Fault'], report);
  drill.children = [];
  drill.attributes?.push({ type: 'mdxJsxAttribute', name: 'data', value: JSON.stringify({ heads, records } satisfies CleaningData) });
}

function nameFault(fault: TreeNode, { heads, records }: CleaningData, report: Report): void {
  const [row, column] = [attributeOf(fault, 'row') ?? '', attributeOf(fault, 'column') ?? ''];
  const record = records[Number(row) - 1];
  if (!record) return report(lineOf(fault), reasons.both('drill.no-row', { row, total: records.length }));
  if (!heads.includes(column)) return report(lineOf(fault), reasons.both('drill.no-column', { column }));
  if (record.fault) return report(lineOf(fault), reasons.both('drill.fault-twice', { row }));
  record.fault = { cell: heads.indexOf(column) + 1, kind: attributeOf(fault, 'kind') as FaultKind, why: attributeOf(fault, 'why') ?? '' };
}

import type { Day } from '../platform/clock.ts';
import type { WrittenFile } from './pack-archive.server.ts';
import { paperPdf } from './paper-pdf.server.ts';
import type { PackScope } from './queries/pack-scope.server.ts';
import { countedIn, type PackSums } from './rules/pack-learning.ts';
import { sumOf, summaryPaper, type PackSummary } from './rules/pack-summary.ts';

/** The first page of a pack, as PDF. */
export async function summaryPdf(scope: PackScope, sums: PackSums, { files, keyName, madeOn }: { files: readonly WrittenFile[]; keyName: string; madeOn: Day }): Promise<Buffer> {
  const rowsOf = (name: string) => files.find((file) => file.name === name)?.rows ?? 0;
  const list = sums.list();
  const courses = [...scope.courses].map(([id, title]) => ({ title, counts: sumOf(list.filter(({ courseId }) => courseId === id).map(({ counts }) => counts)) })).filter(({ counts }) => countedIn(counts) + counts.CANCELLED > 0);
  const { unit, from, to, people } = scope;
  return paperPdf(summaryPaper({ issuer: scope.province || unit.name, unit: unit.name, from, to, madeOn, people: people.length, courses, units: subUnits(scope, list), certificates: rowsOf('chung-nhan.csv'), reminders: rowsOf('nhac-viec.csv'), files, keyName }));
}

/** The direct sub-units of the pack's unit with everything below them. */
function subUnits({ units, unit, people }: PackScope, list: ReturnType<PackSums['list']>): PackSummary['units'] {
  const topOf = new Map<string, string>();
  // Tree order: parents come before their children.
  for (const { id, parentId } of units) if (id !== unit.id) topOf.set(id, parentId === null || parentId === unit.id ? id : (topOf.get(parentId) ?? id));
  const sumsByTop = Map.groupBy(list, ({ unitId }) => topOf.get(unitId));
  const peopleByTop = Map.groupBy(people, ({ unitId }) => topOf.get(unitId));
  return units.filter(({ id }) => topOf.get(id) === id && peopleByTop.has(id)).map(({ id, name }) => ({ name, people: peopleByTop.get(id)?.length ?? 0, counts: sumOf((sumsByTop.get(id) ?? []).map(({ counts }) => counts)) }));
}

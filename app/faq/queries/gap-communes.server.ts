import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { safeGroups, type Gap } from '../rules/gaps.ts';

export interface GapCommunes {
  /** The communes from which each gap, by its fold, was asked often enough to be named. */
  of: ReadonlyMap<string, ReadonlySet<string>>;
  /** All of them, by name. */
  choices: { id: string; name: string }[];
}

/** From which communes gaps were asked since a moment. As on a gap's own page a commune is named from ten askings of it on, and not when the others could be subtracted. */
export async function communesOfGaps(db: Db, gaps: readonly Gap[], { since, today }: { since: Instant; today: Day }): Promise<GapCommunes> {
  const rows = await db.selectFrom('faq_search').select(['question_fold as fold', 'unit_id as unitId', (row) => row.fn.countAll<number>().as('count')]).where('unit_id', 'is not', null).where('at', '>', since).groupBy(['question_fold', 'unit_id']).execute();
  const asked = Map.groupBy(rows, ({ fold }) => fold);
  const of = new Map(gaps.map((gap) => [gap.fold, namedOf(gap.wordings.flatMap((one) => asked.get(one.fold) ?? []))]));
  const ids = [...new Set([...of.values()].flatMap((named) => [...named]))];
  const names = ids.length === 0 ? [] : await db.selectFrom('org_unit_version').select(['unit_id as id', 'name']).where('unit_id', 'in', ids).where('valid_from', '<=', today).where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', today)])).execute();
  return { of, choices: names.toSorted((a, b) => compareTexts(a.name, b.name)) };
}

function namedOf(rows: readonly { unitId: string | null; count: number }[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { unitId, count } of rows) if (unitId !== null) counts.set(unitId, (counts.get(unitId) ?? 0) + Number(count));
  return new Set(safeGroups([...counts].map(([name, count]) => ({ name, count }))).shown.map(({ name }) => name));
}

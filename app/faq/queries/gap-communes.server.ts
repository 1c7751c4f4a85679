import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { communeLabel } from '../../people/index.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { safeGroups, type Gap } from '../rules/gaps.ts';
import { homesOnDay, type Home } from './commune-of-day.server.ts';

export interface GapCommunes {
  /** The communes from which each gap, by its fold, was asked often enough to be named. */
  of: ReadonlyMap<string, ReadonlySet<string>>;
  /** All of them, by name. */
  choices: { id: string; name: string }[];
}

/** From which communes gaps were asked since a moment. As on a gap's own page a commune is named from ten askings of it on, and not when the others could be subtracted. */
export async function communesOfGaps(db: Db, gaps: readonly Gap[], { since, today }: { since: Instant; today: Day }): Promise<GapCommunes> {
  const rows = await db.selectFrom('faq_search').select(['question_fold as fold', 'unit_id as unitId', (row) => row.fn.countAll<number>().as('count')]).where('unit_id', 'is not', null).where('at', '>', since).groupBy(['question_fold', 'unit_id']).execute();
  const homes = await homesOnDay(db, [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))], today);
  const asked = Map.groupBy(rows, ({ fold }) => fold);
  const of = new Map(gaps.map((gap) => [gap.fold, new Set(shownCommunes(gap.wordings.flatMap((one) => asked.get(one.fold) ?? []), homes).shown.map(({ unitId }) => unitId))]));
  const named = new Set([...of.values()].flatMap((ids) => [...ids]));
  const choices = new Map([...homes.values()].filter(({ unitId }) => named.has(unitId)).map(({ unitId, name }) => [unitId, { id: unitId, name: communeLabel({ unitId, name, now: name, since: null }) }]));
  return { of, choices: [...choices.values()].toSorted((a, b) => compareTexts(a.name, b.name)) };
}

interface AskedFrom {
  unitId: string | null;
  count: number;
}

/** The communes of today from which something was asked: what came from one that has gone into another counts for that one. Small groups are not shown apart. */
export function shownCommunes(asked: readonly AskedFrom[], homes: ReadonlyMap<string, Home>): { shown: (Home & { count: number })[]; rest: number } {
  const counts = new Map<string, Home & { count: number }>();
  for (const { unitId, count } of asked) {
    const home = unitId === null ? undefined : homes.get(unitId);
    if (home) counts.set(home.unitId, { ...home, name: communeLabel({ ...home, now: home.name, since: null }), count: (counts.get(home.unitId)?.count ?? 0) + Number(count) });
  }
  return safeGroups([...counts.values()]);
}

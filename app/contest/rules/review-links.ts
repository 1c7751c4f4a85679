/** One entry with one of its judges, by position. */
export interface Link {
  entry: number;
  judge: number;
}

/** Groups of judges who are linked through shared entries; judges without entries stand in none. */
export function groupsOf(reviews: readonly (readonly number[])[], judges: number): { groups: number[][]; groupOf: number[]; spare: Link[] } {
  const parent = Array.from({ length: judges }, (_, judge) => judge);
  const top = (judge: number): number => (parent[judge] === judge ? judge : (parent[judge] = top(parent[judge] as number)));
  // Links that close a ring: without one of them everybody stays as linked as before.
  const spare: Link[] = [];
  for (const [entry, [first, ...others]] of reviews.entries()) {
    for (const judge of others) {
      if (top(first as number) === top(judge)) spare.push({ entry, judge });
      else parent[top(judge)] = top(first as number);
    }
  }
  const working = [...new Set(reviews.flat())].toSorted((a, b) => a - b);
  const groups = [...Map.groupBy(working, top).values()];
  const groupOf = Array.from({ length: judges }, () => -1);
  for (const [at, group] of groups.entries()) for (const judge of group) groupOf[judge] = at;
  return { groups, groupOf, spare };
}

interface Linking {
  reviews: number[][];
  loads: number[];
  limits: readonly number[];
  /** Infinity where a judge must never see an entry. */
  cost: (entry: number, judge: number) => number;
}

/**
 * Links all judges: two judges of different groups exchange an entry (loads stay as they are), as cheaply as can be; where no exchange helps, a judge
 * with room takes one review more. Stops when neither is possible.
 * @returns how many reviews were added
 */
export function linkAll(linking: Linking): number {
  for (let added = 0; ; ) {
    const { groups, groupOf, spare } = groupsOf(linking.reviews, linking.limits.length);
    if (groups.length <= 1) return added;
    if (exchange(linking, groupOf, spare)) continue;
    if (!addOne(linking, groupOf)) return added;
    added += 1;
  }
}

/** A spare link and any link of another group change judges: whichever part the second one leaves behind is caught again by the first. */
function exchange({ reviews, cost }: Linking, groupOf: readonly number[], spare: readonly Link[]): boolean {
  let best: { one: Link; other: Link; change: number } | null = null;
  const links = reviews.flatMap((judges, entry) => judges.map((judge) => ({ entry, judge })));
  for (const one of spare) {
    for (const other of links) {
      if (groupOf[one.judge] === groupOf[other.judge]) continue;
      const change = cost(one.entry, other.judge) + cost(other.entry, one.judge) - cost(one.entry, one.judge) - cost(other.entry, other.judge);
      if (Number.isFinite(change) && (best === null || change < best.change)) best = { one, other, change };
    }
  }
  if (best === null) return false;
  const { one, other } = best;
  replace(reviews, one, other.judge);
  replace(reviews, other, one.judge);
  return true;
}

function replace(reviews: number[][], { entry, judge }: Link, by: number): void {
  reviews[entry] = (reviews[entry] as number[]).map((own) => (own === judge ? by : own));
}

/** The judge with the fewest reviews who may see an entry of another group takes it on top. */
function addOne({ reviews, loads, limits, cost }: Linking, groupOf: readonly number[]): boolean {
  let best: { link: Link; load: number; cost: number } | null = null;
  for (const [entry, own] of reviews.entries()) {
    for (let judge = 0; judge < limits.length; judge += 1) {
      const [load, price] = [loads[judge] as number, cost(entry, judge)];
      const isElsewhere = groupOf[judge] !== -1 && groupOf[judge] !== groupOf[own[0] as number];
      if (!isElsewhere || own.length === 0 || load >= (limits[judge] as number) || !Number.isFinite(price)) continue;
      if (best === null || load < best.load || (load === best.load && price < best.cost)) best = { link: { entry, judge }, load, cost: price };
    }
  }
  if (best === null) return false;
  const { entry, judge } = best.link;
  reviews[entry] = [...(reviews[entry] as number[]), judge];
  loads[judge] = (loads[judge] as number) + 1;
  return true;
}

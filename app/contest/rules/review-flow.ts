/**
 * Minimum-cost flow from entries to judges by successive shortest paths, written on the small graph of judges: a unit of flow that pushes another
 * one aside is an arc from judge to judge. The judges' loads cost ever more, so that the cheapest flow is also the most even one.
 * (The libraries for it on the registry have not been kept for years, and none knows convex costs.)
 */
export interface FlowTask {
  entries: number;
  judges: number;
  /** How many judges each entry wants. */
  wanted: number;
  /** The most that each judge takes. */
  limits: readonly number[];
  /** What a pair costs, a whole number so that sums are exact; Infinity where it must never be. */
  cost: (entry: number, judge: number) => number;
  /** The step by which each further review of a judge costs more; larger than all pairs together. */
  loadCost: number;
}
export interface Flow {
  /** The judges of each entry. */
  reviews: number[][];
  loads: number[];
  /** Entries that found fewer judges than wanted, with the judges that stood in the way because they are full. */
  short: { entry: number; missing: number; full: number[] }[];
}

interface State extends Flow {
  task: FlowTask;
  costs: Float64Array;
  has: Uint8Array;
  /** The entries of each judge. */
  holds: Set<number>[];
  /** For each two judges what it costs that the first hands an entry to the second, and which one is the cheapest. */
  handOver: { cost: Float64Array; entry: Int32Array };
  /** Judges whose row of `handOver` has to be made anew. */
  stale: Set<number>;
}
interface Reached {
  distance: Float64Array;
  /** The judge who hands an entry on, -1 for one reached directly. */
  from: Int32Array;
  moved: Int32Array;
}

/** The cheapest way to give every entry its judges, or as many of them as can be had. */
export function cheapestFlow(task: FlowTask): Flow {
  const costs = new Float64Array(task.entries * task.judges);
  for (let entry = 0; entry < task.entries; entry += 1) for (let judge = 0; judge < task.judges; judge += 1) costs[entry * task.judges + judge] = task.cost(entry, judge);
  const state = emptyState(task, costs);
  for (let entry = 0; entry < task.entries; entry += 1) {
    for (let given = 0; given < task.wanted; given += 1) {
      const reached = reach(state, entry);
      const end = cheapestEnd(state, reached);
      if (end >= 0) push(state, entry, end, reached);
      else {
        state.short.push({ entry, missing: task.wanted - given, full: [...reached.distance.keys()].filter((judge) => Number.isFinite(reached.distance[judge])) });
        break;
      }
    }
  }
  return { reviews: state.reviews.map((judges) => judges.toSorted((a, b) => a - b)), loads: state.loads, short: state.short };
}

function emptyState(task: FlowTask, costs: Float64Array): State {
  const pairs = task.judges ** 2;
  return {
    task,
    costs,
    has: new Uint8Array(costs.length),
    reviews: Array.from({ length: task.entries }, () => []),
    loads: Array.from({ length: task.judges }, () => 0),
    short: [],
    holds: Array.from({ length: task.judges }, () => new Set()),
    handOver: { cost: new Float64Array(pairs).fill(Infinity), entry: new Int32Array(pairs).fill(-1) },
    stale: new Set(),
  };
}

/** How cheaply each judge can be reached from an entry, straight or by taking entries over from each other (Bellman–Ford). */
function reach(state: State, entry: number): Reached {
  const { task: { judges }, costs, has } = state;
  refresh(state);
  const arcs = state.handOver;
  const reached: Reached = { distance: new Float64Array(judges).fill(Infinity), from: new Int32Array(judges).fill(-1), moved: new Int32Array(judges).fill(-1) };
  const { distance, from, moved } = reached;
  for (let judge = 0; judge < judges; judge += 1) if (!has[entry * judges + judge]) distance[judge] = costs[entry * judges + judge] as number;
  for (let round = 0, changed = true; changed && round < judges; round += 1) {
    changed = false;
    for (let one = 0; one < judges; one += 1) {
      if (distance[one] === Infinity) continue;
      for (let other = 0; other < judges; other += 1) {
        const longer = (distance[one] as number) + (arcs.cost[one * judges + other] as number);
        if (longer >= (distance[other] as number)) continue;
        distance[other] = longer;
        from[other] = one;
        moved[other] = arcs.entry[one * judges + other] as number;
        changed = true;
      }
    }
  }
  return reached;
}

/** Brings the rows of those judges up to date whose entries have changed. */
function refresh({ task: { judges }, costs, has, holds, handOver, stale }: State): void {
  for (const one of stale) {
    const start = one * judges;
    handOver.cost.fill(Infinity, start, start + judges);
    for (const entry of holds[one] as Set<number>) {
      const row = entry * judges;
      const saved = costs[row + one] as number;
      for (let other = 0; other < judges; other += 1) {
        const change = (costs[row + other] as number) - saved;
        if (has[row + other] || change >= (handOver.cost[start + other] as number)) continue;
        handOver.cost[start + other] = change;
        handOver.entry[start + other] = entry;
      }
    }
  }
  stale.clear();
}

function cheapestEnd({ task: { judges, limits, loadCost }, loads }: State, { distance }: Reached): number {
  let [end, least] = [-1, Infinity];
  for (let judge = 0; judge < judges; judge += 1) {
    const load = loads[judge] as number;
    if (load >= (limits[judge] as number)) continue;
    const total = (distance[judge] as number) + loadCost * (2 * load + 1);
    if (total < least) [end, least] = [judge, total];
  }
  return end;
}

function push(state: State, entry: number, end: number, { from, moved }: Reached): void {
  state.loads[end] = (state.loads[end] as number) + 1;
  let judge = end;
  for (let giver = from[judge] as number; giver >= 0; giver = from[judge] as number) {
    give(state, moved[judge] as number, judge, giver);
    judge = giver;
  }
  give(state, entry, judge, null);
}

function give({ task: { judges }, has, reviews, holds, stale }: State, entry: number, to: number, giver: number | null): void {
  const own = reviews[entry] as number[];
  for (const judge of [...own, to]) stale.add(judge);
  has[entry * judges + to] = 1;
  holds[to]?.add(entry);
  if (giver !== null) {
    has[entry * judges + giver] = 0;
    holds[giver]?.delete(entry);
  }
  reviews[entry] = [...own.filter((judge) => judge !== giver), to];
}

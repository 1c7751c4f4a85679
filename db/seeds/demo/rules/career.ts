import type { Day } from '../../../../app/platform/clock.ts';
import type { Change, Unit } from '../../organisation/schema.ts';
import type { Random } from './random.ts';

/** Somebody's time in one unit, half-open; `until` is null while she is there. */
export interface Stay {
  unitKey: string;
  from: Day;
  until: Day | null;
}

/** How often somebody in a unit without known predecessors came from a former district of the province. */
const fromDistrict = 0.07;
/** How often somebody joined a lasting unit when another one was merged into it. */
const cameWithMerger = 0.2;

/** Follows the changes of the organisation backwards, so that people's earlier units are the ones that became theirs. */
export class CareerMap {
  readonly #units: ReadonlyMap<string, Unit>;
  readonly #incoming: Map<string, Change[]>;
  readonly #endedDistricts: readonly Unit[];

  constructor(units: readonly Unit[], changes: readonly Change[]) {
    this.#units = new Map(units.map((unit) => [unit.key, unit]));
    this.#incoming = Map.groupBy(changes.filter((change) => change.to !== null && change.to !== change.from), (change) => change.to as string);
    this.#endedDistricts = units.filter((unit) => unit.kind === 'DISTRICT_PC' && unit.to === '2025-07-01');
  }

  /** Every stay of somebody who is in the unit until `until`, oldest first, none before the day she joined. */
  staysUntil(unitKey: string, until: Day | null, joinedOn: Day, random: Random): Stay[] {
    const unit = this.#units.get(unitKey);
    if (!unit) throw new Error(`${unitKey}: no such unit`);
    const change = this.#changeInto(unit, until, joinedOn, random);
    const from = change?.day ?? later(unit.from, joinedOn);
    const here: Stay = { unitKey, from, until };
    return change ? [...this.staysUntil(change.fromKey, change.day, joinedOn, random), here] : [here];
  }

  #changeInto(unit: Unit, until: Day | null, joinedOn: Day, random: Random): { fromKey: string; day: Day } | undefined {
    const usable = this.#changesInto(unit).filter(({ effective_on: day }) => day > joinedOn && (until === null || day < until));
    const atBirth = usable.filter((change) => change.effective_on === unit.from);
    const later = usable.filter((change) => change.effective_on > unit.from);
    const chosen = later.length > 0 && random.chance(cameWithMerger) ? random.pick(later) : atBirth.length > 0 ? random.pick(atBirth) : undefined;
    if (chosen) return { fromKey: chosen.from, day: chosen.effective_on };
    const agency = this.#agencyOf(unit);
    // A division that was set up inside an older agency took its people from there.
    if (agency && agency.from < unit.from && joinedOn < unit.from && atBirth.length === 0) return { fromKey: agency.key, day: unit.from };
    const isNew = unit.from === '2025-07-01' && joinedOn < unit.from && unit.kind !== 'POLICE';
    return isNew && atBirth.length === 0 && random.chance(fromDistrict) ? { fromKey: random.pick(this.#endedDistricts).key, day: unit.from } : undefined;
  }

  /** Changes into the unit itself or, for a part of an agency, into the agency. */
  #changesInto(unit: Unit): Change[] {
    const own = this.#incoming.get(unit.key) ?? [];
    const agency = this.#agencyOf(unit);
    // The police of today's communes did not come out of the offices of the old ones.
    return own.length === 0 && agency && unit.kind !== 'POLICE' ? (this.#incoming.get(agency.key) ?? []) : own;
  }

  #agencyOf(unit: Unit): Unit | undefined {
    const above = unit.parent.at(-1)?.key;
    return above && unit.key.startsWith(`${above}--`) ? this.#units.get(above) : undefined;
  }
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

import type { Db, Tx } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { unitMessages as messages } from '../messages/units.ts';
import { refuse, type Outcome, type Refusal } from '../outcome.ts';
import { countInUnit, findUnitState, type UnitState } from '../queries/unit-state.server.ts';
import { unitIdsUnder } from '../queries/unit-scope.server.ts';
import type { UnitDeed } from '../rules/unit-deeds.ts';
import { closeUnit, foldInto } from './end-unit.server.ts';
import { changeVersion, openVersion } from './unit-versions.server.ts';

/** Work that other features still have with a unit, in words that say what to do about it. */
export interface UnitWork {
  count: number;
  say: Localised;
}
/** Says what the rest of the product still has to do with a unit; people cannot know it. */
export type CountUnitWork = (db: Db, unitId: string, today: Day) => Promise<UnitWork[]>;

export interface DeedSituation {
  on: Day;
  legalBasis: string;
  timeZone: string;
  countWork: CountUnitWork;
  /** Only asks whether it could be done. */
  isTrial?: boolean;
}
type Done = Outcome<{ details: Record<string, unknown> }>;

/**
 * Carries out one decision on a unit from its day on, in the caller's transaction. What cannot be done is refused in words: a ring, a name that is taken, a unit in which people, sub-units or
 * open work are left.
 */
export async function doUnitDeed(tx: Tx, unitId: string, deed: UnitDeed, situation: DeedSituation): Promise<Done> {
  if (deed.kind === 'CREATE') return create(tx, unitId, deed, situation);
  const unit = await findUnitState(tx, unitId);
  if (!unit) return refuse('form', messages.both('refused.ended'));
  const early = refuseEarly(unit, deed, situation);
  if (early) return early;
  if (deed.kind === 'RENAME') return rename(tx, unit, deed, situation);
  if (deed.kind === 'MOVE') return move(tx, unit, deed, situation);
  if (deed.kind === 'CODE') return giveCode(tx, unit, deed, situation);
  return end(tx, unit, deed.kind === 'MERGE' ? deed.intoId : null, situation);
}

/** Nothing begins before what it replaces, and what ends has lasted for a day. */
function refuseEarly(unit: UnitState, deed: UnitDeed, { on, timeZone }: DeedSituation): Refusal | null {
  const isEnd = deed.kind === 'END' || deed.kind === 'MERGE';
  const since = isEnd ? [unit.from, ...unit.codes.map(({ from }) => from)].toSorted().at(-1) ?? unit.from : unit.from;
  if (isEnd ? on > since : on >= since) return null;
  return refuse('on', messages.both(isEnd ? 'refused.end-early' : 'refused.early', { day: defineFormats('vi', timeZone).day(since) }));
}

async function create(tx: Tx, id: string, deed: UnitDeed & { kind: 'CREATE' }, { on, isTrial }: DeedSituation): Promise<Done> {
  const refusal = (await refuseParent(tx, deed.parentId, on)) ?? (await refuseName(tx, { id, name: deed.name, parentId: deed.parentId }));
  if (refusal) return refusal;
  if (!isTrial) {
    await tx.insertInto('org_unit').values({ id, kind: deed.unitKind, level: deed.level, valid_from: on, valid_to: null }).execute();
    await openVersion(tx, id, deed, on);
  }
  return { ok: true, details: { unitName: deed.name, to: deed.parentId } };
}

async function rename(tx: Tx, unit: UnitState, deed: UnitDeed & { kind: 'RENAME' }, { on, isTrial }: DeedSituation): Promise<Done> {
  if (unit.name === deed.name && unit.shortName === deed.shortName) return refuse('name', messages.both('refused.same-name'));
  const refusal = await refuseName(tx, { id: unit.id, name: deed.name, parentId: unit.parentId });
  if (refusal) return refusal;
  if (!isTrial) await changeVersion(tx, unit, { ...unit, ...deed }, on);
  return { ok: true, details: { unitName: deed.name } };
}

async function move(tx: Tx, unit: UnitState, deed: UnitDeed & { kind: 'MOVE' }, { on, isTrial }: DeedSituation): Promise<Done> {
  if (unit.parentId === deed.parentId) return refuse('parentId', messages.both('refused.same-parent'));
  if ((await belowNow(tx, unit.id)).has(deed.parentId)) return refuse('parentId', messages.both('refused.ring'));
  const refusal = (await refuseParent(tx, deed.parentId, on)) ?? (await refuseName(tx, { id: unit.id, name: unit.name, parentId: deed.parentId }));
  if (refusal) return refusal;
  if (!isTrial) await changeVersion(tx, unit, { ...unit, parentId: deed.parentId }, on);
  return { ok: true, details: { from: unit.parentId, to: deed.parentId } };
}

async function giveCode(tx: Tx, unit: UnitState, { scheme, code }: UnitDeed & { kind: 'CODE' }, { on, isTrial, timeZone }: DeedSituation): Promise<Done> {
  const held = unit.codes.find((one) => one.scheme === scheme);
  if (held?.code === code) return refuse('code', messages.both('refused.same-code'));
  if (held && on <= held.from) return refuse('on', messages.both('refused.end-early', { day: defineFormats('vi', timeZone).day(held.from) }));
  const other = await tx.selectFrom('org_unit_code as c').innerJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'c.unit_id').on('v.valid_to', 'is', null)).select('v.name').where('c.scheme', '=', scheme).where('c.code', '=', code).where((where) => where.or([where('c.valid_to', 'is', null), where('c.valid_to', '>', on)])).executeTakeFirst();
  if (other) return refuse('code', messages.both('refused.code-used', { name: other.name }));
  if (!isTrial) {
    if (held) await tx.updateTable('org_unit_code').set({ valid_to: on }).where('id', '=', held.id).execute();
    await tx.insertInto('org_unit_code').values({ id: newId(), unit_id: unit.id, scheme, code, valid_from: on, valid_to: null }).execute();
  }
  return { ok: true, details: { code } };
}

async function end(tx: Tx, unit: UnitState, intoId: string | null, { on, legalBasis, isTrial, countWork }: DeedSituation): Promise<Done> {
  if (unit.parentId === null) return refuse('form', messages.both('refused.top'));
  if (intoId !== null && (await belowNow(tx, unit.id)).has(intoId)) return refuse('intoId', messages.both('refused.into-own'));
  const into = intoId === null ? null : await findUnitState(tx, intoId);
  if (into === undefined || (into && into.from > on)) return refuse('intoId', messages.both('refused.parent'));
  const { people, units } = await countInUnit(tx, unit.id);
  const [work] = await countWork(tx, unit.id, on);
  if (work) return refuse('form', work.say);
  if (!into && people > 0) return refuse('form', messages.both('refused.people', { n: people }));
  if (!into && units > 0) return refuse('form', messages.both('refused.units', { n: units }));
  if (isTrial) return { ok: true, details: { to: intoId, people } };
  if (into) await foldInto(tx, unit.id, into.id, on);
  await closeUnit(tx, unit, { on, legalBasis, intoId });
  return { ok: true, details: { to: intoId, people } };
}

async function refuseParent(tx: Tx, parentId: string, on: Day): Promise<Refusal | null> {
  const parent = await findUnitState(tx, parentId);
  if (!parent) return refuse('parentId', messages.both('refused.parent'));
  const { valid_from: since } = await tx.selectFrom('org_unit').select('valid_from').where('id', '=', parentId).executeTakeFirstOrThrow();
  return on < since ? refuse('on', messages.both('refused.parent-young')) : null;
}

/** Two units of one name below one parent could not be told apart in any list. */
async function refuseName(tx: Tx, { id, name, parentId }: { id: string; name: string; parentId: string | null }): Promise<Refusal | null> {
  const taken = await tx.selectFrom('org_unit_version').select('id').where('name', '=', name).where('parent_id', 'is', parentId).where('unit_id', '!=', id).where('valid_to', 'is', null).executeTakeFirst();
  return taken ? refuse('name', messages.both('refused.name-used')) : null;
}

/** The unit and everything below it by the last decision, whatever day it is. */
async function belowNow(tx: Tx, id: string): Promise<Set<string>> {
  return new Set([id, ...(await unitIdsUnder(tx, id, '9999-12-31'))]);
}

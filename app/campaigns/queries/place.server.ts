import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, listUnitsInScope, grantsOf, unitIdsUnder } from '../../people/index.server.ts';
import { fold } from '../../platform/text/fold.ts';
import type { PlaceKind } from '../rules/media.ts';
import { placeScope } from './place-scope.server.ts';

export const placesShown = 50;

/** SQLite would put Đ behind Z, and 10 before 2. */
const collator = new Intl.Collator('vi', { numeric: true });

export interface PlaceFilter {
  q: string;
  kind: PlaceKind | null;
  unitId: string | null;
  isClosed: boolean;
  page: number;
}
export interface PlaceListRow {
  id: string;
  kind: string;
  name: string;
  unitName: string | null;
  width: number | null;
  height: number | null;
  closedAt: string | null;
  /** The actor may change it. */
  isOwn: boolean;
}

/** The places that fit a filter, a page of them. Names are compared without marks. */
export async function listPlaces(db: Db, actor: Actor, filter: PlaceFilter, today: Day): Promise<{ places: PlaceListRow[]; count: number }> {
  const units = filter.unitId ? await unitIdsUnder(db, filter.unitId, today) : null;
  let query = db
    .selectFrom('place as p')
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'p.unit_id').on('v.valid_to', 'is', null))
    .select(['p.id', 'p.kind', 'p.name', 'p.unit_id as unitId', 'v.name as unitName', 'p.width', 'p.height', 'p.closed_at as closedAt'])
    .where('p.closed_at', filter.isClosed ? 'is not' : 'is', null);
  if (filter.kind) query = query.where('p.kind', '=', filter.kind);
  if (units) query = query.where('p.unit_id', 'in', units.length > 0 ? units : ['']);
  const rows = (await query.execute()).toSorted((one, other) => collator.compare(one.kind, other.kind) || collator.compare(one.unitName ?? '', other.unitName ?? '') || collator.compare(one.name, other.name));
  const words = fold(filter.q);
  const found = words ? rows.filter((row) => fold(`${row.name} ${row.unitName ?? ''}`).includes(words)) : rows;
  const scope = await placeScope(db, actor, today);
  const places = found.slice((filter.page - 1) * placesShown, filter.page * placesShown).map(({ unitId, ...row }) => ({ ...row, isOwn: covers(scope, unitId) }));
  return { places, count: found.length };
}

/** A place that the actor looks after. @throws AppError not-found for all others */
export async function getPlace(db: Db, actor: Actor, id: string, today: Day) {
  const place = await db.selectFrom('place').select(['id', 'kind', 'name', 'unit_id as unitId', 'width', 'height', 'closed_at as closedAt']).where('id', '=', id).executeTakeFirst();
  if (!place || !covers(await placeScope(db, actor, today), place.unitId)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return place;
}
export type Place = Awaited<ReturnType<typeof getPlace>>;

export interface UnitChoice {
  id: string;
  name: string;
  depth: number;
}

/** The units to which the actor may give a place. */
export async function placeUnits(db: Db, actor: Actor, today: Day): Promise<UnitChoice[]> {
  const units = await listUnitsInScope(db, grantsOf(actor, 'CHANNEL_OPERATOR', 'CAMPAIGN_MAKER'), today);
  return units.filter(({ depth }) => depth <= 1);
}

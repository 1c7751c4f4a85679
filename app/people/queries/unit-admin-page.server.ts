import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { otherUnitOf, unitDeed, type UnitDeed, type UnitKind, type UnitLevel } from '../rules/unit-deeds.ts';
import { listUnitsBelow } from './unit-list.server.ts';
import { countInUnit, unitMark } from './unit-state.server.ts';

export interface PlannedDeed {
  id: string;
  deed: UnitDeed;
  on: Day;
  legalBasis: string;
  /** The name of the unit that it names besides. */
  otherName: string | null;
  fault: Localised | null;
}

/**
 * Everything that is recorded of one unit, of today or of before.
 * @throws AppError not-found
 */
export async function readUnitAdminPage(db: Db, id: string) {
  const unit = await db.selectFrom('org_unit').select(['id', 'kind', 'level', 'valid_from as from', 'valid_to as endedOn']).where('id', '=', id).executeTakeFirst();
  const versions = await listVersions(db, id);
  const [latest] = versions;
  if (!unit || !latest) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return {
    ...unit,
    kind: unit.kind as UnitKind,
    level: unit.level as UnitLevel,
    name: latest.name,
    shortName: latest.shortName,
    parentId: latest.parentId,
    trail: await listAbove(db, latest.parentId),
    versions,
    codes: await db.selectFrom('org_unit_code').select(['id', 'scheme', 'code', 'valid_from as from', 'valid_to as to']).where('unit_id', '=', id).orderBy('valid_from', 'desc').orderBy('scheme').execute(),
    changes: await listChanges(db, id),
    planned: await listPlanned(db, id),
    below: await listUnitsBelow(db, id),
    counts: await countInUnit(db, id),
    mark: await unitMark(db, id),
  };
}
export type UnitAdminPage = Awaited<ReturnType<typeof readUnitAdminPage>>;

function listVersions(db: Db, id: string) {
  return db
    .selectFrom('org_unit_version as v')
    .select((row) => ['v.id', 'v.name', 'v.short_name as shortName', 'v.parent_id as parentId', 'v.valid_from as from', 'v.valid_to as to', row.selectFrom('org_unit_version as p').select('p.name').whereRef('p.unit_id', '=', 'v.parent_id').whereRef('p.valid_from', '<=', 'v.valid_from').orderBy('p.valid_from', 'desc').limit(1).as('parentName')])
    .where('v.unit_id', '=', id)
    .orderBy('v.valid_from', 'desc')
    .execute();
}

const newestName = (db: Db, id: string) => db.selectFrom('org_unit_version').select(['unit_id as id', 'name', 'parent_id as parentId']).where('unit_id', '=', id).orderBy('valid_from', 'desc').limit(1).executeTakeFirst();
const mostLevels = 12;

/** The units above, the top first. */
async function listAbove(db: Db, parentId: string | null): Promise<{ id: string; name: string }[]> {
  const trail: { id: string; name: string }[] = [];
  for (let at = parentId; at !== null && trail.length < mostLevels; ) {
    const unit = await newestName(db, at);
    if (!unit) break;
    trail.unshift({ id: unit.id, name: unit.name });
    at = unit.parentId;
  }
  return trail;
}

async function listChanges(db: Db, id: string) {
  const rows = await db.selectFrom('org_unit_change').select(['id', 'kind', 'from_unit_id as fromId', 'to_unit_id as toId', 'legal_basis as legalBasis', 'effective_on as on']).where((where) => where.or([where('from_unit_id', '=', id), where('to_unit_id', '=', id)])).orderBy('effective_on', 'desc').orderBy('id').execute();
  const named = [];
  for (const { fromId, toId, ...row } of rows) {
    const otherId = fromId === id ? toId : fromId;
    named.push({ ...row, isOrigin: fromId !== id, other: otherId && otherId !== id ? ((await newestName(db, otherId)) ?? null) : null });
  }
  return named;
}

/** What is decided and not done yet: of the unit itself, and units that are to be made below it. */
async function listPlanned(db: Db, id: string): Promise<PlannedDeed[]> {
  const rows = await db.selectFrom('org_unit_deed').selectAll().where('done_at', 'is', null).where('withdrawn_at', 'is', null).orderBy('effective_on').orderBy('decided_at').execute();
  const planned: PlannedDeed[] = [];
  for (const row of rows) {
    const deed = unitDeed.parse(JSON.parse(row.deed));
    if (row.unit_id !== id && !(deed.kind === 'CREATE' && deed.parentId === id)) continue;
    const other = otherUnitOf(deed);
    planned.push({ id: row.id, deed, on: row.effective_on, legalBasis: row.legal_basis, otherName: other ? ((await newestName(db, other))?.name ?? null) : null, fault: row.fault ? (JSON.parse(row.fault) as Localised) : null });
  }
  return planned;
}

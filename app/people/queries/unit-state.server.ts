import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { CodeScheme, UnitKind, UnitLevel } from '../rules/unit-deeds.ts';

/** A unit in force, with the version that holds and the codes that it carries. */
export interface UnitState {
  id: string;
  kind: UnitKind;
  level: UnitLevel;
  versionId: string;
  name: string;
  shortName: string;
  parentId: string | null;
  /** Since when name and place hold. */
  from: Day;
  codes: { id: string; scheme: CodeScheme; code: string; from: Day }[];
}

/** The unit as the last decision left it; undefined when there is none or it has ended. */
export async function findUnitState(db: Db, id: string): Promise<UnitState | undefined> {
  const row = await db
    .selectFrom('org_unit as u')
    .innerJoin('org_unit_version as v', 'v.unit_id', 'u.id')
    .select(['u.id', 'u.kind', 'u.level', 'v.id as versionId', 'v.name', 'v.short_name as shortName', 'v.parent_id as parentId', 'v.valid_from as from'])
    .where('u.id', '=', id)
    .where('u.valid_to', 'is', null)
    .where('v.valid_to', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const codes = await db.selectFrom('org_unit_code').select(['id', 'scheme', 'code', 'valid_from as from']).where('unit_id', '=', id).where('valid_to', 'is', null).orderBy('scheme').execute();
  return { ...row, kind: row.kind as UnitKind, level: row.level as UnitLevel, codes: codes as UnitState['codes'] };
}

/** What a form was drawn from: another decision in between changes it. */
export async function unitMark(db: Db, id: string): Promise<string> {
  const { all, gone } = await db
    .selectFrom('org_unit_deed')
    .select((row) => [row.fn.countAll<number>().as('all'), row.fn.count<number>('withdrawn_at').as('gone')])
    .where('unit_id', '=', id)
    .executeTakeFirstOrThrow();
  return `${all}.${gone}`;
}

/** How much still sits in a unit: people, units directly below, rights that were given for it. */
export async function countInUnit(db: Db, id: string): Promise<{ people: number; units: number; rights: number }> {
  return db
    .selectNoFrom((row) => [
      row.selectFrom('membership').select(row.fn.countAll<number>().as('n')).where('unit_id', '=', id).where('valid_to', 'is', null).$asScalar().$notNull().as('people'),
      row.selectFrom('org_unit_version').select(row.fn.countAll<number>().as('n')).where('parent_id', '=', id).where('valid_to', 'is', null).$asScalar().$notNull().as('units'),
      row.selectFrom('role_assignment').select(row.fn.countAll<number>().as('n')).where('unit_id', '=', id).where('revoked_at', 'is', null).$asScalar().$notNull().as('rights'),
    ])
    .executeTakeFirstOrThrow();
}

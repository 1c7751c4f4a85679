import type { ModelRole } from '../../../../app/reports/index.server.ts';
import type { Day } from '../../../../app/platform/clock.ts';
import type { Organisation } from '../../organisation/schema.ts';

/** Agencies of the plan that were units of the province on the day it was issued. */
const agencyUnits: Readonly<Record<string, string>> = {
  'cong-an-tinh': 'cong-an-tinh', 'van-phong-ubnd-tinh': 'van-phong-ubnd-tinh', 'so-tttt': 'so-thong-tin-va-truyen-thong', 'so-y-te': 'so-y-te', 'so-tu-phap': 'so-tu-phap', 'so-du-lich': 'so-du-lich', 'so-vhtt': 'so-van-hoa-va-the-thao', 'so-gtvt': 'so-giao-thong-van-tai',
  'so-ldtbxh': 'so-lao-dong-thuong-binh-va-xa-hoi', 'so-gddt': 'so-giao-duc-va-dao-tao', 'so-tnmt': 'so-tai-nguyen-va-moi-truong', 'bql-kcn': 'ban-quan-ly-cac-khu-cong-nghiep', 'dai-ptth': 'dai-phat-thanh-va-truyen-hinh-tinh',
};

/** The unit that stands in the place of another on a day, by the facts of the organisation; undefined when nothing does. */
export function successorOn(key: string, day: Day, { units, changes }: Organisation): string | undefined {
  const seen = new Set<string>();
  for (let at: string | null | undefined = key; at && !seen.has(at); ) {
    seen.add(at);
    const here: string = at;
    const unit = units.find((one) => one.key === here);
    if (unit && unit.from <= day && (unit.to === undefined || unit.to > day)) return here;
    // Where a unit was split, the main part goes on.
    const onward = changes.filter((change) => change.from === here && change.to !== null && change.to !== here);
    at = (onward.find(({ kind }) => kind === 'MERGE') ?? onward[0])?.to;
  }
  return undefined;
}

export interface Carried {
  unitKey: string;
  model: number;
  role: ModelRole;
}
const counted: readonly ModelRole[] = ['LEAD', 'IMPLEMENTER'];
/** What communes carry: what the plan gives to "the localities" and their task forces. */
export const communeModels: readonly (readonly [model: number, role: ModelRole])[] = [[1, 'IMPLEMENTER'], [4, 'IMPLEMENTER'], [23, 'IMPLEMENTER'], [26, 'IMPLEMENTER'], [27, 'COORDINATE'], [28, 'COORDINATE'], [30, 'IMPLEMENTER'], [36, 'IMPLEMENTER'], [41, 'COORDINATE'], [43, 'COORDINATE']];

/** A first proposal of who carries what: the successors of those who lead or implement a model, the provincial police where the plan names none of them. */
export function proposeCarriers(models: readonly { number: number; roles: readonly { role: ModelRole; agencyKey: string }[] }[], day: Day, organisation: Organisation): Carried[] {
  return models.flatMap(({ number, roles }) => {
    const found = new Map<string, ModelRole>();
    for (const wanted of counted) {
      for (const { role, agencyKey } of roles) {
        const unitKey = role === wanted && agencyUnits[agencyKey] ? successorOn(agencyUnits[agencyKey], day, organisation) : undefined;
        if (unitKey && !found.has(unitKey)) found.set(unitKey, role);
      }
    }
    if (found.size === 0) found.set('cong-an-tinh', 'IMPLEMENTER');
    return [...found].map(([unitKey, role]) => ({ unitKey, model: number, role }));
  });
}

import { describe, expect, it } from 'vitest';
import { loadOrganisation } from '../../organisation/load.ts';
import { isOn } from '../../organisation/period.ts';
import { CareerMap } from './career.ts';
import { randomFor } from './random.ts';

const organisation = loadOrganisation();
const careers = new CareerMap(organisation.units, organisation.changes);
const unitOf = (key: string) => organisation.units.find((unit) => unit.key === key);
const hoaLuOffice = 'phuong-14329-hoa-lu-2025--van-phong-hdnd-ubnd';

describe('a career', () => {
  it('goes through units that became the present one', () => {
    const stays = careers.staysUntil(hoaLuOffice, null, '2010-01-04', randomFor('a'));
    expect(stays.length).toBeGreaterThanOrEqual(2);
    expect(stays.at(-1)).toEqual({ unitKey: hoaLuOffice, from: '2025-07-01', until: null });
    const earlier = stays.at(-2)?.unitKey;
    expect(organisation.changes.some((change) => change.from === earlier && change.to === 'phuong-14329-hoa-lu-2025')).toBe(true);
  });

  it('has no gap, and every stay lies within the life of its unit', () => {
    const random = randomFor('many');
    const today = organisation.units.filter((unit) => isOn(unit, '2026-11-23'));
    for (let at = 0; at < 600; at += 1) {
      const joinedOn = `${random.int(1995, 2024)}-03-01`;
      const stays = careers.staysUntil(random.pick(today).key, null, joinedOn, random);
      for (const [position, stay] of stays.entries()) {
        const unit = unitOf(stay.unitKey);
        expect(stay.from >= joinedOn && stay.from >= (unit?.from ?? '9')).toBe(true);
        expect((stay.until ?? '9999') <= (unit?.to ?? '9999')).toBe(true);
        expect(stay.until ?? null).toBe(stays[position + 1]?.from ?? null);
      }
    }
  });

  it('of a newcomer is her present unit only, from the day she came', () => {
    expect(careers.staysUntil(hoaLuOffice, null, '2026-05-04', randomFor('new'))).toEqual([{ unitKey: hoaLuOffice, from: '2026-05-04', until: null }]);
  });

  it('of a division set up inside an older sở comes out of that sở', () => {
    const stays = careers.staysUntil('so-noi-vu-2025--phong-cong-chuc-vien-chuc', null, '2008-08-15', randomFor('b'));
    expect(stays.map((stay) => stay.unitKey).slice(-2)).toEqual(['so-noi-vu-2025', 'so-noi-vu-2025--phong-cong-chuc-vien-chuc']);
    expect(['so-noi-vu', 'so-lao-dong-thuong-binh-va-xa-hoi']).toContain(stays[0]?.unitKey);
  });

  it('in the police does not come out of an office of the commune', () => {
    const random = randomFor('police');
    for (let at = 0; at < 50; at += 1) expect(careers.staysUntil('phuong-14329-hoa-lu-2025--cong-an', null, '2012-01-03', random)).toHaveLength(1);
  });

  it('can end on a day', () => {
    expect(careers.staysUntil(hoaLuOffice, '2026-06-01', '2015-09-01', randomFor('c')).at(-1)?.until).toBe('2026-06-01');
  });

  it('comes from a former district now and then where no predecessor is known', () => {
    const random = randomFor('district');
    const key = organisation.units.find((unit) => unit.key.startsWith('phuong-13285-phu-ly') && unit.key.includes('--van-phong'))?.key ?? '';
    const pasts = Array.from({ length: 300 }, () => careers.staysUntil(key, null, '2012-01-03', random)).filter((stays) => stays.length > 1);
    expect(pasts.length).toBeGreaterThan(5);
    expect(pasts.length).toBeLessThan(60);
    expect(pasts.every((stays) => unitOf(stays.at(-2)?.unitKey ?? '')?.kind === 'DISTRICT_PC')).toBe(true);
  });

  it('refuses an unknown unit', () => {
    expect(() => careers.staysUntil('nowhere', null, '2015-01-01', randomFor('x'))).toThrow(/nowhere: no such unit/);
  });
});

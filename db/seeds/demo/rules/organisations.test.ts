import { describe, expect, it } from 'vitest';
import { loadOrganisation, unitsOn } from '../../organisation/load.ts';
import { planOrganisations } from './organisations.ts';
import { randomFor } from './random.ts';

const units = unitsOn('2026-11-23', loadOrganisation().units);
const plan = (people: number) => planOrganisations(units, people, randomFor('plan'));
const sizeOf = (agency: ReturnType<typeof plan>[number]): number => agency.parts.reduce((sum, part) => sum + part.size, 0);

describe('the whole province', () => {
  const agencies = plan(5_000);

  it('has exactly as many people as wanted', () => {
    expect(agencies.reduce((sum, agency) => sum + sizeOf(agency), 0)).toBe(5_000);
  });

  it('holds all 129 communes, every sở, the police and the service units', () => {
    const kinds = Map.groupBy(agencies, (agency) => agency.parts[0]?.unit.kind);
    expect(kinds.get('COMMUNE_PC')).toHaveLength(129);
    expect(kinds.get('DEPARTMENT')).toHaveLength(14);
    expect(kinds.get('POLICE')).toHaveLength(1);
    expect(kinds.get('SERVICE_UNIT')).toHaveLength(4);
  });

  it('has communes from 20 to 60 people, wards larger than xã', () => {
    const communes = agencies.filter((agency) => agency.parts[0]?.unit.kind === 'COMMUNE_PC');
    const sizes = communes.map(sizeOf);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(60);
    const mean = (ofWards: boolean): number => {
      const own = communes.filter((agency) => agency.parts[0]?.unit.name.startsWith('UBND phường ') === ofWards).map(sizeOf);
      return own.reduce((sum, size) => sum + size, 0) / own.length;
    };
    expect(mean(true)).toBeGreaterThan(mean(false) + 10);
  });

  it('puts somebody into every part of an agency', () => {
    expect(agencies.flatMap((agency) => agency.parts).every((part) => part.size > 0)).toBe(true);
    expect(agencies.find((agency) => agency.key === 'phuong-14329-hoa-lu-2025')?.parts).toHaveLength(6);
  });
});

describe('a small province', () => {
  it.each([60, 120, 400])('of %i people has the agencies of the cast first', (people) => {
    const agencies = plan(people);
    expect(agencies.map((agency) => agency.key).slice(0, 4)).toEqual(['phuong-14329-hoa-lu-2025', 'so-khoa-hoc-va-cong-nghe-2025', 'so-noi-vu-2025', 'thanh-tra-tinh']);
    expect(agencies.reduce((sum, agency) => sum + sizeOf(agency), 0)).toBe(people);
    expect(Math.max(...agencies.map(sizeOf))).toBeLessThanOrEqual(people / 4);
  });
});

it('refuses more people than the communes can take', () => {
  expect(() => plan(50_000)).toThrow(/cannot take/);
});

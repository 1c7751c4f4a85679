import { describe, expect, it } from 'vitest';
import { passwordFaults, passwordPolicy } from '../../../app/people/rules/password-rules.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { cast, DEMO_ACCOUNTS, DEMO_PASSWORD } from './cast.ts';
import { unitNameOn } from './certificates.ts';
import { populate, TODAY } from './population.ts';

const organisation = loadOrganisation();
const unitByKey = new Map(organisation.units.map((unit) => [unit.key, unit]));
const people = populate(organisation, 5_000);
const present = people.filter((person) => person.leftOn === null);

describe('the province', () => {
  it('has 5,000 officials in service and 120 who left during the year', () => {
    expect(present).toHaveLength(5_000);
    const left = people.flatMap((person) => person.leftOn ?? []);
    expect(left).toHaveLength(120);
    expect(left.every((day) => day > '2025-12-01' && day < TODAY)).toBe(true);
  });

  it('moved 150 of them to another agency within the year', () => {
    const moved = present.filter((person) => person.stays.some((stay) => stay.until !== null && stay.until > '2025-12-01'));
    expect(moved).toHaveLength(150);
    expect(moved.every((person) => !person.isHead && person.cast === undefined)).toBe(true);
  });

  it('brings a third of them from units that are gone', () => {
    const withPast = present.filter((person) => person.stays.some((stay) => unitByKey.get(stay.unitKey)?.to !== undefined));
    expect(withPast.length / present.length).toBeGreaterThan(0.27);
    expect(withPast.length / present.length).toBeLessThan(0.4);
  });

  it('has a head in every agency and in every part of it', () => {
    const byUnit = Map.groupBy(present, (person) => person.stays.at(-1)?.unitKey);
    const heads = present.filter((person) => person.isHead);
    expect(new Set(heads.map((person) => person.agencyKey)).size).toBe(148);
    for (const [key, members] of byUnit) expect(members.some((person) => /^(Chủ tịch|Giám đốc|Chánh|Trưởng|Hiệu trưởng|Tổng Biên tập)/.test(person.stays.at(-1)?.title ?? '')), key).toBe(true);
  });

  it('knows a few namesakes', () => {
    const doubles = people.length - new Set(people.map((person) => person.fullName)).size;
    expect(doubles).toBeGreaterThan(3);
    expect(doubles).toBeLessThan(60);
  });

  it('gives lower staff numbers to longer service, the first ones to the cast', () => {
    expect(people.slice(0, cast.length).map((person) => person.cast?.staffNo)).toEqual(people.slice(0, cast.length).map((person) => person.staffNo));
    const joined = people.slice(cast.length).map((person) => person.joinedOn);
    expect(joined).toEqual(joined.toSorted());
  });
});

describe('the cast', () => {
  it('has one account a role, all different, with something to try', () => {
    expect(DEMO_ACCOUNTS.map((account) => account.role)).toEqual(['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'CONTEST_ORGANISER', 'CONTEST_APPROVER', 'FOCAL_POINT', 'STANDING_AGENCY']);
    expect(new Set(DEMO_ACCOUNTS.map((account) => account.email)).size).toBe(17);
    expect(DEMO_ACCOUNTS.every((account) => account.canTry.length > 20 && account.email.endsWith('@vi-du.invalid'))).toBe(true);
  });

  it.each(DEMO_ACCOUNTS)('has a password that the rules allow for $fullName', (account) => {
    expect(passwordFaults(DEMO_PASSWORD, account, passwordPolicy.fallback)).toEqual([]);
  });

  it('works where the story says', () => {
    for (const member of cast) {
      const person = people.find((one) => one.staffNo === member.staffNo);
      expect(person?.stays.at(-1)).toMatchObject({ unitKey: member.unitKey, title: member.title, until: null });
    }
  });

  it('needs a province of some size', () => {
    expect(() => populate(organisation, 10)).toThrow(/no post for/);
  });
});

it('names the unit of a day with the unit above it', () => {
  const [learner] = people;
  if (!learner) throw new Error('nobody');
  expect(unitNameOn(learner, '2026-05-01', unitByKey)).toBe('Trung tâm Phục vụ hành chính công, UBND phường Hoa Lư');
  expect(unitNameOn(learner, '2024-05-01', unitByKey)).toMatch(/^UBND (phường|xã|thị trấn) .+, /);
  expect(unitNameOn(learner, '2020-05-01', unitByKey)).toBe('');
});

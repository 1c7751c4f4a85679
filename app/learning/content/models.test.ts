import { describe, expect, it } from 'vitest';
import { problemLine } from '../../platform/content/problems.ts';
import { deadlineDays } from './model-file.ts';
import { readModels } from './read-models.server.ts';

const { plan, problems } = readModels('content');
const models = plan?.models ?? [];
const numbersWhere = (test: (model: (typeof models)[number]) => boolean) => models.filter(test).map(({ number }) => number);
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at);

describe('content/models.yaml', () => {
  it('can be read', () => {
    expect(problems.map(problemLine)).toEqual([]);
    expect(plan?.plan.issued_on).toBe('2023-08-02');
  });

  it('holds all 43 models, each once, in the order of the plan', () => {
    expect(models.map(({ number }) => number)).toEqual(from(1, 43));
    expect(new Set(models.map(({ name }) => name)).size).toBe(43);
  });

  it('knows every group and counts as many models in it as the plan', () => {
    expect(plan?.groups.map(({ models: count }) => count)).toEqual([5, 17, 11, 3, 7]);
    for (const group of plan?.groups ?? []) {
      const members = models.filter((model) => model.group === group.key);
      expect(members.map(({ source }) => source)).toEqual(from(1, group.models).map((at) => `${group.section}.${at}`));
    }
  });

  it('names every agency once, and only agencies that it knows', () => {
    const known = plan?.agencies.map(({ key }) => key) ?? [];
    const named = models.flatMap(({ roles }) => roles.map(({ agency }) => agency));
    expect([...new Set(known)]).toEqual(known);
    expect([...new Set(named)].sort()).toEqual([...known].sort());
    for (const { roles } of models) expect(new Set(roles.map(({ role, agency }) => `${role} ${agency}`)).size).toBe(roles.length);
  });

  it('gives every model but the first somebody who leads it', () => {
    const led = (agency: string) => numbersWhere(({ roles }) => roles.some((role) => role.role === 'LEAD' && role.agency === agency));
    expect(numbersWhere(({ roles }) => !roles.some(({ role }) => role === 'LEAD'))).toEqual([1]);
    expect(led('c06')).toEqual([...from(2, 5), ...from(7, 9), 16, ...from(18, 22), 24, 28, ...from(30, 41), 43]);
    expect(led('so-tttt')).toEqual([3, 4, 18, 25, 26, 27, 42]);
    expect(led('cong-an-tinh')).toEqual([9, 10, 11, 16, 23, 29, 40]);
  });

  it('has security assessed before operation where the plan says so', () => {
    expect(numbersWhere(({ roles }) => roles.some(({ role, agency }) => role === 'SECURITY_ASSESSOR' && agency === 'so-tttt'))).toEqual([2, 3, 6, 7, 8, 17, 18, 24, 25, 37, 38, 39, 40]);
  });

  it('uses every kind of deadline, and its days can be told', () => {
    const kinds = Map.groupBy(models, ({ deadline }) => deadline.kind);
    expect([...kinds.keys()].sort()).toEqual(['CONTINUOUS', 'PHASED', 'QUARTER', 'RELATIVE', 'ROADMAP', 'YEAR', 'YEAR_ONWARD', 'YEAR_RANGE']);
    expect(numbersWhere(({ deadline }) => deadline.kind === 'CONTINUOUS')).toEqual([26, 27, 29, 30]);
    const days = (number: number) => models.filter((model) => model.number === number).map(({ deadline }) => deadlineDays(deadline));
    expect(days(5)).toEqual([{ first: '2023-10-01', last: '2023-12-31' }]);
    expect(days(21)).toEqual([{ first: '2024-04-01', last: '2024-06-30' }]);
    expect(days(3)).toEqual([{ first: '2023-01-01', last: '2024-12-31' }]);
    expect(days(18)).toEqual([{ first: '2023-01-01', last: null }]);
    expect(days(43)).toEqual([{ first: '2024-01-01', last: '2024-03-31' }]);
    expect(days(2)).toEqual([{ first: null, last: null }]);
    for (const { deadline } of models) {
      const { first, last } = deadlineDays(deadline);
      if (first !== null && last !== null) expect(first < last).toBe(true);
    }
  });

  it('says which areas of the product carry a model out', () => {
    const areas = Object.fromEntries(models.filter(({ hoc06 }) => hoc06.length > 0).map(({ number, hoc06 }) => [number, hoc06.join()]));
    expect(areas).toEqual({ 24: 'sign-on', 26: 'campaigns', 27: 'campaigns', 28: 'training', 30: 'answers', 41: 'contest', 43: 'training' });
  });
});

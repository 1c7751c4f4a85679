import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { facts, happened, makeCertificate } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { categories } from '../../people/index.ts';
import type { Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { everybody, judgeWho, type RuleWho } from '../rules/assignment-rule.ts';
import { fittingPeople, personFacts, unitsUnder } from './assignment-match.server.ts';

const positions = ['Công chức một cửa', 'Chủ tịch', 'Chuyên viên tiếp dân', 'Văn thư', 'Công chức'];
const joined = ['2024-01-01', '2025-07-01', '2026-11-01', null];

describe('the database and the rule say the same of everybody', () => {
  let w: AssignmentWorld;
  let people: { id: string }[];
  let unitIds: string[];

  beforeAll(async () => {
    w = await assignmentWorld();
    const closed = await makeUnit(w.db, { name: 'UBND xã đã sáp nhập', parentId: w.units.province });
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-22' }).where('id', '=', closed).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-22' }).where('unit_id', '=', closed).execute();
    const below = await makeUnit(w.db, { name: 'Trạm y tế của xã đã sáp nhập', parentId: closed });
    unitIds = [...Object.values(w.units), closed, below];
    people = [];
    for (let n = 0; n < 40; n += 1) {
      const grants = n % 5 === 0 ? [{ role: 'UNIT_LEADER' as Role, scope: 'SELF' as const, unitId: null }] : [];
      const person = await makePerson(w.db, { unitId: unitIds[n % unitIds.length] as string, grants });
      people.push(person);
      await w.db.updateTable('user_account').set({ staff_category: [...categories, null][n % 5] ?? null, joined_on: joined[n % 4] ?? null }).where('id', '=', person.id).execute();
      await w.db.updateTable('membership').set({ position_title: positions[n % positions.length] as string }).where('user_id', '=', person.id).execute();
      if (n % 3 === 0) await happened(w.db, person.id, w.course, '2026-10-01T01:00:00.000Z', facts.courseDone(w.course));
      if (n % 4 === 0) await makeCertificate(w.db, person.id, w.course, { issuedAt: '2025-01-01T01:00:00.000Z', validUntil: '2026-01-01' });
      await w.db.updateTable('certificate').set({ round: 7 }).where('user_id', '=', person.id).execute();
      if (n % 8 === 0) await makeCertificate(w.db, person.id, w.course, { issuedAt: '2026-01-01T01:00:00.000Z', validUntil: n % 16 === 0 ? null : '2027-01-01' });
      if (n % 6 === 0) await makeCertificate(w.db, person.id, w.course, { issuedAt: '2026-02-01T01:00:00.000Z', validUntil: '2026-03-01', revokedAt: '2026-02-02T01:00:00.000Z' });
      if (n % 11 === 0) await w.db.updateTable('membership').set({ valid_to: '2026-11-01' }).where('user_id', '=', person.id).execute();
    }
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('for any rule', async () => {
    const day = fc.constantFrom('2024-06-01', '2025-07-01', '2026-06-01', '2027-06-01');
    const some = <Value>(values: readonly Value[]) => fc.oneof({ weight: 2, arbitrary: fc.constant<Value[]>([]) }, fc.subarray([...values], { minLength: 1, maxLength: 3 }));
    const who: fc.Arbitrary<RuleWho> = fc.record({
      units: some(unitIds),
      notUnits: some(unitIds),
      categories: some(categories),
      positions: some(['mot cua', 'TIẾP DÂN', 'công', 'chu', "'; drop table membership; --"]),
      roles: some<Role>(['UNIT_LEADER', 'AUDITOR', 'TRAINING_ADMIN']),
      joinedFrom: fc.option(day, { nil: null }),
      joinedTo: fc.option(day, { nil: null }),
      result: fc.option(fc.record({ courseId: fc.constantFrom(w.course.courseId, newId()), kind: fc.constantFrom('COMPLETED' as const, 'NOT_COMPLETED' as const, 'LAPSES' as const), before: day }), { nil: null }),
    });
    const all = [...people, w.admin, w.wardAdmin];
    await fc.assert(
      fc.asyncProperty(who, fc.constantFrom(null, ...unitIds), async (rule, unitId) => {
        const rows = await (await fittingPeople(w.db, { unitId, who: rule }, w.today())).select('u.id').execute();
        const own = unitId === null ? null : new Set(await unitsUnder(w.db, [unitId], w.today()));
        const expected: string[] = [];
        for (const { id } of all) {
          const person = await personFacts(w.db, id, w.today());
          if (judgeWho(person, rule).fits && (own === null || own.has(person.unitPath[0] ?? ''))) expected.push(id);
        }
        expect(rows.map((row) => row.id).sort()).toEqual(expected.sort());
      }),
      { numRuns: 60 },
    );
  });

  it('and whoever has left, is disabled or works with a technical account is meant by no rule', async () => {
    const [left, disabled, technical] = [await makePerson(w.db, { unitId: w.units.ward }), await makePerson(w.db, { unitId: w.units.ward }), await makePerson(w.db, { unitId: w.units.ward })];
    await w.db.updateTable('user_account').set({ left_on: '2026-11-23' }).where('id', '=', left.id).execute();
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-01T01:00:00.000Z' }).where('id', '=', disabled.id).execute();
    await w.db.updateTable('user_account').set({ account_kind: 'SERVICE' }).where('id', '=', technical.id).execute();
    const ids = (await (await fittingPeople(w.db, { unitId: null, who: everybody }, w.today())).select('u.id').execute()).map((row) => row.id);
    expect(ids).not.toEqual(expect.arrayContaining([left.id]));
    expect(ids).not.toEqual(expect.arrayContaining([disabled.id]));
    expect(ids).not.toEqual(expect.arrayContaining([technical.id]));
    expect(ids).toEqual(expect.arrayContaining([w.admin.id]));
  });

  it('and a ring in the tree of units does not hang', async () => {
    await using ring = await assignmentWorld();
    await ring.db.updateTable('org_unit_version').set({ parent_id: ring.units.office }).where('unit_id', '=', ring.units.ward).execute();
    expect((await unitsUnder(ring.db, [ring.units.ward], ring.today())).sort()).toEqual([ring.units.ward, ring.units.office].sort());
  });
});

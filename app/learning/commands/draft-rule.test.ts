import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Grant, Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { everybody, type RuleWhat } from '../rules/assignment-rule.ts';
import { confirmRule } from './confirm-rule.server.ts';
import { discardDraft, draftRule, openRuleVersion, saveWhat, saveWho } from './draft-rule.server.ts';
import { endRule } from './end-rule.server.ts';
import { rerunRule } from './rerun-rule.server.ts';
import { runAssignment } from './run-assignment.server.ts';

let w: AssignmentWorld;
beforeEach(async () => {
  w = await assignmentWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const fresh = (over: object = {}) => ({ id: newId(), unitId: null, name: 'Quy tắc', who: everybody, ...over });
const what = (change: Partial<RuleWhat> = {}): RuleWhat => ({ courses: [w.course.courseId], due: { kind: 'AFTER', days: 30 }, isMandatory: true, ...change });
const actions = async () => (await w.db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map((row) => row.action);
const faults = (outcome: { ok: boolean; faults?: object }) => Object.keys(outcome.faults ?? {});

describe('beginning a rule', () => {
  it.each<[Role, Grant['scope'], boolean]>([
    ['TRAINING_ADMIN', 'ALL', true], ['TRAINING_ADMIN', 'SELF', false], ['SYSTEM_ADMIN', 'ALL', false], ['AUDITOR', 'ALL', false], ['UNIT_LEADER', 'ALL', false], ['CONTENT_EDITOR', 'ALL', false], ['LEARNER', 'SELF', false],
  ])('%s with scope %s: %s', async (role, scope, may) => {
    const actor = await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope, unitId: null }] });
    const begun = draftRule(w.ports, actor, fresh());
    if (may) expect(await begun).toEqual({ ok: true });
    else await expect(begun).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await w.db.selectFrom('assignment_rule').select('id').execute()).toHaveLength(may ? 1 : 0);
  });

  it('of the whole province is not for somebody who covers a part of it; of her subtree it is', async () => {
    await expect(draftRule(w.ports, w.wardAdmin, fresh())).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(draftRule(w.ports, w.wardAdmin, fresh({ unitId: w.units.other }))).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await draftRule(w.ports, w.wardAdmin, fresh({ unitId: w.units.ward }))).toEqual({ ok: true });
  });

  it('names only units of the actor, inside the reach of the rule, that exist', async () => {
    const who = (id: string) => ({ ...everybody, units: [id] });
    expect(faults(await draftRule(w.ports, w.wardAdmin, fresh({ unitId: w.units.ward, who: who(w.units.other) })))).toEqual(['units']);
    expect(faults(await draftRule(w.ports, w.admin, fresh({ unitId: w.units.ward, who: who(w.units.other) })))).toEqual(['units']);
    expect(faults(await draftRule(w.ports, w.admin, fresh({ who: who(newId()) })))).toEqual(['units']);
    expect(await w.db.selectFrom('assignment_rule').select('id').execute()).toEqual([]);
  });

  it('makes one rule by a double click', async () => {
    const rule = fresh();
    await Promise.all([draftRule(w.ports, w.admin, rule), draftRule(w.ports, w.admin, rule)]);
    expect(await w.db.selectFrom('assignment_rule_version').select('number').execute()).toEqual([{ number: 1 }]);
    expect(await actions()).toEqual(['assignment.draft']);
  });
});

describe('changing a draft', () => {
  it('counts revisions, so that two tabs do not overwrite each other', async () => {
    const id = await w.draft();
    const { revision } = await w.rule(id);
    const both = await Promise.all([saveWho(w.ports, w.admin, id, { revision, name: 'Một', who: everybody }), saveWho(w.ports, w.admin, id, { revision, name: 'Hai', who: everybody })]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(faults(both[1])).toEqual(['form']);
    expect((await w.rule(id)).draft?.name).toBe('Một');
  });

  it.each([
    ['validFrom', { validFrom: '2026-11-22' }],
    ['dueOn', { what: { due: { kind: 'DATE' as const, on: '2026-11-22' } } }],
    ['dueOn', { validFrom: '2026-12-02', what: { due: { kind: 'DATE' as const, on: '2026-12-01' } } }],
    ['courses', { what: { courses: [newId()] } }],
  ])('refuses %s of %j', async (field, change) => {
    const id = await w.draft();
    const { revision } = await w.rule(id);
    const outcome = await saveWhat(w.ports, w.admin, id, { revision, what: what('what' in change ? change.what : {}), validFrom: 'validFrom' in change ? (change.validFrom ?? '') : '2026-11-23', validTo: null });
    expect(faults(outcome)).toEqual([field]);
  });

  it('refuses a course that is not offered any more', async () => {
    const retired = await makeCourse(w.db, { retired: true });
    const id = await w.draft();
    expect(faults(await saveWhat(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, what: what({ courses: [retired.courseId] }), validFrom: '2026-11-23', validTo: null }))).toEqual(['courses']);
  });

  it('is for whoever covers the rule; others do not even find a draft', async () => {
    const id = await w.draft();
    await expect(saveWho(w.ports, w.wardAdmin, id, { revision: 1, name: 'x', who: everybody })).rejects.toMatchObject({ kind: 'not-found' });
    const force = await w.force({ name: 'Của tỉnh' });
    await expect(openRuleVersion(w.ports, w.wardAdmin, force)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('may keep a unit that was closed yesterday, but not name another one', async () => {
    const id = await w.draft({ who: { units: [w.units.other] } });
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-23' }).where('id', '=', w.units.other).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-23' }).where('unit_id', '=', w.units.other).execute();
    expect(await saveWho(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, name: 'Vẫn vậy', who: { ...everybody, units: [w.units.other] } })).toEqual({ ok: true });
  });
});

describe('confirming', () => {
  it('twice answers like once: one version, one run', async () => {
    const id = await w.draft();
    const { revision } = await w.rule(id);
    const sure = { revision, isSure: true };
    const both = await Promise.all([confirmRule(w.ports, w.admin, id, sure), confirmRule(w.ports, w.admin, id, sure)]);
    expect(both[0]).toEqual(both[1]);
    expect(await w.db.selectFrom('assignment_run').select('cause').execute()).toEqual([{ cause: 'CONFIRMED' }]);
    expect(await w.db.selectFrom('job').select('name').where('name', '=', 'learning.assign-rule').execute()).toHaveLength(1);
    expect((await actions()).filter((action) => action === 'assignment.confirm')).toHaveLength(1);
  });

  it('what has been changed in another tab is refused', async () => {
    const id = await w.draft();
    const { revision } = await w.rule(id);
    await saveWho(w.ports, w.admin, id, { revision, name: 'Khác', who: everybody });
    expect(faults(await confirmRule(w.ports, w.admin, id, { revision, isSure: true }))).toEqual(['form']);
  });

  it.each([
    ['everybody', {}],
    ['nobody', { who: { joinedFrom: '2030-01-01' } }],
  ])('a rule that fits %s asks to be sure', async (_what, traits) => {
    const id = await w.draft(traits);
    const { revision } = await w.rule(id);
    expect(faults(await confirmRule(w.ports, w.admin, id, { revision, isSure: false }))).toEqual(['sure']);
    expect((await confirmRule(w.ports, w.admin, id, { revision, isSure: true })).ok).toBe(true);
  });

  it('a draft whose days have gone by meanwhile is refused', async () => {
    const [late, due] = [await w.draft(), await w.draft({ validFrom: '2026-11-25', what: { due: { kind: 'DATE', on: '2026-11-25' } } })];
    w.clock.pass({ days: 2 });
    expect(faults(await confirmRule(w.ports, w.admin, late, { revision: 1, isSure: true }))).toEqual(['form']);
    expect((await confirmRule(w.ports, w.admin, due, { revision: 1, isSure: true })).ok).toBe(true);
  });

  it('waits while the rule is being applied', async () => {
    const id = await w.draft();
    await w.confirm(id);
    await openRuleVersion(w.ports, w.admin, id);
    expect(faults(await confirmRule(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, isSure: true }))).toEqual(['form']);
  });

  it('a draft that says nothing of courses yet is refused', async () => {
    const id = newId();
    await draftRule(w.ports, w.admin, fresh({ id }));
    expect(faults(await confirmRule(w.ports, w.admin, id, { revision: 0, isSure: true }))).toEqual(['form']);
  });

  it('never changes afterwards', async () => {
    await w.force();
    await expect(w.db.updateTable('assignment_rule_version').set({ name: 'Khác đi' }).execute()).rejects.toThrow('never changes');
    await expect(w.db.deleteFrom('assignment_rule_version').execute()).rejects.toThrow('stays');
  });
});

describe('a change of a rule', () => {
  it('is a draft beside what is in force, opened once', async () => {
    const id = await w.force();
    await Promise.all([openRuleVersion(w.ports, w.admin, id), openRuleVersion(w.ports, w.admin, id)]);
    const rule = await w.rule(id);
    expect([rule.state, rule.held?.number, rule.draft?.number, rule.versions.length]).toEqual(['IN_FORCE', 1, 2, 2]);
    expect(await discardDraft(w.ports, w.admin, id)).toBe(true);
    expect((await w.rule(id)).versions).toHaveLength(1);
    expect(await discardDraft(w.ports, w.admin, id)).toBe(true);
  });

  it('discarded before it was ever in force takes the rule along', async () => {
    const id = await w.draft();
    expect(await discardDraft(w.ports, w.admin, id)).toBe(false);
    await expect(w.rule(id)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is not for a rule that has ended', async () => {
    const id = await w.force();
    await endRule(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, releases: false });
    await expect(openRuleVersion(w.ports, w.admin, id)).rejects.toMatchObject({ kind: 'conflict' });
    expect(faults(await endRule(w.ports, w.admin, id, { revision: (await w.rule(id)).revision, releases: false }))).toEqual(['form']);
  });

  it('that was never in force cannot be ended', async () => {
    const id = await w.draft();
    expect(faults(await endRule(w.ports, w.admin, id, { revision: 1, releases: true }))).toEqual(['form']);
  });
});

describe('following now', () => {
  it('starts a run, hands back one that is under way, and goes on with one that has given up', async () => {
    const id = await w.force();
    const run = await rerunRule(w.ports, w.admin, id);
    expect(await rerunRule(w.ports, w.admin, id)).toBe(run);
    await w.db.updateTable('job').set({ state: 'FAILED' }).where('unique_key', '=', `learning.assign-rule:${run}`).execute();
    expect(await rerunRule(w.ports, w.admin, id)).toBe(run);
    expect(await w.db.selectFrom('job').select('state').where('unique_key', '=', `learning.assign-rule:${run}`).where('state', '=', 'QUEUED').execute()).toHaveLength(1);
    await runAssignment(w.ports, run);
    expect(await w.db.selectFrom('assignment_run').select('state').where('id', '=', run).execute()).toEqual([{ state: 'DONE' }]);
  });

  it('is not for a rule that is not in force, nor for somebody who only reads it', async () => {
    await expect(rerunRule(w.ports, w.admin, await w.draft())).rejects.toMatchObject({ kind: 'conflict' });
    await expect(rerunRule(w.ports, w.wardAdmin, await w.force())).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

it('a unit is closed, and its rule goes on with who is still recorded there', async () => {
  const closing = await makeUnit(w.db, { name: 'Xã sắp sáp nhập', parentId: w.units.province });
  const person = await makePerson(w.db, { unitId: closing });
  const id = await w.draft({ who: { units: [closing] } });
  await w.db.updateTable('org_unit').set({ valid_to: '2026-11-22' }).where('id', '=', closing).execute();
  await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-22' }).where('unit_id', '=', closing).execute();
  await runAssignment(w.ports, (await w.confirm(id)) ?? '');
  expect(await w.enrolmentOf(person)).toMatchObject({ source: 'ASSIGNED' });
});

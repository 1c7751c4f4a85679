import type { Actor } from '../../app/people/actor.ts';
import { confirmRule } from '../../app/learning/commands/confirm-rule.server.ts';
import { draftRule, openRuleVersion, saveWhat, saveWho } from '../../app/learning/commands/draft-rule.server.ts';
import { followRules } from '../../app/learning/commands/follow-rules.server.ts';
import { runAssignment } from '../../app/learning/commands/run-assignment.server.ts';
import { getRule } from '../../app/learning/queries/assignment-rules.server.ts';
import { everybody, type RuleWhat, type RuleWho } from '../../app/learning/rules/assignment-rule.ts';
import { momentOf } from '../../app/people/ports.ts';
import { newId } from '../../app/platform/ids.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { testPorts } from './calls.ts';
import { makeCourse, type MadeCourse } from './courses.ts';
import { makePerson, makeUnit } from './people.ts';

export interface RuleTraits {
  name?: string;
  unitId?: string | null;
  who?: Partial<RuleWho>;
  what?: Partial<RuleWhat>;
  validFrom?: string;
  validTo?: string | null;
  by?: Actor;
}

/** A province with a ward, an office of it and another ward; a course; a training administrator of the province and one of the ward. The clock stands on Monday 23/11/2026, 08:00. */
export async function assignmentWorld() {
  const db = await freshDb();
  const clock = testClock();
  const ports = testPorts(db, clock);
  const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  const office = await makeUnit(db, { name: 'Văn phòng HĐND và UBND phường Hoa Lư', parentId: ward });
  const other = await makeUnit(db, { name: 'UBND xã Gia Viễn', parentId: province });
  const course = await makeCourse(db, { slug: 'an-toan', title: 'An toàn thông tin' });
  const admin = await makePerson(db, { unitId: province, fullName: 'Vũ Minh Tuệ', grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
  const wardAdmin = await makePerson(db, { unitId: ward, fullName: 'Lê Hoài Ân', grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: ward }] });
  const today = () => momentOf(ports).today;
  const w = {
    db, clock, ports, course, admin, wardAdmin, today,
    units: { province, ward, office, other },
    [Symbol.asyncDispose]: () => db.destroy(),
    rule: (id: string, actor: Actor = admin) => getRule(db, actor, id, today()),
    /** A draft with everything said, not confirmed. */
    async draft(traits: RuleTraits = {}): Promise<string> {
      const id = newId();
      const by = traits.by ?? admin;
      mustWork(await draftRule(ports, by, { id, unitId: traits.unitId ?? null, name: traits.name ?? 'An toàn thông tin cho mọi người', who: { ...everybody, ...traits.who } }));
      mustWork(await saveWhat(ports, by, id, { revision: 0, ...whatOf(course, traits, today()) }));
      return id;
    },
    /** Confirms a draft; what it does has not run yet unless its day has come. @returns the run */
    async confirm(id: string, by: Actor = admin): Promise<string | null> {
      const outcome = await confirmRule(ports, by, id, { revision: (await w.rule(id, by)).revision, isSure: true });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
      return outcome.runId;
    },
    /** A rule in force, carried out. @returns its id */
    async force(traits: RuleTraits = {}): Promise<string> {
      const id = await w.draft(traits);
      const run = await w.confirm(id, traits.by);
      if (run) await runAssignment(ports, run);
      return id;
    },
    /** A new version of a rule, carried out. */
    async change(id: string, traits: RuleTraits, by: Actor = admin): Promise<void> {
      await openRuleVersion(ports, by, id);
      const rule = await w.rule(id, by);
      const draft = rule.draft;
      if (!draft?.what) throw new Error('no draft');
      mustWork(await saveWho(ports, by, id, { revision: rule.revision, name: traits.name ?? draft.name, who: { ...draft.who, ...traits.who } }));
      mustWork(await saveWhat(ports, by, id, { revision: rule.revision + 1, what: { ...draft.what, ...traits.what }, validFrom: traits.validFrom ?? today(), validTo: traits.validTo ?? null }));
      const run = await w.confirm(id, by);
      if (run) await runAssignment(ports, run);
    },
    /** A night: whatever has changed is followed. @returns how many rules had something to do */
    async night(): Promise<number> {
      clock.pass({ days: 1 });
      const started = await followRules(ports);
      await w.runAll();
      return started;
    },
    async runAll(): Promise<void> {
      for (const { id } of await db.selectFrom('assignment_run').select('id').where('state', 'in', ['QUEUED', 'RUNNING']).execute()) await runAssignment(ports, id);
    },
    /** Enrolments that are active, by person. */
    async enrolments(courseId = course.courseId) {
      return db.selectFrom('enrollment').select(['user_id as userId', 'source', 'due_on as dueOn', 'is_mandatory as isMandatory', 'reason']).where('course_id', '=', courseId).where('cancelled_at', 'is', null).orderBy('user_id').execute();
    },
    enrolmentOf: async (person: { id: string }) => (await w.enrolments()).find(({ userId }) => userId === person.id),
    links: (person: { id: string }) => db.selectFrom('assignment').select(['rule_id as ruleId', 'made', 'fitted_on as fittedOn', 'due_on as dueOn', 'release']).where('user_id', '=', person.id).orderBy('assigned_at').orderBy('id').execute(),
    async move(person: { id: string }, unitId: string): Promise<void> {
      const on = today();
      await db.updateTable('membership').set({ valid_to: on }).where('user_id', '=', person.id).where('valid_to', 'is', null).execute();
      await db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: unitId, position_title: 'Công chức', is_primary: 1, valid_from: on, valid_to: null }).execute();
    },
  };
  return w;
}
export type AssignmentWorld = Awaited<ReturnType<typeof assignmentWorld>>;

function whatOf(course: MadeCourse, traits: RuleTraits, today: string): { what: RuleWhat; validFrom: string; validTo: string | null } {
  return { what: { courses: [course.courseId], due: { kind: 'AFTER', days: 30 }, isMandatory: true, ...traits.what }, validFrom: traits.validFrom ?? today, validTo: traits.validTo ?? null };
}

function mustWork(outcome: { ok: boolean; faults?: unknown }): void {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
}

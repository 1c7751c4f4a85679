import type { Db } from '../../db/client.ts';
import { confirmRule } from '../../app/learning/commands/confirm-rule.server.ts';
import { draftRule, saveWhat } from '../../app/learning/commands/draft-rule.server.ts';
import { grantExemption } from '../../app/learning/commands/grant-exemption.server.ts';
import { runAssignment } from '../../app/learning/commands/run-assignment.server.ts';
import { everybody, type RuleWho } from '../../app/learning/rules/assignment-rule.ts';
import type { Actor } from '../../app/people/actor.ts';
import { momentOf } from '../../app/people/ports.ts';
import { plusDays } from '../../app/platform/days.ts';
import { newId } from '../../app/platform/ids.ts';
import { sit } from '../world/sittings.ts';
import { makePerson } from '../world/people.ts';
import { cast, type CastName, type Units } from './world-data.ts';

/** A rule in force with its run, the draft of another one, and an exemption. */
export interface AssignmentScenery {
  rule: string;
  run: string;
  draft: string;
  exemption: string;
  /** Where somebody stands who has used every attempt. */
  stuck: string;
}

/** A rule for new staff (the standing agency's officer and two others), a draft for the whole commune, two exemptions, and one of the new staff who has used every attempt. */
export async function seedAssignments(db: Db, ids: Record<CastName, string>, units: Units): Promise<{ assignments: AssignmentScenery }> {
  const ports = { db, clock: { now: () => new Date() }, timeZone: 'Asia/Ho_Chi_Minh' };
  const { today } = momentOf(ports);
  const trainer: Actor = { id: ids.trainer, fullName: cast.trainer.fullName, accountKind: 'OPERATOR', unitId: units.province, unitName: '', grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const courseOf = async (slug: string) => (await db.selectFrom('course').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id;
  const draft = async (name: string, who: Partial<RuleWho>, slug: string) => {
    const id = newId();
    await draftRule(ports, trainer, { id, unitId: null, name, who: { ...everybody, ...who } });
    await saveWhat(ports, trainer, id, { revision: 0, what: { courses: [await courseOf(slug)], due: { kind: 'AFTER', days: 30 }, isMandatory: true }, validFrom: today, validTo: null });
    return id;
  };
  const newcomers = [ids.standing, (await makePerson(db, { fullName: 'Lò Thị Mỷ', staffNo: 'CB90041', email: null, unitId: units.province })).id, (await makePerson(db, { fullName: 'Tôn Nữ Diễm Quỳnh Hương Giang', staffNo: 'CB90042', email: null, unitId: units.province })).id];
  await db.updateTable('user_account').set({ joined_on: plusDays(today, -20) }).where('id', 'in', newcomers).execute();
  const rule = await draft('An toàn thông tin cho người mới nhận công tác', { joinedFrom: plusDays(today, -60) }, 'an-toan-thong-tin');
  const confirmed = await confirmRule(ports, trainer, rule, { revision: 1, isSure: true });
  if (!confirmed.ok || !confirmed.runId) throw new Error('The rule was not confirmed');
  await runAssignment(ports, confirmed.runId);
  await db.deleteFrom('job').where('name', '=', 'learning.assign-rule').execute();
  const exemption = newId();
  const grants = [
    { id: exemption, userId: ids.closer, courseId: await courseOf('de-an-06'), kind: 'LONG_LEAVE' as const, reason: 'Nghỉ theo quyết định của UBND phường', validFrom: today, lastDay: plusDays(today, 90) },
    { id: newId(), userId: ids.finisher, courseId: await courseOf('an-toan-thong-tin'), kind: 'RECOGNISED' as const, reason: 'Đã học khoá tương đương', validFrom: today, lastDay: plusDays(today, 300), number: '128/CN-ATTT', issuer: 'Học viện An ninh mạng quốc gia', issuedOn: plusDays(today, -30) },
  ];
  for (const given of grants) if (!(await grantExemption(ports, trainer, given)).ok) throw new Error('The exemption was refused');
  const [, , stuck = ''] = newcomers;
  for (let number = 1; number <= 5; number += 1) await sit(db, { userId: stuck, course: 'an-toan-thong-tin', assessment: 'kiem-tra-m1', number, startedAt: `${plusDays(today, number - 8)}T02:00:00.000Z`, submittedAt: `${plusDays(today, number - 8)}T02:09:00.000Z`, given: { 'm1-q01': 'wrong', 'm1-q02': 'open' } });
  const { id: assessment } = await db.selectFrom('assessment as a').innerJoin('course as c', 'c.id', 'a.course_id').select('a.id').where('c.slug', '=', 'an-toan-thong-tin').where('a.key', '=', 'kiem-tra-m1').executeTakeFirstOrThrow();
  return { assignments: { stuck: `${stuck}/${assessment}`, rule, run: confirmed.runId, draft: await draft('Đề án 06 cho phường Hoa Lư', { units: [units.commune], notUnits: [units.office] }, 'de-an-06'), exemption } };
}

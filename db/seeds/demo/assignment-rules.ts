import { confirmRule, draftRule, everybodyFits, grantExemption, runAssignment, saveWhat, type RuleWhat, type RuleWho } from '../../../app/learning/index.server.ts';
import type { Actor } from '../../../app/people/actor.ts';
import type { Day } from '../../../app/platform/clock.ts';
import type { Db } from '../../client.ts';
import { idFromKey, unitId } from '../ids.ts';
import { actorOf } from './answers.ts';
import { HOA_LU } from './cast.ts';
import type { DemoPerson } from './population.ts';
import { randomFor } from './rules/random.ts';
import { atLocal } from './rules/working-time.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
/** The day on which what had been assigned by lists became rules. */
const writtenOn: Day = '2026-11-16';

interface DemoRule {
  key: string;
  name: string;
  unitId: string | null;
  who: Partial<RuleWho>;
  courses: string[];
  due: RuleWhat['due'];
  validFrom: Day;
  /** Left as a draft that somebody is still writing. */
  isDraft?: boolean;
}

const security = 'an-toan-thong-tin';
const project = 'de-an-06';
const staff: Partial<RuleWho> = { categories: ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE'] };

/** What the province had assigned, said as rules; one for staff to come, and one that is not finished. All of it finds people who are enrolled already, so the year stays as it was. */
const rules: readonly DemoRule[] = [
  { key: 'security', name: 'An toàn thông tin cho mọi người', unitId: null, who: {}, courses: [security], due: { kind: 'DATE', on: '2026-11-30' }, validFrom: writtenOn },
  { key: 'one-stop', name: 'Đề án 06 cho người tiếp nhận và trả kết quả', unitId: null, who: { ...staff, positions: ['tiếp nhận'] }, courses: [project], due: { kind: 'DATE', on: '2026-12-15' }, validFrom: writtenOn },
  { key: 'hoa-lu', name: 'Phường Hoa Lư hoàn thành Đề án 06 trong năm', unitId: unitId(HOA_LU), who: { ...staff, notUnits: [unitId(`${HOA_LU}--phong-kinh-te-ha-tang-do-thi`)] }, courses: [project], due: { kind: 'DATE', on: '2026-12-31' }, validFrom: writtenOn },
  { key: 'new-staff', name: 'Người mới nhận công tác năm 2027', unitId: null, who: { joinedFrom: '2027-01-01' }, courses: [security, project], due: { kind: 'AFTER', days: 30 }, validFrom: '2027-01-01' },
  { key: 'leaders', name: 'Đề án 06 cho lãnh đạo đơn vị', unitId: null, who: { roles: ['UNIT_LEADER'] }, courses: [project], due: { kind: 'AFTER', days: 45 }, validFrom: '2026-12-01', isDraft: true },
];

/** The rules of the province, written and carried out by the program's own commands, and a few people who are exempted. @returns how many rules and exemptions */
export async function seedAssignmentRules(db: Db, people: readonly DemoPerson[], nowMs: number): Promise<string> {
  const trainer = actorOf(people, 'TRAINING_ADMIN');
  const startMs = atLocal(writtenOn, 540);
  if (startMs >= nowMs) return 'none yet';
  for (const [at, rule] of rules.entries()) await write(db, trainer, rule, startMs + at * 1_200_000);
  return `${rules.length} rules, ${await exempt(db, trainer, people, startMs + 86_400_000)} exemptions`;
}

const portsAt = (db: Db, ms: number) => ({ db, clock: { now: () => new Date(ms) }, timeZone });

async function write(db: Db, trainer: Actor, rule: DemoRule, ms: number): Promise<void> {
  const ports = portsAt(db, ms);
  const id = idFromKey(`assignment-rule:${rule.key}`);
  const who: RuleWho = { ...everybodyFits, ...rule.who };
  mustWork(await draftRule(ports, trainer, { id, unitId: rule.unitId, name: rule.name, who }));
  const courses = await courseIds(db, rule.courses);
  mustWork(await saveWhat(ports, trainer, id, { revision: 0, what: { courses, due: rule.due, isMandatory: true }, validFrom: rule.validFrom, validTo: null }));
  if (rule.isDraft) return;
  const confirmed = await confirmRule(ports, trainer, id, { revision: 1, isSure: true });
  mustWork(confirmed);
  if (!confirmed.ok || confirmed.runId === null) return;
  await runAssignment(portsAt(db, ms + 2_000), confirmed.runId);
  await db.deleteFrom('job').where('unique_key', '=', `learning.assign-rule:${confirmed.runId}`).execute();
}

async function courseIds(db: Db, slugs: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom('course').select(['id', 'slug']).where('slug', 'in', slugs).execute();
  return slugs.flatMap((slug) => rows.find((row) => row.slug === slug)?.id ?? []);
}

const grounds = [
  { kind: 'LONG_LEAVE' as const, reason: 'Nghỉ theo quyết định của thủ trưởng đơn vị', lastDay: '2027-05-31' },
  { kind: 'LONG_LEAVE' as const, reason: 'Đi học tập trung theo quyết định cử đi đào tạo', lastDay: '2027-06-30' },
  { kind: 'EQUAL_TRAINING' as const, reason: 'Đã dự lớp bồi dưỡng an ninh mạng của tỉnh tháng 10/2026', lastDay: '2027-10-31' },
  { kind: 'RECOGNISED' as const, reason: 'Nội dung tương đương theo đề cương đã đối chiếu', lastDay: '2027-09-30', number: '0417/CN-ATTT', issuer: 'Học viện An ninh mạng (ví dụ)', issuedOn: '2026-09-15' },
  { kind: 'RECOGNISED' as const, reason: 'Nội dung tương đương theo đề cương đã đối chiếu', lastDay: '2027-08-31', number: '1128/CN-ATTT', issuer: 'Học viện An ninh mạng (ví dụ)', issuedOn: '2026-08-20' },
];

/** Some people who have not begun the security course, always the same ones. */
async function exempt(db: Db, trainer: Actor, people: readonly DemoPerson[], ms: number): Promise<number> {
  const [courseId] = await courseIds(db, [security]);
  const begun = new Set((await db.selectFrom('course_progress').select('user_id').where('course_id', '=', courseId ?? '').execute()).map((row) => row.user_id));
  const open = people.filter((person) => !person.cast && !person.leftOn && !begun.has(person.id));
  const chosen = randomFor('exemptions').shuffle([...open]).slice(0, grounds.length);
  for (const [at, person] of chosen.entries()) {
    const ground = grounds[at];
    if (ground && courseId) mustWork(await grantExemption(portsAt(db, ms + at * 60_000), trainer, { id: idFromKey(`exemption:${at}`), userId: person.id, courseId, validFrom: '2026-11-17', ...ground }));
  }
  return chosen.length;
}

function mustWork(outcome: { ok: boolean; faults?: unknown }): void {
  if (!outcome.ok) throw new Error(`The demo's rule was refused: ${JSON.stringify(outcome.faults)}`);
}

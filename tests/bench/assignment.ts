import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { confirmRule } from '../../app/learning/commands/confirm-rule.server.ts';
import { draftRule, saveWhat } from '../../app/learning/commands/draft-rule.server.ts';
import { endRule } from '../../app/learning/commands/end-rule.server.ts';
import { followRules } from '../../app/learning/commands/follow-rules.server.ts';
import { runAssignment } from '../../app/learning/commands/run-assignment.server.ts';
import { rulePreview } from '../../app/learning/queries/assignment-preview.server.ts';
import { getRule } from '../../app/learning/queries/assignment-rules.server.ts';
import { everybody, type RuleWho } from '../../app/learning/rules/assignment-rule.ts';
import { newId } from '../../app/platform/ids.ts';
import { openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { insertMany } from '../../db/seeds/bulk.ts';
import { makeCourse, type MadeCourse } from '../world/courses.ts';
import { makePerson, makeUnit } from '../world/people.ts';

/** `npm run bench:assignment`: rules of assignment over 50,000 people in 1,300 units. Writes docs/performance-assignment.md. */
const people = Number(process.env['PEOPLE'] ?? 50_000);
const timeZone = 'Asia/Ho_Chi_Minh';
const clock = { now: () => new Date('2026-11-23T01:00:00.000Z') };
const positions = ['Công chức một cửa', 'Chuyên viên tiếp dân', 'Chuyên viên', 'Văn thư', 'Phó Chủ tịch', 'Công chức tư pháp – hộ tịch'];

async function province(db: Db): Promise<{ top: string; wards: string[]; units: string[] }> {
  const top = await makeUnit(db, { name: 'UBND tỉnh', level: 'PROVINCE', kind: 'PROVINCE_PC' });
  const [wards, units]: [string[], string[]] = [[], []];
  for (let ward = 0; ward < 130; ward += 1) {
    const id = await makeUnit(db, { name: `UBND xã ${ward}`, parentId: top });
    wards.push(id);
    for (let office = 0; office < 9; office += 1) units.push(await makeUnit(db, { name: `Phòng ${office} của xã ${ward}`, parentId: id }));
  }
  return { top, wards, units };
}

async function populate(db: Db, units: readonly string[]): Promise<void> {
  const at = '2026-01-05T01:00:00.000Z';
  const ids = Array.from({ length: people }, newId);
  await db.transaction().execute(async (tx) => {
    await insertMany(tx, 'user_account', ids.map((id, n) => ({ id, account_kind: 'OPERATOR', staff_no: `B${n}`, email: `b${n}@vi-du.invalid`, full_name: `Nguyễn Văn ${n}`, name_fold: `nguyen van ${n}`, sort_key: `${n}`, staff_category: n % 3 === 0 ? 'PUBLIC_EMPLOYEE' : 'CIVIL_SERVANT', joined_on: n % 20 === 0 ? '2026-10-01' : '2020-01-01', created_at: at })));
    await insertMany(tx, 'membership', ids.map((id, n) => ({ id: newId(), user_id: id, unit_id: units[n % units.length] as string, position_title: positions[n % positions.length] as string, is_primary: 1, valid_from: '2025-07-01', valid_to: null })));
  });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-bench-'));
  const db = openDatabase(join(folder, 'hoc06.db'));
  try {
    await migrate(db);
    const { top, units, wards } = await province(db);
    await populate(db, units);
    const courses = [await makeCourse(db), await makeCourse(db)];
    const admin = await makePerson(db, { unitId: top, grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    const lines = await measure(db, admin, { courses, ward: wards[0] as string });
    const [cpu] = cpus();
    const head = `# Rules of assignment: ${people} people\n\nMade by \`npm run bench:assignment\`. ${cpu?.model ?? ''}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}. SQLite on disk, synchronous FULL.\n\n| what | time |\n|---|---|\n`;
    const text = head + lines.map(([what, time]) => `| ${what} | ${time} |`).join('\n') + '\n';
    writeFileSync(join(import.meta.dirname, '../../docs/performance-assignment.md'), text);
    console.log(text);
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(db: Db, admin: Awaited<ReturnType<typeof makePerson>>, { courses, ward }: { courses: MadeCourse[]; ward: string }): Promise<[string, string][]> {
  const ports = { db, clock, timeZone };
  const lines: [string, string][] = [];
  const draft = async (name: string, who: Partial<RuleWho>, of: MadeCourse[], days: number) => {
    const id = newId();
    await draftRule(ports, admin, { id, unitId: null, name, who: { ...everybody, ...who } });
    await saveWhat(ports, admin, id, { revision: 0, what: { courses: of.map(({ courseId }) => courseId), due: { kind: 'AFTER', days }, isMandatory: true }, validFrom: '2026-11-23', validTo: null });
    return id;
  };
  const preview = async (what: string, id: string) => {
    const rule = await getRule(db, admin, id, '2026-11-23');
    const times: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const start = performance.now();
      await rulePreview(db, admin, rule, '2026-11-23');
      times.push(performance.now() - start);
    }
    lines.push([`preview: ${what}`, `${Math.round(Math.max(...times))} ms (slowest of 5)`]);
  };
  const apply = async (what: string, id: string) => {
    const { revision } = await getRule(db, admin, id, '2026-11-23');
    const start = performance.now();
    const outcome = await confirmRule(ports, admin, id, { revision, isSure: true });
    if (!outcome.ok || !outcome.runId) throw new Error(JSON.stringify(outcome));
    const confirmed = performance.now();
    const waits = await readWhile(db, () => runAssignment(ports, outcome.runId as string));
    lines.push([`confirm: ${what}`, `${Math.round(confirmed - start)} ms`], [`apply: ${what}`, `${((performance.now() - confirmed) / 1000).toFixed(1)} s; ${waits.length} readings meanwhile wait at most ${Math.round(Math.max(...waits))} ms`]);
  };
  const all = await draft('Mọi người', {}, [courses[0] as MadeCourse], 30);
  await preview('everybody, one course', all);
  await apply('everybody, one course', all);
  const two = await draft('Một cửa và người mới', { positions: ['mot cua', 'tiep dan'], joinedFrom: '2019-01-01', result: { courseId: courses[0]?.courseId ?? '', kind: 'NOT_COMPLETED', before: null } }, courses, 20);
  await preview('by position and earlier result, two courses, over a rule that disagrees', two);
  await apply('by position and earlier result, two courses', two);
  await preview('one ward', await draft('Một xã', { units: [ward] }, courses, 10));
  const start = performance.now();
  await followRules(ports);
  lines.push(['a night in which nothing has changed, both rules', `${Math.round(performance.now() - start)} ms`]);
  const { revision } = await getRule(db, admin, all, '2026-11-23');
  const ended = await endRule(ports, admin, all, { revision, releases: true });
  if (!ended.ok || !ended.runId) throw new Error(JSON.stringify(ended));
  const before = performance.now();
  const waits = await readWhile(db, () => runAssignment(ports, ended.runId as string));
  lines.push(['end the first rule and let go of everybody', `${((performance.now() - before) / 1000).toFixed(1)} s; ${waits.length} readings meanwhile wait at most ${Math.round(Math.max(...waits))} ms`]);
  return lines;
}

/** Reads one person's courses again and again while work goes on. @returns how long each reading took, in milliseconds */
async function readWhile(db: Db, work: () => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  let over = false;
  const reading = (async () => {
    while (!over) {
      const start = performance.now();
      await db.selectFrom('enrollment').select('id').where('user_id', '=', 'nobody').execute();
      waits.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  await work();
  over = true;
  await reading;
  return waits;
}

await main();

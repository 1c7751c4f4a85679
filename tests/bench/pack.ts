import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { askForPack, makePack } from '../../app/reports/index.server.ts';
import { checkPack } from '../../app/reports/verify.server.ts';
import { packKey } from '../../app/reports/pack-key.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { makeCertifiedCourse, type CertifiedCourse } from '../world/certificates.ts';
import { makePerson, makeUnit } from '../world/people.ts';

/**
 * `npm run bench:pack`: the pack of a whole province, made and checked, with its memory and with what others wait meanwhile. Writes docs/performance-pack.md.
 * PEOPLE says how many (50,000), EVENTS how many facts each of them has in the ledger (20).
 */
const people = Number(process.env['PEOPLE'] ?? 50_000);
const events = Number(process.env['EVENTS'] ?? 20);
const secret = 'a secret of at least thirty-two characters';
const clock = { now: () => new Date('2026-11-23T01:00:00.000Z') };
const timeZone = 'Asia/Ho_Chi_Minh';
const perUnit = 40;
const folder = mkdtempSync(join(tmpdir(), 'hoc06-bench-pack-'));

interface World {
  db: Db;
  province: string;
  auditor: Actor;
}

/** A province whose people are each enrolled in two courses, with facts, finals, certificates and a reminder. */
async function populate(): Promise<World> {
  const db = openDatabase(databaseFile(folder), { synchronous: 'NORMAL' });
  await migrate(db);
  const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const auditor = await makePerson(db, { unitId: province, grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
  const courses = [await makeCertifiedCourse(db, { title: 'An toàn thông tin' }), await makeCertifiedCourse(db, { title: 'Đề án 06' })];
  const communes: string[] = [];
  for (let one = 0; one < 129; one += 1) communes.push(await makeUnit(db, { name: `UBND xã số ${one + 1}`, parentId: province }));
  const units: string[] = [];
  for (let one = 0; one < Math.ceil(people / perUnit); one += 1) units.push(await makeUnit(db, { name: `Phòng số ${one + 1}`, parentId: communes[one % communes.length] ?? province }));
  await fillIn(db, units, courses);
  return { db, province, auditor };
}

/** Rows straight into the tables, a thousand people to a transaction. */
async function fillIn(db: Db, units: readonly string[], courses: readonly CertifiedCourse[]): Promise<void> {
  const version = new Map<string, string>();
  for (const { assessmentIds } of courses) version.set(assessmentIds[0] ?? '', (await db.selectFrom('assessment_version').select('id').where('assessment_id', '=', assessmentIds[0] ?? '').executeTakeFirstOrThrow()).id);
  for (let from = 0; from < people; from += 1_000) {
    await db.transaction().execute(async (tx) => {
      for (let at = from; at < Math.min(people, from + 1_000); at += 1) {
        const id = newId();
        await sql`insert into user_account (id, account_kind, staff_no, email, full_name, name_fold, sort_key, staff_category, joined_on, created_at) values (${id}, 'OPERATOR', ${`B${String(at).padStart(6, '0')}`}, null, 'Nguyễn Thị Thuỳ Dương', 'nguyen thi thuy duong', ${String(at)}, 'CIVIL_SERVANT', '2025-07-01', '2026-01-05')`.execute(tx);
        await sql`insert into membership (id, user_id, unit_id, position_title, is_primary, valid_from) values (${newId()}, ${id}, ${units[at % units.length] ?? ''}, 'Công chức', 1, '2025-07-01')`.execute(tx);
        for (const course of courses) await fillCourse(tx as unknown as Db, id, at, course, version);
      }
    });
  }
}

async function fillCourse(tx: Db, userId: string, at: number, { courseId, versionId, lessonIds, assessmentIds }: CertifiedCourse, version: ReadonlyMap<string, string>): Promise<void> {
  const day = (hour: number) => new Date(Date.parse('2026-03-01T01:00:00.000Z') + ((at % 200) * 24 + hour) * 3_600_000).toISOString();
  await sql`insert into enrollment (id, user_id, course_id, source, is_mandatory, reason, due_on, enrolled_at) values (${newId()}, ${userId}, ${courseId}, 'ASSIGNED', 1, '', '2026-06-30', '2026-02-02T01:00:00.000Z')`.execute(tx);
  const isDone = at % 4 !== 0;
  for (let one = 0; one < events / 2; one += 1) {
    const verb = one === 0 ? 'lesson.opened' : one === events / 2 - 1 && isDone ? 'course.completed' : 'lesson.read';
    await sql`insert into progress_event (id, user_id, verb, object_type, object_id, course_id, result, occurred_at, recorded_at, idempotency_key, source) values (${newId()}, ${userId}, ${verb}, 'lesson', ${lessonIds[0] ?? ''}, ${courseId}, '{}', ${day(one)}, ${day(one)}, ${newId()}, 'bench')`.execute(tx);
  }
  if (!isDone) return;
  const assessment = assessmentIds[0] ?? '';
  await sql`insert into attempt (id, user_id, assessment_id, assessment_version_id, course_id, number, seed, started_at, due_at, submitted_at, auto_submitted, score, is_passed) values (${newId()}, ${userId}, ${assessment}, ${version.get(assessment) ?? ''}, ${courseId}, 1, 's', ${day(20)}, ${day(20)}, ${day(20)}, 0, 8.5, 1)`.execute(tx);
  await sql`insert into certificate (id, certificate_no, verify_code, user_id, course_id, course_version_id, course_title, full_name, unit_name, score, periods, issued_at, valid_until, integrity_code) values (${newId()}, ${newId()}, ${newId()}, ${userId}, ${courseId}, ${versionId}, '', '', '', 8.5, 3, ${day(20)}, '2027-11-23', '')`.execute(tx);
}

/** Asks the database something small every twenty milliseconds while the work goes on. @returns the waits in milliseconds */
async function meanwhile(db: Db, work: Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let isOver = false;
  void work.finally(() => (isOver = true));
  while (!isOver) {
    // Somebody who comes while the process computes waits before she is even heard: the timer's lateness is part of it.
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await db.selectFrom('setting').select('id').limit(1).execute();
    waits.push(Math.max(0, performance.now() - start - 20));
  }
  return waits;
}

const share = (times: readonly number[], part: number): number => times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
const number = (value: number, digits = 0): string => value.toLocaleString('en-GB', { maximumFractionDigits: digits });

async function measure({ db, province, auditor }: World) {
  const packsDir = join(folder, 'packs');
  const asked = await askForPack({ db, clock, timeZone }, auditor, { unit: province, from: '2026-01-01', to: '2026-11-22' });
  if (!asked.ok) throw new Error(JSON.stringify(asked.faults));
  global.gc?.();
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 20);
  const start = performance.now();
  const making = makePack({ db, clock, timeZone, secret, packsDir }, asked.packId);
  const waits = await meanwhile(db, making);
  await making;
  const seconds = (performance.now() - start) / 1_000;
  clearInterval(watch);
  const row = await db.selectFrom('inspection_pack').select(['file_name', 'total_people']).executeTakeFirstOrThrow();
  const path = join(packsDir, row.file_name ?? '');
  const checkStart = performance.now();
  const checked = await checkPack(path, packKey(secret).publicKey);
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  const rows = checked.manifest.files.reduce((sum, file) => sum + (file.rows ?? 0), 0);
  return { seconds, waits, rows, people: row.total_people, megabytes: statSync(path).size / 1e6, grown: (highest - before) / 1e6, highest: highest / 1e6, check: (performance.now() - checkStart) / 1_000 };
}

async function run(): Promise<string> {
  const world = await populate();
  try {
    const m = await measure(world);
    return `# Inspection pack of a whole province

Written by \`npm run bench:pack\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, database on disk, one run. Load of the machine: ${loadavg().map((load) => load.toFixed(1)).join(', ')}.

| What | |
|---|---:|
| People, facts in the ledger | ${number(m.people)}, ${number(people * events)} |
| Rows in the tables | ${number(m.rows)} |
| Making the pack | ${number(m.seconds, 1)} s |
| Size of the zip (nothing in it is packed, docs/decisions/0035) | ${number(m.megabytes, 1)} MB |
| Memory: highest, grown by | ${number(m.highest)} MB, ${number(m.grown)} MB |
| A small question to the database meanwhile: p50, p95, longest | ${number(share(m.waits, 0.5), 1)} ms, ${number(share(m.waits, 0.95), 1)} ms, ${number(Math.max(...m.waits))} ms |
| Checking the pack | ${number(m.check, 1)} s |
`;
  } finally {
    await world.db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

const report = await run();
writeFileSync('docs/performance-pack.md', report);
console.log(report);

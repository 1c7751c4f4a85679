import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { countUnitFigures } from '../../app/learning/index.server.ts';
import { unitView, type UnitQuestion } from '../../app/learning/queries/unit-page.server.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { xlsxPieces } from '../../app/platform/sheets/xlsx.server.ts';
import { csvPieces } from '../../app/platform/sheets/csv.server.ts';
import { exportList } from '../../app/reports/commands/export-list.server.ts';
import { pageOfList } from '../../app/reports/queries/list-run.server.ts';
import { askedBy } from '../../app/reports/queries/list-scope.server.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { DEMO_NOW } from '../../db/seeds/demo/index.ts';
import { makeDemoFolder } from '../../db/seeds/demo/make-folder.ts';
import { asking } from '../world/report-lists.ts';
import { multiply } from './reports-seed.ts';

/**
 * `node --import tsx tests/bench/reports.ts [data folder]`: the demo province ten times as large (50,000 officials): the leader's page, first pages of lists, files of 50,000 rows and
 * the nightly count. Writes docs/performance-reports.md. Wall-clock times depend on what else the machine does; the processor's times next to them hardly do.
 */
const timeZone = 'Asia/Ho_Chi_Minh';
const clock = { now: () => new Date(DEMO_NOW) };
const today = DEMO_NOW.slice(0, 10);
const times = 10;
const runs = 40;

interface Measured {
  name: string;
  p50: number;
  p95: number;
  cpu: number;
}

async function seed(dataDir: string): Promise<void> {
  await makeDemoFolder({ dataDir, secret: 'x'.repeat(40), say: console.log });
  const db = openDatabase(databaseFile(dataDir), { synchronous: 'NORMAL' });
  await multiply(db, times);
  await db.destroy();
}

/** So often, warm: the middle and the slow end of the clock's times, and the middle of the processor's. */
async function measure(name: string, work: (run: number) => Promise<unknown>): Promise<Measured> {
  await work(0);
  const walls: number[] = [];
  const busy: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await work(run);
    walls.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    busy.push((user + system) / 1_000);
  }
  const at = (list: number[], share: number) => list.toSorted((a, b) => a - b)[Math.floor(share * (list.length - 1))] ?? 0;
  const measured = { name, p50: at(walls, 0.5), p95: at(walls, 0.95), cpu: at(busy, 0.5) };
  console.log(`${name}: ${measured.p50.toFixed(0)} ms, p95 ${measured.p95.toFixed(0)} ms, processor ${measured.cpu.toFixed(0)} ms`);
  return measured;
}

async function fileTimes(db: Db, actor: Actor, folder: string): Promise<string[]> {
  const lines: string[] = [];
  for (const format of ['xlsx', 'csv'] as const) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const [start, before] = [performance.now(), process.memoryUsage().rss];
    const sheet = await exportList({ db, clock, timeZone }, actor, asking('subject=learning&course=an-toan-thong-tin'), { locale: 'vi', format });
    const file = join(folder, `list.${format}`);
    await pipeline(Readable.from(format === 'csv' ? csvPieces(sheet) : xlsxPieces(sheet, clock.now())), createWriteStream(file));
    const seconds = (performance.now() - start) / 1_000;
    const memory = process.resourceUsage().maxRSS / 1_024;
    lines.push(`| ${format.toUpperCase()} of 50,000 rows × 9 columns | ${seconds.toFixed(1)} s | ${Math.round(before / 1_048_576)} → ${Math.round(memory)} MB at most | ${(delay.max / 1e6).toFixed(0)} ms | ${(statSync(file).size / 1e6).toFixed(1)} MB |`);
    console.log(lines.at(-1));
  }
  return lines;
}

async function main(dataDir: string, folder: string): Promise<void> {
  const db = openDatabase(databaseFile(dataDir));
  const actor = (grant: Grant): Actor => ({ id: 'bench', fullName: 'Đo', accountKind: 'ADMIN', unitId: null, unitName: null, grants: [grant], mustChangePassword: false, sessionId: 'bench', locale: 'vi', theme: 'system' });
  const all = actor({ role: 'AUDITOR', scope: 'ALL', unitId: null });
  const { unit_id: ward } = await db.selectFrom('role_assignment').select('unit_id').where('role', '=', 'UNIT_LEADER').where('scope', '=', 'SUBTREE').executeTakeFirstOrThrow();
  const leader = actor({ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: ward });
  const { count } = await db.selectFrom('enrollment').innerJoin('course', 'course.id', 'enrollment.course_id').select((of) => of.fn.countAll<number>().as('count')).where('slug', '=', 'an-toan-thong-tin').where('cancelled_at', 'is', null).executeTakeFirstOrThrow();
  const { events } = await db.selectFrom('progress_event').select((of) => of.fn.countAll<number>().as('events')).executeTakeFirstOrThrow();
  const nightStart = performance.now();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await countUnitFigures({ db, clock, timeZone });
  const night = `${((performance.now() - nightStart) / 1_000).toFixed(1)} s, at most ${(delay.max / 1e6).toFixed(0)} ms at a time`;
  delay.disable();
  console.log(`nightly count: ${night}`);
  const page = (who: Actor, question: Partial<UnitQuestion> = {}) => unitView(db, who, { page: 1, ...question }, { today, timeZone });
  const reading = { at: DEMO_NOW, today, timeZone };
  const list = async (who: Actor, search: string, wanted = 1) => pageOfList(db, await askedBy(db, who, asking(search), reading), wanted);
  const measured = [
    await measure("leader's page, whole province", () => page(all)),
    await measure("leader's page, whole province, those who are overdue", () => page(all, { state: 'late' })),
    await measure("leader's page, whole province, a page in the middle", (run) => page(all, { page: 400 + run })),
    await measure("leader's page, one ward", () => page(leader)),
    await measure('people of one course, first page', () => list(all, 'course=an-toan-thong-tin')),
    await measure('people of one course, a page in the middle', (run) => list(all, 'course=an-toan-thong-tin', 400 + run)),
    await measure('people of all courses, first page', () => list(all, '')),
    await measure('people of one course by score', () => list(all, 'course=an-toan-thong-tin&sort=score&order=desc')),
    await measure('units of one course', () => list(all, 'subject=units&course=an-toan-thong-tin')),
    await measure('people of one ward, first page', () => list(leader, 'course=an-toan-thong-tin')),
  ];
  const files = await fileTimes(db, all, folder);
  await db.destroy();
  writeFileSync('docs/performance-reports.md', textOf({ measured, files, night, count, events }));
}

function textOf({ measured, files, night, count, events }: { measured: Measured[]; files: string[]; night: string; count: number; events: number }): string {
  const rows = measured.map(({ name, p50, p95, cpu }) => `| ${name} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${cpu.toFixed(0)} |`);
  return `# Performance of reports

\`node --import tsx tests/bench/reports.ts\` on ${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)} (other work ran on the machine at the same time).
The demo province ten times as large: ${count.toLocaleString('en')} people with one course, ${events.toLocaleString('en')} facts in the ledger. In process, ${runs} runs each, warm.

| what | median, ms | p95, ms | processor, ms |
|---|---|---|---|
${rows.join('\n')}

| file | time | memory of the process | longest pause for others | size |
|---|---|---|---|---|
${files.join('\n')}

The nightly count of months, topics and memory by unit: ${night}.

Goals: leader's page < 150 ms p95, first page of 50,000 rows < 200 ms, a workbook of 50,000 rows < 10 s and < 500 MB.
`;
}

const [given] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'hoc06-reports-'));
try {
  if (given === '--seed') await seed(process.argv[3] ?? '');
  else {
    const dataDir = given ?? join(folder, 'data');
    // Seeded in a process of its own, so that its memory is not counted.
    if (!given && spawnSync(process.execPath, ['--import', 'tsx', 'tests/bench/reports.ts', '--seed', dataDir], { stdio: 'inherit' }).status !== 0) throw new Error('seeding failed');
    await main(dataDir, folder);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

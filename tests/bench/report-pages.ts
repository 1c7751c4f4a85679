import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftRule, saveWhat } from '../../app/learning/commands/draft-rule.server.ts';
import { everybody } from '../../app/learning/rules/assignment-rule.ts';
import type { Actor } from '../../app/people/actor.ts';
import { newId, newToken } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import buildOnce from '../support/build-once.ts';
import { ask, sendForm } from '../support/http.ts';
import { startServer } from '../support/server.ts';
import { makeCourse } from '../world/courses.ts';
import { openPages, type PageShot, type PageTimes } from './page-load.ts';
import { signInMany } from './people.ts';
import { cpuOf, memoryOf } from './steps.ts';

/**
 * `npm run bench:report-pages [data folder]`: the demo province ten times as large (50,000 officials), asked as pages of a running server: the leader's page and the completion report one after the
 * other, their file, and a rule for everybody that is confirmed by its form while pages go on being read. Prints a table.
 */
const secret = 'x'.repeat(40);
const runs = Number(process.env['RUNS'] ?? 40);
const pagesPerSecond = 20;
const quietSeconds = 15;
const timeZone = 'Asia/Ho_Chi_Minh';
const ms = (value: number) => value.toFixed(0);
type Server = { url: string; pid: number };

async function signInAs(db: Db, role: string, scope: string): Promise<{ id: string; cookie: string }> {
  const { user_id: id } = await db.selectFrom('role_assignment').select('user_id').where('role', '=', role).where('scope', '=', scope).where('revoked_at', 'is', null).orderBy('granted_at').executeTakeFirstOrThrow();
  const [token, now] = [newToken(), new Date().toISOString()];
  await db.insertInto('session').values({ id: newId(), token_hash: sha256(token), user_id: id, created_at: now, last_seen_at: now, expires_at: new Date(Date.now() + 8 * 3_600_000).toISOString(), idle_minutes: 480, user_agent: 'bench', address: '127.0.0.1' }).execute();
  return { id, cookie: `hoc06_session=${token}` };
}

/** Opens a page so often, one after the other, warm. */
async function measure({ url, pid }: Server, name: string, cookie: string, path: (run: number) => string): Promise<string> {
  const open = async (run: number) => {
    const answer = await ask(url + path(run), { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`${path(run)} was answered with ${answer.status}`);
    return answer.bytes.length;
  };
  const size = await open(0);
  const times: number[] = [];
  const before = cpuOf(pid);
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await open(run);
    times.push(performance.now() - start);
  }
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  const line = `| ${name} | ${ms(at(0.5))} | ${ms(at(0.95))} | ${ms(((cpuOf(pid) - before) / runs) * 1_000)} | ${(size / 1_000).toFixed(0)} kB |`;
  console.log(line);
  return line;
}

async function fileLine({ url, pid }: Server, cookie: string, format: 'xlsx' | 'csv'): Promise<string> {
  const [start, before] = [performance.now(), memoryOf(pid).now];
  const { status, bytes } = await ask(`${url}/reports/lists/file?subject=learning&course=an-toan-thong-tin&format=${format}`, { headers: { cookie } });
  if (status !== 200) throw new Error(`the file was answered with ${status}`);
  return `| ${format.toUpperCase()} of everybody in one course | ${((performance.now() - start) / 1_000).toFixed(1)} s | ${(bytes.length / 1e6).toFixed(1)} MB | ${ms(before)} → ${ms(memoryOf(pid).peak)} MB |`;
}

/** The draft of a rule that means everybody, with a course that nobody has. */
async function draftForEverybody(db: Db, trainerId: string): Promise<string> {
  const trainer: Actor = { id: trainerId, fullName: 'Đo', accountKind: 'OPERATOR', unitId: null, unitName: null, grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: 'bench', locale: 'vi', theme: 'system' };
  const ports = { db, clock: { now: () => new Date() }, timeZone };
  const id = newId();
  const { courseId } = await makeCourse(db, { slug: `do-${Date.now()}`, title: 'Khoá học để đo' });
  for (const outcome of [
    await draftRule(ports, trainer, { id, unitId: null, name: 'Khoá học để đo cho mọi người', who: everybody }),
    await saveWhat(ports, trainer, id, { revision: 0, what: { courses: [courseId], due: { kind: 'AFTER', days: 60 }, isMandatory: true }, validFrom: new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10), validTo: null }),
  ]) if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return id;
}

/** Confirms the rule by its form and waits until its run is done. @returns how long that took in seconds, and how many people it came to */
async function carryOut(db: Db, { url }: Server, rule: string, cookie: string): Promise<{ took: number; counts: string }> {
  const start = performance.now();
  const answer = await sendForm(url, `/admin/assignments/${rule}/preview`, { revision: '1', sure: 'on' }, { cookie });
  if (answer.status !== 303) throw new Error(`the rule was answered with ${answer.status}: ${answer.text.slice(0, 300)}`);
  for (;;) {
    const run = await db.selectFrom('assignment_run').select(['state', 'counts']).where('rule_id', '=', rule).executeTakeFirst();
    if (run?.state === 'FAILED') throw new Error('the run failed');
    if (run?.state === 'DONE') return { took: (performance.now() - start) / 1_000, counts: run.counts };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const pageLine = (name: string, { pages, refused, p50, p95, worst, cpu }: PageTimes) => `| ${name} | ${pages} | ${ms(p50)} | ${ms(p95)} | ${ms(worst)} | ${refused} | ${ms(cpu)} |`;

async function main(dataDir: string): Promise<void> {
  const readers = await signInMany(dataDir, 200);
  const db = openDatabase(databaseFile(dataDir));
  const [auditor, leader, trainer] = [await signInAs(db, 'AUDITOR', 'ALL'), await signInAs(db, 'UNIT_LEADER', 'SUBTREE'), await signInAs(db, 'TRAINING_ADMIN', 'ALL')];
  const rule = await draftForEverybody(db, trainer.id);
  await using server = await startServer({ dataDir, env: { SESSION_SECRET: secret, RATE_LIMITS: 'off', DEMO: '1' } });
  const list = '/reports/lists?subject=learning&course=an-toan-thong-tin';
  const lines = [
    await measure(server, "leader's page, whole province", auditor.cookie, () => '/units?course=an-toan-thong-tin'),
    await measure(server, "leader's page, whole province, who is overdue", auditor.cookie, () => '/units?course=an-toan-thong-tin&state=late'),
    await measure(server, "leader's page, whole province, a page in the middle", auditor.cookie, (run) => `/units?course=an-toan-thong-tin&page=${400 + run}`),
    await measure(server, "leader's page, one ward", leader.cookie, () => '/units?course=an-toan-thong-tin'),
    await measure(server, 'completion report of everybody, first page', auditor.cookie, () => list),
    await measure(server, 'completion report of everybody, a page in the middle', auditor.cookie, (run) => `${list}&page=${400 + run}`),
    await measure(server, 'completion report by score', auditor.cookie, () => `${list}&sort=score&order=desc`),
    await measure(server, 'home of the training administrator', trainer.cookie, () => '/'),
    await measure(server, 'preview of a rule for everybody', trainer.cookie, () => `/admin/assignments/${rule}/preview`),
  ];
  const files = [await fileLine(server, auditor.cookie, 'xlsx'), await fileLine(server, auditor.cookie, 'csv')];
  // Mostly learners; every tenth page is a leader's, every twentieth the administrator's.
  const shots: PageShot[] = readers.people.map(({ cookie }, nth) => (nth % 20 === 7 ? { path: '/admin/assignments', cookie: trainer.cookie } : nth % 10 === 3 ? { path: '/units', cookie: leader.cookie } : { path: nth % 2 === 0 ? '/' : '/courses/an-toan-thong-tin', cookie }));
  const quiet = await openPages(server, shots, pagesPerSecond, new Promise((resolve) => setTimeout(resolve, quietSeconds * 1_000)));
  const run = carryOut(db, server, rule, trainer.cookie);
  const meanwhile = await openPages(server, shots, pagesPerSecond, run);
  const { took, counts } = await run;
  await db.destroy();
  console.log([
    `\n${cpus().length} × ${cpus()[0]?.model.trim()}, load ${loadavg()[0]?.toFixed(1)}; ${runs} runs each, over HTTP`,
    '\n| page | median, ms | p95, ms | processor, ms | size |\n|---|---|---|---|---|', ...lines,
    '\n| file | time | size | memory of the server |\n|---|---|---|---|', ...files,
    `\nA rule for everybody, from its form to the end of its run: ${took.toFixed(1)} s (${counts}); ${pagesPerSecond} pages a second meanwhile:`,
    '\n| | pages | median, ms | p95, ms | worst, ms | refused | processor, ms |\n|---|---|---|---|---|---|---|', pageLine('nothing else happens', quiet), pageLine('while the rule is carried out', meanwhile),
  ].join('\n'));
}

await buildOnce();
const [given] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'hoc06-report-pages-'));
try {
  const dataDir = given ?? join(folder, 'data');
  if (!given && spawnSync(process.execPath, ['--import', 'tsx', 'tests/bench/reports.ts', '--seed', dataDir], { stdio: 'inherit' }).status !== 0) throw new Error('seeding failed');
  await main(dataDir);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { makeDemoFolder } from '../../db/seeds/demo/make-folder.ts';
import { rebuildProgress } from '../../app/learning/commands/rebuild-progress.server.ts';
import { applyImport } from '../../app/people/commands/apply-import.server.ts';
import { checkImport } from '../../app/people/commands/check-import.server.ts';
import { queueImport } from '../../app/people/commands/queue-import.server.ts';
import { uploadImport } from '../../app/people/commands/upload-import.server.ts';
import { systemClock } from '../../app/platform/clock.ts';
import { dayIn } from '../../app/platform/i18n/formats.ts';
import { freePort } from '../support/server.ts';
import { makePerson } from '../world/people.ts';
import type { Shot } from './load.ts';
import type { BenchWorld, OpenAttempt } from './people.ts';

const zone = 'Asia/Ho_Chi_Minh';

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

export async function seedTime(dataDir: string): Promise<{ seconds: number; megabytes: number }> {
  const took = await seconds(() => makeDemoFolder({ dataDir, say: () => {} }));
  return { seconds: took, megabytes: statSync(databaseFile(dataDir)).size / 1e6 };
}

export async function rebuildTime(dataDir: string): Promise<{ seconds: number; events: number }> {
  const db = openDatabase(databaseFile(dataDir));
  let events = 0;
  const took = await seconds(async () => void ({ events } = await rebuildProgress(db)));
  await db.destroy();
  return { seconds: took, events };
}

/** 5,000 new officials from a CSV file: upload, dry run, confirm, apply. */
export async function importTime(dataDir: string): Promise<number> {
  const db = openDatabase(databaseFile(dataDir));
  const clock = systemClock();
  const unit = await db.selectFrom('org_unit_version').select(['unit_id', 'name']).where('name', '=', 'UBND phường Hoa Lư').where('valid_to', 'is', null).executeTakeFirstOrThrow();
  const actor = await makePerson(db, { staffNo: `BENCH-${randomUUID()}`, email: null, unitId: unit.unit_id, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  const lines = Array.from({ length: 5_000 }, (_, at) => `NM-${String(at).padStart(6, '0')},Nguyễn Thị Thử Nghiệm ${at},${unit.name},Công chức,công chức`);
  const bytes = Buffer.from(`Mã số cán bộ,Họ và tên,Đơn vị,Chức vụ,Đối tượng\n${lines.join('\n')}\n`);
  const took = await seconds(async () => {
    const now = clock.now();
    const uploaded = await uploadImport(db, actor, { name: 'bench.csv', bytes }, now.toISOString());
    if (!uploaded.ok) throw new Error(JSON.stringify(uploaded));
    await checkImport(db, actor, uploaded.batchId, undefined, { now, today: dayIn(zone, now) });
    await queueImport(db, actor, uploaded.batchId, now.toISOString());
    await applyImport({ db, clock, timeZone: zone }, uploaded.batchId);
  });
  const { n } = await db.selectFrom('user_account').select((select) => select.fn.countAll<number>().as('n')).where('staff_no', 'like', 'NM-%').executeTakeFirstOrThrow();
  if (n !== 5_000) throw new Error(`the import made ${n} accounts`);
  await db.destroy();
  return took;
}

/** From `npm start` to the first good answer of /readyz, on an existing build and database. */
export async function readyTime(dataDir: string): Promise<number> {
  const port = await freePort();
  const child = spawn('npm', ['start', '--silent'], { env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DEMO: '1', LOG_LEVEL: 'warn' }, stdio: 'ignore', detached: true });
  const took = await seconds(async () => {
    while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  if (child.pid) process.kill(-child.pid, 'SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return took;
}

/** Resident memory of a process now and at its highest, in megabytes. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1000;
  return { now: read('VmRSS'), peak: read('VmHWM') };
}

/** Processor time that a process has used, in seconds. */
export function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Bytes over the wire of a page with its styles and script, compressed as the server does it. */
export async function pageWeight(url: string, path: string, cookie: string): Promise<{ html: number; css: number; script: number }> {
  const html = await (await fetch(url + path, { headers: { cookie } })).text();
  const size = async (pattern: RegExp) => {
    const found = pattern.exec(html)?.[1];
    return found ? gzipSync(Buffer.from(await (await fetch(url + found)).arrayBuffer()), { level: 6 }).length : 0;
  };
  const scripts = readdirSync('build/client/assets').filter((name) => name.startsWith('lesson-') && name.endsWith('.js'));
  const islands = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(`build/client/assets/${name}`)).length, 0);
  return { html: gzipSync(html, { level: 4 }).length, css: await size(/<link rel="stylesheet" href="([^"]+)"/), script: (await size(/<script type="module" src="([^"]+)"/)) + islands };
}

export const lessonShots = ({ people }: BenchWorld, path: string): Shot[] => people.map(({ cookie }) => ({ method: 'GET', path, cookie }));

/** The public page of many different certificates, by strangers. */
export const verifyShots = ({ codes }: BenchWorld): Shot[] => codes.map((code) => ({ method: 'GET', path: `/verify/${code}` }));

export const beaconShots = ({ people, lessonId, courseId }: BenchWorld): Shot[] =>
  people.map(({ cookie }) => ({ method: 'POST', path: '/beacon', cookie, type: 'text/plain', body: () => JSON.stringify({ lesson: lessonId, course: courseId, seconds: 5, position: 400, key: randomUUID() }) }));

export const answerShots = (attempts: readonly OpenAttempt[]): Shot[] => {
  let seq = 1;
  return attempts.map(({ cookie, attemptId, fields, position }) => ({
    method: 'POST',
    path: `/attempts/${attemptId}/answers`,
    cookie,
    json: true,
    type: 'application/x-www-form-urlencoded',
    body: () => new URLSearchParams({ q: String(position), writer: 'bench', seq: String((seq = (seq % 900_000) + 1)), ...fields }).toString(),
  }));
};

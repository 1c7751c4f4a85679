import { mkdtempSync, rmSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { createRunner } from '../../platform/jobs/runner.server.ts';
import { peopleJobs } from '../../../jobs/people/index.ts';
import { nextRun, scheduleDue } from '../../../jobs/schedules.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { givePassword, makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import { checkAuditChain, listAuditActions, pageOfAudit } from '../queries/audit-log.server.ts';
import { findLastBackup, readOperations } from '../queries/operations.server.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { exportAudit } from './export-audit.server.ts';
import { lockIdleAccounts } from './lock-idle-accounts.server.ts';
import { retryJob } from './retry-job.server.ts';

const zone = 'Asia/Ho_Chi_Minh';
let db: Db;
let clock: TestClock;
let admin: Actor;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  admin = await makePerson(db, { fullName: 'Đỗ Hạnh', staffNo: 'QT-1', grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
const record = (at: string, action: string, objectId = 'x', details = {}, actor: Actor | null = admin) =>
  db.transaction().execute((tx) => recordAudit(tx, { at, actor, action, objectType: 'user_account', objectId, details }));

describe('the audit log', () => {
  beforeEach(async () => {
    await record('2026-11-21T16:59:59.999Z', 'role.grant', admin.id);
    await record('2026-11-21T17:00:00.000Z', 'role.revoke', admin.id);
    await record('2026-11-23T01:00:00.000Z', 'account.lock', 'y', {}, null);
  });
  const actions = async (filter = {}) => (await pageOfAudit(db, { page: 1, ...filter }, zone)).rows.map((row) => row.action);

  it('shows the newest first, with the name of the account', async () => {
    const { rows, count } = await pageOfAudit(db, { page: 1 }, zone);
    expect([count, rows.map((row) => [row.actorName, row.action, row.objectName])]).toEqual([3, [['Hệ thống', 'account.lock', null], ['Đỗ Hạnh', 'role.revoke', 'Đỗ Hạnh'], ['Đỗ Hạnh', 'role.grant', 'Đỗ Hạnh']]]);
  });

  it.each([
    [{ actor: 'do hanh' }, ['role.revoke', 'role.grant']],
    [{ actor: 'QT-1' }, ['role.revoke', 'role.grant']],
    [{ actor: 'khong ai' }, []],
    [{ object: 'y' }, ['account.lock']],
    [{ action: 'role.grant' }, ['role.grant']],
    [{ from: '2026-11-22', to: '2026-11-22' }, ['role.revoke']],
    [{ to: '2026-11-21' }, ['role.grant']],
    [{ from: '2026-11-23' }, ['account.lock']],
    [{ object: "' or '1'='1" }, []],
  ])('filters by %j', async (filter, expected) => {
    expect(await actions(filter)).toEqual(expected);
  });

  it('pages', async () => {
    for (let at = 0; at < 50; at += 1) await record('2026-11-23T02:00:00.000Z', 'session.start');
    expect(await actions({ page: 2 })).toEqual(['account.lock', 'role.revoke', 'role.grant']);
    expect(await listAuditActions(db)).toEqual(['account.lock', 'role.grant', 'role.revoke', 'session.start']);
  });

  it('is whole, until somebody alters a row behind the program', async () => {
    expect(await checkAuditChain(db)).toMatchObject({ count: 3, broken: null });
    await expect(db.updateTable('audit_event').set({ action: 'x' }).execute()).rejects.toThrow('append-only');
    await sql`drop trigger audit_event_no_update`.execute(db);
    await db.updateTable('audit_event').set({ actor_name: 'Ai đó' }).where('seq', '=', 2).execute();
    expect(await checkAuditChain(db)).toMatchObject({ broken: { seq: 2, at: '2026-11-21T17:00:00.000Z' } });
  });

  it('breaks where a row is missing', async () => {
    await sql`drop trigger audit_event_no_delete`.execute(db);
    await db.deleteFrom('audit_event').where('seq', '=', 2).execute();
    expect(await checkAuditChain(db)).toMatchObject({ broken: { seq: 3 } });
  });

  it('goes out as a file that Excel reads and cannot be made to run', async () => {
    await record('2026-11-23T03:00:00.000Z', '=cmd()', '+84', { note: 'ấm, "áp"' });
    const csv = await exportAudit(testPorts(db, clock), admin, {}, 'vi');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const rows: string[][] = parse(csv, { bom: true, delimiter: ';' });
    expect(rows[0]?.slice(0, 4)).toEqual(['#', 'Thời điểm', 'Người thực hiện', 'Hành động']);
    expect(rows[1]).toEqual(['4', '23/11/2026 10:00', 'Đỗ Hạnh', "'=cmd()", 'Tài khoản', "'+84", '{"note":"ấm, \\"áp\\""}']);
    expect((await pageOfAudit(db, { page: 1 }, zone)).rows[0]).toMatchObject({ action: 'audit.export', details: '{"rows":4}' });
  });

  it('goes out only to those who may read it', async () => {
    const trainer = await makePerson(db, { grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    await expect(exportAudit(testPorts(db, clock), trainer, {}, 'vi')).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('operations', () => {
  const job = (id: string, state: string, more = {}) =>
    db.insertInto('job').values({ id, name: 'mail.send', payload: '{}', state, run_at: '2026-11-23T00:00:00.000Z', attempts: 8, max_attempts: 8, last_error: 'máy chủ không trả lời', created_at: '2026-11-22T00:00:00.000Z', finished_at: null, ...more }).execute();

  it('count jobs by state and what is due', async () => {
    await job('a', 'QUEUED');
    await job('b', 'QUEUED', { run_at: '2027-01-01T00:00:00.000Z' });
    await job('c', 'FAILED');
    const shown = await readOperations(db, 'no-such-folder', clock.now().toISOString());
    expect(shown).toMatchObject({ counts: { QUEUED: 2, RUNNING: 0, DONE: 0, FAILED: 1 }, due: 1, failed: [{ id: 'c', reason: 'máy chủ không trả lời', attempts: 8 }], lastBackupAt: null });
    expect(shown.databaseBytes).toBeGreaterThan(10_000);
  });

  it('say by kind of job what waits and since when, runs, has failed and was done within the hour', async () => {
    const done = (id: string, finished_at: string) => job(id, 'DONE', { name: 'learning.remind', finished_at });
    await Promise.all([done('a', '2026-11-23T00:00:00.000Z'), done('b', '2026-11-23T00:00:00.001Z'), done('c', clock.now().toISOString())]);
    await job('d', 'QUEUED', { run_at: '2026-11-22T23:00:00.000Z' });
    await job('e', 'QUEUED');
    await job('f', 'FAILED');
    await job('g', 'QUEUED', { name: 'contest.remind', run_at: '2026-11-23T01:00:00.001Z' });
    await job('h', 'RUNNING', { name: 'learning.remind' });
    await job('i', 'DONE', { name: 'people.fill-sort-keys', finished_at: '2026-11-22T01:00:00.000Z' });
    const none = { due: 0, later: 0, running: 0, failed: 0, doneInHour: 0, oldestDue: null };
    expect((await readOperations(db, 'no-such-folder', clock.now().toISOString())).kinds).toEqual([
      { ...none, name: 'mail.send', due: 2, failed: 1, oldestDue: '2026-11-22T23:00:00.000Z' },
      { ...none, name: 'contest.remind', later: 1 },
      { ...none, name: 'learning.remind', running: 1, doneInHour: 2 },
    ]);
  });

  it('show the processes that have not ended', async () => {
    const row = (id: string, more = {}) => db.insertInto('process').values({ id, name: 'worker', pid: 7, started_at: `2026-11-23T00:00:0${id}.000Z`, runs_jobs: 1, ...more }).execute();
    await row('2', { queue: 'REDIS_AWAY' });
    await row('1', { name: 'web', runs_jobs: 0, standing: 'LOST' });
    await row('3', { standing: 'ENDED', ended_at: '2026-11-23T00:30:00.000Z' });
    expect((await readOperations(db, 'no-such-folder', clock.now().toISOString())).processes).toEqual([
      { id: '1', name: 'web', pid: 7, startedAt: '2026-11-23T00:00:01.000Z', standing: 'LOST', runsJobs: false, queue: 'OWN' },
      { id: '2', name: 'worker', pid: 7, startedAt: '2026-11-23T00:00:02.000Z', standing: 'ALIVE', runsJobs: true, queue: 'REDIS_AWAY' },
    ]);
  });

  it('find the newest backup', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backups-'));
    for (const [name, day] of [['a', '2026-11-20'], ['b', '2026-11-22'], ['c', '2026-11-21']] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'manifest.json'), '{}');
      utimesSync(join(folder, name, 'manifest.json'), new Date(day), new Date(day));
    }
    mkdirSync(join(folder, 'd.partial'));
    expect(await findLastBackup(folder)).toBe('2026-11-22T00:00:00.000Z');
    rmSync(folder, { recursive: true });
    expect(await findLastBackup(folder)).toBeNull();
  });

  it('run a failed job again with all its attempts', async () => {
    await job('c', 'FAILED');
    await retryJob(testPorts(db, clock), admin, 'c');
    expect(await db.selectFrom('job').select(['state', 'attempts', 'run_at']).executeTakeFirst()).toEqual({ state: 'QUEUED', attempts: 0, run_at: clock.now().toISOString() });
    await expect(retryJob(testPorts(db, clock), admin, 'c')).rejects.toMatchObject({ kind: 'conflict' });
    await expect(retryJob(testPorts(db, clock), admin, 'nothing')).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('do not run it beside an equal one, nor for others', async () => {
    await job('c', 'FAILED', { unique_key: 'k' });
    await job('d', 'QUEUED', { unique_key: 'k' });
    await expect(retryJob(testPorts(db, clock), admin, 'c')).rejects.toMatchObject({ kind: 'conflict' });
    const auditor = await makePerson(db, { grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
    await expect(retryJob(testPorts(db, clock), auditor, 'c')).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('idle accounts', () => {
  const enable = () => db.insertInto('setting').values({ id: 's', key: 'people.idle-account-policy', value: '{"enabled":true,"days":45}', valid_from: '2026-01-01', legal_basis: 'thử' }).execute();
  const disabled = async () => (await db.selectFrom('user_account').select('staff_no').where('disabled_at', 'is not', null).execute()).map((row) => row.staff_no);

  it('are left alone unless the installation asks for it', async () => {
    await givePassword(db, await makePerson(db));
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(0);
  });

  it('are disabled when nobody used them, but never system administrators or whoever was here', async () => {
    await enable();
    const [idle, active, fresh] = [await makePerson(db, { staffNo: 'LAU' }), await makePerson(db, { staffNo: 'MOI-VAO' }), await makePerson(db, { staffNo: 'MOI-DAT' })];
    await makePerson(db, { staffNo: 'CHUA-KICH-HOAT' });
    for (const one of [admin, idle, active]) await givePassword(db, one);
    await givePassword(db, fresh, { changedAt: '2026-11-01T00:00:00.000Z' });
    await makeSession(db, active, '2026-11-20T00:00:00.000Z');
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(1);
    expect(await disabled()).toEqual(['LAU']);
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(0);
  });
});

describe('the night', () => {
  const ofPeople = () => db.selectFrom('job').where('name', 'like', 'people.%');
  const waiting = () => ofPeople().select(['name', 'run_at']).where('state', '=', 'QUEUED').orderBy('run_at').execute();

  it('is planned once, however often it is asked for', async () => {
    await scheduleDue(db, clock);
    await scheduleDue(db, clock);
    expect(await waiting()).toEqual([
      { name: 'people.clear-held-forms', run_at: '2026-11-23T18:00:00.000Z' },
      { name: 'people.do-unit-deeds', run_at: '2026-11-23T18:02:00.000Z' },
      { name: 'people.fill-sort-keys', run_at: '2026-11-23T18:05:00.000Z' },
      { name: 'people.lock-idle-accounts', run_at: '2026-11-23T18:10:00.000Z' },
      { name: 'people.clear-import-rows', run_at: '2026-11-23T18:15:00.000Z' },
    ]);
  });

  it('does its work and plans the next one, also after the machine was off', async () => {
    await db.updateTable('user_account').set({ sort_key: '' }).execute();
    await db.insertInto('held_form').values({ id: 'h', user_id: admin.id, path: '/x', body: '', created_at: '2026-11-22T00:00:00.000Z', expires_at: '2026-11-23T00:00:00.000Z' }).execute();
    await scheduleDue(db, clock);
    clock.pass({ days: 3 });
    const runner = createRunner({ db, clock, log: silentLog, secret: '', timeZone: zone }, peopleJobs);
    for (let ran = 1; ran > 0; ) ran = await runner.runDue();
    expect(await ofPeople().select('state').distinct().execute()).toEqual([{ state: 'DONE' }]);
    expect([await db.selectFrom('held_form').select('id').execute(), await db.selectFrom('user_account').select('id').where('sort_key', '=', '').execute()]).toEqual([[], []]);
    await scheduleDue(db, clock);
    expect((await waiting()).map((row) => row.run_at.slice(0, 10))).toEqual(Array(5).fill('2026-11-26'));
  });

  it.each([
    ['2026-11-23T17:59:59.000Z', '2026-11-23T18:00:00.000Z'],
    ['2026-11-23T18:00:00.000Z', '2026-11-24T18:00:00.000Z'],
    ['2026-11-23T18:00:30.000Z', '2026-11-24T18:00:00.000Z'],
    ['2026-12-31T23:00:00.000Z', '2027-01-01T18:00:00.000Z'],
  ])('after %s comes at %s', (now, next) => {
    expect(nextRun(new Date(now), 60, zone)).toBe(next);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { newId } from '../ids.ts';
import { backOffMinutes, claimJob, handlersByName, listDue, performJob } from './claimed-job.server.ts';
import { defineJob } from './contract.ts';
import { enqueue, handleJob, type JobContext } from './jobs.server.ts';

const work = defineJob({ name: 'test.work', payload: z.object({ n: z.number() }), maxAttempts: 3 });
let db: Db;
let clock: TestClock;
let context: JobContext;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  context = { db, clock, log: silentLog, secret: 'secret', timeZone: 'Asia/Ho_Chi_Minh' };
});
const now = () => clock.now().toISOString();
const add = (n = 1, options: { runAt?: string; uniqueKey?: string } = {}) => enqueue(db, work, { n }, { now: now(), ...options });
const only = () => db.selectFrom('job').selectAll().executeTakeFirstOrThrow();
const handlers = (run: (n: number) => Promise<void> | void) => handlersByName([handleJob(work, async ({ n }) => run(n))]);

describe('what is due', () => {
  it.each([['2026-11-23T00:59:59.999Z', 1], ['2026-11-23T01:00:00.000Z', 1], ['2026-11-23T01:00:00.001Z', 0]])('at 01:00:00 is a job for %s: %i', async (runAt, count) => {
    await add(1, { runAt });
    expect(await listDue(context, 10)).toHaveLength(count);
  });

  it.each([['at the end of its lease', '2026-11-23T01:05:00.000Z', 0], ['a moment later', '2026-11-23T01:05:00.001Z', 1]])('a job that somebody holds %s: %i', async (_when, at, count) => {
    await add();
    await claimJob(context);
    clock.set(at);
    expect(await listDue(context, 10)).toHaveLength(count);
  });

  it('stays due in its order when the clock is set back, and is not lost', async () => {
    await add(1);
    clock.pass({ minutes: -60 });
    expect(await listDue(context, 10)).toEqual([]);
    await add(2);
    expect(await listDue(context, 10)).toHaveLength(1);
    clock.pass({ minutes: 60 });
    expect((await listDue(context, 10)).map(({ payload }) => payload)).toEqual(['{"n":2}', '{"n":1}']);
  });

  it('is no more than asked for, and nothing that has ended', async () => {
    for (let n = 0; n < 5; n += 1) await add(n);
    for (const state of ['DONE', 'FAILED'] as const) await db.updateTable('job').set({ state }).where('payload', '=', state === 'DONE' ? '{"n":0}' : '{"n":1}').execute();
    expect(await listDue(context, 2)).toHaveLength(2);
    expect(await listDue(context, 99)).toHaveLength(3);
  });
});

describe('taking a job', () => {
  it('gives it to one of many who ask at once', async () => {
    await add();
    const taken = await Promise.all(Array.from({ length: 5 }, () => claimJob(context)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await only()).toMatchObject({ state: 'RUNNING', attempts: 1, lease_until: '2026-11-23T01:05:00.000Z' });
  });

  it('gives as many to as many, each another', async () => {
    for (let n = 0; n < 3; n += 1) await add(n);
    const taken = await Promise.all(Array.from({ length: 4 }, () => claimJob(context)));
    expect(new Set(taken.flatMap((job) => job?.id ?? [])).size).toBe(3);
  });

  it.each(['no-such-job', '', "' or 1=1 --"])('by the id %j gives nothing', async (id) => {
    await add();
    expect(await claimJob(context, id)).toBeUndefined();
    expect(await only()).toMatchObject({ state: 'QUEUED', attempts: 0 });
  });

  it('by its id gives no other, and none whose time has not come', async () => {
    await add(1, { runAt: '2026-11-23T02:00:00.000Z' });
    const { id } = await only();
    await add(2);
    expect(await claimJob(context, id)).toBeUndefined();
    clock.pass({ minutes: 60 });
    expect(await claimJob(context, id)).toMatchObject({ id, attempts: 1 });
  });
});

describe('what is left of a try', () => {
  it('whose holder was replaced changes nothing any more', async () => {
    await add();
    const first = await claimJob(context);
    clock.pass({ minutes: 6 });
    const second = await claimJob(context);
    if (!first || !second) throw new Error('not taken');
    await performJob(context, handlers(() => {}), first);
    expect(await only()).toMatchObject({ state: 'RUNNING', attempts: 2, lease_id: second.leaseId });
    await performJob(context, handlers(() => Promise.reject(new Error('sau'))), second);
    expect(await only()).toMatchObject({ state: 'QUEUED', lease_id: null, last_error: 'sau' });
  });

  it.each<[string, unknown, string]>([
    ['an error', new Error('máy chủ không trả lời'), 'máy chủ không trả lời'],
    ['an error without words', new Error(''), ''],
    ['a text', 'hỏng', 'hỏng'],
    ['nothing', undefined, 'undefined'],
    ['an object', { a: 1 }, '[object Object]'],
    ['half of a character', new Error('x\ud800'), 'x\ufffd'],
  ])('that threw %s is its reason, and the job goes on waiting', async (_what, thrown, reason) => {
    await add();
    const job = await claimJob(context);
    await performJob(context, handlers(() => Promise.reject(thrown)), job ?? expect.fail());
    expect(await only()).toMatchObject({ state: 'QUEUED', last_error: reason, finished_at: null });
  });

  it.each([['no JSON', '{'], ['another shape', '{"n":"1"}'], ['a list', '[]'], ['null', 'null'], ['a name that every object knows', '{"__proto__":{"n":1}}']])('of a row whose payload is %s never reaches the work', async (_what, payload) => {
    await db.insertInto('job').values({ id: newId(), name: work.name, payload, state: 'QUEUED', unique_key: null, run_at: now(), max_attempts: 1, created_at: now() }).execute();
    const job = await claimJob(context);
    let ran = 0;
    await performJob(context, handlers(() => void (ran += 1)), job ?? expect.fail());
    expect([ran, (await only()).state]).toEqual([0, 'FAILED']);
  });
});

describe('waiting', () => {
  it('grows with every try and never passes an hour, however many there were', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 100, 1_000, 1e9].map(backOffMinutes);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.every((wait) => Number.isFinite(wait) && wait > 0 && wait <= 60)).toBe(true);
  });

  it('counts from the end of the try, also over the end of a year', async () => {
    clock.set('2026-12-31T23:59:59.000Z');
    await add();
    const job = await claimJob(context);
    await performJob(context, handlers(() => { clock.pass({ seconds: 1 }); throw new Error('x'); }), job ?? expect.fail());
    expect((await only()).run_at).toBe('2027-01-01T00:00:06.000Z');
  });
});

describe('a key', () => {
  it.each(['QUEUED', 'RUNNING'])('of a job that is %s keeps an equal one out, and says nothing about it', async (state) => {
    await add(1, { uniqueKey: 'k' });
    await db.updateTable('job').set({ state }).execute();
    await add(2, { uniqueKey: 'k' });
    expect((await only()).payload).toBe('{"n":1}');
  });

  it.each(['DONE', 'FAILED'])('of a job that is %s is free again', async (state) => {
    await add(1, { uniqueKey: 'k' });
    await db.updateTable('job').set({ state }).execute();
    await add(2, { uniqueKey: 'k' });
    expect(await db.selectFrom('job').select('payload').where('state', '=', 'QUEUED').execute()).toEqual([{ payload: '{"n":2}' }]);
  });

  it('is compared letter by letter: case, marks and blanks tell keys apart', async () => {
    for (const key of ['k', 'K', 'k ', 'ké', 'ké'.normalize('NFD'), '']) await add(1, { uniqueKey: key });
    expect(await listDue(context, 99)).toHaveLength(6);
  });
});

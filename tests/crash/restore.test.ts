import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { localSecondOf } from '../../app/platform/local-time.ts';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';
import { aMessage, officials, written } from '../world/messages.ts';
import { deliveryWorld, killed, stopped } from './delivery-world.ts';

const zone = 'Asia/Ho_Chi_Minh';
const mails = 12;

/** Twelve mails and three for the next hour wait in the backup; the twelve are sent after it, then the worker is killed and the backup restored elsewhere, as on a new machine. */
async function restored(w: Awaited<ReturnType<typeof deliveryWorld>>, spare: string, sentUntil: () => string[]) {
  const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
  const later = await written(w.db, aMessage(await officials(w.db, 3), { urgency: 'URGENT', urgentReason: 'Diễn tập', sendAt: inAnHour, notAfter: new Date(Date.now() + 86_400_000).toISOString(), now: new Date().toISOString() }));
  expect(await startProcess('jobs/backup.ts', w.env).ended).toMatchObject({ code: 0 });
  const [stamp = ''] = readdirSync(join(w.dataDir, 'backups'));
  const worker = w.productWorker();
  await w.settled();
  await killed(worker);
  expect([w.taken.length, new Set(w.taken).size]).toEqual([mails, mails]);
  const { code, output } = await startProcess('jobs/restore.ts', { ...w.env, DATA_DIR: spare }, [join(w.dataDir, 'backups', stamp), ...sentUntil()]).ended;
  expect(code, output).toBe(0);
  return { later, output };
}

/** Starts on the restored folder with a clock that is an hour and a half ahead, lets the channels go on as an administrator would, and waits until nothing is left to be sent. */
async function sendsOn(w: Awaited<ReturnType<typeof deliveryWorld>>, spare: string): Promise<void> {
  const db = openDatabase(databaseFile(spare));
  const { count } = await db.selectFrom('channel_pause').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  expect(count, 'everything starts paused').toBeGreaterThan(3);
  await db.deleteFrom('channel_pause').execute();
  const worker = startProcess('tests/crash/delivery-worker.ts', { ...w.env, DATA_DIR: spare }, ['8', '30000', '', '90']);
  const open = () => db.selectFrom('delivery').select('id').where('state', 'in', ['QUEUED', 'SENDING', 'UNCERTAIN']).execute();
  const waiting = () => db.selectFrom('message').select('id').where('fanned_out_at', 'is', null).execute();
  await expect.poll(async () => [await waiting(), await open()], { timeout: 60_000 }).toEqual([[], []]);
  await stopped(worker);
  await db.destroy();
}

it('after a restore that counts everything until the crash as sent, nobody gets twice what went out after the backup, and what was due later comes', async () => {
  using spare = temporaryFolder();
  await using w = await deliveryWorld({ mails });
  const { later, output } = await restored(w, spare.path, () => ['--sent-until', localSecondOf(new Date().toISOString(), zone)]);
  expect(output).toContain(`${mails} lượt gửi`);
  await sendsOn(w, spare.path);
  expect([w.taken.length, new Set(w.taken).size], 'twelve and three, none twice').toEqual([mails + 3, mails + 3]);
  const db = openDatabase(databaseFile(spare.path));
  expect(await db.selectFrom('delivery').select((row) => ['message_id', 'state', 'detail', row.fn.countAll<number>().as('count')]).where('channel', '=', 'EMAIL').groupBy(['message_id', 'state', 'detail']).orderBy('detail', 'desc').execute()).toEqual([
    { message_id: w.messageId, state: 'ACCEPTED', detail: 'BEFORE_RESTORE', count: mails },
    { message_id: later, state: 'ACCEPTED', detail: null, count: 3 },
  ]);
  await db.destroy();
});

it('after a restore without a moment all that waits in the backup is sent once the channels go on: the command says so', async () => {
  using spare = temporaryFolder();
  await using w = await deliveryWorld({ mails });
  const { output } = await restored(w, spare.path, () => []);
  expect(output).toContain('kể cả tin đã gửi sau lúc sao lưu');
  await sendsOn(w, spare.path);
  // Another row, so another Message-ID for those whose delivery was written after the backup.
  expect(w.taken).toHaveLength(2 * mails + 3);
});

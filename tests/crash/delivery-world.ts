import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { messageCounts } from '../../app/messaging/index.server.ts';
import { readMime } from '../../app/messaging/rules/mime.ts';
import { findAuditBreak } from '../../app/platform/audit.server.ts';
import { databaseFile, openRaw, type Db } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import { mailReceiver, smtpAnswer, type MailReceiver } from '../support/mail-receiver.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';
import { aMessage, officials, written } from '../world/messages.ts';

/** What the mail server does with a mail: takes it, refuses it for now or for good, or takes it and tells nobody. */
export type Answer = 'take' | 'take and fall silent' | 451 | 550;

export type Worker = ReturnType<typeof startProcess>;

export interface DeliveryWorld {
  db: Db;
  dataDir: string;
  /** The environment of its workers. */
  env: Record<string, string>;
  messageId: string;
  /** How many letters are for the mail server. */
  mails: number;
  receiver: MailReceiver;
  /** Message-IDs in the order in which the server took responsibility for them, doubles included. */
  taken: string[];
  /** Called with the whole mail in hand and before the answer; `nth` counts all calls from 1, `id` is its Message-ID. */
  onMail(script: (nth: number, id: string) => Answer | Promise<Answer>): void;
  /** Called when a connection is made, before the greeting. */
  onConnect(script: () => void): void;
  /** jobs/main.ts as the product starts it. */
  productWorker(): Worker;
  /** The same with a clock that `setAhead` moves and another patience with the mail server: a busy machine is silent for a while without meaning it. */
  movedWorker(minutesAhead?: number, connections?: number, silenceMs?: number): Worker;
  setAhead(minutes: number): void;
  count(...states: string[]): Promise<number>;
  /** Waits until nothing is left to be sent. */
  settled(): Promise<void>;
}

export interface Scene {
  mails: number;
  /** People of the audience without a mail address, who get the message in the product only. */
  others?: number;
  redisUrl?: string | undefined;
  /** Of its workers, beside what every world has. */
  env?: Record<string, string> | undefined;
}

/** A message of the highest urgency, which no hour of the night holds back, that waits for its fan-out, and a mail server. */
export async function deliveryWorld({ mails, others = 0, redisUrl, env: more }: Scene): Promise<DeliveryWorld & AsyncDisposable> {
  const folder = temporaryFolder();
  const db = await freshDbAt(databaseFile(folder.path));
  const messageId = await messageTo(db, mails, others);
  let answer: (nth: number, id: string) => Answer | Promise<Answer> = () => 'take';
  let connected = () => {};
  let calls = 0;
  const taken: string[] = [];
  const receiver = await mailReceiver({
    onConnect: (_session, done) => {
      connected();
      done();
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void decide(Buffer.concat(chunks).toString('latin1'), done));
    },
  });
  const decide = async (raw: string, done: (error?: Error) => void) => {
    const id = readMime(raw).headers.get('message-id') ?? '';
    const chosen = await answer((calls += 1), id);
    if (typeof chosen === 'number') return done(smtpAnswer(chosen, chosen === 451 ? '4.7.1 try later' : '5.1.1 no such user'));
    taken.push(id);
    if (chosen === 'take') done();
  };
  const env = { DATA_DIR: folder.path, LOG_LEVEL: 'warn', SMTP_URL: `smtp://127.0.0.1:${receiver.port}`, MAIL_FROM: 'hoc06@vi-du.vn', ...(redisUrl ? { REDIS_URL: redisUrl } : {}), ...more };
  const workers: Worker[] = [];
  const start = (file: string, args: string[] = []) => {
    const worker = startProcess(file, env, args);
    workers.push(worker);
    return worker;
  };
  const setAhead = (minutes: number) => {
    // In one step: the worker reads this file whenever it looks at its clock.
    writeFileSync(join(folder.path, 'next'), String(minutes));
    renameSync(join(folder.path, 'next'), join(folder.path, 'minutes-ahead'));
  };
  const count = async (...states: string[]) => Number((await db.selectFrom('delivery').select((row) => row.fn.countAll<number>().as('n')).where('channel', '=', 'EMAIL').where('state', 'in', states).executeTakeFirstOrThrow()).n);
  return {
    db, dataDir: folder.path, env, messageId, mails, receiver, taken, setAhead, count,
    onMail: (script) => void (answer = script),
    onConnect: (script) => void (connected = script),
    productWorker: () => start('jobs/main.ts'),
    movedWorker(minutesAhead = 0, connections = 8, silenceMs = 30_000) {
      setAhead(minutesAhead);
      return start('tests/crash/delivery-worker.ts', [String(connections), String(silenceMs)]);
    },
    settled: () => expect.poll(() => count('ACCEPTED', 'BOUNCED', 'FAILED'), { timeout: 60_000, interval: 20 }).toBe(mails),
    async [Symbol.asyncDispose]() {
      for (const { child, ended } of workers) {
        child.kill('SIGKILL');
        await ended;
      }
      await receiver[Symbol.asyncDispose]();
      await db.destroy();
      folder[Symbol.dispose]();
    },
  };
}

async function messageTo(db: Db, mails: number, others: number): Promise<string> {
  const now = new Date().toISOString();
  const notAfter = new Date(Date.now() + 86_400_000).toISOString();
  const people = await db.transaction().execute(async (tx) => {
    const ids = await officials(tx, mails + others);
    for (let at = mails; at < ids.length; at += 1_000) await tx.updateTable('user_account').set({ email: null }).where('id', 'in', ids.slice(at, at + 1_000)).execute();
    return ids;
  });
  return written(db, aMessage(people, { urgency: 'URGENT', urgentReason: 'Diễn tập', sendAt: now, now, notAfter }));
}

/** Ends a worker as a power cut would. */
export async function killed({ child, ended }: Worker): Promise<void> {
  child.kill('SIGKILL');
  expect(await ended).toMatchObject({ signal: 'SIGKILL' });
}

/** Asks a worker to stop, which it must do in order. */
export async function stopped({ child, ended, output }: Worker): Promise<void> {
  await expect.poll(output, { timeout: 30_000 }).toContain('worker is ready');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, signal: null });
}

/** Holds the database's write lock from another connection, as a long backup or a careless tool would. @returns gives it back */
export function holdWriteLock(dataDir: string): () => void {
  const other = openRaw(databaseFile(dataDir));
  other.exec('begin immediate');
  return () => {
    other.exec('rollback');
    other.close();
  };
}

/** What must be true after every case: nobody was lost, few got two, the states add up, nothing is held, the file is whole. */
export async function expectSound(world: DeliveryWorld, doublesAtMost: number): Promise<number> {
  const { db, messageId, taken, mails } = world;
  const sent = await db.selectFrom('delivery').select('id').where('channel', '=', 'EMAIL').where('state', '=', 'ACCEPTED').execute();
  const lost = sent.filter(({ id }) => !taken.includes(`<${id}@vi-du.vn>`));
  const doubles = taken.length - new Set(taken).size;
  expect({ lost, doubles }, 'nobody lost, few doubled').toEqual({ lost: [], doubles: expect.toSatisfy((n: number) => n <= doublesAtMost) });
  expect(await world.count('ACCEPTED', 'BOUNCED', 'FAILED'), 'every mail has come to its end').toBe(mails);
  const { audience, channels } = await messageCounts(db, messageId);
  const rows = Number((await db.selectFrom('delivery').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
  expect(rows, 'one row for everybody on every channel').toBe(audience * channels.length);
  for (const { states, waiting } of channels) expect([waiting, Object.values(states).reduce((sum, n) => sum + n, 0)]).toEqual([0, audience]);
  expect(await db.selectFrom('delivery').select('id').where('lease_id', 'is not', null).execute(), 'no lease is left').toEqual([]);
  expect(await db.selectFrom('job').select(['state', 'lease_id']).where('name', '=', 'messaging.fan-out').execute()).toEqual([{ state: 'DONE', lease_id: null }]);
  expect(await findAuditBreak(db)).toBeNull();
  const file = openRaw(databaseFile(world.dataDir), { readOnly: true });
  expect([file.prepare('pragma integrity_check').all(), file.prepare('pragma foreign_key_check').all()]).toEqual([[{ integrity_check: 'ok' }], []]);
  file.close();
  return doubles;
}

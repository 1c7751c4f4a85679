import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Db } from '../../db/client.ts';
import { startProcess } from '../support/server.ts';

/** Runs one of the bench's own programs to its end and reads what it says. */
export async function runProgram<Said>(file: string, args: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => void (said += part));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  return JSON.parse(said) as Said;
}

/** A mail server in a process of its own. */
export async function startSink(): Promise<AsyncDisposable & { port: number; stop(): Promise<{ mails: number; signed: number }> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/mail-sink.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => void (said += part));
  await once(child.stdout, 'data');
  const closed = once(child, 'close');
  return {
    port: Number(said.trim()),
    /** @returns how many mails it has had, and how many of them with a signature */
    async stop() {
      child.kill('SIGTERM');
      await closed;
      const [mails = 0, signed = 0] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
      return { mails, signed };
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Whoever writes messages to everybody, in a process of its own. */
export async function startWriter(dataDir: string): Promise<AsyncDisposable & { write(campaign: number): Promise<string> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/ledger-writer.ts', dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the writer has ended');
    return value;
  };
  await said();
  return {
    /** @returns the id of the message */
    write(campaign) {
      child.stdin.write(`${campaign}\n`);
      return said();
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await closed;
    },
  };
}

/** The product's worker, as `npm run worker` starts it. */
export async function startWorker(dataDir: string, sinkPort: number): Promise<AsyncDisposable & { pid: number; stop(): Promise<void> }> {
  const { child, output, ended } = startProcess('jobs/main.ts', mailEnv(dataDir, sinkPort));
  while (!output().includes('worker is ready')) {
    if (child.exitCode !== null) throw new Error(output());
    await pause(50);
  }
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      const { code, output: text } = await ended;
      if (code !== 0 || text.includes('"level":50')) throw new Error(`the worker ended with ${code}:\n${text}`);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The key with which mails are signed; made at its first use, as long as mail providers ask for. */
export function keyFileIn(dataDir: string): string {
  const file = join(dataDir, 'dkim.pem');
  if (!existsSync(file)) writeFileSync(file, generateKeyPairSync('rsa', { modulusLength: 2_048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey, { mode: 0o600 });
  return file;
}

/** Mail as a province sends it: every one signed. */
export function mailEnv(dataDir: string, sinkPort: number): Record<string, string> {
  return { DATA_DIR: dataDir, LOG_LEVEL: 'warn', SMTP_URL: `smtp://127.0.0.1:${sinkPort}`, MAIL_FROM: 'hoc06@vi-du.vn', DKIM_DOMAIN: 'vi-du.vn', DKIM_SELECTOR: 'hoc06', DKIM_KEY_FILE: keyFileIn(dataDir) };
}

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Waits until a question to the database is answered with yes. */
export async function until(isSo: () => Promise<boolean>, everyMilliseconds = 50): Promise<void> {
  for (const end = Date.now() + 600_000; !(await isSo()); await pause(everyMilliseconds)) if (Date.now() > end) throw new Error('nothing happens any more');
}

/** How many mails of the bench's own messages have been written down as taken. */
export async function countTaken(db: Db, since: string): Promise<number> {
  const { taken } = await db.selectFrom('delivery_count as c').innerJoin('message as m', 'm.id', 'c.message_id').select((row) => row.fn.sum<number | null>('c.count').as('taken')).where('c.channel', '=', 'EMAIL').where('c.state', '=', 'ACCEPTED').where('m.created_at', '>=', since).executeTakeFirstOrThrow();
  return Number(taken ?? 0);
}

export async function pauseMail(db: Db): Promise<void> {
  await db.insertInto('channel_pause').values({ channel: 'EMAIL', paused_at: new Date().toISOString(), reason: 'RESTORED' }).execute();
  await until(async () => !(await db.selectFrom('delivery_count').select('count').where('state', '=', 'SENDING').where('count', '>', 0).executeTakeFirst()));
}

export async function resumeMail(db: Db): Promise<void> {
  await db.deleteFrom('channel_pause').execute();
}


import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { everybody } from '../../app/campaigns/forms/audience.ts';
import { previewAudience } from '../../app/campaigns/queries/audience.server.ts';
import { createEmailSender } from '../../app/messaging/channels/email-sender.server.ts';
import { createDispatcher, fanOut } from '../../app/messaging/index.server.ts';
import { readEnv } from '../../app/platform/env.ts';
import { openDatabase, databaseFile, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { insertMany } from '../../db/seeds/bulk.ts';
import { silentLog } from '../support/log.ts';
import { aMessage, written } from '../world/messages.ts';

/** `npm run bench:ledger`: fan-out, audience count and sending on 100,000 people. Writes docs/performance-ledger.md. */
const people = 100_000;
const mails = 10_000;
const clock = { now: () => new Date() };

async function populate(db: Db): Promise<string[]> {
  await migrate(db);
  const ids = Array.from({ length: people }, (_, at) => `p${String(at).padStart(7, '0')}`);
  await db.insertInto('org_unit').values({ id: 'u', kind: 'COMMUNE_PC', level: 'COMMUNE', valid_from: '2020-01-01' }).execute();
  await db.transaction().execute(async (tx) => {
    await insertMany(tx, 'user_account', ids.map((id) => ({ id, account_kind: 'OPERATOR', staff_no: id, email: `${id}@vi-du.invalid`, full_name: 'Nguyễn Thị Thuỳ Dương', name_fold: 'nguyen thi thuy duong', sort_key: 'a', staff_category: 'CIVIL_SERVANT', created_at: '2026-01-01T00:00:00.000Z' })));
    await insertMany(tx, 'membership', ids.map((id) => ({ id: `m${id}`, user_id: id, unit_id: 'u', position_title: 'Chuyên viên', is_primary: 1, valid_from: '2020-01-01', valid_to: null })));
  });
  return ids;
}

async function timed<Result>(work: () => Promise<Result>): Promise<[seconds: number, result: Result]> {
  const begin = performance.now();
  const result = await work();
  return [(performance.now() - begin) / 1_000, result];
}

const messageFor = (recipients: readonly string[]) => {
  const now = clock.now().toISOString();
  return aMessage(recipients, { now, sendAt: now, notAfter: new Date(Date.now() + 86_400_000).toISOString(), channels: [{ channel: 'EMAIL', whenClosed: 'WAIT' }] });
};

async function withSink<Result>(work: (port: number) => Promise<Result>): Promise<{ result: Result; received: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/mail-sink.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => void (said += part));
  await once(child.stdout, 'data');
  const result = await work(Number(said.trim()));
  child.kill('SIGTERM');
  await once(child, 'close');
  return { result, received: Number(said.trim().split('\n').at(-1)) };
}

/** The ledger's own way: claim, send by pooled connections, a durable commit for what came of it. */
const throughLedger = (db: Db) => withSink(async (port) => {
  const env = readEnv({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'hoc06@vi-du.vn' });
  const dispatcher = createDispatcher({ db, clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [createEmailSender(env, 'bench')] });
  const [seconds] = await timed(() => dispatcher.runDue());
  await dispatcher.stop();
  return seconds;
});

/** The same number of mails by nodemailer alone, without a ledger. */
const bare = () => withSink(async (port) => {
  const transport = createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: 8, maxMessages: Infinity, ignoreTLS: true });
  const send = (at: number) => transport.sendMail({ from: 'hoc06@vi-du.vn', to: `p${at}@vi-du.invalid`, subject: 'Cảnh báo lừa đảo', text: 'Không đọc mã OTP cho bất kỳ ai.', html: '<p>Không đọc mã OTP cho bất kỳ ai.</p>' });
  const [seconds] = await timed(() => Promise.all(Array.from({ length: mails }, (_, at) => send(at))));
  transport.close();
  return seconds;
});

const folder = mkdtempSync(join(tmpdir(), 'hoc06-ledger-'));
const db = openDatabase(databaseFile(folder));
try {
  const ids = await populate(db);
  const small = await written(db, messageFor(ids.slice(0, mails)));
  await fanOut(db, clock, small);
  const ours = await throughLedger(db);
  const plain = await bare();
  const big = await written(db, messageFor(ids));
  const [fanOutSeconds] = await timed(() => fanOut(db, clock, big));
  const now = clock.now().toISOString();
  const [audienceSeconds, preview] = await timed(() => previewAudience(db, everybody, { today: now.slice(0, 10), now, topic: 'SECURITY', isDuty: false, cap: 3 }));
  if (ours.received !== mails || preview.count !== people) throw new Error(`${ours.received} mails, ${preview.count} people`);
  const [rate, bareRate] = [mails / ours.result, mails / plain.result];
  const text = `# Performance of the delivery ledger

Written by \`npm run bench:ledger\` on ${now.slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, ${people.toLocaleString('en')} people in one SQLite file, synchronous = FULL. The mail server is a real
one in a process of its own on the same machine, without Nagle's delay; bare is nodemailer alone with as many connections, writing nothing down.

| What | Measured | Target |
|---|---:|---:|
| Fan-out of ${people.toLocaleString('en')} deliveries | ${fanOutSeconds.toFixed(2)} s | ≤ 3 s |
| Count, reach and sample of an audience of ${people.toLocaleString('en')} | ${(audienceSeconds * 1_000).toFixed(0)} ms | < 300 ms |
| Mails a second through the ledger into the mail server (${mails.toLocaleString('en')} mails) | ${rate.toFixed(0)}/s | ≥ 1,000/s |
| The same by nodemailer alone | ${bareRate.toFixed(0)}/s, ratio ${(rate / bareRate).toFixed(2)} | |
| Memory of the process at the end | ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB | < 400 MB |
`;
  writeFileSync('docs/performance-ledger.md', text);
  console.log(text);
} finally {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { everybody } from '../../app/campaigns/forms/audience.ts';
import { previewAudience } from '../../app/campaigns/queries/audience.server.ts';
import { openDatabase, databaseFile, type Db } from '../../db/client.ts';
import { startServer } from '../support/server.ts';
import { campaignId, messageId, people } from './ledger-ids.ts';
import { countTaken, keyFileIn, mailEnv, pause, pauseMail, resumeMail, runProgram, startSink, startWorker, startWriter, until } from './ledger-parts.ts';
import { median } from './load.ts';
import { openPages, type PageShot, type PageTimes } from './page-load.ts';
import { cpuOf, memoryOf } from './steps.ts';

/**
 * `npm run bench:ledger`: the delivery ledger of a province of 100,000 people with a million deliveries behind it. Fan-out and sending are done by the product's
 * own worker, pages are served by its own web server, each in a process of its own on one database; the mail server is one, too. Run `npm run build` first.
 * Writes docs/performance-ledger.md.
 */
const rounds = 3;
const mails = 10_000;
const pagesPerSecond = 40;
const pageSeconds = 15;

interface Seeded {
  maker: string;
  readers: string[];
  deliveries: number;
}

interface World {
  db: Db;
  dataDir: string;
  sink: { port: number };
  worker: { pid: number };
  writer: { write(campaign: number): Promise<string> };
  web: { url: string; pid: number };
  shots: PageShot[];
  began: string;
}

/** Mostly readers in their inboxes; every tenth page is the maker who watches a campaign, every twentieth the desk of the channels. */
function shotsOf({ maker, readers }: Seeded): PageShot[] {
  const cookieOf = (token: string) => `hoc06_session=${token}`;
  return readers.map((token, nth) => {
    if (nth % 20 === 7) return { path: '/admin/channels', cookie: cookieOf(maker) };
    if (nth % 10 === 3) return { path: `/campaigns/${campaignId(nth % 5)}`, cookie: cookieOf(maker) };
    return { path: nth % 3 === 0 ? `/inbox/${messageId(nth % 5)}` : '/inbox', cookie: cookieOf(token) };
  });
}

/** In seconds, by the clock and of the worker's processor. */
interface FannedOut {
  took: number;
  cpu: number;
}

/** A new message to everybody. @returns how long the worker took to write its deliveries */
async function fanOutOnce({ db, worker, writer }: World, nth: number): Promise<FannedOut> {
  const cpu = cpuOf(worker.pid);
  const id = await writer.write(nth % 5);
  const fannedOut = async () => (await db.selectFrom('message').select('fanned_out_at').where('id', '=', id).executeTakeFirstOrThrow()).fanned_out_at;
  await until(async () => (await fannedOut()) !== null);
  // They are written in the order of their people.
  const { created_at: first } = await db.selectFrom('delivery').select('created_at').where('message_id', '=', id).orderBy('recipient_id').limit(1).executeTakeFirstOrThrow();
  return { took: (Date.parse((await fannedOut()) ?? '') - Date.parse(first)) / 1_000, cpu: cpuOf(worker.pid) - cpu };
}

interface Sent {
  perSecond: number;
  /** Processor time of the sending process per mail, in milliseconds. */
  cpu: number;
}

/** Lets the worker send for a while. Without a number it goes on until `over`. */
async function send({ db, worker, began }: Pick<World, 'db' | 'worker' | 'began'>, count: number, over?: Promise<unknown>): Promise<Sent> {
  await resumeMail(db);
  const first = await countTaken(db, began);
  // The connections are made, and everything is warm.
  await until(async () => (await countTaken(db, began)) > first + 500, 20);
  const [start, time, cpu] = [await countTaken(db, began), performance.now(), cpuOf(worker.pid)];
  if (over) await over;
  else await until(async () => (await countTaken(db, began)) >= start + count, 20);
  const sent = (await countTaken(db, began)) - start;
  const result = { perSecond: (sent / (performance.now() - time)) * 1_000, cpu: ((cpuOf(worker.pid) - cpu) / sent) * 1_000 };
  await pauseMail(db);
  return result;
}

interface Round {
  /** How many programs wanted a core, a minute's average at the end of the round. */
  load: number;
  fanOut: FannedOut;
  sent: Sent;
  /** nodemailer alone, signing as the product does, and without signing. */
  bare: { perSecond: number; cpuMilliseconds: number };
  unsigned: { perSecond: number; cpuMilliseconds: number };
  quiet: PageTimes;
  whileFanningOut: PageTimes;
  whileSending: PageTimes;
  sentMeanwhile: Sent;
  audience: number;
}

async function playRound(w: World, nth: number): Promise<Round> {
  const pages = (over: Promise<unknown>) => openPages(w.web, w.shots, pagesPerSecond, over);
  const fanOut = await fanOutOnce(w, 2 * nth);
  const sent = await send(w, mails);
  const alone = (...key: string[]) => runProgram<Round['bare']>('tests/bench/bare-mails.ts', [String(w.sink.port), String(mails), ...key]);
  const [bare, unsigned] = [await alone(keyFileIn(w.dataDir)), await alone()];
  const quiet = await pages(pause(pageSeconds * 1_000));
  const whileFanningOut = await pages(fanOutOnce(w, 2 * nth + 1));
  const loaded = pages(pause(pageSeconds * 1_000));
  const sentMeanwhile = await send(w, 0, loaded);
  const now = new Date().toISOString();
  const begin = performance.now();
  const preview = await previewAudience(w.db, everybody, { today: now.slice(0, 10), now, topic: 'SECURITY', isDuty: false, cap: 3 });
  if (preview.count !== people) throw new Error(`${preview.count} people`);
  const round = { load: loadavg()[0] ?? Number.NaN, fanOut, sent, bare, unsigned, quiet, whileFanningOut, whileSending: await loaded, sentMeanwhile, audience: performance.now() - begin };
  console.log(JSON.stringify(round));
  return round;
}

/** The web process does everything by itself, as it does when nobody starts a worker. */
async function allInOne(w: Omit<World, 'web' | 'worker' | 'writer'>): Promise<{ pages: PageTimes; sent: Sent; memory: number }> {
  await using web = await startServer({ dataDir: w.dataDir, env: { ...mailEnv(w.dataDir, w.sink.port), RATE_LIMITS: 'off', DEMO: '1' } });
  const pages = openPages(web, w.shots, pagesPerSecond, pause(pageSeconds * 1_000));
  const sent = await send({ ...w, worker: web }, 0, pages);
  const result = { pages: await pages, sent, memory: memoryOf(web.pid).peak };
  await web.stop();
  return result;
}

async function play(folder: string): Promise<Report> {
  const seeded = await runProgram<Seeded>('tests/bench/ledger-seed.ts', [folder]);
  const db = openDatabase(databaseFile(folder));
  await pauseMail(db);
  await using sink = await startSink();
  const common = { db, dataDir: folder, sink, shots: shotsOf(seeded), began: new Date().toISOString() };
  const { played, memory } = await separate(common);
  const one = await allInOne(common);
  const taken = await countTaken(db, common.began);
  await db.destroy();
  const [bareOnce, received] = [rounds * (mails + 500), await sink.stop()];
  if (received.mails - 2 * bareOnce !== taken) throw new Error(`the mail server has had ${received.mails - 2 * bareOnce} mails, the ledger says ${taken}`);
  if (received.signed - bareOnce !== taken) throw new Error(`${received.signed - bareOnce} of ${taken} mails were signed`);
  return { played, memory, one, deliveries: seeded.deliveries, taken };
}

/** Worker and web server in processes of their own. */
async function separate(common: Omit<World, 'web' | 'worker' | 'writer'>): Promise<Pick<Report, 'played' | 'memory'>> {
  await using writer = await startWriter(common.dataDir);
  await using worker = await startWorker(common.dataDir, common.sink.port);
  await using web = await startServer({ dataDir: common.dataDir, env: { JOBS: 'external', RATE_LIMITS: 'off', DEMO: '1' } });
  const played: Round[] = [];
  for (let nth = 0; nth < rounds; nth += 1) played.push(await playRound({ ...common, worker, writer, web }, nth));
  const memory = { worker: memoryOf(worker.pid).peak, web: memoryOf(web.pid).peak };
  await Promise.all([web.stop(), worker.stop()]);
  return { played, memory };
}

const folder = mkdtempSync(join(tmpdir(), 'hoc06-ledger-'));
try {
  report(await play(folder));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Report {
  played: Round[];
  memory: { worker: number; web: number };
  one: Awaited<ReturnType<typeof allInOne>>;
  deliveries: number;
  taken: number;
}

function report({ played, memory, one, deliveries, taken }: Report): void {
  const of = (pick: (round: Round) => number) => median(played.map(pick));
  const count = (n: number) => n.toLocaleString('en');
  const pages = (times: readonly PageTimes[]) => `${median(times.map(({ p50 }) => p50)).toFixed(0)} ms | **${median(times.map(({ p95 }) => p95)).toFixed(0)} ms** | ${median(times.map(({ worst }) => worst)).toFixed(0)} ms | ${times.reduce((sum, { refused }) => sum + refused, 0)} of ${times.reduce((sum, { pages: all }) => sum + all, 0)}`;
  const ratio = of(({ sent, bare }) => sent.perSecond / bare.perSecond);
  const text = `# Performance of the delivery ledger

Written by \`npm run bench:ledger\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, ${count(people)} people and ${count(deliveries)} deliveries in one SQLite file, synchronous = FULL.
Fan-out and sending are done by the product's worker, pages by its web server (\`npm start\`, JOBS=external), the messages are written by a third, each in a process of its own; the mail server is a real one in another,
without Nagle's delay; bare is nodemailer alone with as many connections, writing nothing down. Every mail is signed (DKIM, RSA of 2,048 bits), those of nodemailer alone as well. Everything shares the ${cpus().length} cores; the load average was ${of(({ load }) => load).toFixed(1)}. Medians of ${rounds} rounds; ratios are taken round by round.

| What | Measured | Target |
|---|---:|---:|
| Fan-out of ${count(people)} deliveries | ${of(({ fanOut }) => fanOut.took).toFixed(2)} s, ${of(({ fanOut }) => fanOut.cpu).toFixed(2)} s of processor time | ≤ 3 s |
| Mails a second through the ledger into the mail server (${count(mails)} mails, signed) | ${of(({ sent }) => sent.perSecond).toFixed(0)}/s, ${of(({ sent }) => sent.cpu).toFixed(2)} ms of processor time each | ≥ 1,000/s |
| The same by nodemailer alone | ${of(({ bare }) => bare.perSecond).toFixed(0)}/s, ${of(({ bare }) => bare.cpuMilliseconds).toFixed(2)} ms of processor time each; ratio ${ratio.toFixed(2)}, by processor time ${of(({ sent, bare }) => bare.cpuMilliseconds / sent.cpu).toFixed(2)} | |
| nodemailer alone without signing: what a signature costs | ${of(({ unsigned }) => unsigned.perSecond).toFixed(0)}/s, ${of(({ unsigned }) => unsigned.cpuMilliseconds).toFixed(2)} ms of processor time each; a signature takes ${of(({ bare, unsigned }) => bare.cpuMilliseconds - unsigned.cpuMilliseconds).toFixed(2)} ms | |
| Mails a second while ${pagesPerSecond} pages a second are read | ${of(({ sentMeanwhile }) => sentMeanwhile.perSecond).toFixed(0)}/s | |
| Count, reach and sample of an audience of ${count(people)} | ${of(({ audience }) => audience).toFixed(0)} ms | < 300 ms |
| Memory of the worker after ${count(2 * rounds * people)} new deliveries and ${count(taken)} mails (peak) | ${memory.worker.toFixed(0)} MB | < 400 MB |
| Memory of the web server meanwhile (peak) | ${memory.web.toFixed(0)} MB | < 400 MB |

Pages at ${pagesPerSecond} a second: inbox and notices of 500 different people, a campaign that goes to everybody, the desk of the channels. A page's time counts from the moment at which it was to be opened.

| Meanwhile | Median | 95 % | Worst | Refused, database locked |
|---|---:|---:|---:|---:|
| nothing else | ${pages(played.map(({ quiet }) => quiet))} |
| ${count(people)} deliveries are fanned out | ${pages(played.map(({ whileFanningOut }) => whileFanningOut))} |
| mails are sent | ${pages(played.map(({ whileSending }) => whileSending))} |
| mails are sent by the web process itself (JOBS=embedded): ${one.sent.perSecond.toFixed(0)}/s, ${one.memory.toFixed(0)} MB | ${pages([one.pages])} |

The target for 95 % is < 100 ms.
`;
  writeFileSync('docs/performance-ledger.md', text);
  console.log(text);
}

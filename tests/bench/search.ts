import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAnswers, searchAnswers, warmSearch, type AnswerFields } from '../../app/faq/index.server.ts';
import { storeLists } from '../../app/faq/commands/load-answers.server.ts';
import { readDeskCopy } from '../../app/faq/queries/desk-answers.server.ts';
import { deskIndex, type DeskCopy } from '../../app/faq/rules/desk-index.ts';
import { fold } from '../../app/platform/text/fold.ts';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { insertMany } from '../../db/seeds/bulk.ts';
import { startServer } from '../support/server.ts';
import { pause } from './ledger-parts.ts';
import { cpuOf } from './steps.ts';

/** `npm run bench:search`: 20,000 invented answers, made of the real ones with every third word another; searched in process and over HTTP. Writes docs/performance-search.md. */
const count = 20_000;
const asked = 300;
const at = '2026-01-05T01:00:00.000Z';

let seed = 1;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

async function populate(db: Db, from: readonly AnswerFields[]): Promise<void> {
  const words = from.flatMap(({ question, variants, short, body }) => [question, ...variants, short, body].join(' ').split(/\s+/));
  const mix = (text: string) => text.split(' ').map((word) => (random() < 0.3 ? oneOf(words) : word)).join(' ');
  const invented = Array.from({ length: count }, (_, index) => {
    const { topic, question, variants, short, body, papers, fee, place, timeLimit, asOf, reviewDue } = from[index % from.length] as AnswerFields;
    return { id: `v${index}`, entry_id: `e${index}`, number: 1, topic_key: topic, audience: 'PUBLIC' as const, question: mix(question), variants: JSON.stringify(variants.map(mix)), short: mix(short), body: mix(body), papers: JSON.stringify(papers), fee, place, time_limit: timeLimit, as_of: asOf, confidence: 'A' as const, volatility: 'LOW' as const, review_due: reviewDue, sources: '["x"]', related: '[]', created_at: at, changed_at: at, submitted_at: at, hash: 'x' };
  });
  await db.transaction().execute(async (tx) => {
    await insertMany(tx, 'faq_entry', invented.map((row, index) => ({ id: row.entry_id, slug: `cau-${index}`, created_at: at })));
    await insertMany(tx, 'faq_version', invented);
    await insertMany(tx, 'faq_approval', invented.map(({ id }) => ({ id: `a${id}`, version_id: id, hash: 'x', note: '', approved_at: at })));
    await insertMany(tx, 'faq_publication', invented.map(({ id, entry_id }) => ({ id: `p${id}`, entry_id, version_id: id, publish_at: at, created_at: at })));
  });
}

/** What people type: as written, without marks, two words, cut off in the middle of a word, with two letters exchanged. */
const ways = [(text: string) => text, fold, (text: string) => text.split(' ').slice(0, 2).join(' '), (text: string) => text.slice(0, Math.ceil(text.length * 0.6)), (text: string) => text.replace(/(\p{L})(\p{L})(\p{L}*)$/u, '$2$1$3')];

interface Times {
  /** On the clock. */
  wall: number[];
  /** Of this process's processor, which other work on the machine lengthens less. */
  own: number[];
}

async function timesOf(questions: readonly string[], ask: (question: string) => unknown): Promise<Times> {
  const times: Times = { wall: [], own: [] };
  for (const question of questions) {
    const [begin, used] = [performance.now(), process.cpuUsage()];
    await ask(question);
    const { user, system } = process.cpuUsage(used);
    times.wall.push(performance.now() - begin);
    times.own.push((user + system) / 1_000);
  }
  return times;
}

const share = (times: readonly number[], part: number): number => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;

/** Seconds on the clock and of the processor that some work takes. */
async function spentOn(work: () => Promise<unknown>): Promise<string> {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return `${((performance.now() - begin) / 1_000).toFixed(1)} s (${((user + system) / 1_000_000).toFixed(1)} s of the processor)`;
}

async function got(address: string): Promise<void> {
  const response = await fetch(address);
  if (response.status !== 200) throw new Error(`${response.status} ${address}`);
  await response.arrayBuffer();
}

/** Waits until a process has nothing left to do: both indexes are made. */
async function untilIdle(pid: number): Promise<void> {
  for (let before = Number.NEGATIVE_INFINITY; cpuOf(pid) - before > 0.05; await pause(500)) before = cpuOf(pid);
}

const ms = (value: number) => `${value.toFixed(1)} ms`;
const row = (what: string, { wall, own }: Times, target: number, isHere: boolean) => `| ${what} | ${ms(share(wall, 0.5))} | ${ms(share(wall, 0.95))} | ${isHere ? `${ms(share(own, 0.5))} / ${ms(share(own, 0.95))}` : '–'} | < ${target} ms |`;

const moment = { at: new Date().toISOString(), today: new Date().toISOString().slice(0, 10) };
const folder = mkdtempSync(join(tmpdir(), 'hoc06-search-'));
const db = openDatabase(databaseFile(folder));
try {
  await migrate(db);
  const disk = readAnswers('content', moment.today);
  if (!disk) throw new Error('content/faq is missing');
  await db.transaction().execute((tx) => storeLists(tx, disk, at));
  const fields = disk.answers.map((answer) => answer.fields);
  await populate(db, fields);
  const spoken = fields.flatMap(({ question, variants }) => [question, ...variants]);
  const questions = Array.from({ length: asked }, (_, index) => (ways[index % ways.length] ?? fold)(oneOf(spoken)));
  const warmed = await spentOn(() => warmSearch(db, moment, new AbortController().signal));
  const inProcess = await timesOf(questions, (question) => searchAnswers(db, question, false, moment));
  const copy = JSON.stringify(await readDeskCopy(db, moment));
  const desk = deskIndex();
  const taken = await spentOn(() => desk.take(JSON.parse(copy) as DeskCopy, () => new Promise((resolve) => void setImmediate(resolve))));
  const atDesk = await timesOf(questions, (question) => desk.search(question));
  await using server = await startServer({ dataDir: folder, env: { RATE_LIMITS: 'off' } });
  await got(`${server.url}/help/suggestions?q=dinh+danh`);
  const url = (path: string) => (question: string) => got(`${server.url}${path}?${new URLSearchParams({ q: question }).toString()}`);
  const early = await timesOf(questions, url('/help/suggestions'));
  await untilIdle(server.pid);
  const suggestions = await timesOf(questions, url('/help/suggestions'));
  const pages = await timesOf(questions, url('/help'));
  const text = `# Performance of the search for answers

Written by \`npm run bench:search\` on ${moment.today}: ${cpus().length} cores, Node ${process.versions.node}, ${count.toLocaleString('en')} invented answers (the real ones with every third word
another), one run, ${asked} questions one after the other in five spellings: as written, without marks, two words, cut off, with two letters exchanged. Client and server on the same machine.

| What | p50 | p95 | Processor, p50 / p95 | Target (p95) |
|---|---:|---:|---:|---:|
${row('Search in process, with reading the answers', inProcess, 20, true)}
${row("Search in the desk's own copy, in Node", atDesk, 100, true)}
${row('Suggestions over HTTP', suggestions, 30, false)}
${row('The same while the index for officials is still being made', early, 30, false)}
${row('Results as a page over HTTP', pages, 60, false)}

Both indexes, for the public and for officials, are made after the start: ${warmed} at this size, in pieces of 25 answers.
The desk's copy has ${(Buffer.byteLength(copy) / 1_000_000).toFixed(0)} MB and is taken up in ${taken}, in pieces of 50 answers.
The machine was ${(loadavg()[0] ?? 0) > cpus().length ? 'busy with other work, too' : 'otherwise idle'} (load ${loadavg().map((load) => load.toFixed(1)).join(', ')}).
`;
  writeFileSync('docs/performance-search.md', text);
  console.log(text);
} finally {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
}

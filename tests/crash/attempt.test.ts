import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { findAuditBreak } from '../../app/platform/audit.server.ts';
import { fieldsOfResponse } from '../../app/learning/rules/question-response.ts';
import type { QuestionResponse } from '../../app/learning/rules/question.ts';
import { rightAnswer } from '../../db/seeds/demo/rules/answers.ts';
import { questionsOf } from '../world/attempts.ts';
import { ask, sendForm, signInOverHttp } from '../support/http.ts';
import { seedFullWorld } from '../support/scenery.ts';
import { startProcess, startServer, temporaryFolder, type RunningServer } from '../support/server.ts';

const rounds = 20;
type Fields = Record<string, string | string[]>;
interface Sent {
  sequence: number;
  fields: Fields;
}
/** What was sent for one question: acknowledged, and on its way when the server died. */
interface Trail {
  kept?: Sent;
  flying?: Sent;
}

it('a server killed twenty times in the middle of an attempt loses no acknowledged answer', { timeout: 600_000 }, async () => {
  using folder = temporaryFolder();
  await seedFullWorld(folder.path);
  const trails = new Map<number, Trail>();
  let [cookie, attempt, sequence, killedWhileSaving] = ['', '', 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    await using server = await startServer({ dataDir: folder.path, env: { RATE_LIMITS: 'off' } });
    cookie ||= await signInOverHttp(server.url, 'closer');
    const begun = await begin(server, cookie);
    attempt ||= begun;
    expect(begun).toBe(attempt);
    await expectKept(server, cookie, attempt, folder.path, trails);
    const possible = await possibleAnswers(folder.path, attempt);
    // Every other server dies after it has acknowledged something, however slow the machine is; the others at any moment.
    const { promise: first, resolve: acknowledge } = Promise.withResolvers<void>();
    if (round % 2 === 1) acknowledge();
    const dying = first.then(() => pause(Math.random() * 250)).then(() => server.kill());
    sequence = await answerUntilDead(server, { cookie, attempt, sequence, possible, acknowledge }, trails);
    expect(await dying).toMatchObject({ signal: 'SIGKILL' });
    if ([...trails.values()].some((trail) => trail.flying)) killedWhileSaving += 1;
  }
  expect(killedWhileSaving).toBeGreaterThan(0);
  expect([...trails.values()].filter((trail) => trail.kept).length).toBeGreaterThan(5);

  await using server = await startServer({ dataDir: folder.path });
  await expectKept(server, cookie, attempt, folder.path, trails);
  expect((await sendForm(server.url, `/attempts/${attempt}/submission`, {}, { cookie })).status).toBe(303);
  expect((await ask(`${server.url}/attempts/${attempt}/result`, { headers: { cookie } })).status).toBe(200);
  await server.stop();

  const check = await startProcess('jobs/progress-rebuild.ts', { DATA_DIR: folder.path }, ['--check']).ended;
  expect(check.output).toContain('everything agrees');
  expect(check.code).toBe(0);
  const db = openDatabase(databaseFile(folder.path));
  expect(await findAuditBreak(db)).toBeNull();
  expect(await db.selectFrom('audit_event').select('seq').executeTakeFirst()).toBeDefined();
  await db.destroy();
});

/** Starts the final exam, or comes back to the attempt that is open. */
async function begin(server: RunningServer, cookie: string): Promise<string> {
  const started = await sendForm(server.url, '/assessments/an-toan-thong-tin/cuoi-khoa/attempts', {}, { cookie });
  expect(started.status).toBe(303);
  return /\/attempts\/([\w-]+)$/.exec(String(started.headers.location))?.[1] ?? '';
}

interface Writing {
  cookie: string;
  attempt: string;
  sequence: number;
  possible: Fields[][];
  /** Hears of every answer that the server has taken. */
  acknowledge(): void;
}

/** Saves one answer after the other until nobody answers any more. @returns the last sequence number used */
async function answerUntilDead(server: RunningServer, { cookie, attempt, sequence, possible, acknowledge }: Writing, trails: Map<number, Trail>): Promise<number> {
  for (let next = sequence + 1; ; next += 1) {
    const position = (next % possible.length) + 1;
    const choices = possible[position - 1] ?? [];
    const fields = choices[Math.floor(Math.random() * choices.length)] ?? {};
    const trail = trails.get(position) ?? {};
    trails.set(position, trail);
    trail.flying = { sequence: next, fields };
    const answer = await save(server, `/attempts/${attempt}/answers`, cookie, { position, ...trail.flying });
    if (!answer) return next;
    expect(answer.status).toBe(200);
    trail.kept = trail.flying;
    delete trail.flying;
    acknowledge();
  }
}

async function save(server: RunningServer, path: string, cookie: string, { position, sequence, fields }: Sent & { position: number }) {
  const pairs = Object.entries(fields).flatMap(([name, value]) => (Array.isArray(value) ? value.map((each) => [`${name}[]`, each]) : [[name, value]]));
  const body = new URLSearchParams([['q', String(position)], ['writer', 'crash'], ['seq', String(sequence)], ...(pairs as [string, string][])]).toString();
  return ask(server.url + path, { method: 'POST', headers: { cookie, origin: server.url, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, body }).catch(() => null);
}

/** Two answers to each question, so that saving again changes something. */
async function possibleAnswers(dataDir: string, attempt: string): Promise<Fields[][]> {
  const db = openDatabase(databaseFile(dataDir));
  const questions = await questionsOf(db, attempt);
  await db.destroy();
  return questions.map(({ body, order }) => [rightAnswer(body), wrongResponse(rightAnswer(body), order)].map((response) => fieldsOfResponse(body, order, response)));
}

function wrongResponse(right: QuestionResponse, order: string[]): QuestionResponse {
  switch (right.type) {
    case 'single':
      return { ...right, choice: order.find((key) => key !== right.choice) ?? '' };
    case 'multiple':
      return { ...right, choices: right.choices.slice(1) };
    case 'true_false':
      return { ...right, value: !right.value };
    case 'ordering':
      return { ...right, order: right.order.toReversed() };
    case 'matching':
      return { ...right, pairs: Object.fromEntries(Object.keys(right.pairs).map((key) => [key, order[0] ?? ''])) };
    case 'short_answer':
      return { ...right, text: 'chưa rõ' };
  }
}

/** The database and the page hold the acknowledged answer of each question, or the one that was on its way when the server died. */
async function expectKept(server: RunningServer, cookie: string, attempt: string, dataDir: string, trails: Map<number, Trail>): Promise<void> {
  const db = openDatabase(databaseFile(dataDir));
  const rows = await db.selectFrom('attempt_answer').select(['position', 'writer_seq']).where('attempt_id', '=', attempt).execute();
  await db.destroy();
  const page = await ask(`${server.url}/attempts/${attempt}`, { headers: { cookie } });
  expect(page.status).toBe(200);
  for (const [position, trail] of trails) {
    const { kept, flying } = trail;
    const stored = rows.find((row) => row.position === position)?.writer_seq;
    const found = [kept, flying].find((sent) => sent && sent.sequence === stored);
    delete trail.flying;
    if (!kept && stored === undefined) continue;
    expect(found, `answer to question ${position}: stored ${stored}, acknowledged ${kept?.sequence}, under way ${flying?.sequence}`).toBeDefined();
    expect(shownFields(page.text, position), `question ${position} on the page`).toEqual(flat(found?.fields ?? {}));
    // Whichever it is, from now on it must stay.
    if (found) trail.kept = found;
  }
}

/** The answer that a question's form shows, as name=value pairs. */
function shownFields(html: string, position: number): string[] {
  const form = new RegExp(`<form[^>]*data-question="${position}".*?</form>`, 's').exec(html)?.[0] ?? '';
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).filter((tag) => /name="answer(\[\])?"/.test(tag) && (/ checked(=|\s|\/|>)/.test(tag) || /type="text"/.test(tag)));
  const selects = [...form.matchAll(/<select[^>]*name="([^"]+)".*?<\/select>/gs)].map(([tag, name]) => `${name}=${/<option[^>]*value="([^"]*)"[^>]*selected/.exec(tag)?.[1] ?? /<option[^>]*selected[^>]*value="([^"]*)"/.exec(tag)?.[1] ?? ''}`);
  return [...inputs.map((tag) => `answer=${unescape(/value="([^"]*)"/.exec(tag)?.[1] ?? '')}`), ...selects].filter((pair) => !pair.endsWith('=')).toSorted();
}

function unescape(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function flat(fields: Fields): string[] {
  return Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => `${name}=${each}`)).filter((pair) => !pair.endsWith('=')).toSorted();
}

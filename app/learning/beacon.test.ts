import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, openRaw, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { cookieOf } from '../../tests/support/request.ts';
import { enrolled, makeCourse } from '../../tests/world/courses.ts';
import { makePerson } from '../../tests/world/people.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { createBeacon } from './beacon.server.ts';
import { recordProgress } from './commands/record-progress.server.ts';

/** A real server with the beacon in front, as web.server.ts has it; 418 means that the beacon let a request pass. */
async function serve(db: Db, clock: Clock = testClock()) {
  const allowedOrigins: string[] = [];
  const beacon = createBeacon({ db, clock, log: silentLog, allowedOrigins });
  const server = createServer((request, response) => {
    if (!beacon(request, response)) response.writeHead(418).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  allowedOrigins.push(origin);
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { origin, port, [Symbol.asyncDispose]: close };
}

async function world(db: Db) {
  const [person, course] = [await makePerson(db), await makeCourse(db)];
  await enrolled(db, person.id, course);
  const cookie = await cookieOf(db, person.id);
  const report = (change: Record<string, unknown> = {}) => ({ lesson: course.lessons[0]!.id, seconds: 60, position: 250, key: newId(), ...change });
  const read = () => db.selectFrom('lesson_progress').select(['seconds', 'position']).where('user_id', '=', person.id).execute();
  const events = async () => (await db.selectFrom('progress_event').select('id').where('verb', '=', 'lesson.read').execute()).length;
  return { person, course, cookie, report, read, events };
}

async function setUp(clock = testClock()) {
  const db = await freshDb();
  const [server, made] = [await serve(db, clock), await world(db)];
  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { status } = await fetch(`${server.origin}/beacon`, { method: 'POST', body: text, headers: { cookie: made.cookie, origin: server.origin, ...headers } });
    return status;
  };
  return { db, clock, server, send, ...made, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe('a report', () => {
  it('is kept before it is answered', async () => {
    await using here = await setUp();
    expect(await here.send(here.report())).toBe(204);
    expect(await here.read()).toEqual([{ seconds: 60, position: 250 }]);
    const event = await here.db.selectFrom('progress_event').selectAll().where('verb', '=', 'lesson.read').executeTakeFirstOrThrow();
    expect(event).toMatchObject({ user_id: here.person.id, object_id: here.course.lessons[0]!.id, source: 'beacon', occurred_at: '2026-11-23T01:00:00.000Z', result: '{"seconds":60,"position":250}' });
  });

  it('is kept once when it is sent again, and is still thanked for', async () => {
    await using here = await setUp();
    const report = here.report();
    expect([await here.send(report), await here.send(report)]).toEqual([204, 204]);
    here.clock.pass({ minutes: 5 });
    expect(await here.send({ ...report, seconds: 100, position: 900 })).toBe(204);
    expect([await here.events(), await here.read()]).toEqual([1, [{ seconds: 60, position: 250 }]]);
  });

  it('does not stand in the way of another person’s report with the same key', async () => {
    await using here = await setUp();
    const other = await makePerson(here.db);
    await enrolled(here.db, other.id, here.course);
    const report = here.report();
    await here.send(report);
    expect(await here.send(report, { cookie: await cookieOf(here.db, other.id) })).toBe(204);
    expect(await here.events()).toBe(2);
  });

  it('counts two minutes at most', async () => {
    await using here = await setUp();
    await here.send(here.report({ seconds: 86_400 }));
    expect(await here.read()).toEqual([{ seconds: 120, position: 250 }]);
  });

  it('counts time once for two tabs, whatever they claim', async () => {
    await using here = await setUp();
    await here.send(here.report({ seconds: 60 }));
    here.clock.pass({ seconds: 30 });
    await here.send(here.report({ seconds: 60, lesson: here.course.lessons[1]!.id }));
    await here.send(here.report({ seconds: 60 }));
    const rows = await here.db.selectFrom('lesson_progress').select('seconds').orderBy('seconds').execute();
    expect(rows.map(({ seconds }) => seconds)).toEqual([30, 60]);
    expect(await here.db.selectFrom('course_progress').select('seconds').executeTakeFirst()).toEqual({ seconds: 90 });
  });

  it('keeps the session alive, as any page does', async () => {
    await using here = await setUp();
    here.clock.pass({ minutes: 50 });
    await here.send(here.report());
    here.clock.pass({ minutes: 50 });
    expect(await here.send(here.report())).toBe(204);
  });

  it('ends in the same rows as the same facts told to record-progress', async () => {
    await using here = await setUp();
    await using plain = await freshDb();
    const [person, course] = [await makePerson(plain), await makeCourse(plain)];
    for (const [wait, lesson, seconds, position] of [[0, 0, 60, 300], [45, 1, 60, 80], [200, 0, 500, 1000], [61, 0, 10, 0]] as const) {
      here.clock.pass({ seconds: wait });
      await here.send(here.report({ lesson: here.course.lessons[lesson]!.id, seconds, position }));
      const occurredAt = here.clock.now().toISOString();
      const { result } = await here.db.selectFrom('progress_event').select('result').orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow();
      await plain.transaction().execute((tx) => recordProgress(tx, { userId: person.id, courseId: course.courseId, occurredAt, verb: 'lesson.read', objectType: 'lesson', objectId: course.lessons[lesson]!.id, result: JSON.parse(result) as { seconds: number; position: number } }, { idempotencyKey: newId(), source: 'web', now: occurredAt }));
    }
    const rows = async (db: Db) => [
      await db.selectFrom('lesson_progress as p').innerJoin('lesson as l', 'l.id', 'p.lesson_id').select(['l.slug', 'p.opened_at', 'p.completed_at', 'p.seconds', 'p.position', 'p.position_at']).orderBy('l.slug').execute(),
      await db.selectFrom('course_progress').select(['started_at', 'last_active_at', 'lessons_completed', 'seconds', 'completed_at', 'score']).execute(),
    ];
    expect(await rows(here.db)).toEqual(await rows(plain));
  });

  it('leaves what the pages wrote beside it: completion, score, lessons done', async () => {
    await using here = await setUp();
    const { courseId } = here.course;
    const event = { userId: here.person.id, courseId, occurredAt: '2026-11-22T01:00:00.000Z' };
    const recording = (idempotencyKey: string) => ({ idempotencyKey, source: 'web', now: event.occurredAt });
    await here.db.transaction().execute(async (tx) => {
      await recordProgress(tx, { ...event, verb: 'lesson.completed', objectType: 'lesson', objectId: here.course.lessons[0]!.id, result: {} }, recording('a'));
      await recordProgress(tx, { ...event, verb: 'course.completed', objectType: 'course', objectId: courseId, result: { score: 9 } }, recording('b'));
    });
    await here.send(here.report());
    expect(await here.db.selectFrom('lesson_progress').selectAll().executeTakeFirst()).toMatchObject({ opened_at: event.occurredAt, completed_at: event.occurredAt, seconds: 60, position: 250 });
    expect(await here.db.selectFrom('course_progress').selectAll().executeTakeFirst()).toMatchObject({ lessons_completed: 1, completed_at: event.occurredAt, score: 9, seconds: 60, last_active_at: '2026-11-23T01:00:00.000Z' });
  });
});

describe('a refusal', () => {
  it('answers 401 without a session, with a strange, an idle, an expired or a revoked one', async () => {
    await using here = await setUp();
    const cookies = ['', 'hoc06_session=short', `hoc06_session=${'a'.repeat(43)}`];
    for (const session of [{ at: '2026-11-22T23:59:00.000Z' }, { expiresAt: '2026-11-23T01:00:00.000Z' }, { revokedAt: '2026-11-23T00:59:50.000Z' }]) cookies.push(await cookieOf(here.db, here.person.id, session));
    for (const cookie of cookies) expect(await here.send(here.report(), { cookie })).toBe(401);
    expect(await here.events()).toBe(0);
  });

  it('answers 401 once the account is disabled', async () => {
    await using here = await setUp();
    await here.db.updateTable('user_account').set({ disabled_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(await here.send(here.report())).toBe(401);
  });

  it('answers 404 as long as another course comes first', async () => {
    await using here = await setUp();
    await here.db.updateTable('enrollment').set({ locked_at: '2026-11-23T01:00:00.000Z' }).execute();
    expect([await here.send(here.report()), await here.events()]).toEqual([404, 0]);
    await here.db.updateTable('enrollment').set({ locked_at: null }).execute();
    expect(await here.send(here.report())).toBe(204);
  });

  it('answers 404 for a lesson of a course that she does not take', async () => {
    await using here = await setUp();
    const foreign = await makeCourse(here.db);
    expect(await here.send(here.report({ lesson: foreign.lessons[0]!.id }))).toBe(404);
    expect(await here.send(here.report({ lesson: newId() }))).toBe(404);
    await here.db.updateTable('enrollment').set({ cancelled_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect(await here.send(here.report())).toBe(404);
    expect(await here.events()).toBe(0);
  });

  it.each([['no JSON', '{'], ['nothing', ''], ['a list', '[]'], ['null', 'null'], ['a number as text', '{"lesson":"x","seconds":"60"}']])('answers 400 to %s', async (_, body) => {
    await using here = await setUp();
    expect(await here.send(body)).toBe(400);
  });

  it('answers 413 to two kilobytes, also when they would be good otherwise', async () => {
    await using here = await setUp();
    expect(await here.send('x'.repeat(2_000))).toBe(413);
    expect(await here.send(JSON.stringify(here.report()) + ' '.repeat(2_000))).toBe(413);
    expect(await here.events()).toBe(0);
    expect(await here.send(here.report())).toBe(204);
  });

  it('answers 403 to other sites and to senders without an origin', async () => {
    await using here = await setUp();
    expect(await here.send(here.report(), { origin: 'https://gia-mao.invalid' })).toBe(403);
    expect(await here.send(here.report(), { origin: 'null' })).toBe(403);
    const bare = await fetch(`${here.server.origin}/beacon`, { method: 'POST', body: JSON.stringify(here.report()), headers: { cookie: here.cookie } });
    expect(bare.status).toBe(403);
    expect(await here.events()).toBe(0);
  });

  it('answers 405 to other methods and lets other addresses pass', async () => {
    await using here = await setUp();
    for (const method of ['GET', 'PUT', 'DELETE']) expect((await fetch(`${here.server.origin}/beacon`, { method })).status).toBe(405);
    expect((await fetch(`${here.server.origin}/beacons`)).status).toBe(418);
  });

  it('is never kept by a cache', async () => {
    await using here = await setUp();
    expect((await fetch(`${here.server.origin}/beacon`)).headers.get('cache-control')).toBe('no-store');
  });
});

describe('reports that arrive together', () => {
  /** Sends all reports in one packet over one connection; each tells by its status what became of it. */
  async function pipeline(port: number, requests: { body: string; cookie: string }[]): Promise<number[]> {
    const socket = connect(port, '127.0.0.1');
    const texts = requests.map(({ body, cookie }, at) =>
      ['POST /beacon HTTP/1.1', 'Host: x', `Origin: http://127.0.0.1:${port}`, `Cookie: ${cookie}`, `Connection: ${at === requests.length - 1 ? 'close' : 'keep-alive'}`, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'),
    );
    socket.end(texts.join(''));
    let answers = '';
    for await (const part of socket.setEncoding('utf8')) answers += String(part);
    return [...answers.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));
  }

  /** A clock of which every look sees a new instant, so that facts with one instant were kept by one look. */
  function tickingClock() {
    const clock = testClock();
    return { ...clock, now: () => (clock.pass({ seconds: 1 }), clock.now()) };
  }

  it('are kept in one commit, each with its own answer', async () => {
    await using here = await setUp(tickingClock());
    const sent = (report: unknown, cookie = here.cookie) => ({ body: JSON.stringify(report), cookie });
    const others = await Promise.all(Array.from({ length: 5 }, async () => {
      const person = await makePerson(here.db);
      await enrolled(here.db, person.id, here.course);
      return cookieOf(here.db, person.id);
    }));
    const requests = [sent(here.report()), ...others.map((cookie) => sent(here.report(), cookie)), sent(here.report({ lesson: newId() })), sent(here.report(), 'none=1')];
    expect(await pipeline(here.server.port, requests)).toEqual([204, 204, 204, 204, 204, 204, 404, 401]);
    const kept = await here.db.selectFrom('progress_event').select('recorded_at').where('verb', '=', 'lesson.read').execute();
    expect(kept).toHaveLength(6);
    expect(new Set(kept.map((event) => event.recorded_at)).size).toBe(1);
  });

  it('are kept together or not at all, and count in full when they are sent again', async () => {
    await using here = await setUp();
    const other = await makePerson(here.db);
    await enrolled(here.db, other.id, here.course);
    const [mine, hers] = [{ body: JSON.stringify(here.report()), cookie: here.cookie }, { body: JSON.stringify(here.report()), cookie: await cookieOf(here.db, other.id) }];
    await here.db.executeQuery({ sql: `create trigger full_disk before insert on progress_event when new.user_id = '${other.id}' begin select raise(abort, 'disk full'); end`, parameters: [], query: {} } as never);
    expect(await pipeline(here.server.port, [mine, hers])).toEqual([503, 503]);
    expect(await here.events()).toBe(0);
    await here.db.executeQuery({ sql: 'drop trigger full_disk', parameters: [], query: {} } as never);
    expect(await pipeline(here.server.port, [mine, hers])).toEqual([204, 204]);
    expect(await here.read()).toEqual([{ seconds: 60, position: 250 }]);
  });
});

describe('a locked database', () => {
  it('is answered with 503, and the same report is kept once the lock is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hoc06-beacon-'));
    const file = join(folder, 'hoc06.db');
    const db = openDatabase(file, { busyTimeout: 20 });
    await migrate(db);
    const [made, server, second] = [await world(db), await serve(db), openRaw(file)];
    const body = JSON.stringify(made.report());
    const send = async () => (await fetch(`${server.origin}/beacon`, { method: 'POST', body, headers: { cookie: made.cookie, origin: server.origin } })).status;
    second.exec('begin immediate');
    expect(await send()).toBe(503);
    second.exec('rollback');
    expect(await send()).toBe(204);
    expect(await made.read()).toEqual([{ seconds: 60, position: 250 }]);
    second.close();
    await server[Symbol.asyncDispose]();
    await db.destroy();
    rmSync(folder, { recursive: true });
  });

  it('is left as it was found: pages write with full safety again', async () => {
    await using here = await setUp();
    await here.send(here.report());
    const { rows } = await here.db.executeQuery<{ synchronous: number }>({ sql: 'pragma synchronous', parameters: [], query: {} } as never);
    expect(rows).toEqual([{ synchronous: 2 }]);
  });
});

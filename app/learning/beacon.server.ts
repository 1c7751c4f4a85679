import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { runExclusive, type Db } from '../../db/client.ts';
import { sessionTokenOf } from '../people/index.server.ts';
import type { Clock } from '../platform/clock.ts';
import { isOwnOrigin } from '../platform/http/security.server.ts';
import { newId } from '../platform/ids.ts';
import type { Log } from '../platform/log.ts';
import { sha256 } from '../platform/signing.server.ts';
import { beaconBody, countedSeconds, type BeaconBody } from './rules/beacon.ts';
import { applyProgress, type CourseProgress, type LessonProgress, type ProgressEvent, type ProgressRows } from './rules/progress.ts';

const path = '/beacon';
const longestBody = 1_000;
const rememberedPeople = 20_000;
const seenEveryMilliseconds = 60_000;

interface Report {
  token: string;
  body: BeaconBody;
  answer(status: number): void;
}
interface Ports {
  db: Db;
  clock: Clock;
  log: Log;
  allowedOrigins: readonly string[];
}

/**
 * The light lane for reading progress, in front of Express and Remix. Reports that arrive together are committed together;
 * each is answered only after its commit. Positions may lose the last second at a power cut, so the commit does not wait for the disk.
 */
export function createBeacon(ports: Ports): (request: IncomingMessage, response: ServerResponse) => boolean {
  const lastReport = new Map<string, number>();
  let waiting: Report[] = [];
  let statements: Statements | undefined;

  const flush = async () => {
    const reports = waiting;
    waiting = [];
    const now = ports.clock.now();
    await runExclusive(ports.db, (database) => {
      statements ??= prepare(database);
      return keepAll(database, statements, { reports, now, lastReport });
    }).then(
      (statuses) => reports.forEach((report, at) => report.answer(statuses[at] ?? 500)),
      (error: unknown) => {
        ports.log.warn({ err: error }, 'beacon');
        for (const report of reports) report.answer(503);
      },
    );
    if (lastReport.size > rememberedPeople) lastReport.clear();
  };

  return (request, response) => {
    if (request.url !== path) return false;
    const answer = (status: number) => void response.writeHead(status, { 'Cache-Control': 'no-store' }).end();
    if (request.method !== 'POST') answer(405);
    else if (!isOwnOrigin(request, ports.allowedOrigins)) answer(403);
    else
      receive(request, (text) => {
        const token = sessionTokenOf(request.headers.cookie);
        const body = parse(text);
        if (!body) return answer(text.length >= longestBody ? 413 : 400);
        if (!token) return answer(401);
        if (waiting.push({ token, body, answer }) === 1) setImmediate(() => void flush());
      });
    return true;
  };
}

function receive(request: IncomingMessage, done: (text: string) => void): void {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    if (text.length < longestBody) text += chunk;
  });
  request.on('end', () => done(text));
}

function parse(text: string): BeaconBody | undefined {
  if (text.length >= longestBody) return undefined;
  try {
    return beaconBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function inOneCommit<Out>(database: DatabaseSync, work: () => Out): Out {
  database.exec('pragma synchronous = normal; begin immediate');
  try {
    const out = work();
    database.exec('commit');
    return out;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  } finally {
    database.exec('pragma synchronous = full');
  }
}

type Statements = ReturnType<typeof prepare>;

/** Prepared once per process; the query builder would cost more than the statements themselves. */
function prepare(database: DatabaseSync) {
  const make = (sql: string): StatementSync => database.prepare(sql);
  return {
    session: make(`select s.id, s.user_id, s.last_seen_at, s.expires_at, s.idle_minutes from session s join user_account u on u.id = s.user_id
      where s.token_hash = ? and s.revoked_at is null and u.disabled_at is null`),
    seen: make('update session set last_seen_at = ? where id = ?'),
    course: make(`select l.course_id from lesson l join enrollment e on e.course_id = l.course_id and e.user_id = ? and e.cancelled_at is null and e.locked_at is null where l.id = ?`),
    event: make(`insert into progress_event (id, user_id, verb, object_type, object_id, course_id, result, occurred_at, recorded_at, idempotency_key, source)
      values (?, ?, 'lesson.read', 'lesson', ?, ?, ?, ?, ?, ?, 'beacon') on conflict (idempotency_key) do nothing`),
    readLesson: make(`select opened_at as openedAt, completed_at as completedAt, seconds, position, position_at as positionAt, credited_at as creditedAt, credited_minutes as creditedMinutes from lesson_progress where user_id = ? and lesson_id = ?`),
    readCourse: make(`select round, minutes_returned as minutesReturned, started_at as startedAt, last_active_at as lastActiveAt, lessons_completed as lessonsCompleted, seconds, completed_at as completedAt, score
      from course_progress where user_id = ? and course_id = ?`),
    writeLesson: make(`insert into lesson_progress (user_id, lesson_id, course_id, opened_at, completed_at, seconds, position, position_at) values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (user_id, lesson_id) do update set opened_at = excluded.opened_at, seconds = excluded.seconds, position = excluded.position, position_at = excluded.position_at`),
    writeCourse: make(`insert into course_progress (user_id, course_id, started_at, last_active_at, lessons_completed, seconds, completed_at, score) values (?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (user_id, course_id) do update set started_at = excluded.started_at, last_active_at = excluded.last_active_at, seconds = excluded.seconds`),
  };
}

interface SessionRow {
  id: string;
  user_id: string;
  last_seen_at: string;
  expires_at: string;
  idle_minutes: number;
}

/** When each person's time was counted last: for good, and in the commit that is being made. */
interface Counting {
  lastReport: ReadonlyMap<string, number>;
  counted: Map<string, number>;
}

/** Keeps reports in one commit. What was counted is noted only after it: a report that was rolled back comes again and must count then. */
function keepAll(database: DatabaseSync, sql: Statements, { reports, now, lastReport }: { reports: readonly Report[]; now: Date; lastReport: Map<string, number> }): number[] {
  const counted = new Map<string, number>();
  const statuses = inOneCommit(database, () => reports.map((report) => keep(sql, report, now, { lastReport, counted })));
  for (const [userId, at] of counted) lastReport.set(userId, at);
  return statuses;
}

/** Keeps one report. @returns the HTTP status for its sender */
function keep(sql: Statements, { token, body }: Report, now: Date, { lastReport, counted }: Counting): number {
  const at = now.toISOString();
  const session = sql.session.get(sha256(token)) as unknown as SessionRow | undefined;
  if (!session || session.expires_at <= at || Date.parse(session.last_seen_at) + session.idle_minutes * 60_000 <= now.getTime()) return 401;
  const userId = session.user_id;
  const course = sql.course.get(userId, body.lesson) as { course_id: string } | undefined;
  if (!course) return 404;
  const result = { seconds: countedSeconds(body.seconds, counted.get(userId) ?? lastReport.get(userId), now.getTime()), position: body.position };
  const key = `read:${userId}:${body.key}`;
  const inserted = sql.event.run(newId(), userId, body.lesson, course.course_id, JSON.stringify(result), at, at, key);
  if (inserted.changes === 0) return 204;
  counted.set(userId, now.getTime());
  project(sql, { userId, courseId: course.course_id, occurredAt: at, verb: 'lesson.read', objectType: 'lesson', objectId: body.lesson, result });
  if (now.getTime() - Date.parse(session.last_seen_at) > seenEveryMilliseconds) sql.seen.run(at, session.id);
  return 204;
}

function project(sql: Statements, event: ProgressEvent): void {
  const rows: ProgressRows = {};
  const lesson = sql.readLesson.get(event.userId, event.objectId) as unknown as LessonProgress | undefined;
  const course = sql.readCourse.get(event.userId, event.courseId) as unknown as CourseProgress | undefined;
  if (lesson) rows.lesson = lesson;
  if (course) rows.course = course;
  const next = applyProgress(rows, event);
  if (next.lesson) sql.writeLesson.run(event.userId, event.objectId, event.courseId, next.lesson.openedAt, next.lesson.completedAt, next.lesson.seconds, next.lesson.position, next.lesson.positionAt);
  if (next.course) sql.writeCourse.run(event.userId, event.courseId, next.course.startedAt, next.course.lastActiveAt, next.course.lessonsCompleted, next.course.seconds, next.course.completedAt, next.course.score);
}

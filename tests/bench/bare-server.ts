import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { openRaw } from '../../db/client.ts';
import { sha256 } from '../../app/platform/signing.server.ts';

/**
 * The yardstick: node:http and SQLite with hand-written statements, doing the same reads and writes as the product and sending as many
 * bytes, without a router, templates, checks or any framework. Arguments: database file, port, bytes of a lesson's page, of one without questions and of a certificate's, path of the one without questions.
 */
const [file = '', port = '0', pageBytes = '15000', plainBytes = '15000', certificateBytes = '10000', plainPath = ''] = process.argv.slice(2);
const database = openRaw(file);
const page = Buffer.alloc(Number(pageBytes), '<p>Đề án 06</p>');
const plainPage = Buffer.alloc(Number(plainBytes), '<p>Đề án 06</p>');
const certificatePage = Buffer.alloc(Number(certificateBytes), '<p>Đề án 06</p>');
const get = (sql: string) => database.prepare(sql);

const session = get(`select s.*, u.full_name, u.locale, u.theme, c.must_change, m.unit_id, v.name as unit_name from session s join user_account u on u.id = s.user_id
  left join credential c on c.user_id = u.id left join membership m on m.user_id = u.id and m.is_primary = 1 and m.valid_to is null
  left join org_unit_version v on v.unit_id = m.unit_id and v.valid_to is null where s.token_hash = ? and s.revoked_at is null and u.disabled_at is null`);
const grants = get('select role, scope, unit_id from role_assignment where user_id = ? and revoked_at is null');
const lesson = get(`select l.id, l.course_id, v.id as version_id, v.course_version_id, v.module_key, v.title, v.summary, v.minutes, cv.title as course_title,
  (select json_object('checkedOn', r.checked_on, 'reviewBy', r.review_by, 'by', u.full_name) from lesson_review r join lesson_version o on o.id = r.lesson_version_id join user_account u on u.id = r.reviewed_by
    where r.lesson_id = v.lesson_id and (o.id = v.id or (o.details = v.details and o.body = v.body)) order by r.reviewed_at desc, r.id desc limit 1) as review
  from course c join course_version cv on cv.course_id = c.id join lesson l on l.course_id = c.id join lesson_version v on v.lesson_id = l.id and v.course_version_id = cv.id
  where c.slug = ? and c.retired_at is null and l.slug = ? and cv.released_at is not null and cv.superseded_at is null`);
const checks = get('select check_key, answer from check_progress where user_id = ? and lesson_id = ?');
const traces = get(`select n.body, n.revision, n.updated_at, e.locked_at, p.key, p.title, p.steps from enrollment e left join lesson_note n on n.user_id = e.user_id and n.lesson_id = ?
  left join path_choice w on w.user_id = e.user_id left join learning_path p on p.key = w.path_key where e.user_id = ? and e.course_id = ? and e.cancelled_at is null`);
const isShown = (post: string) => `${post}.shown_at is not null and ${post}.hidden_at is null and ${post}.withdrawn_at is null`;
const talk = get(`select p.id, p.body, exists (select 1 from lesson_post a where a.parent_id = p.id and ${isShown('a')}) as answered,
  (select count(*) from lesson_post q where q.lesson_id = ?1 and q.parent_id is null and ${isShown('q')}) as count
  from lesson_post p where p.lesson_id = ?1 and p.parent_id is null and ${isShown('p')} order by p.shown_at desc limit 3`);
const enrollment = get('select id from enrollment where user_id = ? and course_id = ? and cancelled_at is null');
const siblings = get(`select l.id, l.slug, v.title, p.opened_at, p.completed_at, p.credited_at, p.position from lesson_version v join lesson l on l.id = v.lesson_id
  left join lesson_progress p on p.lesson_id = l.id and p.user_id = ? where v.course_version_id = ? and v.module_key = ? order by v.position`);
const insertEvent = get(`insert into progress_event (id, user_id, verb, object_type, object_id, course_id, result, occurred_at, recorded_at, idempotency_key, source)
  values (?, ?, 'lesson.read', 'lesson', ?, ?, '{"seconds":1,"position":1}', ?, ?, ?, 'bench') on conflict (idempotency_key) do nothing`);
const readLesson = get('select * from lesson_progress where user_id = ? and lesson_id = ?');
const readCourse = get('select * from course_progress where user_id = ? and course_id = ?');
const writeLesson = get(`insert into lesson_progress (user_id, lesson_id, course_id, seconds, position, position_at) values (?, ?, ?, 1, 1, ?)
  on conflict (user_id, lesson_id) do update set seconds = seconds + 1, position_at = excluded.position_at`);
const writeCourse = get(`insert into course_progress (user_id, course_id, last_active_at, seconds) values (?, ?, ?, 1) on conflict (user_id, course_id) do update set seconds = seconds + 1`);
const certificate = get('select * from certificate where verify_code = ?');
const attempt = get('select id, user_id, due_at, submitted_at from attempt where id = ?');
const question = get('select question_version_id, option_order from attempt_question where attempt_id = ? and position = ?');
const saveAnswer = get(`insert into attempt_answer (attempt_id, position, response, saved_at, writer, writer_seq) values (?, ?, ?, ?, 'bench', 1)
  on conflict (attempt_id, position) do update set response = excluded.response, saved_at = excluded.saved_at`);

interface SessionRow {
  user_id: string;
}

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (request.url?.startsWith('/verify/')) return void verify(request.url.split('/')[2] ?? '', response);
    const body = Buffer.concat(parts).toString();
    const token = /hoc06_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const who = session.get(sha256(token)) as unknown as SessionRow | undefined;
    if (!who) return void response.writeHead(401).end();
    if (request.url === '/beacon') keepBeacon(who.user_id, body);
    else if (request.url?.startsWith('/attempts/')) keepAnswer(request.url.split('/')[2] ?? '', body);
    else return void readPage(who.user_id, request.url ?? '', response);
    response.writeHead(204).end();
  });
});

function readPage(userId: string, url: string, response: import('node:http').ServerResponse): void {
  const [, , course = '', slug = ''] = url.split('/');
  grants.all(userId);
  const found = lesson.get(course, slug) as Record<string, string> | undefined;
  if (!found) return void response.writeHead(404).end();
  if (url !== plainPath) checks.all(userId, found['id'] as string);
  traces.get(found['id'] as string, userId, found['course_id'] as string);
  siblings.all(userId, found['course_version_id'] as string, found['module_key'] as string);
  talk.all(found['id'] as string);
  send(url === plainPath ? plainPage : page, response);
}

function verify(code: string, response: import('node:http').ServerResponse): void {
  if (!certificate.get(code)) return void response.writeHead(404).end();
  send(certificatePage, response);
}

function send(bytes: Buffer, response: import('node:http').ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': bytes.length }).end(bytes);
}

function inTransaction(work: () => void): void {
  database.exec('begin immediate');
  work();
  database.exec('commit');
}

function keepBeacon(userId: string, body: string): void {
  const { lesson: lessonId, course } = JSON.parse(body) as { lesson: string; course: string };
  const now = new Date().toISOString();
  inTransaction(() => {
    enrollment.get(userId, course);
    insertEvent.run(randomUUID(), userId, lessonId, course, now, now, randomUUID());
    readLesson.get(userId, lessonId);
    readCourse.get(userId, course);
    writeLesson.run(userId, lessonId, course, now);
    writeCourse.run(userId, course, now);
  });
}

function keepAnswer(attemptId: string, body: string): void {
  const position = Number(new URLSearchParams(body).get('q') ?? 1);
  inTransaction(() => {
    attempt.get(attemptId);
    question.get(attemptId, position);
    saveAnswer.run(attemptId, position, '{"type":"single","choice":"a"}', new Date().toISOString());
  });
}

server.listen(Number(port), '127.0.0.1', () => console.log('bare server ready'));

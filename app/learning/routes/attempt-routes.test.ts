import { expect, test } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { examinee, questionsOf } from '../../../tests/world/attempts.ts';
import { makeExamWorld } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { sessionCookie } from '../../people/session.server.ts';
import type { RequestContext } from '../../platform/http/context.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { loader as assessmentLoader } from './assessment.tsx';
import { action as startAction } from './assessment-attempts.ts';
import { action as answersAction, loader as answersLoader } from './attempt-answers.ts';
import { loader as checkLoader } from './attempt-check.tsx';
import { loader as attemptLoader } from './attempt.tsx';
import { loader as resultLoader } from './attempt-result.tsx';
import { action as submissionAction } from './attempt-submission.ts';

const secret = 'test-secret-test-secret-test-secret';

/** A browser of one person: knows her cookie and speaks to loaders and actions. */
async function browserOf(db: Db, clock: TestClock, userId: string) {
  const token = newToken();
  const now = clock.now().toISOString();
  await db
    .insertInto('session')
    .values({ id: newId(), user_id: userId, token_hash: sha256(token), created_at: now, last_seen_at: now, idle_minutes: 600, expires_at: '2027-01-01T00:00:00.000Z', user_agent: '', address: '', revoked_at: null })
    .execute();
  const context = {
    db,
    clock,
    secret,
    log: silentLog,
    env: { TZ_DISPLAY: 'Asia/Ho_Chi_Minh', baseUrl: 'http://localhost:3000' },
    spendPoint: async () => {},
    wakeJobs: () => {},
    reader: { locale: 'vi', theme: 'system' },
  } as unknown as RequestContext;
  const call = async (route: unknown, path: string, params: Record<string, string>, init: RequestInit = {}) => {
    const headers = { Cookie: `${sessionCookie}=${token}`, ...(init.headers as Record<string, string>) };
    const request = new Request(`http://localhost:3000${path}`, { ...init, headers });
    return (route as (args: unknown) => Promise<unknown>)({ request, params, context }).catch((thrown: unknown) => thrown);
  };
  return {
    get: (route: unknown, path: string, params: Record<string, string>, headers = {}) => call(route, path, params, { headers }),
    post: (route: unknown, path: string, params: Record<string, string>, form: Record<string, string>, headers = {}) => call(route, path, params, { method: 'POST', headers, body: new URLSearchParams(form) }),
  };
}

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db);
  const me = examinee(db, clock, course, learner.id);
  return { db, clock, course, learner, me, browser: await browserOf(db, clock, learner.id), params: { course: course.slug, key: 'kiem-tra-m1' } };
}
const placeOf = (response: unknown) => (response as Response).headers.get('location');
const statusOf = (thrown: unknown) => (thrown as { init?: { status?: number }; status?: number }).init?.status ?? (thrown as Response).status;

test('starting leads to the attempt; a bar leads back to the page that explains it', async () => {
  const { db, clock, course, browser, params } = await world();
  const started = await browser.post(startAction, '/assessments/x/y/attempts', params, {});
  expect(statusOf(started)).toBe(303);
  expect(placeOf(started)).toMatch(/^\/attempts\/[\w-]{36}$/);
  const stranger = await browserOf(db, clock, (await makePerson(db)).id);
  expect(placeOf(await stranger.post(startAction, '/assessments/x/y/attempts', params, {}))).toBe(`/assessments/${course.slug}/kiem-tra-m1`);
});

test('a form saves and moves on; a fetch gets JSON', async () => {
  const { db, me, browser } = await world();
  const attempt = await me.begin();
  const short = (await questionsOf(db, attempt)).find((question) => question.body.type === 'short_answer')?.position as number;
  const path = `/attempts/${attempt}/answers`;
  const form = await browser.post(answersAction, path, { attempt }, { q: String(short), answer: '15', go: 'next' });
  expect([statusOf(form), placeOf(form)]).toEqual([303, `/attempts/${attempt}?q=${short + 1}`]);
  const fetched = (await browser.post(answersAction, path, { attempt }, { q: String(short), answer: '15', writer: 'tab', seq: '1' }, { Accept: 'application/json' })) as Response;
  expect(await fetched.json()).toMatchObject({ ok: true, secondsLeft: 720 });
  expect(await ((await browser.get(answersLoader, path, { attempt }, { Accept: 'application/json' })) as Response).json()).toEqual({ savedAt: '2026-11-23T01:00:00.000Z', secondsLeft: 720, isOver: false });
});

test('without a script a page that is sent again after a change is not taken for a retry', async () => {
  const { db, me, browser } = await world();
  const attempt = await me.begin();
  const short = (await questionsOf(db, attempt)).find((question) => question.body.type === 'short_answer')?.position as number;
  for (const answer of ['14', '15']) await browser.post(answersAction, `/attempts/${attempt}/answers`, { attempt }, { q: String(short), answer, go: 'stay' });
  expect((await db.selectFrom('attempt_answer').select('response').executeTakeFirst())?.response).toContain('15');
});

test('hostile forms are refused before they reach the database', async () => {
  const { db, me, browser } = await world();
  const attempt = await me.begin();
  // The draw is random: an answer `99` is wrong for an option, but right as the text of a short answer.
  const single = String((await questionsOf(db, attempt)).find((question) => question.body.type === 'single')?.position);
  const path = `/attempts/${attempt}/answers`;
  const json = { Accept: 'application/json' };
  expect(statusOf(await browser.post(answersAction, path, { attempt }, { q: single, answer: 'x'.repeat(10_000_000) }, json))).toBe(413);
  expect(statusOf(await browser.post(answersAction, path, { attempt }, { q: single, answer: '99' }, json))).toBe(422);
  expect(statusOf(await browser.post(answersAction, path, { attempt }, { q: 'one', answer: '1' }, json))).toBe(422);
  expect(statusOf(await browser.post(answersAction, path, { attempt }, { q: single, writer: 'w'.repeat(65), answer: '1' }, json))).toBe(422);
  expect(await db.selectFrom('attempt_answer').select('position').execute()).toEqual([]);
});

test('past the last question comes the check page; past the end comes the result', async () => {
  const { me, browser, clock } = await world();
  const attempt = await me.begin();
  expect(placeOf(await browser.get(attemptLoader, `/attempts/${attempt}?q=7`, { attempt }))).toBe(`/attempts/${attempt}/check`);
  expect(await browser.get(attemptLoader, `/attempts/${attempt}?q=nonsense`, { attempt })).toMatchObject({ current: 1 });
  clock.pass({ minutes: 12 });
  expect(placeOf(await browser.get(attemptLoader, `/attempts/${attempt}`, { attempt }))).toBe(`/attempts/${attempt}/result`);
  expect(placeOf(await browser.get(checkLoader, `/attempts/${attempt}/check`, { attempt }))).toBe(`/attempts/${attempt}/result`);
  expect(await browser.get(resultLoader, `/attempts/${attempt}/result?late=1`, { attempt })).toMatchObject({ result: { isAuto: true, score: 0 }, isLate: true });
});

test('a refused ordering comes back as it was chosen', async () => {
  const { db, me, browser } = await world();
  const attempt = await me.begin();
  const ordering = (await questionsOf(db, attempt)).find((question) => question.body.type === 'ordering')?.position as number;
  const refused = placeOf(await browser.post(answersAction, `/attempts/${attempt}/answers`, { attempt }, { q: String(ordering), 'place-1': '2', 'place-2': '2', go: 'next' })) as string;
  const page = (await browser.get(attemptLoader, refused, { attempt })) as { fault: string; attempt: { questions: { fields: object }[] } };
  expect(page.fault).toBe('duplicate');
  expect(page.attempt.questions[ordering - 1]?.fields).toEqual({ 'place-1': '2', 'place-2': '2' });
});

test('handing in twice leads to the same result, which was not to be had before', async () => {
  const { me, browser } = await world();
  const attempt = await me.begin();
  expect(placeOf(await browser.get(resultLoader, `/attempts/${attempt}/result`, { attempt }))).toBe(`/attempts/${attempt}`);
  for (let press = 0; press < 2; press += 1) expect(placeOf(await browser.post(submissionAction, `/attempts/${attempt}/submission`, { attempt }, {}))).toBe(`/attempts/${attempt}/result`);
  expect(await browser.get(resultLoader, `/attempts/${attempt}/result`, { attempt })).toMatchObject({ result: { number: 1 } });
});

test('the page before closes an overdue attempt before it speaks', async () => {
  const { me, browser, clock, params } = await world();
  await me.begin();
  clock.pass({ minutes: 20 });
  expect(await browser.get(assessmentLoader, '/assessments/x/y', params)).toMatchObject({ open: null, overdueId: null, earlier: [{ isAuto: true, submittedAt: '2026-11-23T01:12:00.000Z' }] });
});

test('others find nothing, and nobody gets in without a session', async () => {
  const { db, clock, me, learner } = await world();
  const attempt = await me.begin();
  const stranger = await browserOf(db, clock, (await makePerson(db)).id);
  for (const [route, path] of [[attemptLoader, ''], [checkLoader, '/check'], [resultLoader, '/result']] as const) expect(statusOf(await stranger.get(route, `/attempts/${attempt}${path}`, { attempt }))).toBe(404);
  expect(statusOf(await stranger.post(answersAction, `/attempts/${attempt}/answers`, { attempt }, { q: '1', answer: '1' }))).toBe(404);
  expect(statusOf(await stranger.post(submissionAction, `/attempts/${attempt}/submission`, { attempt }, {}))).toBe(404);
  const nobody = await browserOf(db, clock, learner.id);
  await db.deleteFrom('session').where('user_id', '=', learner.id).execute();
  expect(statusOf(await nobody.post(answersAction, `/attempts/${attempt}/answers`, { attempt }, { q: '1', answer: '1' }, { Accept: 'application/json' }))).toBe(401);
});

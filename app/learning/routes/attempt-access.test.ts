import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../people/actor.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { examinee } from '../../../tests/world/attempts.ts';
import { completeLessons, enrol, makeExamWorld } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf, type Answered } from '../../../tests/world/visits.ts';
import { loader as attemptsLoader } from './assessment-attempts.ts';
import { action as answersAction, loader as answersLoader } from './attempt-answers.ts';
import { loader as checkLoader } from './attempt-check.tsx';
import { loader as attemptLoader } from './attempt.tsx';
import { loader as resultLoader } from './attempt-result.tsx';
import { action as submissionAction, loader as submissionLoader } from './attempt-submission.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const { course, learner } = await makeExamWorld(db);
  const me = examinee(db, clock, course, learner.id);
  return { db, clock, course, learner, me, id: await me.begin() };
}
type Browser = Awaited<ReturnType<typeof visitorOf>>;
const json = { Accept: 'application/json' };

/** Every way to an attempt. */
const ways: [what: string, go: (browser: Browser, attempt: string) => Promise<Answered>][] = [
  ['its questions', (browser, attempt) => browser.get(attemptLoader, `/attempts/${attempt}`, { attempt })],
  ['its check page', (browser, attempt) => browser.get(checkLoader, `/attempts/${attempt}/check`, { attempt })],
  ['its result', (browser, attempt) => browser.get(resultLoader, `/attempts/${attempt}/result`, { attempt })],
  ['its state as JSON', (browser, attempt) => browser.get(answersLoader, `/attempts/${attempt}/answers`, { attempt }, json)],
  ['a saved answer', (browser, attempt) => browser.post(answersAction, `/attempts/${attempt}/answers`, { attempt }, { q: '1' })],
  ['a saved answer as JSON', (browser, attempt) => browser.post(answersAction, `/attempts/${attempt}/answers`, { attempt }, { q: '1', writer: 'w', seq: '1' }, json)],
  ['its submission', (browser, attempt) => browser.post(submissionAction, `/attempts/${attempt}/submission`, { attempt }, {})],
];

const everywhere = (role: Role) => ({ grants: [{ role, scope: 'ALL' as const, unitId: null }] });

describe('an attempt of somebody else', () => {
  const strangers: [who: string, role: Role | null][] = [['an official', null], ['an editor', 'CONTENT_EDITOR'], ['a leader', 'UNIT_LEADER'], ['a training administrator', 'TRAINING_ADMIN'], ['an auditor', 'AUDITOR'], ['a system administrator', 'SYSTEM_ADMIN']];

  it.each(strangers)('is not found by %s, open or handed in, and nothing changes', async (_who, role) => {
    const { db, clock, me, id } = await world();
    const stranger = await makePerson(db, role ? everywhere(role) : {});
    const browser = await visitorOf(db, clock, stranger);
    for (const state of ['open', 'handed in']) {
      if (state === 'handed in') await me.submit(id);
      for (const [what, go] of ways) expect((await go(browser, id)).status, `${what}, ${state}`).toBe(404);
    }
    expect(await db.selectFrom('attempt_answer').select('position').execute()).toEqual([]);
  });

  it('is not found by a fellow learner of the same course either', async () => {
    const { db, clock, course, id } = await world();
    const fellow = await enrol(db, course);
    await completeLessons(db, course, fellow);
    const browser = await visitorOf(db, clock, fellow);
    for (const [what, go] of ways) expect((await go(browser, id)).status, what).toBe(404);
    expect(await db.selectFrom('attempt').select('submitted_at').executeTakeFirst()).toEqual({ submitted_at: null });
  });

  it('answers exactly like one that does not exist', async () => {
    const { db, clock, id } = await world();
    const browser = await visitorOf(db, clock, await makePerson(db));
    for (const [what, go] of ways) {
      const [foreign, unknown] = [await go(browser, id), await go(browser, 'khong-co')];
      expect({ ...foreign, response: await foreign.response?.text() }, what).toEqual({ ...unknown, response: await unknown.response?.text() });
    }
  });
});

describe('without a session', () => {
  it('pages lead to signing in, the script hears 401, and nothing changes', async () => {
    const { db, clock, id } = await world();
    const nobody = await visitorOf(db, clock, null);
    for (const [what, go] of ways) {
      const { status, location } = await go(nobody, id);
      if (what.endsWith('JSON')) expect(status, what).toBe(401);
      else expect([status === 302 || status === 303, location?.startsWith('/sign-in')], what).toEqual([true, true]);
    }
    expect(await db.selectFrom('attempt').select('submitted_at').executeTakeFirst()).toEqual({ submitted_at: null });
  });
});

describe('my own attempt', () => {
  const answersOf = async (browser: Browser, id: string) => Object.fromEntries(await Promise.all(ways.map(async ([what, go]) => [what, await go(browser, id)] as const)));

  it('is open to me on every way, and closed to answers after the submission', async () => {
    const { db, clock, learner, id } = await world();
    const browser = await visitorOf(db, clock, learner);
    const seen: Record<string, number> = {};
    for (const [what, go] of ways) seen[what] = (await go(browser, id)).status;
    expect(seen).toEqual({ 'its questions': 200, 'its check page': 200, 'its result': 303, 'its state as JSON': 200, 'a saved answer': 303, 'a saved answer as JSON': 200, 'its submission': 303 });
    const after = await answersOf(browser, id);
    expect(after['its questions']).toMatchObject({ status: 303, location: `/attempts/${id}/result` });
    expect(after['its check page']).toMatchObject({ status: 303, location: `/attempts/${id}/result` });
    expect(after['its result']).toMatchObject({ status: 200 });
    expect(after['a saved answer']).toMatchObject({ status: 303, location: `/attempts/${id}/result` });
    expect(after['a saved answer as JSON']).toMatchObject({ status: 409 });
    expect(after['its submission']).toMatchObject({ status: 303, location: `/attempts/${id}/result` });
  });

  it('tells the script when it is over', async () => {
    const { db, clock, learner, me, id } = await world();
    const browser = await visitorOf(db, clock, learner);
    const state = async () => (await browser.get(answersLoader, '/x', { attempt: id }, json)).response?.json();
    expect(await state()).toEqual({ savedAt: null, secondsLeft: 720, isOver: false });
    clock.pass({ minutes: 3 });
    await me.submit(id);
    expect(await state()).toMatchObject({ isOver: true });
  });

  it('shows addresses that only take forms as the page they belong to', async () => {
    const { db, clock, course, learner, id } = await world();
    const browser = await visitorOf(db, clock, learner);
    expect((await browser.get(answersLoader, '/x', { attempt: id })).location).toBe(`/attempts/${id}`);
    expect((await browser.get(submissionLoader, '/x', { attempt: id })).location).toBe(`/attempts/${id}/result`);
    expect((await browser.get(attemptsLoader, '/x', { course: course.slug, key: 'kiem-tra-m1' })).location).toBe(`/assessments/${course.slug}/kiem-tra-m1`);
  });

  it.each([
    ['at the due second', 12 * 60, 303, /\?q=1$/],
    ['just before the grace ends', 12 * 60 + 2, 303, /\?q=1$/],
    ['when the grace is over', 12 * 60 + 3, 303, /\/result\?late=1$/],
    ['a day later', 86_400, 303, /\/result\?late=1$/],
  ])('a plain form that arrives %s goes where it should', async (_when, seconds, status, place) => {
    const { db, clock, learner, id } = await world();
    const browser = await visitorOf(db, clock, learner as Actor);
    clock.pass({ seconds });
    const saved = await browser.post(answersAction, '/x', { attempt: id }, { q: '1', go: 'stay' });
    expect(saved.status).toBe(status);
    expect(saved.location).toMatch(place);
  });
});

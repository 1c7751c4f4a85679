import { beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { textOf } from '../../../tests/support/page.tsx';
import { enrolled, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import * as answers from './lesson-answers.ts';
import * as completion from './lesson-completion.ts';
import * as lesson from './lesson.tsx';

const ids = { course: 'an-toan', lesson: 'tinh-huong' };
const path = '/learn/an-toan/tinh-huong';
const json = { accept: 'application/json' };

async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const made = await makeCourse(db, { slug: 'an-toan', lessons: [{ slug: 'tinh-huong', checks: ['q1'], scenarios: ['s1', 's2'] }], assessments: 'none' });
  const [person, outsider] = [await makePerson(db), await makePerson(db)];
  await enrolled(db, person.id, made);
  const browsers = { me: await visitorOf(db, clock, person), outsider: await visitorOf(db, clock, outsider), nobody: await visitorOf(db, clock, null) };
  const post = (action: unknown, to: string, form: Record<string, string>, headers: Record<string, string>, who: keyof typeof browsers) => {
    clock.pass({ seconds: 1 });
    return browsers[who].post(action as never, `${path}/${to}`, ids, form, headers);
  };
  const send = (form: Record<string, string>, headers: Record<string, string> = {}, who: keyof typeof browsers = 'me') => post(answers.action, 'answers', form, headers, who);
  const finish = (form: Record<string, string>) => post(completion.action, 'completion', form, {}, 'me');
  const read = async () => textOf((await browsers.me.get(lesson.loader as never, path, ids)).response as Response);
  const ways = async () => (await db.selectFrom('check_progress').select(['check_key as key', 'answer']).orderBy('check_key').execute()).map(({ key, answer }) => `${key}: ${answer}`);
  return { db, send, finish, read, ways };
}
let w: Awaited<ReturnType<typeof world>>;
const pressed = (html: string) => [...html.matchAll(/<button[^>]* value="([^"]+)"[^>]* aria-pressed="true"/g)].map(([, value]) => value);

describe('one learner, choice by choice', () => {
  beforeAll(async () => {
    w = await world();
    return () => w.db.destroy();
  });

  it('comes back to the scene that she chose, with the answers that stood beside it kept', async () => {
    expect(pressed(await w.read())).toEqual([]);
    expect((await w.send({ s1: 'goi-lai', q1: 'a' })).location).toBe(`${path}#s1-goi-lai`);
    expect(pressed(await w.read())).toEqual(['goi-lai']);
    expect((await w.send({ s1: 'bao' })).location).toBe(`${path}#s1-bao`);
    expect(pressed(await w.read())).toEqual(['goi-lai', 'bao']);
    expect(await w.ways()).toEqual(['q1: a', 's1: goi-lai/bao']);
  });

  it('a script is told what still waits, and no card: the scene is open already', async () => {
    const { response, status } = await w.send({ s2: 'doc-ma' }, json);
    expect([status, await (response as Response).json()]).toEqual([200, { unanswered: [] }]);
    expect(await w.ways()).toContain('s2: doc-ma');
  });

  it.each(['khong-co', '', 'dau', '*', 'bao\r\nSet-Cookie: x=1', '../../sign-out', 'ba\u0301o'])('a scene that is none (%j) changes nothing and leads nowhere', async (to) => {
    const before = await w.ways();
    expect((await w.send({ s1: to })).location).toBe(path);
    expect(await w.ways()).toEqual(before);
  });

  it('is refused what is longer than any scene is called, and what comes from who is not enrolled or not signed in', async () => {
    const before = await w.ways();
    expect((await w.send({ s1: 'x'.repeat(81) }, json)).status).toBe(422);
    expect((await w.send({ s1: 'doc-ma' }, json, 'outsider')).status).toBeGreaterThanOrEqual(300);
    expect((await w.send({ s1: 'doc-ma' }, json, 'nobody')).status).toBeGreaterThanOrEqual(300);
    expect(await w.ways()).toEqual(before);
  });

  it('the button that ends the lesson takes along what had not been sent', async () => {
    expect((await w.finish({ q1: 'a', s2: 'bo-qua' })).location).not.toContain(path);
    expect(await w.ways()).toEqual(['q1: a', 's1: goi-lai/bao', 's2: goi-lai/bo-qua']);
  });
});

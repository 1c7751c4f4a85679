import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { textOf, wordsOf } from '../../../tests/support/page.tsx';
import { enrolled, facts, happened, makeCourse, sampleBody, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import * as catalogue from './catalogue.tsx';
import * as course from './course.tsx';
import * as enrolment from './enrollment.ts';
import * as home from '../../frame/home.tsx';
import * as answers from './lesson-answers.ts';
import * as completion from './lesson-completion.ts';
import * as lesson from './lesson.tsx';

const ids = { course: 'an-toan', lesson: 'mat-khau-manh' };
const path = '/learn/an-toan/mat-khau-manh';
let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
  return () => w.db.destroy();
});

/** A course whose first lesson has two questions, with somebody enrolled, somebody who is not, and nobody. */
async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const made = await makeCourse(db, { slug: 'an-toan', title: 'An <b>toàn</b>' });
  const [person, outsider] = [await makePerson(db), await makePerson(db)];
  await enrolled(db, person.id, made);
  const browsers = { me: await visitorOf(db, clock, person), outsider: await visitorOf(db, clock, outsider), nobody: await visitorOf(db, clock, null) };
  const read = async (query = '', params: Record<string, string> = ids, who: keyof typeof browsers = 'me') => {
    const { status, location, response } = await browsers[who].get(lesson.loader as never, `${path}${query}`, params);
    return { status, location, html: response ? textOf(response) : '' };
  };
  const finish = (form: Record<string, string>, params: Record<string, string> = ids, who: keyof typeof browsers = 'me') => browsers[who].post(completion.action as never, `${path}/completion`, params, form);
  const events = async (verb: string) => (await db.selectFrom('progress_event').select('id').where('verb', '=', verb).execute()).length;
  return { db, clock, made, person, outsider, browsers, read, finish, events };
}
/** The same lesson with other options for its first question. */
async function withOtherOptions(of: MadeCourse): Promise<void> {
  const next = await makeCourse(w.db, { of, lessons: [{ slug: 'mat-khau-manh', title: 'Mật khẩu mạnh', checks: ['q1', 'q2'] }] });
  const body = sampleBody(['q1', 'q2']);
  const blocks = body.blocks.map((block) => (block.kind === 'check' && block.key === 'q1' ? { ...block, options: block.options.map((option) => ({ ...option, key: `moi-${option.key}` })) } : block));
  await w.db.updateTable('lesson_version').set({ body: JSON.stringify({ ...body, blocks }) }).where('id', '=', next.lessons[0]?.versionId ?? '').execute();
}

/** Which options are chosen on a page, as `question=option`. */
const chosenIn = (html: string) => [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([input]) => input).filter((input) => input.includes('checked')).map((input) => `${/name="([^"]*)"/.exec(input)?.[1]}=${/value="([^"]*)"/.exec(input)?.[1]}`);

describe('a lesson', () => {
  it('is opened once in the ledger, however often and in however many tabs it is read', async () => {
    await Promise.all([w.read(), w.read()]);
    expect([(await w.read()).status, await w.events('lesson.opened')]).toEqual([200, 1]);
  });

  it('shows nothing to who is not enrolled or has left, and leads her to enrol', async () => {
    const wanted = { status: 303, location: '/courses/an-toan?enrol=first', html: '' };
    expect(await w.read('', ids, 'outsider')).toEqual(wanted);
    await w.db.updateTable('enrollment').set({ cancelled_at: w.clock.now().toISOString() }).execute();
    expect(await w.read()).toEqual(wanted);
    expect([(await w.finish({ q1: 'a', q2: 'b' })).status, await w.events('lesson.completed'), await w.events('lesson.opened')]).toEqual([403, 0, 0]);
  });

  it.each([['x', 'mat-khau-manh'], ['an-toan', 'x'], ['AN-TOAN', 'mat-khau-manh'], ['an-toan', '../mat-khau-manh'], ['an-toan', 'mat-khau-manh '], ["an-toan' or 1=1", 'a'], ['an-toan', '__proto__'], ['a'.repeat(101), 'a']])('%s/%s is not there', async (slug, name) => {
    for (const who of ['me', 'outsider'] as const) expect((await w.read('', { course: slug, lesson: name }, who)).status).toBe(404);
  });

  it('is gone with its course, also for who is in the middle of it', async () => {
    await w.read();
    await w.db.updateTable('course').set({ retired_at: w.clock.now().toISOString() }).execute();
    expect([(await w.read()).status, (await w.finish({ q1: 'a', q2: 'b' })).status]).toEqual([404, 404]);
  });

  it('leads strangers to sign in', async () => {
    const { status, location } = await w.read('', ids, 'nobody');
    expect([status, location?.startsWith('/sign-in')]).toEqual([302, true]);
  });

  it('draws the title of its course as text', async () => {
    expect((await w.read()).html).not.toContain('An <b>toàn</b>');
    expect((await w.read()).html).toContain('An &lt;b&gt;toàn&lt;/b&gt;');
  });
});

describe('the questions that wait', () => {
  it('are counted as they are, whatever an address says', async () => {
    const said = async (query: string) => /Còn (\d+) câu/.exec(wordsOf((await w.read(query)).html))?.[1];
    expect([await said(''), await said('?unanswered=1'), await said('?unanswered=999999'), await said('?unanswered=x'), await said('?unanswered=')]).toEqual([undefined, '2', '2', '2', '2']);
    await w.browsers.me.post(answers.action as never, `${path}/answers`, ids, { q1: 'c' });
    expect(await said('?unanswered=2')).toBe('1');
    await w.browsers.me.post(answers.action as never, `${path}/answers`, ids, { q2: 'b' });
    expect(await said('?unanswered=2')).toBeUndefined();
  });

  it('are kept when the lesson cannot be ended yet, and the first of them is led to', async () => {
    expect(await w.finish({ q2: 'a' })).toMatchObject({ status: 303, location: `${path}?unanswered=1#check-q1` });
    expect(chosenIn((await w.read()).html)).toEqual(['q2=a']);
    expect(await w.finish({ q1: 'c' })).toMatchObject({ status: 303, location: '/learn/an-toan/thu-la' });
  });

  it('take no answer that is not offered, no question of another lesson and no word of the language', async () => {
    const forms: Record<string, string>[] = [{ q1: 'z' }, { q1: '' }, { q9: 'a' }, { ['constructor']: 'a' }, { ['__proto__']: 'b' }, { q1: 'A' }];
    for (const form of forms) expect((await w.finish(form)).location).toBe(`${path}?unanswered=2#check-q1`);
    expect(await w.db.selectFrom('check_progress').selectAll().execute()).toEqual([]);
    expect((await w.finish({ q1: 'x'.repeat(81) })).status).toBe(422);
  });

  it('wait again when a newer version offers what was chosen no more', async () => {
    await w.finish({ q1: 'a', q2: 'b' });
    await withOtherOptions(w.made);
    expect(chosenIn((await w.read()).html)).toEqual(['q2=b']);
    expect((await w.finish({})).location).toBe(`${path}?unanswered=1#check-q1`);
    expect((await w.finish({ q1: 'moi-b' })).location).not.toContain('unanswered');
  });
});

describe('ending a lesson', () => {
  it('twice is once, and leads on both times', async () => {
    const done = await Promise.all([w.finish({ q1: 'a', q2: 'b' }), w.finish({ q1: 'a', q2: 'b' })]);
    expect(done.map(({ location }) => location)).toEqual(['/learn/an-toan/thu-la', '/learn/an-toan/thu-la']);
    expect([await w.events('lesson.completed'), await w.events('check.answered')]).toEqual([1, 2]);
  });

  it('leads from the last lesson of a module to its test, and at the end to the course', async () => {
    const end = async (slug: string) => (await w.finish({ q1: 'a', q2: 'b' }, { course: 'an-toan', lesson: slug })).location;
    expect([await end('thu-la'), await end('mat-khau-manh'), await end('thu-la'), await end('dinh-danh')]).toEqual(['/courses/an-toan', '/learn/an-toan/thu-la', '/assessments/an-toan/kiem-tra-m1', '/courses/an-toan']);
  });

  it('by an address alone changes nothing', async () => {
    for (const route of [completion, answers]) expect(await w.browsers.me.get(route.loader as never, '/x', ids)).toMatchObject({ status: 303, location: path });
    expect(await w.events('lesson.completed')).toBe(0);
  });
});

describe('enrolling oneself', () => {
  const enrol = (slug = 'an-toan') => w.browsers.outsider.post(enrolment.action as never, `/courses/${slug}/enrollment`, { course: slug }, { isMandatory: '1', dueOn: '2020-01-01', source: 'PLAN' });
  const own = () => w.db.selectFrom('enrollment').select(['source', 'is_mandatory', 'due_on', 'enrolled_by', 'cancelled_at']).where('user_id', '=', w.outsider.id).execute();

  it('twice is once, by oneself and of one’s own will, whatever the form says', async () => {
    expect((await Promise.all([enrol(), enrol()])).map(({ location }) => location)).toEqual(['/courses/an-toan', '/courses/an-toan']);
    expect(await own()).toEqual([{ source: 'SELF', is_mandatory: 0, due_on: null, enrolled_by: w.outsider.id, cancelled_at: null }]);
  });

  it('again after leaving begins anew beside the old one', async () => {
    await enrol();
    await w.db.updateTable('enrollment').set({ cancelled_at: w.clock.now().toISOString() }).where('user_id', '=', w.outsider.id).execute();
    await enrol();
    expect((await own()).map(({ cancelled_at }) => cancelled_at === null).toSorted()).toEqual([false, true]);
  });

  it('is not to be had for a course that waits, is withdrawn or is none', async () => {
    await makeCourse(w.db, { slug: 'nhap', released: false });
    await makeCourse(w.db, { slug: 'da-dung', retired: true });
    for (const slug of ['nhap', 'da-dung', 'khong-co', '__proto__']) expect((await enrol(slug)).status).toBe(404);
    expect(await own()).toEqual([]);
  });
});

describe('the pages around', () => {
  it('show to each her own standing, and nobody else’s', async () => {
    await happened(w.db, w.person.id, w.made, '2026-11-20T01:00:00.000Z', facts.completed(w.made, 0));
    const [mine, others] = [wordsOf(await w.browsers.me.see(course as never, '/courses/an-toan', { course: 'an-toan' })), wordsOf(await w.browsers.outsider.see(course as never, '/courses/an-toan?enrol=first', { course: 'an-toan' }))];
    expect([mine.includes('1/3'), others.includes('1/3')]).toEqual([true, false]);
    expect([wordsOf(await w.browsers.me.see(home as never, '/')).includes('Nhận ra thư lạ'), wordsOf(await w.browsers.outsider.see(home as never, '/')).includes('Nhận ra thư lạ')]).toEqual([true, false]);
  });

  it.each(['', '%00', '%F0%9F%98%80', '%3Cscript%3E', "'%20or%201=1--", '%25', 'q'.repeat(5_000), 'an+to%C3%A0n'.repeat(30), '%ED%A0%80'])('the catalogue answers ?q=%s', async (q) => {
    const markup = await w.browsers.me.see(catalogue as never, `/courses?q=${q}`);
    expect(markup).not.toContain('<script>');
    expect(markup).not.toMatch(/NaN|undefined/);
  });
});

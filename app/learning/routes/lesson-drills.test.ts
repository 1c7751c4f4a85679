import { beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { textOf, wordsOf } from '../../../tests/support/page.tsx';
import { enrolled, makeCourse } from '../../../tests/world/courses.ts';
import { drillTypes, sampleDrill } from '../../../tests/world/drills.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { savePreferences } from '../../people/commands/save-preferences.server.ts';
import { rebuildProgress } from '../commands/rebuild-progress.server.ts';
import { handInName } from '../rules/drill.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import type { DrillType } from '../rules/drill.ts';
import { solveDrill } from '../rules/solve-drill.ts';
import * as answers from './lesson-answers.ts';
import * as completion from './lesson-completion.ts';
import * as lesson from './lesson.tsx';

const ids = { course: 'an-toan', lesson: 'luyen-tap' };
const path = '/learn/an-toan/luyen-tap';
const json = { accept: 'application/json' };

/** The fields of a form in which a drill is filled in rightly, as a browser sends them. */
function solved(type: DrillType): Record<string, string> {
  const fields = Object.entries(solveDrill(sampleDrill(type).body)).map(([name, value]) => [`${type}.${name}`, value]);
  return { [type]: '', ...Object.fromEntries(fields) };
}
const untouched = Object.fromEntries(drillTypes.map((type) => [type, '']));
const all = Object.assign({}, ...drillTypes.map(solved)) as Record<string, string>;

async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const made = await makeCourse(db, { slug: 'an-toan', lessons: [{ slug: 'luyen-tap', checks: ['q1'], drills: drillTypes }], assessments: 'none' });
  const [person, outsider] = [await makePerson(db), await makePerson(db)];
  await enrolled(db, person.id, made);
  const browsers = { me: await visitorOf(db, clock, person), outsider: await visitorOf(db, clock, outsider), nobody: await visitorOf(db, clock, null) };
  const read = async () => textOf((await browsers.me.get(lesson.loader as never, path, ids)).response as Response);
  const send = (form: Record<string, string>, headers: Record<string, string> = {}, who: keyof typeof browsers = 'me') => {
    clock.pass({ seconds: 1 });
    return browsers[who].post(answers.action as never, `${path}/answers`, ids, form, headers);
  };
  const finish = (form: Record<string, string>) => {
    clock.pass({ seconds: 1 });
    return browsers.me.post(completion.action as never, `${path}/completion`, ids, form);
  };
  const facts = async () => (await db.selectFrom('progress_event').select('result').where('verb', '=', 'check.answered').orderBy('seq').execute()).map(({ result }) => JSON.parse(result) as Record<string, unknown>);
  return { db, made, browsers, read, send, finish, facts };
}
let w: Awaited<ReturnType<typeof world>>;
const cardOf = (html: string, type: DrillType) => new RegExp(`<section class="drill" id="check-${type}"[\\s\\S]*?</section>`).exec(html)?.[0] ?? '';
/** Words that only somebody may see who has done the drill. */
const secrets: Record<DrillType, string> = { signs: 'Dồn ép thời gian', inbox: 'Lừa đảo', cleaning: 'Trống ngày sinh', ordering: 'Ở giữa', worked: 'Vì sao đúng' };

describe('one learner, step by step', () => {
  beforeAll(async () => {
    w = await world();
    return () => w.db.destroy();
  });

  it('is shown all practice as plain forms, and no answer', async () => {
    const html = await w.read();
    for (const type of drillTypes) {
      const card = cardOf(html, type);
      expect(card, type).toContain(`formaction="${path}/answers"`);
      expect(card).not.toContain(secrets[type]);
      expect(card).not.toContain('data-drill-result');
      for (const [control] of card.matchAll(/<(?:input|select|button)[^>]*>/g)) if (!control.includes('data-clock-switch')) expect(control).toContain('form="lesson-completion"');
    }
    expect(html).not.toContain('checked=""');
  });

  it('hands in half: it is kept, told what is open, and still shown no answer', async () => {
    expect(await w.send({ ...untouched, q1: 'b', 'inbox.1': 'keep', [handInName]: 'inbox' })).toMatchObject({ status: 303, location: `${path}#check-inbox` });
    const card = cardOf(await w.read(), 'inbox');
    expect(wordsOf(card)).toContain('Đã lưu phần đã chọn. Còn 2 mục chưa chọn.');
    expect(card).toMatch(/checked="" value="keep"/);
    expect(card).not.toContain(secrets.inbox);
    expect((await w.facts()).map(({ check, isDraft }) => [check, isDraft])).toEqual([['q1', undefined], ['inbox', true]]);
  });

  it('hands in nothing marked, and is asked for one mark', async () => {
    await w.send({ ...untouched, 'inbox.1': 'keep', [handInName]: 'signs' });
    expect(wordsOf(cardOf(await w.read(), 'signs'))).toContain('Chưa đánh dấu phần nào.');
  });

  it('cannot end the lesson before', async () => {
    expect((await w.finish({ ...untouched, 'inbox.1': 'keep' })).location).toBe(`${path}?unanswered=5#check-signs`);
  });

  it('hands in one and keeps the drafts of the others', async () => {
    await w.send({ ...all, 'signs.1': '1', [handInName]: 'signs' });
    const html = await w.read();
    expect(wordsOf(cardOf(html, 'signs'))).toContain('Tìm được 3 trên 3 dấu hiệu, báo nhầm 1. Điểm: 2/3.');
    expect(cardOf(html, 'signs')).toContain(secrets.signs);
    for (const type of drillTypes.filter((one) => one !== 'signs')) {
      expect(cardOf(html, type)).not.toContain(secrets[type]);
      expect(wordsOf(cardOf(html, type))).toContain('Bấm “Xem kết quả” khi xong.');
    }
    expect((await w.facts()).find(({ check, isDraft }) => check === 'signs' && !isDraft)).toEqual({ check: 'signs', answer: '{"done":true,"given":{"1":"1","2":"1","3":"1","4":"1"}}', correct: false, points: 2, of: 3 });
  });

  it('ends the lesson with all of it, which hands in what is complete', async () => {
    expect((await w.finish(all)).location).toBe('/courses/an-toan');
    const html = await w.read();
    for (const type of drillTypes) expect(cardOf(html, type), type).toContain(secrets[type]);
    const said = wordsOf(html);
    for (const words of ['Tìm được 3 trên 3 dấu hiệu, báo nhầm 0. Điểm: 3/3.', 'Xử lý đúng 3 trên 3 tin.', 'Được 3 trên 3 dòng.', 'Đúng 3 trên 3 cặp việc liền nhau.', 'Tự làm đúng 2 trên 2 bước.']) expect(said).toContain(words);
  });

  it('sending it again adds nothing, and the ledger agrees with what is shown', async () => {
    const before = await w.facts();
    await w.finish(all);
    await w.send({ ...all, [handInName]: 'inbox' });
    expect(await w.facts()).toEqual(before);
    const rows = () => w.db.selectFrom('check_progress').selectAll().orderBy('check_key').execute();
    expect((await rows()).filter(({ is_correct, tries }) => is_correct === 1 && tries >= 1)).toHaveLength(6);
    expect((await rows()).find(({ check_key }) => check_key === 'inbox')).toMatchObject({ tries: 1 });
    const live = await rows();
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
    await rebuildProgress(w.db);
    expect(await rows()).toEqual(live);
  });
});

describe('the script of the lesson', () => {
  beforeAll(async () => {
    w = await world();
    return () => w.db.destroy();
  });
  const said = async (answer: Awaited<ReturnType<typeof w.send>>) => (await answer.response?.json()) as { unanswered: string[]; card?: string };

  it('keeps drafts without handing anything in, and gets no card for it', async () => {
    const { unanswered, card } = await said(await w.send(solved('worked'), json));
    expect([unanswered, card]).toEqual([['q1', ...drillTypes], undefined]);
  });

  it('gets the marked card in the reader’s language, ready to stand in the page', async () => {
    const { unanswered, card = '' } = await said(await w.send({ ...solved('cleaning'), 'cleaning.2-fault': 'song', [handInName]: 'cleaning' }, json));
    expect(unanswered).not.toContain('cleaning');
    expect(wordsOf(card)).toContain('Được 2,5 trên 3 dòng.');
    expect(wordsOf(card)).toContain('Đúng ô, nhầm loại lỗi.');
    expect(cardOf(await w.read(), 'cleaning')).toBe(card);
  });

  it.each(['UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN'] as const)('%s may look after courses, but answers in none that she is not enrolled in', async (role) => {
    const person = await makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    const browser = await visitorOf(w.db, testClock(), person);
    const before = (await w.facts()).length;
    expect((await browser.post(answers.action as never, `${path}/answers`, ids, solved('signs'), json)).status).toBe(403);
    expect((await browser.post(completion.action as never, `${path}/completion`, ids, all)).status).toBe(403);
    expect((await w.facts()).length).toBe(before);
  });

  it('speaks English to who reads English, in the card as in the page', async () => {
    const person = await makePerson(w.db);
    await enrolled(w.db, person.id, w.made);
    await savePreferences(w.db, person.id, { locale: 'en', theme: 'system' });
    const browser = await visitorOf(w.db, testClock(), person);
    const answer = await browser.post(answers.action as never, `${path}/answers`, ids, { ...solved('ordering'), [handInName]: 'ordering' }, json);
    const card = ((await answer.response?.json()) as { card?: string } | undefined)?.card ?? '';
    expect(wordsOf(card)).toContain('3 of 3 neighbouring pairs are in order.');
    expect(wordsOf(card)).not.toContain('cặp việc liền nhau');
  });

  it.each<[string, Record<string, string>]>([
    ['a drill of another lesson', { khac: '', 'khac.1': 'keep', [handInName]: 'khac' }],
    ['a built-in name', { [handInName]: '__proto__', constructor: '', 'constructor.1': 'keep' }],
    ['markup', { inbox: '', 'inbox.1': '<script>', [handInName]: '<b>' }],
  ])('%s changes nothing', async (_what, form) => {
    const before = (await w.facts()).length;
    expect((await said(await w.send(form, json))).card).toBeUndefined();
    expect((await w.send(form)).location).toBe(path);
    expect((await w.facts()).length).toBe(before);
  });

  it('is refused what is too long, and what comes from who is not enrolled or not signed in', async () => {
    expect((await w.send({ inbox: '', 'inbox.1': 'x'.repeat(81) }, json)).status).toBe(422);
    expect((await w.send({ ['x'.repeat(101)]: '' }, json)).status).toBe(422);
    expect((await w.send(solved('inbox'), json, 'outsider')).status).toBe(403);
    expect((await w.send(solved('inbox'), json, 'nobody')).status).toBeGreaterThanOrEqual(300);
    expect((await w.facts()).filter(({ check }) => check === 'inbox')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../tests/support/page.tsx';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { pretestKey, renewalWorld, yearly, type RenewalWorld } from '../../../tests/world/renewals.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import type { Actor } from '../../people/actor.ts';
import * as assessmentPage from './assessment.tsx';
import * as resultPage from './attempt-result.tsx';
import * as coursePage from './course.tsx';
import * as homePage from '../../frame/home.tsx';
import * as unitsPage from './units.tsx';

/** What somebody reads on the pages of the world's course. */
async function readerOf(w: RenewalWorld, who: Actor) {
  const browser = await visitorOf(w.db, w.clock, who);
  const { slug } = w.course;
  return {
    browser,
    home: async () => wordsOf(await browser.see(homePage, '/')),
    course: async (locale: 'vi' | 'en' = 'vi') => wordsOf(await browser.see(coursePage, `/courses/${slug}`, { course: slug }, locale)),
    before: async (key = pretestKey, locale: 'vi' | 'en' = 'vi') => wordsOf(await browser.see(assessmentPage, `/assessments/${slug}/${key}`, { course: slug, key }, locale)),
    result: async (attempt: string, locale: 'vi' | 'en' = 'vi') => wordsOf(await browser.see(resultPage, `/attempts/${attempt}/result`, { attempt }, locale)),
  };
}

/** Somebody whose renewal is open, and her pages. */
async function renewing(traits = {}) {
  const w = await renewalWorld(traits);
  const person = await w.graduate();
  await w.openYear();
  return { w, person, pages: await readerOf(w, person) };
}

describe('the course page', () => {
  it('says how the course is renewed before anything is due, and nothing about a round', async () => {
    await using w = await renewalWorld();
    const pages = await readerOf(w, await w.graduate());
    expect(await pages.course()).toContain('Mỗi 12 tháng một kỳ; kỳ mới mở trước 45 ngày. Đầu kỳ có bài kiểm tra không bắt buộc: đúng 2 trên 2 câu');
    expect(await pages.course()).not.toContain('Kỳ học lại');
    expect(await pages.course('en')).toContain('Every 12 months; a new round opens 45 days before.');
  });

  const certificates: [what: string, change: object | null, at: string, said: string][] = [
    ['still valid', {}, '2026-10-18', 'Chứng nhận đang có còn hiệu lực đến hết ngày 01/12/2026 và được giữ nguyên.'],
    ['expired', {}, '2026-12-02', 'Chứng nhận trước có hiệu lực đến hết ngày 01/12/2026 và nay đã hết.'],
    ['taken back', { revoked_at: '2026-05-01T01:00:00.000Z', revoked_reason: 'OTHER' }, '2026-10-18', 'Chứng nhận trước đã bị thu hồi.'],
    ['never given', null, '2026-10-18', 'Hoàn thành kỳ này sẽ được cấp chứng nhận mới.'],
  ];
  it.each(certificates)('tells what the certificate of before is worth: %s', async (_what, change, at, said) => {
    const { w, pages } = await renewing();
    if (change === null) await w.db.deleteFrom('certificate').execute();
    else if (Object.keys(change).length > 0) await w.db.updateTable('certificate').set(change).execute();
    w.clock.set(`${at}T01:00:00.000Z`);
    expect(await pages.course()).toContain(said);
    expect(await pages.course()).toContain(at > '2026-12-01' ? 'Đã quá hạn ngày 01/12/2026. Vẫn học và thi được bình thường' : 'Cần hoàn thành chậm nhất ngày 01/12/2026.');
  });

  it('offers the pre-test, goes on with it, and then says what came of it', async () => {
    const { w, person, pages } = await renewing();
    expect(await pages.course()).toContain('Bài kiểm tra đầu vào có 4 câu, làm trong 20 phút, một lần duy nhất và không bắt buộc.');
    const attempt = await w.beginPretest(person);
    expect(await pages.course()).toContain('Làm tiếp bài kiểm tra đầu vào');
    await w.answer(person, attempt, ['m1']);
    await w.by(person).submit(attempt);
    const page = await pages.course();
    for (const said of ['Không phải đọc lại 10 phút bài học', '2 bài đã được chứng minh', '2/3 bài học', 'Trong đó 2 bài đã chứng minh, không phải đọc lại.', 'đã chứng minh']) expect(page).toContain(said);
    expect(page).not.toContain('Bài kiểm tra đầu vào có');
    expect(await pages.course('en')).toContain('10 minutes of lessons need not be read again');
  });

  it.each([
    ['proved nothing', async (w: RenewalWorld, who: Actor) => void (await w.sit(who, [])), {}, 'chưa chứng minh được mô-đun nào, nên kỳ này học đủ các bài'],
    ['read everything', async (w: RenewalWorld, who: Actor) => { for (const lesson of ['bai-1', 'bai-2', 'bai-3']) await w.by(who).complete(lesson); }, {}, 'Không còn bài nào chưa học nên không cần làm bài kiểm tra đầu vào.'],
    ['takes a course without one', async () => {}, { renewal: { ...yearly, pretest: null }, assessments: [] }, 'Kỳ này học lại toàn bộ khoá, vì khoá không có bài kiểm tra đầu vào.'],
  ])('has a sentence for whoever %s', async (_what, act, traits, said) => {
    const { w, person, pages } = await renewing(traits);
    await act(w, person);
    expect(await pages.course()).toContain(said);
  });

  it('is an ordinary one again when the round is completed', async () => {
    const { w, person, pages } = await renewing();
    await w.finish(person);
    expect(await pages.course()).toContain('Hoàn thành ngày 17/10/2026');
    expect(await pages.course()).not.toContain('Cần hoàn thành');
  });
});

describe('the pre-test', () => {
  it('is announced on the home page while it can be taken', async () => {
    const { w, person, pages } = await renewing();
    expect(await pages.home()).toContain('Đây là kỳ học lại. Làm bài kiểm tra đầu vào trước để chỉ học phần còn thiếu.');
    const attempt = await w.beginPretest(person);
    expect(await pages.home()).toContain('Bài đang làm dở');
    await w.by(person).submit(attempt);
    expect(await pages.home()).not.toContain('kiểm tra đầu vào');
  });

  it('says before it begins that it is taken once and not passed or failed, and afterwards where its result is', async () => {
    const { w, person, pages } = await renewing();
    const page = await pages.before();
    for (const said of ['Bài này làm một lần trong mỗi kỳ học lại', 'Bắt đầu làm bài', '4 câu', '20 phút', 'Chỉ câu đúng trọn vẹn được tính']) expect(page).toContain(said);
    expect(page).not.toMatch(/Điểm đạt|cộng một phần/);
    await w.sit(person, ['m1']);
    expect(await pages.before()).toContain('Bài kiểm tra đầu vào của kỳ này đã làm xong.');
    expect(await pages.before()).not.toMatch(/Bắt đầu|Đạt|đã đạt/);
    expect(await pages.before(pretestKey, 'en')).toContain('You have taken the pre-test of this round.');
  });

  it('says why it cannot be taken', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    expect(await (await readerOf(w, person)).before()).toContain('Bài kiểm tra đầu vào chỉ dành cho kỳ học lại.');
    await w.openYear();
    const pages = await readerOf(w, person);
    for (const lesson of ['bai-1', 'bai-2', 'bai-3']) await w.by(person).complete(lesson);
    expect(await pages.before()).toContain('Mọi bài của kỳ này đã học xong hoặc đã chứng minh');
  });

  it('shows module by module what was proven, with all explanations', async () => {
    const { w, person, pages } = await renewing();
    const attempt = await w.beginPretest(person);
    w.clock.pass({ minutes: 3 });
    await w.answer(person, attempt, ['m2']);
    await w.by(person).submit(attempt);
    const page = await pages.result(attempt);
    for (const said of ['Không phải đọc lại 5 phút bài học', 'Đã chứng minh 1 trên 2 mô-đun. Trừ 3 phút làm bài này, Anh/Chị tiết kiệm được 2 phút.', '2 trên 2 Đã chứng minh', '0 trên 2 Cần học lại', 'Học tiếp phần còn thiếu', 'Đọc lại trong bài']) expect(page).toContain(said);
    expect(page).not.toMatch(/Không đạt|Điểm đạt|Làm lại/);
  });

  it('claims no saving when the test took as long as the reading that it spared', async () => {
    const { w, person, pages } = await renewing();
    const attempt = await w.beginPretest(person);
    w.clock.pass({ minutes: 5 });
    await w.answer(person, attempt, ['m2']);
    await w.by(person).submit(attempt);
    expect(await pages.result(attempt)).toContain('Làm bài này mất 5 phút, nên lần này chưa bớt được thời gian');
    expect(await pages.result(attempt)).not.toContain('tiết kiệm được');
  });

  it('consoles whoever proved nothing, also when the time was up', async () => {
    const { w, person, pages } = await renewing();
    const attempt = await w.beginPretest(person);
    w.clock.pass({ minutes: 21 });
    const page = await pages.result(attempt);
    expect(page).toContain('Lần này chưa chứng minh được mô-đun nào');
    expect(page).toContain('Hết giờ, bài được tự động nộp');
    expect(await pages.result(attempt, 'en')).toContain('No module was proven this time');
  });

  it('is nobody else’s to see', async () => {
    const { w, person } = await renewing();
    const attempt = await w.sit(person, ['m1']);
    const other = await visitorOf(w.db, w.clock, await makePerson(w.db));
    expect((await other.get(resultPage.loader, `/attempts/${attempt}/result`, { attempt }).catch((error: { kind: string }) => ({ status: error.kind }))).status).not.toBe(200);
  });
});

describe('an ordinary test of the round', () => {
  it('leads on in the course although an older certificate is valid, and lists the attempts of all rounds', async () => {
    const { w, person, pages } = await renewing();
    await w.by(person).complete('bai-1');
    await w.by(person).complete('bai-2');
    await w.by(person).pass('kiem-tra-m1');
    const attempt = await w.db.selectFrom('attempt').select('id').where('round', '=', 2).executeTakeFirstOrThrow();
    expect(await pages.result(attempt.id)).toContain('Tiếp tục khoá học');
    expect(await pages.before('kiem-tra-m1')).toContain('Đã dùng 1, còn 2 trên 3 lượt');
    expect(await pages.before('kiem-tra-m1')).toMatch(/Lượt 2.*Lượt 1/);
  });
});

describe('minutes given back, for leaders', () => {
  it('are summed from ten people on; below that nobody’s result can be read from them', async () => {
    await using w = await renewalWorld();
    const unitId = await makeUnit(w.db);
    const people: Actor[] = [];
    for (let at = 0; at < 10; at += 1) people.push(await w.graduate(await makePerson(w.db, { unitId })));
    const leader = await makePerson(w.db, { unitId, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }] });
    const units = async () => wordsOf(await (await visitorOf(w.db, w.clock, leader)).see(unitsPage, `/units?course=${w.course.slug}`));
    expect(await units()).not.toContain('Học lại định kỳ');
    await w.openYear();
    for (const person of people.slice(1)) await w.sit(person, ['m1']);
    expect(await units()).toMatch(/Đang trong kỳ học lại 10 Đã làm kiểm tra đầu vào 9 Số phút tiết kiệm được Chưa hiện/);
    const last = await w.beginPretest(people[0] as Actor);
    await w.answer(people[0] as Actor, last, ['m2']);
    w.clock.pass({ minutes: 4 });
    await w.by(people[0] as Actor).submit(last);
    expect(await units()).toMatch(/Đã làm kiểm tra đầu vào 10 Số phút tiết kiệm được 91 95 phút bài học không phải đọc lại, trừ 4 phút/);
  });
});

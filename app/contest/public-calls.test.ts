import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { call, testPorts } from '../../tests/world/calls.ts';
import { extendContest, makeContest, makeOrganiser, makeOutsider, makeRules, type ContestTraits } from '../../tests/world/contests.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import { answerQuestion, askQuestion, hideQuestion } from './commands/questions.server.ts';
import { partsOf } from './islands/countdown.ts';
import { listQuestions } from './queries/questions.server.ts';
import * as contestPage from './routes/contest.tsx';
import * as questionsPage from './routes/contest-questions.tsx';
import * as rulesPage from './routes/contest-rules.tsx';
import * as versionPage from './routes/contest-rules-version.tsx';
import * as listPage from './routes/contests.tsx';

async function world(traits: ContestTraits = {}) {
  const db = await freshDb();
  const clock = testClock();
  const organiser = await makeOrganiser(db);
  const contest = await makeContest(db, { slug: 'sang-kien', title: 'Sáng kiến "dữ liệu" <2026>', createdBy: organiser.id, ...traits });
  const see = async (page: { loader: unknown; default: unknown }, params: Record<string, string> = {}, token?: string) => {
    const answer = await call(page.loader as never, { db, clock, path: '/contests/sang-kien', params: { slug: 'sang-kien', ...params }, ...(token ? { token } : {}) });
    return { ...answer, words: answer.status === 200 ? wordsOf(drawPage(page.default as never, { data: answer.body })) : '', html: answer.status === 200 ? drawPage(page.default as never, { data: answer.body }) : '' };
  };
  return { db, clock, ports: testPorts(db, clock), organiser, contest, see, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('the page of a contest', () => {
  it('says the deadline to the second with its zone, and carries the countdown for a script', async () => {
    await using w = await world();
    const { words, html } = await w.see(contestPage);
    expect(words).toContain('Nhận bài đến hết 23:59:59 ngày 31/12/2026 (giờ Việt Nam)');
    expect(html).toMatch(/data-island="countdown"[^>]*data-left="3340800"/);
    expect(words).toContain('Còn 38 ngày 16 giờ 0 phút 0 giây');
  });

  it('shows who may take part, tracks, data, rubric, prizes, timetable and rules, everything as text', async () => {
    await using w = await world();
    const { words, html } = await w.see(contestPage);
    for (const part of ['Cá nhân, tổ chức, doanh nghiệp', 'Y tế và giáo dục', 'Danh mục thủ tục hành chính', 'Ghi nguồn khi sử dụng.', 'Khả năng áp dụng', '60%', '50.000.000 đồng', '01/03/2027 09:00:00', 'Phiên bản 1', 'Chấm kín']) expect(words).toContain(part);
    expect(html).toContain('&lt;2026&gt;');
  });

  it('is the same for its last millisecond, and over in the next', async () => {
    await using w = await world();
    w.clock.set('2026-12-31T16:59:59.999Z');
    expect((await w.see(contestPage)).words).toContain('Còn 0 ngày 0 giờ 0 phút 1 giây');
    w.clock.set('2026-12-31T17:00:00.000Z');
    const over = await w.see(contestPage);
    expect(over.words).toContain('Đã hết hạn nộp bài lúc 23:59:59 ngày 31/12/2026 (giờ Việt Nam)');
    expect(over.html).not.toContain('countdown');
  });

  it('shows an extension with its reason, and what had been announced', async () => {
    await using w = await world();
    await extendContest(w.db, w.contest, 90, 'Đứt cáp');
    const { words } = await w.see(contestPage);
    expect(words).toContain('đến hết 01:29:59 ngày 01/01/2027');
    expect(words).toMatch(/Hạn công bố ban đầu: 31\/12\/2026 23:59:59.*Thêm 90 phút.*Lý do: Đứt cáp/);
  });

  it('gives away neither grace nor drafts, also to a script that asks for JSON', async () => {
    await using w = await world({ graceSeconds: 1_234 });
    await makeRules(w.db, w.contest, { version: 2, body: 'Bản nháp kín', publishedAt: null });
    for (const page of [contestPage, rulesPage, questionsPage]) {
      const { body } = await w.see(page);
      expect(JSON.stringify(body)).not.toMatch(/:1234\b|grace|Bản nháp kín|revision|"version":2|createdBy/);
    }
    expect((await w.see(versionPage, { version: '2' })).status).toBe(404);
    w.clock.set('2026-12-31T17:05:00.000Z');
    expect((await w.see(contestPage)).words).toContain('Đã hết hạn nộp bài');
  });

  it('of a draft is not there', async () => {
    await using w = await world({ publishedAt: null });
    for (const page of [contestPage, rulesPage, questionsPage]) expect((await w.see(page)).status).toBe(404);
    expect((await w.see(contestPage, { slug: 'khong-co' })).status).toBe(404);
    expect((await w.see(versionPage, { version: 'x' })).status).toBe(404);
  });

  it('speaks English', async () => {
    await using w = await world();
    const { body } = await w.see(contestPage);
    expect(wordsOf(drawPage(contestPage.default, { data: body, locale: 'en' }))).toContain('Entries are taken until the end of 23:59:59 on 31/12/2026 (Vietnam time)');
  });
});

describe('the list', () => {
  it('has a shelf for each way that a contest stands, and no draft', async () => {
    await using w = await world();
    await makeContest(w.db, { title: 'Bản nháp', publishedAt: null });
    await makeContest(w.db, { title: 'Đang chấm', moments: { OPENS: '2026-01-01T00:00:00.000Z', ENTRIES_CLOSE: '2026-02-01T16:59:59.000Z', SCREENING_ENDS: '2026-03-01T16:59:59.000Z' } });
    await makeContest(w.db, { title: 'Xong rồi', closedAt: '2026-11-01T00:00:00.000Z' });
    const { words } = await w.see(listPage);
    expect(words).toMatch(/Đang và sắp nhận bài.*Sáng kiến.*Đang kiểm tra và chấm.*Đang chấm.*Đã dừng, không có kết quả.*Xong rồi .*Không nhận bài nữa\./);
    expect(words).not.toContain('Đã có kết quả');
    expect(words).not.toContain('Bản nháp');
  });

  it('says so when there is nothing', async () => {
    await using w = await world({ publishedAt: null });
    expect((await w.see(listPage)).words).toContain('Chưa có cuộc thi nào');
  });
});

describe('rules of a contest', () => {
  it('are drawn from guarded Markdown, with their hash and what changed', async () => {
    await using w = await world({ rules: 'Mỗi đội nộp **một** bài. <script>alert(1)</script>' });
    await makeRules(w.db, w.contest, { version: 2, body: 'Mỗi đội nộp **hai** bài.', publishedAt: '2026-11-10T00:00:00.000Z' });
    const newest = await w.see(rulesPage);
    expect(newest.html).toContain('<strong>hai</strong>');
    expect(newest.html).toMatch(/<del>.*một.*<\/del>/);
    expect(newest.words).toMatch(/[\da-f]{64}/);
    const old = await w.see(versionPage, { version: '1' });
    expect(old.words).toContain('Đây là phiên bản cũ. Phiên bản đang áp dụng là 2.');
    expect(old.html).not.toContain('<script>');
  });
});

describe('questions', () => {
  const question = 'Một đội có được nộp hai bài không?';

  it('are asked by whoever is signed in, answered for all, hidden and shown again', async () => {
    await using w = await world();
    const [asker, other] = [await makeOutsider(w.db, { fullName: 'Người Hỏi' }), await makePerson(w.db)];
    expect((await askQuestion(w.ports, asker, 'sang-kien', question)).ok).toBe(true);
    const seenBy = async (id: string | null) => (await listQuestions(w.db, w.contest.id, { id, isOrganiser: false })).map((row) => row.answer);
    expect([await seenBy(asker.id), await seenBy(other.id), await seenBy(null)]).toEqual([[null], [], []]);
    const [row] = await listQuestions(w.db, w.contest.id, { id: w.organiser.id, isOrganiser: true });
    const where = { id: w.contest.id, question: row?.id ?? '' };
    await answerQuestion(w.ports, w.organiser, where, { answer: 'Được.', seenAt: null });
    expect(await seenBy(null)).toEqual(['Được.']);
    expect(JSON.stringify((await w.see(questionsPage)).body)).not.toContain('Người Hỏi');
    await hideQuestion(w.ports, w.organiser, where, true);
    expect([await seenBy(null), await seenBy(asker.id)]).toEqual([[], []]);
    await hideQuestion(w.ports, w.organiser, where, false);
    expect(await seenBy(other.id)).toEqual(['Được.']);
    expect((await w.db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['contest.answer', 'contest.hide-question', 'contest.show-question']);
  });

  it('are counted on the page of the contest once there is an answer, and said to have none before', async () => {
    await using w = await world();
    const said = async () => /Hỏi đáp ([^.]+\.)/.exec((await w.see(contestPage)).words)?.[1];
    expect(await said()).toBe('Chưa có câu hỏi nào được trả lời.');
    await askQuestion(w.ports, await makePerson(w.db), 'sang-kien', question);
    expect(await said()).toBe('Chưa có câu hỏi nào được trả lời.');
    const [row] = await listQuestions(w.db, w.contest.id, { id: w.organiser.id, isOrganiser: true });
    await answerQuestion(w.ports, w.organiser, { id: w.contest.id, question: row?.id ?? '' }, { answer: 'Được.', seenAt: null });
    expect(await said()).toBe('1 câu đã trả lời.');
  });

  it('are answered to whoever asked by a notice, once, with the contest’s name as text', async () => {
    await using w = await world();
    const asker = await makeOutsider(w.db);
    await askQuestion(w.ports, asker, 'sang-kien', question);
    const { id } = await w.db.selectFrom('contest_question').select('id').executeTakeFirstOrThrow();
    for (const [answer, seenAt] of [['Được.', null], ['Được, mỗi lĩnh vực một bài.', w.clock.now().toISOString()]] as const) await answerQuestion(w.ports, w.organiser, { id: w.contest.id, question: id }, { answer, seenAt });
    expect(await w.db.selectFrom('message_recipient').select(['user_id', 'variables']).execute()).toEqual([{ user_id: asker.id, variables: '{"cuoc_thi":"Sáng kiến \\"dữ liệu\\" <2026>"}' }]);
    expect(JSON.parse((await w.db.selectFrom('message').select('content').executeTakeFirstOrThrow()).content)).toMatchObject({ link: '/contests/sang-kien/questions' });
  });

  it('are answered by organisers only, of their own contest only', async () => {
    await using w = await world();
    const other = await makeContest(w.db);
    await askQuestion(w.ports, await makeOutsider(w.db), 'sang-kien', question);
    const { id } = await w.db.selectFrom('contest_question').select('id').executeTakeFirstOrThrow();
    await expect(answerQuestion(w.ports, await makePerson(w.db), { id: w.contest.id, question: id }, { answer: 'Không', seenAt: null })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(answerQuestion(w.ports, w.organiser, { id: other.id, question: id }, { answer: 'Không', seenAt: null })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('sent twice are asked once; the sixth within an hour is refused', async () => {
    await using w = await world();
    const asker = await makeOutsider(w.db);
    await Promise.all([1, 2].map(() => askQuestion(w.ports, asker, 'sang-kien', question)));
    expect((await w.db.selectFrom('contest_question').select('id').execute()).length).toBe(1);
    const answers = [];
    for (let at = 0; at < 5; at += 1) answers.push((await askQuestion(w.ports, asker, 'sang-kien', `${question} ${at}`)).ok);
    expect(answers).toEqual([true, true, true, true, false]);
  });

  it('need an account, words, and a contest that is not closed', async () => {
    await using w = await world();
    const asker = await makeOutsider(w.db);
    const token = await makeSession(w.db, asker, w.clock.now().toISOString());
    const ask = (form: Record<string, string>, as?: string) => call(questionsPage.action as never, { db: w.db, clock: w.clock, path: '/contests/sang-kien/questions', params: { slug: 'sang-kien' }, form, ...(as ? { token: as } : {}) });
    expect((await ask({ question })).location).toBe('/contests/sign-in');
    expect([(await ask({ question: 'ngắn' }, token)).status, (await ask({ question: 'ă'.repeat(1_001) }, token)).status, (await ask({ question }, token)).location]).toEqual([422, 422, '/contests/sang-kien/questions?done=asked']);
    await w.db.updateTable('contest').set({ closed_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(JSON.stringify((await ask({ question: `${question} nữa` }, token)).body)).toContain('không nhận câu hỏi');
  });

  it('with markup stay text', async () => {
    await using w = await world();
    const asker = await makeOutsider(w.db);
    await askQuestion(w.ports, asker, 'sang-kien', '<img src=x onerror=alert(1)> có được không?');
    const token = await makeSession(w.db, asker, w.clock.now().toISOString());
    expect((await w.see(questionsPage, {}, token)).html).toContain('&lt;img src=x');
  });
});

it('counts in days, hours, minutes and seconds', () => {
  expect([partsOf(0), partsOf(1), partsOf(90_061)]).toEqual([{ days: 0, hours: 0, minutes: 0, seconds: 0 }, { days: 0, hours: 0, minutes: 0, seconds: 1 }, { days: 1, hours: 1, minutes: 1, seconds: 1 }]);
});

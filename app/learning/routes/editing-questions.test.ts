import { beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { makeCourse, sampleBodies } from '../../../tests/world/learning.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { makeEditor, remarkNow, sit, suspend, type Given } from '../../../tests/world/sittings.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { countAnswers } from '../commands/count-answers.server.ts';
import { getQuestion } from '../queries/question-identity.server.ts';
import * as resultPage from './attempt-result.tsx';
import * as questionPage from './editing-question.tsx';
import * as questionsPage from './editing-questions.tsx';
import * as reinstatementPage from './editing-reinstatement.tsx';
import * as suspensionPage from './editing-suspension.tsx';

const keys = sampleBodies.map((_body, at) => `q${at + 1}`);
const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 3 }];
let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
  return () => w.db.destroy();
});

/** Forty people answered: q1 is got right by those who fail elsewhere, q2 by hardly anybody, the others as they should be; q6 has few answers. */
async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const course = await makeCourse(db, { slug: 'an-toan', questions: sampleBodies.map((body, at) => ({ key: `q${at + 1}`, module: 'm1', body })), assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint }] });
  const people = [];
  for (let at = 0; at < 40; at += 1) {
    const person = await makePerson(db);
    const isStrong = at % 2 === 0;
    const well: Given = isStrong ? 'right' : 'wrong';
    const given: Record<string, Given> = { q1: isStrong ? 'wrong' : 'right', q2: at % 5 === 0 ? 'right' : 'open', q3: well, q4: well, q5: at % 7 === 0 ? 'wrong' : well, ...(at < 3 ? { q6: well } : {}) };
    people.push({ person, attempt: await sit(db, { userId: person.id, course: course.slug, assessment: 'kiem-tra-m1', startedAt: '2026-11-20T01:00:00.000Z', submittedAt: '2026-11-20T01:10:00.000Z', given, flagged: at % 4 === 0 ? ['q2'] : [] }) });
  }
  await countAnswers(db, clock.now().toISOString());
  const editor = await makeEditor(db);
  const visitor = await visitorOf(db, clock, editor);
  const at = (tail = '') => `/admin/courses/an-toan/questions${tail}`;
  return {
    db, clock, course, editor, visitor, people,
    list: async (query = '') => wordsOf(await visitor.see(questionsPage, at(query), { course: 'an-toan' })),
    question: async (key: string, query = '') => wordsOf(await visitor.see(questionPage, at(`/${key}${query}`), { course: 'an-toan', question: key })),
    suspension: (key: string) => visitor.see(suspensionPage, at(`/${key}/suspension`), { course: 'an-toan', question: key }),
    post: (module: { action: typeof suspensionPage.action }, key: string, form: Record<string, string>) => visitor.post(module.action as never, at(`/${key}`), { course: 'an-toan', question: key }, form),
    version: async (key: string) => (await getQuestion(db, 'an-toan', key)).versionId,
  };
}
const orderIn = (words: string) => keys.filter((key) => words.includes(`${key} `)).sort((a, b) => words.indexOf(`${a} `) - words.indexOf(`${b} `));

describe('the list of questions', () => {
  it('shows people, share right, discrimination and marks, and says what is too little to say', async () => {
    const words = await w.list();
    for (const part of ['Số liệu tính lúc 23/11/2026 08:00', 'Người khá sai nhiều hơn', 'Quá khó', 'Chưa đủ số liệu', '6 câu hỏi', '25%']) expect(words).toContain(part);
    expect(orderIn(words)).toEqual(keys);
  });

  it.each([
    ['?sort=facility', ['q2', 'q1', 'q3', 'q6']],
    ['?sort=-facility', ['q1', 'q3', 'q2', 'q6']],
    ['?sort=discrimination', ['q1', 'q2', 'q3', 'q6']],
    ['?sort=-answers', ['q1', 'q2', 'q3', 'q4', 'q5', 'q6']],
    ['?sort=-question', ['q6', 'q5', 'q4', 'q3', 'q2', 'q1']],
    ['?state=suspicious', ['q1', 'q2']],
    ['?state=few', ['q6']],
    ['?type=ordering', ['q4']],
    ['?module=khong-co', []],
    ['?sort=xyz&type=abc&page=99', keys],
  ])('%s', async (query, wanted) => {
    // Where an answer may be partly right, its worth hangs on the kind of mistake: those are left out where the order is by worth.
    const looked = query.includes('facility') || query.includes('discrimination') ? ['q1', 'q2', 'q3', 'q6'] : keys;
    expect(orderIn(await w.list(query)).filter((key) => looked.includes(key))).toEqual(wanted);
  });

  it('says so when nothing fits, and leads back to all', async () => {
    const empty = await w.list('?state=suspended');
    expect(empty).toMatch(/Không có câu hỏi nào như vậy.*Xem mọi câu hỏi/);
    // That there are none is said once.
    expect(empty).not.toContain('0 câu hỏi');
  });
});

describe('the page of a question', () => {
  it('says in a sentence what is wrong, and who chose what', async () => {
    const words = await w.question('q1');
    for (const part of ['Câu này người giỏi sai nhiều hơn người yếu.', 'Xác minh theo danh bạ cơ quan', '50%', 'Nhóm điểm cao', 'Khoảng tin cậy 99%']) expect(words).toContain(part);
    expect(await w.question('q2')).toContain('Bỏ trống');
    expect(await w.question('q6')).toContain('Mới có 3 người trả lời. Cần ít nhất 30 người');
  });

  it.each(keys)('draws %s, whatever its type', async (key) => expect(await w.question(key)).toContain('Lời văn hiện nay'));
});

describe('taking a question out of use', () => {
  it('is shown beforehand, done once, and told on every page about it', async () => {
    const before = wordsOf(await w.suspension('q1'));
    expect(before).toContain('Lượt đã nộp có câu này 40');
    const version = await w.version('q1');
    const done = await w.post(suspensionPage, 'q1', { reason: 'Đáp án đã sai từ đầu', version });
    expect([done.status, done.location]).toEqual([303, '/admin/courses/an-toan/questions/q1?done=suspended']);
    expect(await w.question('q1', '?done=suspended')).toContain('Lê Thị Ánh cho ngừng dùng lúc 23/11/2026 08:00. Lý do: Đáp án đã sai từ đầu');
    expect(await w.question('q1')).toContain('Đang chấm lại');
    const { id } = await w.db.selectFrom('question_suspension').select('id').executeTakeFirstOrThrow();
    await remarkNow(w.db, w.clock, id);
    const words = await w.question('q1');
    expect(words).toContain('20 lượt, trong đó 20 lượt tăng điểm');
    expect(words).not.toContain('Đang chấm lại');
    expect(await w.list('?state=suspended')).toContain('Đang ngừng dùng');
    expect(orderIn(await w.list('?state=suspicious'))).toEqual(['q2']);
  });

  it('tells the learner on the page of her result', async () => {
    await remarkNow(w.db, w.clock, await suspend(w.db, w.clock, w.editor, 'an-toan', 'q1'));
    const [risen, untouched] = w.people as [(typeof w.people)[number], (typeof w.people)[number]];
    const see = async ({ person, attempt }: typeof risen) => wordsOf(await (await visitorOf(w.db, w.clock, person)).see(resultPage, `/attempts/${attempt}/result`, { attempt }));
    const words = await see(risen);
    for (const part of ['Lượt này được chấm lại lúc 23/11/2026 08:00', 'Tính trọn điểm', 'Điểm tăng từ']) expect(words).toContain(part);
    const same = await see(untouched);
    for (const part of ['chấm lại', 'Tính trọn điểm']) expect(same).not.toContain(part);
  });

  it('is refused without a reason, keeping what was typed; in a second tab, with a sentence', async () => {
    const version = await w.version('q1');
    expect(await w.post(suspensionPage, 'q1', { reason: 'sai', version })).toMatchObject({ status: 422, data: { values: { reason: 'sai' }, faults: { reason: { vi: 'Vui lòng ghi lý do từ 5 đến 500 ký tự.' } } } });
    await w.post(suspensionPage, 'q1', { reason: 'Đáp án đã sai từ đầu', version });
    const second = await w.post(suspensionPage, 'q1', { reason: 'Đáp án đã sai từ đầu', version });
    expect(second).toMatchObject({ status: 409, data: { values: { reason: 'Đáp án đã sai từ đầu' } } });
    expect(await w.db.selectFrom('question_suspension').select('id').execute()).toHaveLength(1);
    expect(wordsOf(await w.suspension('q1'))).toContain('Chưa thể ngừng dùng câu này');
  });

  it('is not offered when a test could not be drawn without it', async () => {
    for (const key of ['q1', 'q2', 'q3']) await suspend(w.db, w.clock, w.editor, 'an-toan', key);
    const words = wordsOf(await w.suspension('q4'));
    expect(words).toContain('mô-đun m1 chỉ còn 2 câu ở mức cần 3 câu');
    expect(words).not.toContain('Ngừng dùng và chấm lại');
  });

  it('is taken back once, from the page that shows it', async () => {
    const suspension = await suspend(w.db, w.clock, w.editor, 'an-toan', 'q1');
    const back = { reason: 'Đã kiểm tra lại', suspension };
    expect(await w.post(reinstatementPage, 'q1', back)).toMatchObject({ status: 303, location: '/admin/courses/an-toan/questions/q1?done=reinstated' });
    expect(await w.post(reinstatementPage, 'q1', back)).toMatchObject({ status: 409 });
    expect(await w.question('q1', '?done=reinstated')).toContain('Câu hỏi được dùng lại từ bây giờ.');
    expect(await w.question('q1')).toContain('Đã kiểm tra lại');
    expect(wordsOf(await w.visitor.see(reinstatementPage, '/x', { course: 'an-toan', question: 'q1' }))).toContain('không còn ở lần ngừng dùng');
  });
});

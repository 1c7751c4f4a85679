import { describe, expect, it } from 'vitest';
import { makeCourse } from '../../../tests/world/courses.ts';
import { talkWorld } from '../../../tests/world/lesson-posts.ts';
import { loggedActions } from '../../../tests/world/classes.ts';
import type { Actor, Role } from '../../people/actor.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { getModeratedPost, listModeration } from '../queries/moderation.server.ts';
import { lessonTalk, shorten } from '../queries/lesson-posts.server.ts';
import { answerForm, hideForm, questionForm, reportForm } from '../forms/lesson-posts.ts';
import { forgetPosts } from './forget-posts.server.ts';
import { answerAsEditor, dismissReports, hidePost, showPost } from './moderate-post.server.ts';
import { acceptAnswer, reportPost, withdrawPost } from './own-post.server.ts';
import { answerBelowLesson, askBelowLesson } from './write-post.server.ts';

const question = 'Mật khẩu bao nhiêu ký tự là đủ?';

describe('a question below a lesson', () => {
  it('is seen by its author at once, and by others when an editor has let it through', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna, question, false);
    expect((await w.threads(anna)).map(({ state, isOwn }) => [state, isOwn])).toEqual([['WAITING', true]]);
    expect(await w.threads(berta)).toEqual([]);
    await expect(w.thread(berta, id)).rejects.toThrow('not-found');
    await showPost(w.ports, w.editor, id);
    expect((await w.threads(berta)).map(({ body, state, isOwn }) => [body, state, isOwn])).toEqual([[question, 'SHOWN', false]]);
  });

  it('carries no name and no unit to other learners', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner('Đinh Thị Ẩn Danh'), await w.learner()];
    const id = await w.ask(anna);
    await w.answer(berta, id);
    const seen = JSON.stringify([await w.threads(berta), await w.thread(berta, id), await lessonTalk(w.db, (await w.lesson()).lessonId)]);
    expect([seen.includes('Ẩn Danh'), seen.includes('Văn phòng'), seen.includes(anna.id)]).toEqual([false, false, false]);
  });

  it('is asked once, however often it is sent, and anew below another lesson', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    for (let times = 0; times < 3; times += 1) await askBelowLesson(w.ports, anna, w.where, question);
    await askBelowLesson(w.ports, anna, { ...w.where, lesson: w.course.lessons[1]?.slug ?? '' }, question);
    expect(await w.db.selectFrom('lesson_post').select('id').execute()).toHaveLength(2);
  });

  it('is counted by the day in Vietnam, withdrawn ones too', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    w.clock.set('2026-11-23T16:50:00.000Z');
    for (let count = 1; count <= 5; count += 1) expect(await askBelowLesson(w.ports, anna, w.where, `${question} Lần ${count}`)).toEqual({ ok: true });
    const { id } = await w.db.selectFrom('lesson_post').select('id').executeTakeFirstOrThrow();
    await withdrawPost(w.ports, anna, id);
    expect(await askBelowLesson(w.ports, anna, w.where, 'Câu hỏi thứ sáu trong ngày')).toMatchObject({ ok: false, faults: { body: {} } });
    w.clock.set('2026-11-23T17:00:00.000Z');
    expect(await askBelowLesson(w.ports, anna, w.where, 'Câu hỏi thứ sáu trong ngày')).toEqual({ ok: true });
  });

  it('is for people who are enrolled, below lessons that are there', async () => {
    await using w = await talkWorld();
    await expect(askBelowLesson(w.ports, w.editor, w.where, question)).rejects.toThrow('forbidden');
    await expect(askBelowLesson(w.ports, await w.learner(), { ...w.where, lesson: 'khong-co' }, question)).rejects.toThrow('not-found');
  });

  it('says that the lesson has changed since, and only then', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    await w.ask(anna);
    const lessons = (title: string) => [{ slug: w.where.lesson, title, module: 'm1' as const, checks: ['q1', 'q2'] }];
    const first = await w.lesson();
    await makeCourse(w.db, { of: w.course, lessons: lessons(first.title) });
    expect((await w.threads(anna)).map((one) => one.isOfOldText)).toEqual([false]);
    await makeCourse(w.db, { of: { ...w.course, versionId: (await w.lesson()).courseVersionId }, lessons: lessons('Một tên khác của bài') });
    expect((await w.threads(anna)).map((one) => one.isOfOldText)).toEqual([true]);
    expect((await listModeration(w.db, { tab: 'shown', page: 1 })).posts.map((one) => one.isOfOldText)).toEqual([true]);
  });

  it('that somebody takes back is erased and gone with its thread', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    await w.answer(berta, id);
    await withdrawPost(w.ports, anna, id);
    await withdrawPost(w.ports, anna, id);
    expect([await w.threads(anna), await w.threads(berta)]).toEqual([[], []]);
    expect((await w.db.selectFrom('lesson_post').select('body').where('id', '=', id).executeTakeFirstOrThrow()).body).toBe('');
    await expect(showPost(w.ports, w.editor, id)).rejects.toThrow('not-found');
    await expect(withdrawPost(w.ports, berta, id)).rejects.toThrow('not-found');
  });

  it.each(["'; drop table lesson_post; --", '<script>alert(1)</script> xin hỏi', '😀 😀 😀 😀 có được không', '[nhấn vào đây](javascript:alert(1)) và **đậm**', 'a'.repeat(2000)])('keeps %j as words', async (body) => {
    await using w = await talkWorld();
    const anna = await w.learner();
    await w.ask(anna, body);
    expect((await w.threads(anna)).map((one) => one.body)).toEqual([body]);
  });
});

describe('an answer', () => {
  it('waits as questions do; whoever asked is told once when it is shown, and nobody of her own', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    const answer = await w.answer(berta, id, 'Mười hai ký tự là đủ.', false);
    expect([(await w.thread(anna, id)).answers, await w.notices(anna)]).toEqual([[], []]);
    await showPost(w.ports, w.editor, answer);
    await hidePost(w.ports, w.editor, answer, 'Cần kiểm tra lại');
    await showPost(w.ports, w.editor, answer);
    expect(await w.notices(anna)).toEqual([`lesson-answer:${answer}`]);
    await w.answer(anna, id, 'Tôi đã tự tìm ra.');
    expect(await w.notices(anna)).toHaveLength(1);
  });

  it('of an editor is shown at once, lets the question through, and is written once', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna, question, false);
    for (let times = 0; times < 2; times += 1) expect(await answerAsEditor(w.ports, w.editor, id, 'Theo quy định là mười hai.')).toEqual({ ok: true });
    const thread = await w.thread(berta, id);
    expect(thread.answers.map(({ byEditor, state }) => [byEditor, state])).toEqual([[true, 'SHOWN']]);
    expect(await w.notices(anna)).toHaveLength(1);
    expect((await loggedActions(w.db)).filter((action) => action === 'lesson-post.answer')).toHaveLength(1);
  });

  it('is accepted by whoever asked or by an editor, one at a time', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    const [one, other] = [await w.answer(berta, id, 'Câu trả lời một'), await w.answer(berta, id, 'Câu trả lời hai')];
    await expect(acceptAnswer(w.ports, berta, one)).rejects.toThrow('not-found');
    await acceptAnswer(w.ports, anna, one);
    await acceptAnswer(w.ports, w.editor, other);
    expect((await w.thread(berta, id)).answers.map(({ body, isAccepted }) => [body, isAccepted])).toEqual([['Câu trả lời hai', true], ['Câu trả lời một', false]]);
    await expect(w.db.updateTable('lesson_post').set({ accepted_at: '2026-11-23T02:00:00.000Z' }).where('id', '=', one).execute()).rejects.toThrow('UNIQUE');
    await expect(acceptAnswer(w.ports, anna, id)).rejects.toThrow('not-found');
  });

  it('that is hidden or taken back is accepted no longer', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    const [one, other] = [await w.answer(berta, id, 'Câu trả lời một'), await w.answer(berta, id, 'Câu trả lời hai')];
    await acceptAnswer(w.ports, anna, one);
    await hidePost(w.ports, w.editor, one, 'Sai quy định mới');
    await acceptAnswer(w.ports, anna, other);
    await withdrawPost(w.ports, berta, other);
    expect((await w.thread(anna, id)).answers).toEqual([]);
    expect((await w.thread(berta, id)).answers.map(({ state, hiddenReason }) => [state, hiddenReason])).toEqual([['HIDDEN', 'Sai quy định mới']]);
    await expect(acceptAnswer(w.ports, anna, one)).rejects.toThrow('not-found');
  });

  it('is not written below what one does not see', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna, question, false);
    const answer = await w.answer(anna, id, 'Bổ sung cho câu hỏi của tôi', false);
    await expect(answerBelowLesson(w.ports, berta, { ...w.where, question: id }, 'Trả lời')).rejects.toThrow('not-found');
    await expect(answerBelowLesson(w.ports, berta, { ...w.where, question: answer }, 'Trả lời')).rejects.toThrow('not-found');
    expect(await answerAsEditor(w.ports, w.editor, answer, 'Trả lời một câu trả lời')).toMatchObject({ ok: false });
  });
});

describe('reports', () => {
  it('stand once for each reader until an editor has decided', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    for (let times = 0; times < 2; times += 1) expect(await reportPost(w.ports, berta, id, 'Có số điện thoại của người khác')).toEqual({ ok: true });
    expect((await listModeration(w.db, { tab: 'reported', page: 1 })).counts).toEqual({ waiting: 0, reported: 1, shown: 1, hidden: 0 });
    expect(JSON.stringify(await getModeratedPost(w.db, id))).not.toContain(berta.id);
    await dismissReports(w.ports, w.editor, id);
    await dismissReports(w.ports, w.editor, id);
    expect((await listModeration(w.db, { tab: 'reported', page: 1 })).posts).toEqual([]);
    expect((await loggedActions(w.db)).filter((action) => action === 'lesson-post.settle')).toHaveLength(1);
    await reportPost(w.ports, berta, id, 'Vẫn còn số điện thoại');
    await hidePost(w.ports, w.editor, id, 'Lộ số điện thoại');
    expect((await listModeration(w.db, { tab: 'reported', page: 1 })).counts).toEqual({ waiting: 0, reported: 0, shown: 0, hidden: 1 });
  });

  it('are not made of one’s own words, nor of what one does not see', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna, question, false);
    expect(await reportPost(w.ports, anna, id, 'Của chính tôi')).toMatchObject({ ok: false });
    await expect(reportPost(w.ports, berta, id, 'Không nhìn thấy')).rejects.toThrow('not-found');
    await expect(reportPost(w.ports, berta, 'no-such', 'Không có')).rejects.toThrow('not-found');
  });
});

describe('rights to moderate', () => {
  it.each<[Role, boolean]>([['CONTENT_EDITOR', true], ['SYSTEM_ADMIN', false], ['TRAINING_ADMIN', false], ['AUDITOR', false], ['UNIT_LEADER', false], ['ANSWER_APPRAISER', false], ['LEARNER', false]])('%s: %s', async (role, may) => {
    await using w = await talkWorld();
    const id = await w.ask(await w.learner(), question, false);
    const actor: Actor = await makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    for (const deed of [() => showPost(w.ports, actor, id), () => hidePost(w.ports, actor, id, 'Không phù hợp'), () => dismissReports(w.ports, actor, id), () => answerAsEditor(w.ports, actor, id, 'Trả lời')]) {
      if (may) await deed();
      else await expect(deed()).rejects.toThrow('forbidden');
    }
    expect((await w.db.selectFrom('lesson_post').select(['shown_at', 'hidden_at']).where('id', '=', id).execute()).map((row) => [row.shown_at !== null, row.hidden_at !== null])).toEqual([[may, may]]);
  });
});

it('a person who is erased leaves what others have read, without her name, and nothing else', async () => {
  await using w = await talkWorld();
  const [anna, berta] = [await w.learner(), await w.learner()];
  const shown = await w.ask(anna);
  await w.ask(anna, 'Câu hỏi còn đang chờ duyệt', false);
  await hidePost(w.ports, w.editor, await w.ask(anna, 'Câu hỏi bị ẩn đi'), 'Không phù hợp');
  await reportPost(w.ports, anna, await w.ask(berta), 'Không đúng quy định');
  await w.db.transaction().execute((tx) => forgetPosts(tx, anna.id, '2026-11-24T00:00:00.000Z'));
  expect((await w.threads(berta)).map(({ id, body }) => [id, body])).toContainEqual([shown, question]);
  expect((await getModeratedPost(w.db, shown)).post.author).toBe(null);
  const rows = await w.db.selectFrom('lesson_post').select(['author_id', 'body']).execute();
  expect([rows.some((row) => row.author_id === anna.id), rows.filter((row) => row.body === '').length]).toEqual([false, 2]);
  expect(await w.db.selectFrom('lesson_post_report').selectAll().execute()).toEqual([]);
});

describe('lists', () => {
  it('of a lesson tell how many there are and the newest three', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const ids = [];
    for (let count = 1; count <= 4; count += 1) ids.push(await w.ask(anna, `Câu hỏi số ${count} của bài`));
    await w.ask(berta, 'Câu hỏi còn chờ duyệt');
    await hidePost(w.ports, w.editor, await w.ask(berta, 'Câu hỏi bị ẩn đi'), 'Không phù hợp');
    await w.answer(berta, ids[3] ?? '');
    const talk = await lessonTalk(w.db, (await w.lesson()).lessonId);
    expect([talk.count, talk.latest.map((one) => [one.beginning, one.isAnswered])]).toEqual([5, [['Câu hỏi còn chờ duyệt', false], ['Câu hỏi số 4 của bài', true], ['Câu hỏi số 3 của bài', false]]]);
    expect(await lessonTalk(w.db, 'no-such')).toEqual({ count: 0, latest: [] });
  });

  it('of what waits begin with the oldest and come in pages', async () => {
    await using w = await talkWorld();
    for (let count = 0; count < 27; count += 1) await w.ask(await w.learner(), `Câu hỏi chờ duyệt ${count}`, false);
    const first = await listModeration(w.db, { tab: 'waiting', page: 1 });
    const beyond = await listModeration(w.db, { tab: 'waiting', page: 99 });
    expect([first.posts[0]?.body, first.posts.length, first.pages, beyond.page, beyond.posts.map(({ body }) => body)]).toEqual(['Câu hỏi chờ duyệt 0', 25, 2, 2, ['Câu hỏi chờ duyệt 25', 'Câu hỏi chờ duyệt 26']]);
  });

  it('shorten long words without cutting a sign in half', () => {
    expect(shorten('một\nhai   ba')).toBe('một hai ba');
    expect(shorten(`${'a'.repeat(139)}😀😀`)).toBe(`${'a'.repeat(139)}…`);
  });
});

describe('forms', () => {
  it.each([
    ['a short question', questionForm, { body: 'Vì sao?' }],
    ['blanks', questionForm, { body: ' '.repeat(20) }],
    ['two thousand and one letters', questionForm, { body: 'a'.repeat(2001) }],
    ['ten million letters', answerForm, { body: 'a'.repeat(10_000_000) }],
    ['no answer', answerForm, {}],
    ['a report without a reason', reportForm, { reason: ' ' }],
    ['hiding without a reason', hideForm, { reason: 'ừ' }],
  ])('refuse %s', (_what, form, fields) => expect(form.safeParse(fields).success).toBe(false));
});

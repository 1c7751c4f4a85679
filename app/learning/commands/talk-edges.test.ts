import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loggedActions } from '../../../tests/world/classes.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { talkWorld, type TalkWorld } from '../../../tests/world/lesson-posts.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { answerForm, feedbackForm, hideForm, moderationQuery, questionForm, reportForm, talkQuery } from '../forms/lesson-posts.ts';
import { courseFeedback, getOwnFeedback } from '../queries/feedback.server.ts';
import { getPost } from '../queries/lesson-posts.server.ts';
import { getModeratedPost, listModeration } from '../queries/moderation.server.ts';
import { answersInOrder, isVisible, postState, postStates } from '../rules/lesson-post.ts';
import { feedbackPolicy, talkPolicy } from '../rules/talk-policy.ts';
import { giveFeedback } from './give-feedback.server.ts';
import { answerAsEditor, dismissReports, hidePost, showPost } from './moderate-post.server.ts';
import { acceptAnswer, reportPost, withdrawPost } from './own-post.server.ts';
import { answerBelowLesson, askBelowLesson } from './write-post.server.ts';

const policy = (w: TalkWorld, changes: object) => w.db.transaction().execute((tx) => scheduleSetting(tx, talkPolicy, { value: { ...talkPolicy.fallback, ...changes }, from: '2026-01-01', legalBasis: 'thử nghiệm' }));

describe('the state of a post', () => {
  const moment = fc.option(fc.constant('2026-11-23T01:00:00.000Z'), { nil: null });
  it('is one of four, and what was taken back is seen by nobody', () => {
    fc.assert(
      fc.property(fc.record({ shownAt: moment, hiddenAt: moment, withdrawnAt: moment }), fc.boolean(), (post, isOwn) => {
        const state = postState(post);
        expect(postStates).toContain(state);
        expect(isVisible({ state, isOwn })).toBe(post.withdrawnAt === null && (isOwn || (post.shownAt !== null && post.hiddenAt === null)));
      }),
    );
  });

  it('does not change the order of answers: accepted, editors, others, each by age, none lost', () => {
    const answer = fc.record({ isAccepted: fc.boolean(), byEditor: fc.boolean(), writtenAt: fc.integer({ min: 0, max: 5 }).map((n) => `2026-11-2${n}T01:00:00.000Z`), id: fc.nat() });
    fc.assert(
      fc.property(fc.uniqueArray(answer, { maxLength: 12, selector: ({ id }) => id }), (answers) => {
        const sorted = answersInOrder(answers);
        expect(sorted.toSorted((one, other) => one.id - other.id)).toEqual(answers.toSorted((one, other) => one.id - other.id));
        const rank = sorted.map((one) => `${one.isAccepted ? 0 : one.byEditor ? 1 : 2} ${one.writtenAt}`);
        expect(rank).toEqual(rank.toSorted());
      }),
    );
  });
});

describe('a report', () => {
  it('that is sent twice as the last of a day is told of as sent, and others wait for tomorrow', async () => {
    await using w = await talkWorld();
    await policy(w, { reportsADay: 1 });
    const [anna, berta] = [await w.learner(), await w.learner()];
    const [one, other] = [await w.ask(anna), await w.ask(anna, 'Một câu hỏi khác của tôi')];
    for (let times = 0; times < 2; times += 1) expect(await reportPost(w.ports, berta, one, 'Có số điện thoại')).toEqual({ ok: true });
    expect(await reportPost(w.ports, berta, other, 'Có số điện thoại')).toMatchObject({ ok: false, faults: { reason: {} } });
    w.clock.set('2026-11-23T17:00:00.000Z');
    expect(await reportPost(w.ports, berta, other, 'Có số điện thoại')).toEqual({ ok: true });
    expect(await w.db.selectFrom('lesson_post_report').select('post_id').execute()).toHaveLength(2);
  });

  it('is not made of what was hidden or taken back, and does not outlive it', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const [hidden, gone] = [await w.ask(anna), await w.ask(anna, 'Một câu hỏi khác của tôi')];
    await reportPost(w.ports, berta, gone, 'Có số điện thoại');
    await hidePost(w.ports, w.editor, hidden, 'Không phù hợp');
    await withdrawPost(w.ports, anna, gone);
    for (const post of [hidden, gone]) await expect(reportPost(w.ports, berta, post, 'Vẫn còn đó')).rejects.toThrow('not-found');
    expect((await listModeration(w.db, { tab: 'reported', page: 1 })).counts.reported).toBe(0);
    await expect(dismissReports(w.ports, w.editor, gone)).rejects.toThrow('not-found');
  });
});

describe('an editor’s answer', () => {
  it('that was hidden can be written once more and is shown then', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    const id = await w.ask(anna);
    await answerAsEditor(w.ports, w.editor, id, 'Theo quy định là mười hai.');
    const first = (await w.thread(anna, id)).answers[0]?.id ?? '';
    await hidePost(w.ports, w.editor, first, 'Cần xem lại văn bản');
    expect((await w.thread(anna, id)).answers).toEqual([]);
    w.clock.pass({ minutes: 5 });
    expect(await answerAsEditor(w.ports, w.editor, id, 'Theo quy định là mười hai.')).toEqual({ ok: true });
    expect((await w.thread(anna, id)).answers.map(({ body, byEditor }) => [body, byEditor])).toEqual([['Theo quy định là mười hai.', true]]);
  });

  it('is not written below a question that is hidden or taken back', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    const [hidden, gone] = [await w.ask(anna), await w.ask(anna, 'Một câu hỏi khác của tôi')];
    await hidePost(w.ports, w.editor, hidden, 'Không phù hợp');
    await withdrawPost(w.ports, anna, gone);
    expect(await answerAsEditor(w.ports, w.editor, hidden, 'Trả lời')).toMatchObject({ ok: false, faults: { form: {} } });
    await expect(answerAsEditor(w.ports, w.editor, gone, 'Trả lời')).rejects.toThrow('not-found');
    expect(await w.notices(anna)).toEqual([]);
  });

  it('and deeds of two editors at once leave one state and tell once', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    const answer = await w.answer(berta, id, 'Mười hai ký tự là đủ.', false);
    await Promise.all([showPost(w.ports, w.editor, answer), showPost(w.ports, w.editor, answer), answerAsEditor(w.ports, w.editor, id, 'Đúng vậy.'), answerAsEditor(w.ports, w.editor, id, 'Đúng vậy.')]);
    expect((await w.thread(anna, id)).answers).toHaveLength(2);
    expect(await w.notices(anna)).toHaveLength(2);
    expect((await loggedActions(w.db)).filter((action) => action === 'lesson-post.answer')).toHaveLength(1);
  });
});

describe('writing', () => {
  it('is counted apart for questions and answers, and not for editors', async () => {
    await using w = await talkWorld();
    await policy(w, { questionsADay: 1, answersADay: 1 });
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    expect(await askBelowLesson(w.ports, anna, w.where, 'Câu hỏi thứ hai trong ngày')).toMatchObject({ ok: false, faults: { body: {} } });
    expect(await answerBelowLesson(w.ports, anna, { ...w.where, question: id }, 'Bổ sung của tôi')).toEqual({ ok: true });
    expect(await answerBelowLesson(w.ports, anna, { ...w.where, question: id }, 'Bổ sung nữa')).toMatchObject({ ok: false });
    expect(await answerBelowLesson(w.ports, berta, { ...w.where, question: id }, 'Của người khác')).toEqual({ ok: true });
    for (let times = 0; times < 3; times += 1) expect(await answerAsEditor(w.ports, w.editor, id, `Trả lời lần ${times}`)).toEqual({ ok: true });
  });

  it('twice at the same moment is written once', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => askBelowLesson(w.ports, anna, w.where, 'Mật khẩu bao nhiêu ký tự là đủ?')));
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => ({ ok: true })));
    expect(await w.db.selectFrom('lesson_post').select('id').execute()).toHaveLength(1);
  });

  it('ends with the enrolment, but what was written is still one’s own to take back', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    const id = await w.ask(anna);
    await w.db.updateTable('enrollment').set({ cancelled_at: '2026-11-23T01:00:00.000Z' }).where('user_id', '=', anna.id).execute();
    await expect(askBelowLesson(w.ports, anna, w.where, 'Mật khẩu bao nhiêu ký tự là đủ?')).rejects.toThrow('forbidden');
    await expect(answerBelowLesson(w.ports, anna, { ...w.where, question: id }, 'Bổ sung')).rejects.toThrow('forbidden');
    await withdrawPost(w.ports, anna, id);
    expect((await getModeratedPost(w.db, id)).post).toMatchObject({ state: 'WITHDRAWN', body: '' });
  });

  it('below a lesson of another course, or a question of another lesson, is not found', async () => {
    await using w = await talkWorld();
    const anna = await w.learner();
    const id = await w.ask(anna);
    const other = await makeCourse(w.db, { slug: 'khoa-khac', title: 'Khoá khác' });
    await enrolled(w.db, anna.id, other);
    const second = { ...w.where, lesson: w.course.lessons[1]?.slug ?? '' };
    await expect(answerBelowLesson(w.ports, anna, { ...second, question: id }, 'Trả lời')).rejects.toThrow('not-found');
    await expect(answerBelowLesson(w.ports, anna, { course: 'khoa-khac', lesson: other.lessons[0]?.slug ?? '', question: id }, 'Trả lời')).rejects.toThrow('not-found');
    await expect(getPost(w.db, anna.id, { lessonId: 'x', lessonVersionId: 'x' }, id)).rejects.toThrow('not-found');
  });

  it('is accepted by nobody but whoever asked and editors, and never one’s way around a hidden question', async () => {
    await using w = await talkWorld();
    const [anna, berta] = [await w.learner(), await w.learner()];
    const id = await w.ask(anna);
    const answer = await w.answer(berta, id);
    for (const actor of [berta, w.admin, await w.learner()]) await expect(acceptAnswer(w.ports, actor, answer)).rejects.toThrow('not-found');
    await hidePost(w.ports, w.editor, id, 'Không phù hợp');
    for (const actor of [anna, w.editor]) await expect(acceptAnswer(w.ports, actor, answer)).rejects.toThrow('not-found');
    await showPost(w.ports, w.editor, id);
    for (let times = 0; times < 2; times += 1) await acceptAnswer(w.ports, w.editor, answer);
    expect((await loggedActions(w.db)).filter((action) => action === 'lesson-post.accept')).toHaveLength(1);
  });
});

describe('feedback', () => {
  const said = { useful: 5, clear: 4, length: 3, comment: '' };
  const graduate = async (w: TalkWorld) => {
    const person = await w.learner();
    await happened(w.db, person.id, w.course, '2026-11-20T01:00:00.000Z', facts.courseDone(w.course));
    return person;
  };

  it('of five people in two rounds is that of five people: nothing is shown', async () => {
    await using w = await talkWorld();
    const people = [];
    for (let count = 0; count < 9; count += 1) people.push(await graduate(w));
    for (const person of people) await giveFeedback(w.ports, person, w.course.slug, { ...said, comment: 'Lần đầu' });
    await w.db.updateTable('course_progress').set({ round: 2 }).execute();
    for (const person of people) await giveFeedback(w.ports, person, w.course.slug, { ...said, useful: 1 });
    expect(await w.db.selectFrom('course_feedback').select('user_id').execute()).toHaveLength(18);
    expect(await courseFeedback(w.db, w.course.slug, '2026-11-23')).toMatchObject({ sums: null, count: null, comments: [] });
    await giveFeedback(w.ports, await graduate(w), w.course.slug, { ...said, useful: 1 });
    const shown = await courseFeedback(w.db, w.course.slug, '2026-11-23');
    expect([shown.count, shown.sums?.useful.counts, shown.sums?.useful.average]).toEqual([10, [10, 0, 0, 0, 0], 1]);
  });

  it('sent twice is given once, also where nothing may be changed any more', async () => {
    await using w = await talkWorld();
    await w.db.transaction().execute((tx) => scheduleSetting(tx, feedbackPolicy, { value: { changeDays: 0, least: 10 }, from: '2026-01-01', legalBasis: 'thử nghiệm' }));
    const anna = await graduate(w);
    for (let times = 0; times < 2; times += 1) expect(await giveFeedback(w.ports, anna, w.course.slug, said)).toEqual({ ok: true });
    expect(await giveFeedback(w.ports, anna, w.course.slug, { ...said, useful: 1 })).toMatchObject({ ok: false, faults: { form: {} } });
    expect(await w.db.selectFrom('course_feedback').select(['useful', 'given_at']).execute()).toEqual([{ useful: 5, given_at: '2026-11-23T01:00:00.000Z' }]);
  });

  it('of a course that is not there is not found, for whoever gives and whoever reads', async () => {
    await using w = await talkWorld();
    const anna = await graduate(w);
    for (const slug of ['khong-co', '', "' or 1=1 --"]) {
      await expect(giveFeedback(w.ports, anna, slug, said)).rejects.toThrow('not-found');
      await expect(courseFeedback(w.db, slug, '2026-11-23')).rejects.toThrow('not-found');
    }
    expect(await getOwnFeedback(w.db, (await makePerson(w.db)).id, w.course.slug, { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' })).toMatchObject({ isCompleted: false, given: null, round: 1 });
  });

  it('is limited by its policy: never fewer than ten', () => {
    for (const wrong of [{ changeDays: -1, least: 10 }, { changeDays: 7, least: 9 }, { changeDays: 61, least: 10 }, { changeDays: 1.5, least: 10 }]) expect(feedbackPolicy.value.safeParse(wrong).success).toBe(false);
    for (const wrong of [{ questionsADay: 0 }, { answersADay: -1 }, { reportsADay: 101 }]) expect(talkPolicy.value.safeParse({ ...talkPolicy.fallback, ...wrong }).success).toBe(false);
  });
});

describe('forms and addresses', () => {
  it.each([
    ['ten letters', questionForm, { body: 'a'.repeat(10) }, true], ['ten letters between blanks', questionForm, { body: `  ${'a'.repeat(9)}  ` }, false], ['two thousand letters', questionForm, { body: 'ế'.repeat(2000) }, true],
    ['two letters', answerForm, { body: 'Có' }, true], ['one letter', answerForm, { body: ' a ' }, false], ['five letters of reason', reportForm, { reason: 'Sai rõ' }, true], ['a reason of 501', reportForm, { reason: 'a'.repeat(501) }, false],
    ['a reason of 300', hideForm, { reason: 'a'.repeat(300) }, true], ['a reason of 301', hideForm, { reason: 'a'.repeat(301) }, false], ['a reason of lines', hideForm, { reason: '\n \t\n' }, false],
    ['feedback without a comment', feedbackForm, { useful: '1', clear: '5', length: '3' }, true], ['feedback with a level of another writing', feedbackForm, { useful: '１', clear: '5', length: '3' }, false],
  ])('%s', (_what, form, fields, isTaken) => expect(form.safeParse(fields).success).toBe(isTaken));

  it('that were made up lead to the usual page', () => {
    expect(talkQuery.parse({ done: '<script>' })).toEqual({ done: undefined });
    for (const page of ['-1', '0', 'x', '1e9', '1.5', '']) expect(moderationQuery.parse({ tab: 'secret', page, done: 'x' })).toMatchObject({ tab: undefined, page: 1, done: undefined });
  });
});

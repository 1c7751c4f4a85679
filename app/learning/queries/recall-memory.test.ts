import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrol, makeCourse, releaseVersion } from '../../../tests/world/learning.ts';
import { askedAt, doModule, doStep, makeRecallWorld, tap, tapAll, tapQuestions } from '../../../tests/world/recall.ts';
import { recallMemory } from './recall-memory.server.ts';

const doneAt = '2026-06-01T02:00:00.000Z';
const soon = '2026-06-08T02:00:00.000Z';
const monthLater = '2026-07-02T02:00:00.000Z';

describe('recallMemory', () => {
  it('is empty for whoever has answered nothing', async () => {
    await using db = await freshDb();
    const { learner } = await makeRecallWorld(db);
    expect(await recallMemory(db, learner.id)).toEqual({ questions: 0, retention: [30, 90, 180].map((mark) => ({ mark, answers: 0, correct: 0 })), courses: [], reread: [] });
  });

  it('adds up over courses, near each mark, and counts nobody else', async () => {
    await using db = await freshDb();
    const { course, learner } = await makeRecallWorld(db, { slug: 'mot' });
    const other = await makeCourse(db, { slug: 'hai', modules: { m1: ['bai-1'] }, questions: tapQuestions(4), assessments: [] });
    await enrol(db, other, learner);
    await doModule(db, course, learner.id, doneAt);
    await doStep(db, other, learner.id, { lesson: 'bai-1' }, doneAt);
    const colleague = await enrol(db, course);
    await doModule(db, course, colleague.id, doneAt);
    await tapAll(db, colleague.id, monthLater, () => false);
    const [first] = await askedAt(db, learner.id, soon);
    await tap(db, learner.id, first!, soon);
    await tapAll(db, learner.id, monthLater, (at) => at !== 0);
    const memory = await recallMemory(db, learner.id);
    expect(memory).toMatchObject({ questions: 6, retention: [{ mark: 30, answers: 5, correct: 4 }, { mark: 90, answers: 0, correct: 0 }, {}] });
    expect(memory.courses.map(({ slug, questions }) => [slug, questions]).toSorted()).toEqual([['hai', expect.any(Number)], ['mot', expect.any(Number)]]);
    expect(memory.courses.reduce((sum, { retention }) => sum + (retention[0]?.answers ?? 0), 0)).toBe(5);
  });

  it('leads to the paragraph of what was wrong last, as long as the course has it', async () => {
    await using db = await freshDb();
    const { course, learner } = await makeRecallWorld(db, { slug: 'mot' });
    await doModule(db, course, learner.id, doneAt);
    const [first, second] = await askedAt(db, learner.id, soon);
    await tap(db, learner.id, first!, soon, false);
    await tap(db, learner.id, second!, soon);
    const { reread } = await recallMemory(db, learner.id);
    expect(reread).toEqual([{ courseSlug: 'mot', lessonSlug: 'bai-1', anchor: expect.any(String), title: expect.any(String), lastOn: '2026-06-08' }]);
    const again = (await askedAt(db, learner.id, monthLater)).find(({ questionId }) => questionId === first!.questionId)!;
    await tap(db, learner.id, again, monthLater);
    expect((await recallMemory(db, learner.id)).reread).toEqual([]);
    await tap(db, learner.id, (await askedAt(db, learner.id, '2026-09-02T02:00:00.000Z'))[0]!, '2026-09-02T02:00:00.000Z', false);
    expect((await recallMemory(db, learner.id)).reread).toHaveLength(1);
    await releaseVersion(db, course, { modules: { m1: ['bai-khac'] }, questions: [], assessments: [] });
    expect(await recallMemory(db, learner.id)).toMatchObject({ questions: 3, reread: [] });
  });
});

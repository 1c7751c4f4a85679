import { describe, expect, it } from 'vitest';
import { sampleBody, sampleDetails } from '../../../tests/world/courses.ts';
import { lessonView } from './lesson-view.ts';

const when = '2026-11-20T01:00:00.000Z';
const facts = { courseSlug: 'an-toan', courseTitle: 'An toàn', lessonId: 'b', slug: 'bai-b', moduleKey: 'm1', title: 'Bài B', minutes: 8, details: sampleDetails, body: sampleBody() };
const siblings = [
  { id: 'a', slug: 'bai-a', title: 'Bài A', openedAt: when, completedAt: when, position: 1000 },
  { id: 'b', slug: 'bai-b', title: 'Bài B', openedAt: when, completedAt: null, position: 420 },
  { id: 'c', slug: 'bai-c', title: 'Bài C', openedAt: null, completedAt: null, position: null },
];
const view = (lessonId = 'b', today = '2026-11-23') => lessonView({ ...facts, lessonId }, siblings, null, { today, unanswered: 0 });

describe('lessonView', () => {
  it('knows its place among the lessons of the module', () => {
    expect(view('a')).toMatchObject({ number: 1, previous: null, hasNext: true, completedAt: when });
    expect(view('b')).toMatchObject({ number: 2, previous: 'bai-a', hasNext: true, position: 420, completedAt: null });
    expect(view('c')).toMatchObject({ number: 3, previous: 'bai-b', hasNext: false, position: 0 });
  });

  it('knows its stage on the path of its reader, and whether that goes on in this module', () => {
    const on = (lessons: string[] | null, module = 'm1') => lessonView(facts, siblings, null, { today: '2026-11-23', unanswered: 0, path: { key: 'lanh-dao', title: 'Lãnh đạo', steps: [{ course: 'an-toan', module: 'm2', lessons: null }, { course: 'an-toan', module, lessons }] } });
    expect(on(null)).toMatchObject({ path: { key: 'lanh-dao', title: 'Lãnh đạo', stage: 2, stages: 2 }, hasNext: true });
    expect(on(['bai-b'])).toMatchObject({ path: { stage: 2 }, hasNext: false });
    // The next lesson of a stage may stand before this one in the module.
    expect(on(['bai-b', 'bai-a'])).toMatchObject({ hasNext: true });
    for (const beside of [on(['bai-c']), on(null, 'm3'), view()]) expect(beside).toMatchObject({ path: null, hasNext: true });
  });

  it('says how far each sibling is', () => {
    expect(view().siblings.map(({ status }) => status)).toEqual(['done', 'doing', 'todo']);
  });

  it('lists only the main headings', () => {
    expect(view().outline.map(({ id }) => id)).toEqual(['mo-dau', 'tom-tat']);
  });

  it('warns from the day after the review was due', () => {
    expect(view('b', '2027-02-15').reviewLate).toBe(false);
    expect(view('b', '2027-02-16').reviewLate).toBe(true);
  });

  it('names the dated facts that are past their day', () => {
    const details = { ...sampleDetails, facts: [{ text: '60 triệu', source: 'Báo cáo', asOf: '2026-01-01', reviewBy: '2026-12-01', isAwaiting: false }] };
    const late = (today: string) => lessonView({ ...facts, details }, siblings, null, { today, unanswered: 0 }).factsLate;
    expect(late('2026-12-01')).toEqual([]);
    expect(late('2026-12-02')).toEqual([{ text: '60 triệu', reviewBy: '2026-12-01' }]);
    expect(view().factsLate).toEqual([]);
  });

  it('sends no prose and no answers along: those come through the slot', () => {
    expect(JSON.stringify(view())).not.toContain('Đoạn đầu');
  });
});

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

  it('sends no prose and no answers along: those come through the slot', () => {
    expect(JSON.stringify(view())).not.toContain('Đoạn đầu');
  });
});

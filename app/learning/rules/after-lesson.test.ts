import { describe, expect, it } from 'vitest';
import { afterLesson } from './after-lesson.ts';
import { outlineCourse } from './course-outline.ts';

const when = '2026-11-20T01:00:00.000Z';
const lesson = (id: string, moduleKey: string, isDone = true) => ({ id, slug: `bai-${id}`, title: id, minutes: 5, moduleKey, openedAt: null, completedAt: isDone ? when : null, position: 0 });
const assessment = (key: string, kind: string) => ({ id: key, key, kind, moduleKey: kind === 'MODULE' ? 'm1' : null, title: key, minutes: 15, questions: 10, attempts: 0, bestScore: null, passedAt: null });
const outline = (second = true, third = false) =>
  outlineCourse({
    modules: [{ key: 'm1', title: '', aim: '' }, { key: 'm2', title: '', aim: '' }],
    lessons: [lesson('1', 'm1'), lesson('2', 'm1', second), lesson('3', 'm2', third)],
    assessments: [assessment('kiem-tra', 'MODULE'), assessment('cuoi-khoa', 'FINAL')],
    openAttempts: [],
  });

describe('afterLesson', () => {
  it('leads to the following lesson of the module', () => {
    expect(afterLesson(outline(false), 'an-toan', '1')).toBe('/learn/an-toan/bai-2');
  });

  it('leads from the last lesson of a module to its assessment once that is open', () => {
    expect(afterLesson(outline(), 'an-toan', '2')).toBe('/assessments/an-toan/kiem-tra');
  });

  it('leads to the course page, which says why, when the next step is locked', () => {
    expect(afterLesson(outline(false), 'an-toan', '2')).toBe('/courses/an-toan');
    expect(afterLesson(outline(), 'an-toan', '3')).toBe('/courses/an-toan');
  });

  it('leads to the course page after the very last step', () => {
    const bare = outlineCourse({ modules: [{ key: 'm1', title: '', aim: '' }], lessons: [lesson('1', 'm1')], assessments: [], openAttempts: [] });
    expect(afterLesson(bare, 'an-toan', '1')).toBe('/courses/an-toan');
  });

  it('leads past what a pre-test has proven', () => {
    const proven = (id: string, moduleKey: string) => ({ ...lesson(id, moduleKey, false), creditedAt: when, creditedMinutes: 5 });
    const gaps = outlineCourse({
      modules: [{ key: 'm1', title: '', aim: '' }, { key: 'm2', title: '', aim: '' }],
      lessons: [lesson('1', 'm1'), proven('2', 'm1'), lesson('3', 'm2', false)],
      assessments: [{ ...assessment('kiem-tra', 'MODULE'), creditedAt: when }],
      openAttempts: [],
      round: 2,
    });
    expect(afterLesson(gaps, 'an-toan', '1')).toBe('/learn/an-toan/bai-3');
    expect(gaps).toMatchObject({ lessonsDone: 2, lessonsCredited: 1, minutesReturned: 5, minutesLeft: 5 });
  });

  it('leads to the course page from a lesson that is no longer in the outline', () => {
    expect(afterLesson(outline(), 'an-toan', 'gone')).toBe('/courses/an-toan');
  });
});

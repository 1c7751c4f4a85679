import { describe, expect, it } from 'vitest';
import { afterLesson } from './after-lesson.ts';
import { outlineCourse } from './course-outline.ts';
import { partsOf, type PathCourse, type PathStep } from './path.ts';

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

describe('afterLesson on a path', () => {
  const step = (course: string, module: string, lessons: string[] | null = null): PathStep => ({ course, module, lessons });
  const other = outlineCourse({ modules: [{ key: 'm9', title: '', aim: '' }], lessons: [lesson('7', 'm9', false), lesson('8', 'm9', false)], assessments: [], openAttempts: [] });
  const along = (steps: PathStep[], here = outline(false), traits: { elsewhere?: boolean } = {}) => {
    const courses: PathCourse[] = [{ slug: 'an-toan', title: '', isEnrolled: true, outline: here }, { slug: 'de-an', title: '', isEnrolled: traits.elsewhere ?? true, outline: other }];
    return (lessonId: string) => afterLesson(here, 'an-toan', lessonId, partsOf({ steps }, courses));
  };

  it('leads on in its stage, then to the test, then to the next stage in whatever course that is', () => {
    const steps = [step('an-toan', 'm1'), step('de-an', 'm9')];
    expect(along(steps)('1')).toBe('/learn/an-toan/bai-2');
    expect(along(steps, outline())('2')).toBe('/assessments/an-toan/kiem-tra');
    expect(along([step('an-toan', 'm2'), step('de-an', 'm9')], outline(true, true))('3')).toBe('/learn/de-an/bai-7');
  });

  it('leaves the module after the single lessons that a stage names', () => {
    expect(along([step('an-toan', 'm1', ['bai-1']), step('de-an', 'm9', ['bai-8'])])('1')).toBe('/learn/de-an/bai-8');
  });

  it('leads back to what was passed over when the stage has nothing behind the lesson', () => {
    expect(along([step('an-toan', 'm1'), step('an-toan', 'm2')], outline(false, true))('3')).toBe('/learn/an-toan/bai-2');
  });

  it('lets whoever reads beside the path end that module, then leads back to the path', () => {
    const steps = [step('de-an', 'm9')];
    expect(along(steps)('1')).toBe('/learn/an-toan/bai-2');
    expect(along(steps, outline())('3')).toBe('/learn/de-an/bai-7');
  });

  it('passes over a course without enrolment, and follows the course when the path asks for nothing more', () => {
    expect(along([step('an-toan', 'm1', ['bai-1']), step('de-an', 'm9')], outline(false), { elsewhere: false })('1')).toBe('/learn/an-toan/bai-2');
    expect(along([step('an-toan', 'm1', ['bai-1'])], outline(true))('3')).toBe('/courses/an-toan');
  });
});

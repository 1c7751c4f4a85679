import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineCourse } from './course-outline.ts';
import { measurePath, nextAlong, partsOf, suggestPath, type LearningPath, type PathCourse, type PathStep } from './path.ts';

const at = '2026-11-20T01:00:00.000Z';
const lesson = (slug: string, moduleKey: string, done: boolean, position = 0) => ({ id: slug, slug, title: slug, minutes: 10, moduleKey, openedAt: done || position > 0 ? at : null, completedAt: done ? at : null, position });

/** Two modules of two lessons each, the first with a test; `done` lessons are read. */
function course(slug: string, done: readonly string[] = [], traits: { isEnrolled?: boolean; passed?: boolean } = {}): PathCourse {
  const lessons = [['a', 'm1'], ['b', 'm1'], ['c', 'm2'], ['d', 'm2']].map(([name = '', moduleKey = '']) => lesson(`${slug}-${name}`, moduleKey, done.includes(name)));
  const outline = outlineCourse({
    modules: ['m1', 'm2'].map((key) => ({ key, title: `Mô-đun ${key}`, aim: '' })),
    lessons,
    assessments: [{ id: `${slug}-test`, key: 'kiem-tra-m1', kind: 'MODULE', moduleKey: 'm1', title: 'Kiểm tra', minutes: 12, questions: 8, attempts: traits.passed ? 1 : 0, bestScore: traits.passed ? 9 : null, passedAt: traits.passed ? at : null }],
    openAttempts: [],
  });
  return { slug, title: `Khoá ${slug}`, isEnrolled: traits.isEnrolled ?? true, outline };
}
const step = (of: string, module: string, lessons: string[] | null = null): PathStep => ({ course: of, module, lessons });

describe('partsOf', () => {
  it('takes modules and single lessons in the order of the path, over several courses', () => {
    const parts = partsOf({ steps: [step('y', 'm2', ['y-d', 'y-c']), step('x', 'm1')] }, [course('x'), course('y')]);
    expect(parts.map((part) => [part.courseTitle, part.moduleTitle, part.isWhole, part.lessons.map(({ slug }) => slug), part.assessments.length])).toEqual([
      ['Khoá y', 'Mô-đun m2', false, ['y-d', 'y-c'], 0],
      ['Khoá x', 'Mô-đun m1', true, ['x-a', 'x-b'], 1],
    ]);
  });

  it('leaves out what the current versions do not have', () => {
    const steps = [step('khong-co', 'm1'), step('x', 'm9'), step('x', 'm1', ['mat-roi']), step('x', 'm2', ['mat-roi', 'x-d'])];
    expect(partsOf({ steps }, [course('x')]).map(({ lessons }) => lessons.map(({ slug }) => slug))).toEqual([['x-d']]);
  });
});

describe('measurePath', () => {
  it('counts lessons and their minutes, and half of what is half read', () => {
    const half = course('x', ['a']);
    const [first] = partsOf({ steps: [step('x', 'm1'), step('x', 'm2', ['x-c'])] }, [half]);
    expect(measurePath(partsOf({ steps: [step('x', 'm1'), step('x', 'm2', ['x-c'])] }, [half]))).toEqual({ lessons: 3, done: 1, minutes: 30, minutesLeft: 20 });
    expect(measurePath([{ ...first!, lessons: first!.lessons.map((one) => ({ ...one, status: 'doing' as const, position: 500 })) }])).toEqual({ lessons: 2, done: 0, minutes: 20, minutesLeft: 10 });
    expect(measurePath([])).toEqual({ lessons: 0, done: 0, minutes: 0, minutesLeft: 0 });
  });

  it('never counts more than there is, whatever has been read', () => {
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd']), fc.array(fc.constantFrom(step('x', 'm1'), step('x', 'm2'), step('y', 'm1', ['y-b'])), { maxLength: 3 }), (done, steps) => {
        const { lessons, done: read, minutes, minutesLeft } = measurePath(partsOf({ steps }, [course('x', done), course('y')]));
        expect(read).toBeLessThanOrEqual(lessons);
        expect(minutesLeft).toBe(minutes - 10 * read);
      }),
    );
  });
});

describe('nextAlong', () => {
  const steps = [step('x', 'm2'), step('x', 'm1'), step('y', 'm1', ['y-b'])];
  const next = (...courses: PathCourse[]) => {
    const found = nextAlong(partsOf({ steps }, courses));
    return found && [found.courseSlug, found.step.id];
  };

  it('is the first lesson of the path that is open, not of the course', () => {
    expect(next(course('x'), course('y'))).toEqual(['x', 'x-c']);
    expect(next(course('x', ['c', 'd']), course('y'))).toEqual(['x', 'x-a']);
  });

  it('is the test of a module once its lessons are read, and what follows once it is passed', () => {
    expect(next(course('x', ['a', 'b', 'c', 'd']), course('y'))).toEqual(['x', 'x-test']);
    expect(next(course('x', ['a', 'b', 'c', 'd'], { passed: true }), course('y'))).toEqual(['y', 'y-b']);
  });

  it('passes over courses without enrolment, and ends', () => {
    expect(next(course('x', [], { isEnrolled: false }), course('y'))).toEqual(['y', 'y-b']);
    expect(next(course('x', ['a', 'b', 'c', 'd'], { passed: true }), course('y', ['b']))).toBeNull();
    expect(next()).toBeNull();
  });
});

describe('suggestPath', () => {
  const path = (key: string, suits: LearningPath['suits']): LearningPath => ({ key, title: key, audience: '', why: '', suits, steps: [] });
  const paths = [path('lanh-dao', { roles: ['UNIT_LEADER'], positions: ['Giám đốc', 'Trưởng phòng'] }), path('mot-cua', { roles: ['CALL_AGENT'], positions: ['Một cửa'] }), path('toan-the', null)];
  it.each([
    [['UNIT_LEADER'], ['Chuyên viên'], 'lanh-dao', 'role'],
    [['CALL_AGENT'], ['Trưởng phòng'], 'mot-cua', 'role'],
    [[], ['Phó Giám đốc Sở'], 'lanh-dao', 'position'],
    [[], ['Chuyên viên', 'Cán bộ bộ phận MỘT CỬA'], 'mot-cua', 'position'],
    [[], ['Trưởng phòng'.normalize('NFD')], 'lanh-dao', 'position'],
    [[], ['Giám đốcX'], 'toan-the', 'everybody'],
    [['CONTENT_EDITOR'], [], 'toan-the', 'everybody'],
  ] as const)('roles %j and positions %j: %s, because of %s', (roles, positions, key, because) => {
    expect(suggestPath(paths, { roles, positions })).toEqual({ key, because });
  });

  it('suggests nothing where there is nothing', () => {
    expect(suggestPath([], { roles: ['UNIT_LEADER'], positions: [] })).toBeNull();
  });
});

import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { drillMarkup } from '../../app/learning/components/drill-card.tsx';
import { compileAll, type CompiledCourse } from '../../app/learning/publishing/compile-course.server.ts';
import { problemLine } from '../../app/platform/content/problems.ts';
import { listCourseFolders } from '../../app/learning/publishing/read-course.server.ts';

/** The real content must be publishable at any commit. The day is fixed, so that a lapsed review date never breaks a build. */
const checks = await compileAll({ contentDir: 'content', publicDir: 'public', today: '2026-11-28' });
const courses = checks.flatMap((check) => check.course ?? []);

test('the courses of the product are there', () => {
  expect(listCourseFolders('content')).toEqual(expect.arrayContaining(['an-toan-thong-tin', 'de-an-06']));
});

describe.each(checks)('$slug', ({ problems, course }) => {
  test('has no errors', () => {
    expect(problems.filter((problem) => problem.severity === 'error').map(problemLine)).toEqual([]);
    expect(course).not.toBeNull();
  });

  test('has no warnings on the day of writing', () => {
    expect(problems.map(problemLine)).toEqual([]);
  });
});

describe.each(courses)('what learners get of $slug', (course) => {
  test('every lesson has a check, sources and an outline', () => {
    for (const lesson of course.lessons) {
      expect(lesson.checks, lesson.slug).toBeGreaterThan(0);
      expect(lesson.details.sources.length, lesson.slug).toBeGreaterThan(0);
      expect(lesson.body.outline.length, lesson.slug).toBeGreaterThan(0);
    }
  });

  test('the markup holds nothing that a browser would run', () => {
    for (const html of markupOf(course)) {
      expect(html).not.toMatch(/<(script|style|iframe|object|embed|form|base|meta|link)\b/i);
      expect(html).not.toMatch(/\son\w+\s*=/i);
      expect(html).not.toMatch(/(javascript|data|vbscript):/i);
      expect(html).not.toMatch(/\sstyle=/i);
    }
  });

  test('ids of a lesson are unique, and every anchor exists in the markup', () => {
    for (const lesson of course.lessons) {
      const html = lesson.body.blocks.map((block) => (block.kind === 'html' ? block.html : `<fieldset id="${block.key}">`)).join('');
      const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.length, lesson.slug).toBe(new Set(ids).size);
      for (const anchor of lesson.body.anchors) expect(ids, lesson.slug).toContain(anchor);
    }
  });

  test('a lesson stays below 60 kB of markup, and below a quarter of it on the wire', () => {
    for (const lesson of course.lessons) {
      const markup = JSON.stringify(lesson.body);
      expect(markup.length, lesson.slug).toBeLessThan(60_000);
      expect(gzipSync(markup).length, lesson.slug).toBeLessThan(15_000);
    }
  });

  test('the bank holds about 40 % to remember, 35 % to understand, 25 % to apply', () => {
    const share = (level: string) => course.questions.filter((question) => question.level === level).length / course.questions.length;
    expect(share('REMEMBER')).toBeGreaterThan(0.3);
    expect(share('REMEMBER')).toBeLessThan(0.5);
    expect(share('UNDERSTAND')).toBeGreaterThan(0.25);
    expect(share('APPLY')).toBeGreaterThan(0.15);
  });

  test('the right option is not always at the same place', () => {
    const places = new Set(course.questions.flatMap(({ body }) => (body.type === 'single' ? [body.options.findIndex((option) => option.correct)] : [])));
    expect(places.size).toBeGreaterThan(2);
  });
});

function markupOf(course: CompiledCourse): string[] {
  return course.lessons.flatMap((lesson) => lesson.body.blocks.flatMap((block) => (block.kind === 'html' ? [block.html] : block.kind === 'check' ? block.options.map((option) => option.html) : [drillMarkup(block, undefined, { form: 'f', action: '/', locale: 'vi' })])));
}

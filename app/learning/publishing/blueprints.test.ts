import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankYaml, courseOnDisk, courseYaml, lessonText, questionYaml } from '../../../tests/content/course-on-disk.ts';
import { compileCourse, type ContentFolder } from './compile-course.server.ts';

const row = '      - { module: m1-dau, level: REMEMBER, count: 1 }\n';
const withRows = (...rows: [module: string, level: string, count: number][]) => courseYaml.replace(row, rows.map(([module, level, count]) => `      - { module: ${module}, level: ${level}, count: ${count} }\n`).join(''));
const told = async (folder: ContentFolder, today: string, severity: 'error' | 'warning') => (await compileCourse({ ...folder, today }, 'khoa-mau')).problems.filter((problem) => problem.severity === severity).map((problem) => problem.reason.en);
const errorsOf = (folder: ContentFolder, today = folder.today) => told(folder, today, 'error');
const warningsOf = async (folder: ContentFolder, today = folder.today) => (await told(folder, today, 'warning')).filter((reason) => reason.startsWith('From '));

describe('a blueprint', () => {
  test('is short from the day on which a question lapses', async () => {
    using disk = courseOnDisk({ 'course.yaml': withRows(['m1-dau', 'REMEMBER', 2]), 'm1-dau/questions.yaml': bankYaml(questionYaml('q1'), questionYaml('q2', { expires_on: '2026-12-01' })) });
    const short = ['From 2026-12-01 on m1-dau has fewer than 2 REMEMBER questions, because questions lapse: add some before that day.'];
    for (const [today, said] of [['2026-06-03', []], ['2026-06-04', short], ['2026-11-30', short], ['2026-12-01', short], ['2027-12-02', short]] as const) {
      expect(await warningsOf(disk, today), today).toEqual(said);
      // Whatever else is to be corrected in the course can be corrected on every day.
      expect(await errorsOf(disk, today), today).toEqual([]);
    }
  });

  test('lasts as long as its questions', async () => {
    using disk = courseOnDisk({ 'm1-dau/questions.yaml': bankYaml(questionYaml('q1', { expires_on: '2026-12-01' }), questionYaml('q2', { expires_on: '2026-12-05' })) });
    expect(await warningsOf(disk)).toEqual(['From 2026-12-05 on m1-dau has fewer than 1 REMEMBER questions, because questions lapse: add some before that day.']);
  });

  test('counts each level by itself', async () => {
    using disk = courseOnDisk({ 'course.yaml': withRows(['m1-dau', 'REMEMBER', 1], ['m1-dau', 'UNDERSTAND', 2], ['m1-dau', 'APPLY', 1]), 'm1-dau/questions.yaml': bankYaml(questionYaml('q1'), questionYaml('q2'), questionYaml('q3', { level: 'UNDERSTAND' })) });
    expect(await errorsOf(disk)).toEqual(['2 UNDERSTAND questions are needed from m1-dau; only 1 can be used.', '1 APPLY questions are needed from m1-dau; only 0 can be used.']);
  });

  test('of a module draws from that module only, the final one from all', async () => {
    const two = withRows(['m1-dau', 'REMEMBER', 1], ['m2-hai', 'REMEMBER', 1]).replace('assessments:', '  - key: m2-hai\n    title: Hai\n    aim: Biết.\nassessments:');
    const files = { 'course.yaml': two, 'm2-hai/01-bai-hai.mdx': lessonText, 'm2-hai/questions.yaml': bankYaml(questionYaml('m2-q01', { lesson: 'bai-hai' })) };
    using disk = courseOnDisk(files);
    expect(await errorsOf(disk)).toEqual(['The assessment of the module m1-dau draws no questions from m2-hai.']);
    disk.put('course.yaml', two.replace('kind: MODULE\n    module: m1-dau', 'kind: FINAL'));
    expect(await errorsOf(disk)).toEqual([]);
  });

  test('says nothing about a bank that could not be read: that has been said', async () => {
    using disk = courseOnDisk({ 'm1-dau/questions.yaml': 'questions: [' });
    const errors = await errorsOf(disk);
    expect(errors).toEqual([expect.stringContaining('Not valid YAML')]);
  });

  test('a question with a fault cannot be drawn', async () => {
    using disk = courseOnDisk({ 'course.yaml': withRows(['m1-dau', 'REMEMBER', 2]), 'm1-dau/questions.yaml': bankYaml(questionYaml('q1'), questionYaml('q2', { source: '' })) });
    expect(await errorsOf(disk)).toEqual(expect.arrayContaining(['source is missing.', '2 REMEMBER questions are needed from m1-dau; only 1 can be used.']));
  });

  test('fits exactly when there are enough questions, and is warned of exactly when some of them have lapsed, for any numbers', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }), async (needed, fresh, lapsed) => {
      const questions = [...Array.from({ length: fresh }, (_, n) => questionYaml(`f${n}`)), ...Array.from({ length: lapsed }, (_, n) => questionYaml(`l${n}`, { as_of: '2026-01-01', expires_on: '2026-11-01' }))];
      using disk = courseOnDisk({ 'course.yaml': withRows(['m1-dau', 'REMEMBER', needed]), 'm1-dau/questions.yaml': bankYaml(...questions) });
      const isShort = needed > fresh + lapsed;
      expect([(await errorsOf(disk)).length, (await warningsOf(disk)).length]).toEqual([isShort ? 1 : 0, !isShort && needed > fresh ? 1 : 0]);
    }), { numRuns: 12 });
  });
});

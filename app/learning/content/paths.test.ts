import { describe, expect, it } from 'vitest';
import { courseOnDisk, lessonText, type DiskCourse } from '../../../tests/content/course-on-disk.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { storePaths } from '../commands/store-paths.server.ts';
import { pathsReport, readPaths } from './read-paths.server.ts';

const path = (key: string, steps: string, more = '') => `  - key: ${key}\n    title: Lộ trình ${key}\n    audience: Cán bộ\n    why: Để làm việc an toàn.\n${more}    steps:\n${steps}`;
const step = (course: string, module: string, lessons = '') => `      - { course: ${course}, module: ${module}${lessons && `, lessons: [${lessons}]`} }\n`;
const whole = step('khoa-mau', 'm1-dau');
const suits = '    suits: { roles: [UNIT_LEADER] }\n';

/** A content folder with a course of two lessons and these paths. */
function folder(...paths: string[]): DiskCourse {
  const disk = courseOnDisk({ 'm1-dau/02-bai-hai.mdx': lessonText.replace('minutes: 1', 'minutes: 7') });
  disk.put('../../paths.yaml', `paths:\n${paths.join('')}`);
  return disk;
}

describe('paths.yaml', () => {
  it('is read with its order; a path without suits is for everybody', () => {
    using disk = folder(path('lanh-dao', step('khoa-mau', 'm1-dau', 'bai-hai'), suits), path('toan-the', whole));
    const check = readPaths(disk.contentDir);
    expect(check).toEqual({
      problems: [],
      paths: [
        { key: 'lanh-dao', title: 'Lộ trình lanh-dao', audience: 'Cán bộ', why: 'Để làm việc an toàn.', suits: { roles: ['UNIT_LEADER'], positions: [] }, steps: [{ course: 'khoa-mau', module: 'm1-dau', lessons: ['bai-hai'] }] },
        { key: 'toan-the', title: 'Lộ trình toan-the', audience: 'Cán bộ', why: 'Để làm việc an toàn.', suits: null, steps: [{ course: 'khoa-mau', module: 'm1-dau', lessons: null }] },
      ],
    });
    expect(pathsReport(check!, disk.contentDir)).toEqual(['paths/lanh-dao: 1 bài (lessons), 7 phút (minutes)', 'paths/toan-the: 2 bài (lessons), 8 phút (minutes)']);
  });

  it.each<[what: string, paths: string[], line: number, reason: string]>([
    ['an unknown course', [path('a', step('khong-co', 'm1-dau'))], 7, 'There is no course khong-co.'],
    ['an unknown module', [path('a', step('khoa-mau', 'm9'))], 7, 'The course khoa-mau has no module m9.'],
    ['an unknown lesson', [path('a', step('khoa-mau', 'm1-dau', 'bai-mau, khong-co'))], 7, 'The module m1-dau has no lesson khong-co.'],
    ['a lesson twice in a step', [path('a', step('khoa-mau', 'm1-dau', 'bai-mau, bai-mau'))], 7, 'The lesson bai-mau is on this path already.'],
    ['a lesson of a module that stands there already', [path('a', `${whole}${step('khoa-mau', 'm1-dau', 'bai-hai')}`)], 8, 'The lesson bai-hai is on this path already.'],
    ['an empty path', [path('a', '      []\n')], 6, 'steps cần ít nhất'],
    ['an empty choice of lessons', ["  - { key: a, title: A, audience: A, why: A, steps: [{ course: khoa-mau, module: m1-dau, lessons: [] }] }\n"], 2, 'lessons'],
    ['a path without a reason', [path('a', whole).replace('    why: Để làm việc an toàn.\n', '')], 2, 'why'],
    ['two paths of one key', [path('a', whole, suits), path('a', whole)], 9, 'The path a is written twice.'],
    ['no path for everybody', [path('a', whole, suits)], 1, 'Exactly one path has no suits and is for everybody; there are 0.'],
    ['two paths for everybody', [path('a', whole), path('b', whole)], 1, 'Exactly one path has no suits and is for everybody; there are 2.'],
    ['a path that suits nobody', [path('a', whole, '    suits: {}\n'), path('b', whole)], 6, 'suits needs at least one role or one position.'],
    ['a role that there is not', [path('a', whole, '    suits: { roles: [BOSS] }\n'), path('b', whole)], 6, 'UNIT_LEADER'],
    ['a field that there is not', [path('a', whole, '    price: 1\n')], 6, 'price'],
  ])('refuses %s', async (_what, paths, line, reason) => {
    using disk = folder(...paths);
    const check = readPaths(disk.contentDir);
    expect(check?.paths).toBeNull();
    const found = check?.problems.map((problem) => [problem.line, `${problem.reason.vi} ${problem.reason.en}`]) ?? [];
    expect(found).toHaveLength(1);
    expect(found[0]).toEqual([line, expect.stringContaining(reason)]);
    await using db = await freshDb();
    expect((await storePaths(db, disk.contentDir)).state).toBe('refused');
  });

  it('are written in the words of the glossary, which content:check demands and storing does not', async () => {
    using disk = folder(path('toan-the', whole).replace('Để làm việc an toàn.', 'Học từng module với XYZ.'));
    disk.put('../../glossary.yaml', 'terms:\n  - { term: mô-đun, instead_of: [module] }\n');
    const check = readPaths(disk.contentDir);
    expect(check?.problems.map(({ line, severity, mustMend, reason }) => [line, severity, mustMend, reason.en])).toEqual([
      [5, 'warning', true, 'The abbreviation XYZ is not in content/glossary.yaml.'],
      [5, 'warning', true, 'Write “mô-đun” instead of “module”.'],
    ]);
    await using db = await freshDb();
    expect((await storePaths(db, disk.contentDir)).state).toBe('stored');
  });

  it('need not be there', async () => {
    using disk = courseOnDisk();
    expect(readPaths(disk.contentDir)).toBeNull();
    await using db = await freshDb();
    expect(await storePaths(db, disk.contentDir)).toEqual({ state: 'missing', problems: [] });
  });
});

describe('storing', () => {
  it('replaces all of them, does nothing the second time, and leaves them alone when the file is broken or gone', async () => {
    await using db = await freshDb();
    using disk = folder(path('cu', whole, suits), path('toan-the', whole));
    const stored = async () => (await db.selectFrom('learning_path').select('key').orderBy('position').execute()).map(({ key }) => key);
    const state = async () => (await storePaths(db, disk.contentDir)).state;
    expect([await state(), await state(), await stored()]).toEqual(['stored', 'unchanged', ['cu', 'toan-the']]);
    disk.put('../../paths.yaml', `paths:\n${path('toan-the', whole)}${path('moi', whole, suits)}`);
    expect([await state(), await stored()]).toEqual(['stored', ['toan-the', 'moi']]);
    disk.put('../../paths.yaml', 'paths: []\n');
    expect([await state(), await stored()]).toEqual(['refused', ['toan-the', 'moi']]);
    disk.put('../../paths.yaml', null);
    expect([await state(), await stored()]).toEqual(['missing', ['toan-the', 'moi']]);
  });
});

describe('the paths of the product', () => {
  const check = readPaths('content');

  it('are right, and there are those that the programme names', () => {
    expect(check?.problems).toEqual([]);
    expect(check?.paths?.map(({ key }) => key)).toEqual(['lanh-dao', 'mot-cua-tong-dai', 'to-cong-tac', 'toan-the']);
  });

  it('lead through both courses, and the special ones are much shorter than the whole', () => {
    const minutes = new Map(pathsReport(check!, 'content').map((line) => [line.split(':')[0], Number(/(\d+) phút/.exec(line)?.[1])]));
    const whole = minutes.get('paths/toan-the') ?? 0;
    for (const path of check?.paths ?? []) {
      expect(new Set(path.steps.map(({ course }) => course)), path.key).toEqual(new Set(['de-an-06', 'an-toan-thong-tin']));
      if (path.suits) expect(minutes.get(`paths/${path.key}`), path.key).toBeLessThan(0.6 * whole);
    }
  });
});

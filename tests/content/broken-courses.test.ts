import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../app/platform/content/problems.ts';
import { courseOnDisk } from './course-on-disk.ts';

type Row = readonly [fixture: string, severity: Problem['severity'], file: string, line: number, reason: string];

/** Broken question banks: each holds one right question and one with a single fault. */
const banks: readonly Row[] = [
  ['empty-why.yaml', 'error', 'm1-dau/questions.yaml', 24, 'Thiếu why.'],
  ['empty.yaml', 'error', 'm1-dau/questions.yaml', 1, 'YAML phải là nhóm trường / a group of fields.'],
  ['expired.yaml', 'warning', 'm1-dau/questions.yaml', 26, 'Câu hỏi đã hết hiệu lực (23/11/2026) nên không còn được rút.'],
  ['expiry-before-fact.yaml', 'error', 'm1-dau/questions.yaml', 26, 'expires_on phải sau ngày của dữ kiện.'],
  ['expiry-before-fact.yaml', 'warning', 'm1-dau/questions.yaml', 26, 'Câu hỏi đã hết hiệu lực (01/11/2026) nên không còn được rút.'],
  ['heading-is-no-anchor.yaml', 'error', 'm1-dau/questions.yaml', 18, 'Bài bai-mau không có <Anchor id="dau-hieu-2" />.'],
  ['matching-same-left.yaml', 'error', 'm1-dau/questions.yaml', 25, 'Nội dung "Hai" ghi hai lần.'],
  ['matching-same-right.yaml', 'error', 'm1-dau/questions.yaml', 25, 'Nội dung "Sao" ghi hai lần.'],
  ['missing-source.yaml', 'error', 'm1-dau/questions.yaml', 14, 'Thiếu source.'],
  ['missing-why.yaml', 'error', 'm1-dau/questions.yaml', 24, 'Thiếu why.'],
  ['multiple-all-correct.yaml', 'error', 'm1-dau/questions.yaml', 22, 'Câu nhiều lựa chọn cần ít nhất hai phương án đúng và ít nhất một phương án sai.'],
  ['multiple-one-correct.yaml', 'error', 'm1-dau/questions.yaml', 22, 'Câu nhiều lựa chọn cần ít nhất hai phương án đúng và ít nhất một phương án sai.'],
  ['none-correct.yaml', 'error', 'm1-dau/questions.yaml', 22, 'Câu một lựa chọn cần đúng một phương án đúng, đang có 0.'],
  ['not-a-list.yaml', 'error', 'm1-dau/questions.yaml', 1, 'questions phải là danh sách / a list.'],
  ['not-yaml.yaml', 'error', 'm1-dau/questions.yaml', 3, 'YAML sai cú pháp: Sequence item without - indicator'],
  ['ordering-same-text.yaml', 'error', 'm1-dau/questions.yaml', 25, 'Nội dung "Một" ghi hai lần.'],
  ['ordering-two-items.yaml', 'error', 'm1-dau/questions.yaml', 22, 'items cần ít nhất 3 mục.'],
  ['same-id.yaml', 'error', 'm1-dau/questions.yaml', 14, 'Mã câu hỏi m1-q00 đã dùng ở /courses/khoa-mau/m1-dau/questions.yaml:2.'],
  ['same-key.yaml', 'error', 'm1-dau/questions.yaml', 25, 'Khoá "b" ghi hai lần.'],
  ['same-text.yaml', 'error', 'm1-dau/questions.yaml', 25, 'Nội dung "Sai" ghi hai lần.'],
  ['short-answer-none.yaml', 'error', 'm1-dau/questions.yaml', 22, 'accepted cần ít nhất 1 mục.'],
  ['short-answer-number.yaml', 'error', 'm1-dau/questions.yaml', 22, 'accepted phải là chữ / text.'],
  ['short-answer-twice.yaml', 'error', 'm1-dau/questions.yaml', 22, 'Nội dung "15" ghi hai lần.'],
  ['true-false-without-why.yaml', 'error', 'm1-dau/questions.yaml', 14, 'Thiếu why_false.'],
  ['true-false-word.yaml', 'error', 'm1-dau/questions.yaml', 22, 'answer phải là true | false.'],
  ['two-correct.yaml', 'error', 'm1-dau/questions.yaml', 22, 'Câu một lựa chọn cần đúng một phương án đúng, đang có 2.'],
  ['two-options.yaml', 'error', 'm1-dau/questions.yaml', 22, 'options cần ít nhất 3 mục.'],
  ['unknown-field.yaml', 'error', 'm1-dau/questions.yaml', 26, 'Không có trường tên hint.'],
  ['wrong-anchor.yaml', 'error', 'm1-dau/questions.yaml', 18, 'Bài bai-mau không có <Anchor id="khong-co" />.'],
  ['wrong-day.yaml', 'error', 'm1-dau/questions.yaml', 20, 'as_of chưa đúng dạng (YYYY-MM-DD).'],
  ['wrong-id.yaml', 'error', 'm1-dau/questions.yaml', 14, 'id chưa đúng dạng (a-z, 0-9, -).'],
  ['wrong-lesson.yaml', 'error', 'm1-dau/questions.yaml', 17, 'Mô-đun này không có bài học khong-co.'],
  ['wrong-level.yaml', 'error', 'm1-dau/questions.yaml', 16, 'level phải là một trong: REMEMBER, UNDERSTAND, APPLY.'],
  ['wrong-type.yaml', 'error', 'm1-dau/questions.yaml', 15, 'type phải là một trong: single, multiple, true_false, ordering, matching, short_answer.'],
];

/** Broken course.yaml files. */
const courses: readonly Row[] = [
  ['assessment-twice.yaml', 'error', 'course.yaml', 25, 'Bài kiểm tra kiem-tra-m1 ghi hai lần.'],
  ['blueprint-level-without-questions.yaml', 'error', 'course.yaml', 24, 'Cần 1 câu APPLY từ m1-dau, chỉ còn 0 câu dùng được.'],
  ['blueprint-short.yaml', 'error', 'course.yaml', 24, 'Cần 9 câu REMEMBER từ m1-dau, chỉ còn 2 câu dùng được.'],
  ['blueprint-twice.yaml', 'error', 'course.yaml', 25, 'Dòng m1-dau / REMEMBER đã có.'],
  ['blueprint-unknown-module.yaml', 'error', 'course.yaml', 24, 'Không có mô-đun m9.'],
  ['final-with-module.yaml', 'error', 'course.yaml', 16, 'Bài kiểm tra MODULE phải ghi module, bài FINAL thì không.'],
  ['missing-folder.yaml', 'error', 'course.yaml', 14, 'Thư mục mô-đun m2-chua-co không có trên đĩa.'],
  ['missing-title.yaml', 'error', 'course.yaml', 1, 'Thiếu title.'],
  ['module-assessment-without-module.yaml', 'error', 'course.yaml', 16, 'Bài kiểm tra MODULE phải ghi module, bài FINAL thì không.'],
  ['module-twice.yaml', 'error', 'course.yaml', 14, 'Mô-đun m1-dau ghi hai lần.'],
  ['module-twice.yaml', 'error', 'm1-dau/01-bai-mau.mdx', 1, 'Tên bài bai-mau đã dùng ở /courses/khoa-mau/m1-dau/01-bai-mau.mdx; tên bài là duy nhất tro'],
  ['module-twice.yaml', 'error', 'm1-dau/questions.yaml', 2, 'Mã câu hỏi m1-q01 đã dùng ở /courses/khoa-mau/m1-dau/questions.yaml:2.'],
  ['module-twice.yaml', 'error', 'm1-dau/questions.yaml', 11, 'Mã câu hỏi m1-q02 đã dùng ở /courses/khoa-mau/m1-dau/questions.yaml:11.'],
  ['no-modules.yaml', 'error', 'course.yaml', 10, 'modules cần ít nhất 1 mục.'],
  ['pass-score-over-ten.yaml', 'error', 'course.yaml', 8, 'pass_score lớn hoặc dài hơn mức tối đa 10.'],
  ['pass-score-text.yaml', 'error', 'course.yaml', 8, 'pass_score phải là số / a number.'],
  ['slug-mismatch.yaml', 'error', 'course.yaml', 1, 'slug phải trùng tên thư mục: khoa-mau.'],
  ['two-finals.yaml', 'error', 'course.yaml', 35, 'Khoá học chỉ có một bài FINAL.'],
  ['unknown-field.yaml', 'error', 'course.yaml', 7, 'Không có trường tên price.'],
  ['unknown-kind.yaml', 'error', 'course.yaml', 16, 'kind phải là một trong: MODULE, FINAL.'],
];

async function problemsOf(path: string, fixture: string): Promise<Row[]> {
  using course = courseOnDisk({ [path]: readFileSync(`tests/content/fixtures/${fixture}`, 'utf8') });
  const { problems } = await course.check();
  const name = fixture.split('/').at(-1) ?? '';
  return problems.map(({ severity, file, line, reason }) => [name, severity, file.split('/khoa-mau/')[1] ?? file, line, reason.vi.replaceAll(course.contentDir, '').slice(0, 90)]);
}

describe.each([
  ['banks', 'm1-dau/questions.yaml', banks],
  ['courses', 'course.yaml', courses],
] as const)('broken %s are refused with file, line and reason', (folder, path, expected) => {
  for (const name of new Set(expected.map(([fixture]) => fixture))) {
    test(name, async () => {
      expect(await problemsOf(path, `${folder}/${name}`)).toEqual(expected.filter(([fixture]) => fixture === name));
    });
  }

  test('no fixture is forgotten', () => {
    expect(readdirSync(`tests/content/fixtures/${folder}`).sort()).toEqual([...new Set(expected.map(([fixture]) => fixture))].sort());
  });
});

describe('files and folders', () => {
  const cases: readonly [what: string, files: Record<string, string | null>, file: string, line: number, reason: RegExp][] = [
    ['course.yaml is missing', { 'course.yaml': null }, 'course.yaml', 1, /^Thiếu tệp course.yaml/],
    ['the question bank is missing', { 'm1-dau/questions.yaml': null }, 'm1-dau/questions.yaml', 1, /^Thiếu tệp questions.yaml/],
    ['a module without lessons', { 'm1-dau/01-bai-mau.mdx': null, 'm1-dau/questions.yaml': 'questions: []\n' }, 'm1-dau', 1, /chưa có bài học/],
    ['a stray file', { 'm1-dau/ghi-chu.docx': 'x' }, 'm1-dau/ghi-chu.docx', 1, /^Tệp lạ ghi-chu.docx/],
    ['a lesson without a number', { 'm1-dau/bai-hai.mdx': 'x' }, 'm1-dau/bai-hai.mdx', 1, /^Tệp lạ bai-hai.mdx/],
    ['a lesson with marks in its name', { 'm1-dau/02-bài-hai.mdx': 'x' }, 'm1-dau/02-bài-hai.mdx', 1, /^Tệp lạ/],
    ['two lessons with one number', { 'm1-dau/01-bai-khac.mdx': null }, 'm1-dau/01-bai-mau.mdx', 1, /^Số thứ tự 01/],
  ];

  test.each(cases)('%s', async (what, files, file, line, reason) => {
    using course = courseOnDisk(files);
    if (what === 'two lessons with one number') course.put('m1-dau/01-bai-khac.mdx', readFileSync('tests/content/fixtures/lessons/byte-order-mark.mdx'));
    const { problems, course: compiled } = await course.check();
    expect(compiled).toBeNull();
    expect(problems.filter((problem) => problem.severity === 'error' && problem.file.endsWith(`khoa-mau/${file}`) && problem.line === line).map((problem) => problem.reason.vi).join('\n')).toMatch(reason);
  });

  test('one slug in two modules', async () => {
    using course = courseOnDisk();
    const yaml = readFileSync(`${course.contentDir}/courses/khoa-mau/course.yaml`, 'utf8');
    course.put('course.yaml', yaml.replace('assessments:', '  - key: m2-hai\n    title: Hai\n    aim: Biết.\nassessments:'));
    course.put('m2-hai/04-bai-mau.mdx', readFileSync(`${course.contentDir}/courses/khoa-mau/m1-dau/01-bai-mau.mdx`));
    course.put('m2-hai/questions.yaml', 'questions: []\n');
    const { problems } = await course.check();
    expect(problems.map((problem) => [problem.file.split('/khoa-mau/')[1], problem.reason.vi.slice(0, 18)])).toEqual([['m2-hai/04-bai-mau.mdx', 'Tên bài bai-mau đã']]);
  });

  test('a folder that course.yaml does not name is mentioned, not published', async () => {
    using course = courseOnDisk({ 'm9-nhap/01-nhap.mdx': 'chưa xong' });
    const { problems, course: compiled } = await course.check();
    expect(problems.map(({ severity, reason }) => [severity, reason.en])).toEqual([['warning', 'The folder m9-nhap is not named in course.yaml and is not published.']]);
    expect(compiled?.lessons.map((lesson) => lesson.slug)).toEqual(['bai-mau']);
  });

  test('hidden files of editors and systems are passed over', async () => {
    using course = courseOnDisk({ 'm1-dau/.01-bai-mau.mdx.swp': 'x', '.DS_Store': 'x', 'm1-dau/.DS_Store': 'x' });
    expect((await course.check()).problems).toEqual([]);
  });
});

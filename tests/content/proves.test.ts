import { describe, expect, test } from 'vitest';
import { checkCourses } from '../../app/learning/publishing/course-report.ts';
import { dayIn } from '../../app/platform/i18n/formats.ts';
import routes from '../../app/routes.ts';
import { contentReport } from '../../jobs/learning/content-report.ts';
import { lessonPages } from '../../app/learning/publishing/check-course.ts';
import { listPagePaths } from '../e2e/pages/entries.ts';
import { bankYaml, courseOnDisk, lessonText, questionYaml, today, type DiskCourse } from './course-on-disk.ts';

const scenario = `
<Scenario id="s1" title="Cuộc gọi lúc 16 giờ 40">
<Scene id="bat-dau">

Một người lạ gọi đến.

<Choice to="cup-may" label="Cúp máy" />
<Choice to="doc-ma" label="Đọc mã" />
</Scene>
<Scene id="cup-may" outcome="good">

Đúng.

</Scene>
<Scene id="doc-ma" outcome="bad">

Chưa đúng.

</Scene>
</Scenario>
`;
const terms = (term: string) => `\n<Terms>\n\n- **${term}**: nghĩa.\n\n</Terms>\n`;
/** Fifteen words, a check and a scenario: two and a half minutes. */
const good = `${lessonText.replace('minutes: 1', 'minutes: 3')}${scenario}`;
const bank = bankYaml(questionYaml('m1-q01'), questionYaml('m1-q02'));
const glossary = 'terms:\n  - { term: đầu mối }\n  - { term: mô-đun, instead_of: [module] }\nabbreviations:\n  - { short: OTP, long: mật khẩu dùng một lần }\n';

function rightCourse(files: Record<string, string | null> = {}): DiskCourse {
  const disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': good, ...files });
  disk.put('../../glossary.yaml', glossary);
  return disk;
}
const checkOf = (disk: DiskCourse, day = today) => checkCourses(disk.contentDir, day);

test('a right course passes', async () => {
  using disk = rightCourse();
  expect(await checkOf(disk)).toMatchObject({ isRight: true, lines: expect.arrayContaining(['khoa-mau: 0 cảnh báo (warnings)']) });
});

/** What the check promises of every lesson and every question, each with one violation. */
const violations: readonly [what: string, files: Record<string, string | null>, said: RegExp][] = [
  ['a lesson names its sources', { 'm1-dau/01-bai-mau.mdx': good.replace(/sources:\n.*\n.*\n/, 'sources: []\n') }, /01-bai-mau\.mdx:5: sources cần ít nhất/],
  ['a lesson has sources at all', { 'm1-dau/01-bai-mau.mdx': good.replace(/sources:\n.*\n.*\n/, '') }, /Thiếu sources/],
  ['a lesson says when it was checked', { 'm1-dau/01-bai-mau.mdx': good.replace('checked_on: 2026-11-23\n', '') }, /Thiếu checked_on/],
  ['a lesson says when it must be reviewed', { 'm1-dau/01-bai-mau.mdx': good.replace('review_by: 2027-05-23\n', '') }, /Thiếu review_by/],
  ['a picture has words for those who do not see it', { 'm1-dau/01-bai-mau.mdx': `${good}\n<Figure src="/favicon.svg" />\n` }, /<Figure> thiếu alt/],
  ['these words are not empty', { 'm1-dau/01-bai-mau.mdx': `${good}\n<Figure src="/favicon.svg" alt=" " />\n` }, /alt của <Figure> chưa đúng/],
  ['a lesson takes the time that it says, or a little less', { 'm1-dau/01-bai-mau.mdx': good.replace('minutes: 3', 'minutes: 2') }, /:3: cảnh báo \(warning\): minutes ghi 2, đo được khoảng 2\.\d/],
  ['a lesson takes the time that it says, or a little more', { 'm1-dau/01-bai-mau.mdx': good.replace('minutes: 3', 'minutes: 4') }, /minutes ghi 4, đo được khoảng 2\.\d/],
  ['a lesson gives its reader something to do', { 'm1-dau/02-doc-thoi.mdx': `${lessonText.split('\n<Check')[0]}\n${'chữ '.repeat(200)}\n` }, /02-doc-thoi\.mdx:1: Bài học chưa có câu hỏi, tình huống hay bài thực hành nào/],
  ['a module has practice or a scenario', { 'm1-dau/01-bai-mau.mdx': lessonText }, /course\.yaml:11: Mô-đun m1-dau chưa có tình huống hay bài thực hành nào/],
  ['a link to a course is alive', { 'm1-dau/01-bai-mau.mdx': `${good}\n[x](/courses/khong-co)\n` }, /Không có khoá học ở đường dẫn \/courses\/khong-co/],
  ['a link to a lesson is alive', { 'm1-dau/01-bai-mau.mdx': `${good}\n[x](/learn/khoa-mau/khong-co#muc)\n` }, /Không có bài học ở đường dẫn/],
  ['a link to a place of the lesson is alive', { 'm1-dau/01-bai-mau.mdx': `${good}\n[x](#khong-co)\n` }, /Bài này không có mốc #khong-co/],
  ['a link to an answer is alive', { 'm1-dau/01-bai-mau.mdx': `${good}\n[x](/help/khong-co)\n` }, /Không có trang \/help\/khong-co/],
  ['a link to another page is alive', { 'm1-dau/01-bai-mau.mdx': `${good}\n[x](/khong-co-trang-nay)\n` }, /Không có trang \/khong-co-trang-nay/],
  ['a lesson does not lead into administration', { 'm1-dau/01-bai-mau.mdx': `${good}\n[x](/admin/people)\n` }, /Không có trang \/admin\/people/],
  ['a term that is explained is a term of the glossary', { 'm1-dau/01-bai-mau.mdx': `${good}${terms('từ lạ')}` }, /Thuật ngữ “từ lạ” chưa có/],
  ['an abbreviation is known', { 'm1-dau/01-bai-mau.mdx': `${good}\nGửi về XYZ trước giờ nghỉ.\n` }, /Chữ viết tắt XYZ chưa có/],
  ['a thing is called by its name', { 'm1-dau/01-bai-mau.mdx': `${good}\nHọc xong module này.\n` }, /Viết “mô-đun” thay cho “module”/],
  ['the same goes for questions', { 'm1-dau/questions.yaml': bank.replace('Câu hỏi m1-q02?', 'Hỏi ở XYZ hay module?') }, /questions\.yaml:\d+: Chữ viết tắt XYZ chưa có/],
  ['a question explains each option', { 'm1-dau/questions.yaml': bank.replace(', why: Vì sai', '') }, /Thiếu why/],
  ['a question rests on a paragraph', { 'm1-dau/questions.yaml': bank.replace('anchor: dau-hieu', 'anchor: khong-co') }, /không có <Anchor id="khong-co"/],
];

describe('content:check does not pass when it is not true that', () => {
  test.each(violations)('%s', async (_what, files, said) => {
    using disk = rightCourse(files);
    const { isRight, lines } = await checkOf(disk);
    expect(lines.join('\n')).toMatch(said);
    expect(isRight).toBe(false);
  });
});

describe('content:check passes', () => {
  test.each<[string, string]>([
    ['a lesson that explains a known term, whatever its first letter', `${good}${terms('Đầu mối')}`],
    ['a known abbreviation, Roman numbers, numbers of documents and invented addresses', `${good}\nMã OTP, quý IV, Quyết định 06/QĐ-TTg, mã TP-0123, VAY.invalid.\n`],
    ['links to what there is', `${good}\n[x](/courses/khoa-mau) [x](/learn/khoa-mau/bai-mau#dau-hieu) [x](#dau-hieu) [x](/verify) [x](/help?q=otp) [x](https://vi-du.invalid/a)\n`],
  ])('%s', async (_what, text) => {
    using disk = rightCourse({ 'm1-dau/01-bai-mau.mdx': text });
    expect(await checkOf(disk)).toMatchObject({ isRight: true });
  });

  test('a lesson and a question whose day is over, for that comes with time; but says so', async () => {
    using disk = rightCourse({ 'm1-dau/questions.yaml': bankYaml(questionYaml('m1-q01'), questionYaml('m1-q02', { expires_on: '2027-05-23' })) });
    const { isRight, lines } = await checkOf(disk, '2027-06-01');
    expect(isRight).toBe(true);
    expect(lines.join('\n')).toMatch(/Bài đã quá hạn rà soát \(23\/05\/2027\)[\s\S]*hết hiệu lực \(23\/05\/2027\)/);
  });

  test('an answer that is there', async () => {
    using disk = rightCourse({ 'm1-dau/01-bai-mau.mdx': `${good}\n[x](/help/muc-hai)\n` });
    disk.put('../../faq/tai-khoan/muc-hai.md', 'x');
    expect((await checkOf(disk)).isRight).toBe(true);
  });
});

test('a glossary that cannot be used is an error with its line', async () => {
  using disk = rightCourse();
  disk.put('../../glossary.yaml', 'terms:\n  - { term: a, others: [b] }\n');
  const { isRight, lines } = await checkOf(disk);
  expect([isRight, lines[0]]).toEqual([false, expect.stringMatching(/glossary\.yaml:2: Không có trường tên others/)]);
});

test('the pages that lessons may lead to are pages', () => {
  expect(listPagePaths(routes)).toEqual(expect.arrayContaining([...lessonPages]));
});

test('the courses, paths, answers and models of the product pass, as of today', async () => {
  const { isRight, lines } = await contentReport('content', dayIn('Asia/Ho_Chi_Minh', new Date()));
  expect(isRight, lines.join('\n')).toBe(true);
  expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^an-toan-thong-tin: /), expect.stringMatching(/^de-an-06: /), 'models: 43 mô hình (models)']));
});

test('a path that leads nowhere, or an answer that cannot be read, does not pass', async () => {
  using disk = rightCourse({ '../../paths.yaml': 'paths: 1\n' });
  expect(await contentReport(disk.contentDir, today)).toMatchObject({ isRight: false, lines: expect.arrayContaining([expect.stringContaining('paths.yaml')]) });
});

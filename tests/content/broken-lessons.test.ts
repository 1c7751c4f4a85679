import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../app/platform/content/problems.ts';
import { courseOnDisk } from './course-on-disk.ts';

const folder = 'tests/content/fixtures/lessons';

/** Every broken lesson, what is said about it, and at which line. */
const expected: readonly [file: string, severity: Problem['severity'], line: number, reason: string][] = [
  ['anchor-at-end.mdx', 'error', 21, 'Sau <Anchor> phải có đoạn hoặc đề mục mà nó đánh dấu.'],
  ['anchor-inline.mdx', 'error', 19, '<Anchor> phải đứng riêng một khối, không nằm giữa dòng chữ.'],
  ['anchor-twice.mdx', 'error', 21, 'id "dau-hieu" đã dùng ở dòng 15.'],
  ['anchor-uppercase.mdx', 'error', 19, 'id của <Anchor> chưa đúng: "Dau Hieu" (a-z, 0-9, -).'],
  ['attribute-twice.mdx', 'error', 19, 'Thuộc tính title của <Callout> ghi hai lần.'],
  ['bad-yaml.mdx', 'error', 10, 'YAML sai cú pháp: Missing closing "quote'],
  ['bidi.mdx', 'error', 19, 'Có ký tự ẩn U+202E. Hãy xoá ký tự này.'],
  ['brace.mdx', 'error', 21, 'Không đọc được đoạn này: Unexpected end of file in expression, expecte'],
  ['broken-anchor-link.mdx', 'error', 19, 'Bài này không có mốc #khong-co.'],
  ['broken-course-link.mdx', 'error', 19, 'Không có khoá học ở đường dẫn /courses/khong-co.'],
  ['broken-lesson-link.mdx', 'error', 19, 'Không có bài học ở đường dẫn /learn/khoa-mau/khong-co.'],
  ['byte-order-mark.mdx', 'warning', 1, 'Tệp bắt đầu bằng ký tự BOM. Nên lưu UTF-8 không BOM.'],
  ['check-false-flag.mdx', 'error', 21, 'correct của <Option> chưa đúng: "true" (không ghi giá trị / no value).'],
  ['check-in-callout.mdx', 'error', 21, '<Check> phải nằm trực tiếp trong mạch chính của bài.'],
  ['check-missing-why.mdx', 'error', 21, '<Option> thiếu why.'],
  ['check-none-correct.mdx', 'error', 19, '<Check> cần đúng một phương án đúng, đang có 0.'],
  ['check-one-option.mdx', 'error', 19, '<Check> cần 2–4 phương án, đang có 1.'],
  ['check-stray-text.mdx', 'error', 21, 'Không dùng "Chữ lạc." trong bài học.'],
  ['check-two-correct.mdx', 'error', 19, '<Check> cần đúng một phương án đúng, đang có 2.'],
  ['climbing-picture.mdx', 'error', 19, 'src của <Figure> chưa đúng: "/pictures/../../secret.png" (/….svg, .png'],
  ['code-block.mdx', 'error', 19, 'Không dùng ``` trong bài học.'],
  ['comment.mdx', 'error', 21, 'Không đọc được đoạn này: Unexpected character `!` (U+0021) before name'],
  ['confidence-c.mdx', 'error', 7, 'confidence phải là một trong: A, B.'],
  ['dangerous-attribute.mdx', 'error', 19, '<Callout> không có thuộc tính dangerouslySetInnerHTML.'],
  ['decomposed.mdx', 'error', 19, 'Chữ có dấu ở dạng tổ hợp rời (NFD): "Chữ". Hãy gõ lại hoặc chuyển sa'],
  ['empty-alt.mdx', 'error', 19, 'alt của <Figure> chưa đúng: "" (có nội dung / not empty).'],
  ['empty-callout.mdx', 'error', 19, '<Callout> chưa có nội dung.'],
  ['export.mdx', 'error', 19, 'Không được dùng export.'],
  ['expression-attribute.mdx', 'error', 19, 'Không được dùng biểu thức trong dấu ngoặc nhọn.'],
  ['expression-inline.mdx', 'error', 19, 'Không được dùng biểu thức trong dấu ngoặc nhọn.'],
  ['expression.mdx', 'error', 21, 'Không được dùng biểu thức trong dấu ngoặc nhọn.'],
  ['foreign-picture.mdx', 'error', 19, 'src của <Figure> chưa đúng: "https://vi-du.invalid/a.png" (/….svg, .pn'],
  ['fragment.mdx', 'error', 19, 'Không có thẻ <>.'],
  ['heading-in-callout.mdx', 'error', 21, 'Đề mục không nằm trong khối.'],
  ['heading-one.mdx', 'error', 19, 'Đề mục chỉ dùng ## và ###.'],
  ['http-link.mdx', 'error', 19, 'Đường dẫn http://vi-du.invalid không được phép: chỉ https://…, /… hoặc'],
  ['iframe.mdx', 'error', 19, 'Không có thẻ <iframe>.'],
  ['import.mdx', 'error', 19, 'Không được dùng import.'],
  ['inline-html.mdx', 'error', 19, 'Không có thẻ <b>.'],
  ['javascript-front-matter.mdx', 'error', 1, 'Dòng đầu phải là --- trơn; không dùng ---js.'],
  ['javascript-link.mdx', 'error', 19, 'Đường dẫn javascript:alert(1) không được phép: chỉ https://…, /… hoặc '],
  ['javascript-picture.mdx', 'error', 19, 'src của <Figure> chưa đúng: "javascript:alert(1)" (/….svg, .png, .jpg,'],
  ['json-front-matter.mdx', 'error', 1, 'Dòng đầu phải là --- trơn; không dùng ---json.'],
  ['latin1.mdx', 'error', 1, 'Tệp không phải UTF-8. Hãy lưu lại ở bảng mã UTF-8.'],
  ['less-than.mdx', 'error', 21, 'Không đọc được đoạn này: Unexpected character `1` (U+0031) before name'],
  ['link-in-message.mdx', 'error', 21, 'Trong <Message> không đặt đường dẫn bấm được.'],
  ['markdown-image.mdx', 'error', 19, 'Ảnh đặt bằng <Figure src="…" alt="…" />.'],
  ['member-tag.mdx', 'error', 19, 'Không có thẻ <Callout.Inner>.'],
  ['missing-alt.mdx', 'error', 19, '<Figure> thiếu alt.'],
  ['missing-field.mdx', 'error', 2, 'Thiếu appraiser_role.'],
  ['missing-picture.mdx', 'error', 19, 'Không có tệp /pictures/khong-co.svg trong thư mục public.'],
  ['no-front-matter.mdx', 'error', 1, 'Bài học phải bắt đầu bằng phần thông tin giữa hai dòng ---.'],
  ['option-alone.mdx', 'error', 19, '<Option> phải nằm trực tiếp trong <Check>, <YourTurn>.'],
  ['protocol-relative-link.mdx', 'error', 19, 'Đường dẫn //vi-du.invalid/a không được phép: chỉ https://…, /… hoặc #…'],
  ['prototype-tag.mdx', 'error', 19, 'Không có thẻ <constructor>.'],
  ['review-before-check.mdx', 'error', 9, 'review_by phải sau checked_on.'],
  ['review-before-check.mdx', 'warning', 9, 'Bài đã quá hạn rà soát (01/11/2026).'],
  ['scenario-back-to-start.mdx', 'error', 32, 'Không lựa chọn nào được dẫn về cảnh đầu "a".'],
  ['scenario-missing-scene.mdx', 'error', 25, 'Không có cảnh "c" trong tình huống này.'],
  ['scenario-no-end.mdx', 'error', 33, 'Cảnh "c" phải có lựa chọn hoặc có outcome, không có cả hai.'],
  ['scenario-one-choice.mdx', 'error', 20, 'Cảnh "a" cần ít nhất hai lựa chọn.'],
  ['scenario-ring.mdx', 'error', 38, 'Không lựa chọn nào dẫn tới cảnh "d".'],
  ['scenario-ring.mdx', 'error', 46, 'Không lựa chọn nào dẫn tới cảnh "e".'],
  ['scenario-ring.mdx', 'error', 54, 'Không lựa chọn nào dẫn tới cảnh "f".'],
  ['scenario-ring.mdx', 'error', 59, 'Không lựa chọn nào dẫn tới cảnh "g".'],
  ['scenario-same-id.mdx', 'error', 38, 'id "b" đã dùng ở dòng 28.'],
  ['scenario-two-ways.mdx', 'error', 32, 'Cảnh "c" có hơn một lựa chọn dẫn tới; mỗi cảnh chỉ một.'],
  ['scenario-unreached.mdx', 'error', 38, 'Không lựa chọn nào dẫn tới cảnh "d".'],
  ['script.mdx', 'error', 21, 'Không có thẻ <script>.'],
  ['spread-attribute.mdx', 'error', 19, 'Không được dùng biểu thức trong dấu ngoặc nhọn.'],
  ['steps-without-list.mdx', 'error', 19, '<Steps> chỉ chứa một danh sách đánh số.'],
  ['style-tag.mdx', 'error', 21, 'Không có thẻ <style>.'],
  ['terms-without-terms.mdx', 'error', 19, '<Terms> chỉ chứa một danh sách, mỗi dòng bắt đầu bằng **thuật ngữ**.'],
  ['unclosed-front-matter.mdx', 'error', 1, 'Bài học phải bắt đầu bằng phần thông tin giữa hai dòng ---.'],
  ['unclosed.mdx', 'error', 19, 'Không đọc được đoạn này: Expected a closing tag for `<Callout>` (19:1-'],
  ['unknown-attribute.mdx', 'error', 19, '<Callout> không có thuộc tính onClick.'],
  ['unknown-field.mdx', 'error', 4, 'Không có trường tên author.'],
  ['unknown-tag.mdx', 'error', 19, 'Không có thẻ <Banner>.'],
  ['video-without-captions.mdx', 'error', 19, 'Không có tệp /films/a.mp4 trong thư mục public.'],
  ['video-without-captions.mdx', 'error', 19, 'Không có tệp /films/a.txt trong thư mục public.'],
  ['video-without-captions.mdx', 'error', 19, '<Video> thiếu captions.'],
  ['windows-lines.mdx', 'warning', 1, 'Tệp xuống dòng kiểu Windows (CRLF). Nên lưu với LF.'],
  ['wrong-day.mdx', 'error', 9, 'review_by chưa đúng dạng (YYYY-MM-DD).'],
  ['wrong-fact-day.mdx', 'error', 19, 'asOf của <FactBox> chưa đúng: "15/01/2026" (YYYY-MM-DD).'],
  ['wrong-kind.mdx', 'error', 19, 'kind của <Callout> chưa đúng: "danger" (remember | warning | example |'],
  ['yaml-alias.mdx', 'error', 2, 'YAML sai cú pháp: Alias resolution is disabled (& *)'],
  ['yaml-tag.mdx', 'error', 2, 'YAML sai cú pháp: Unresolved tag: tag:yaml.org,2002:js/function'],
  ['zero-width.mdx', 'error', 19, 'Có ký tự ẩn U+200B. Hãy xoá ký tự này.'],
];

async function problemsOf(name: string): Promise<Problem[]> {
  using course = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': readFileSync(`${folder}/${name}`) });
  course.putPublic('/pictures/so-do.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const { problems, course: compiled } = await course.check();
  const isBroken = problems.some((problem) => problem.severity === 'error');
  expect(compiled === null, 'a course with errors is not compiled').toBe(isBroken);
  for (const problem of problems) expect(problem.file.endsWith('content/courses/khoa-mau/m1-dau/01-bai-mau.mdx'), problem.file).toBe(true);
  return problems.filter((problem) => !problem.reason.vi.startsWith('minutes ghi'));
}

describe('broken lessons are refused with file, line and reason', () => {
  for (const name of new Set(expected.map(([file]) => file))) {
    test(name, async () => {
      const problems = await problemsOf(name);
      const wanted = expected.filter(([file]) => file === name);
      expect(problems.map(({ severity, line, reason }) => [severity, line, reason.vi.slice(0, 70)])).toEqual(wanted.map(([, severity, line, reason]) => [severity, line, reason]));
      for (const { reason } of problems) expect(reason.en.length).toBeGreaterThan(5);
    });
  }

  test('no fixture is forgotten', () => {
    expect(readdirSync(folder).sort()).toEqual([...new Set(expected.map(([file]) => file))].sort());
  });
});

test('front matter is never run', async () => {
  await problemsOf('javascript-front-matter.mdx');
  await problemsOf('yaml-tag.mdx');
  expect((globalThis as Record<string, unknown>)['hacked']).toBeUndefined();
});

test('a lesson of 2 MB is refused before it is read', async () => {
  using course = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': Buffer.alloc(2_000_000, 'a') });
  const { problems } = await course.check();
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ line: 1, severity: 'error', reason: { vi: 'Tệp nặng 2000 kB, tối đa 200 kB.', en: 'The file has 2000 kB; at most 200 kB are allowed.' } });
});

test('an editor sees all faults of a lesson at once, in the order of the file', async () => {
  using course = courseOnDisk();
  const text = readFileSync(`${folder}/unknown-tag.mdx`, 'utf8');
  course.put('m1-dau/01-bai-mau.mdx', `${text}\n# Tên\n\n<Figure src="/a.png" />\n\n[x](javascript:void)\n`);
  const { problems } = await course.check();
  expect(problems.map((problem) => problem.line)).toEqual([19, 25, 27, 27, 29]);
});

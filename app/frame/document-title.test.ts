import { expect, it } from 'vitest';
import { documentTitle, titleByTrail } from './document-title.ts';

it.each([
  ['a page of a thing', 'Lịch gửi', ['Truyền thông', 'Định danh mức 2', 'Lịch gửi'], 'Lịch gửi – Định danh mức 2 – Truyền thông – hoc06'],
  ['the thing itself, under the name of its list', 'Người dùng', ['Quản trị', 'Người dùng', 'Bùi Thế Lữ'], 'Bùi Thế Lữ – Người dùng – Quản trị – hoc06'],
  ['the thing itself, under a name of its own', 'Tổng quan', ['Truyền thông', 'Định danh mức 2'], 'Tổng quan – Định danh mức 2 – Truyền thông – hoc06'],
  ['a page whose place says more than its words', 'Điểm danh', ['Quản trị', 'Lớp A', 'Điểm danh buổi 1'], 'Điểm danh buổi 1 – Lớp A – Quản trị – hoc06'],
  ['a page that names everything already', 'an.csv – Nhập từ tệp', ['Quản trị', 'Nhập từ tệp', 'an.csv'], 'an.csv – Nhập từ tệp – Quản trị – hoc06'],
  ['a page without words of its own', '', ['Khoá học', 'Con người', 'Ghi chú'], 'Ghi chú – Con người – Khoá học – hoc06'],
  ['a page at the top', 'Việc của tôi', [], 'Việc của tôi – hoc06'],
])('the title of %s', (_what, own, trail, title) => {
  expect(documentTitle(own, trail)).toBe(title);
});

it('is put into the document as text, and only into its head', () => {
  const page = (title: string) => `<html><head><title>${title}</title></head><body><svg><title>x – hoc06</title></svg></body></html>`;
  expect(titleByTrail(page('Vai trò – hoc06'), ['Người dùng', 'An <b>&amp;</b> $& "B"', 'Vai trò'])).toBe(page('Vai trò – An &lt;b&gt;&amp;amp;&lt;/b&gt; $&amp; &quot;B&quot; – Người dùng – hoc06'));
  expect(titleByTrail(page('Hỏi &amp; đáp – hoc06'), ['Hỏi & đáp', 'Câu 1'])).toBe(page('Câu 1 – Hỏi &amp; đáp – hoc06'));
  expect(titleByTrail(page('hoc06'), ['Khoá học', 'Ghi chú'])).toBe(page('Ghi chú – Khoá học – hoc06'));
  expect(titleByTrail(page('Việc của tôi – hoc06'), [])).toBe(page('Việc của tôi – hoc06'));
});

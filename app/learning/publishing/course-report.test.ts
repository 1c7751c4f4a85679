import { expect, test } from 'vitest';
import { bankYaml, courseOnDisk, questionYaml } from '../../../tests/content/course-on-disk.ts';
import { reportOf } from './course-report.ts';

test('a right course is reported with what it holds', async () => {
  using disk = courseOnDisk({ 'm1-dau/questions.yaml': bankYaml(questionYaml('q1'), questionYaml('q2', { level: 'APPLY' }), questionYaml('q3', { type: 'true_false', options: '', answer: 'true', why_true: 'a', why_false: 'b' }), questionYaml('q4')) });
  expect(reportOf(await disk.check())).toEqual([
    'khoa-mau: 0 cảnh báo (warnings)',
    '  1 mô-đun (modules), 1 bài (lessons), 15 chữ (words), 1 phút (minutes), 1 câu trong bài (checks), 0 tình huống (scenarios), 0 bài thực hành (drills)',
    '  4 câu hỏi (questions): REMEMBER 3 (75%), APPLY 1 (25%)',
    '  single 3 (75%), true_false 1 (25%)',
    '  kiem-tra-m1: 1 câu (questions), 12 phút (minutes), ≥ 8',
  ]);
});

test('a broken course is reported with its problems first', async () => {
  using disk = courseOnDisk({ 'm1-dau/02-hong.mdx': 'không có phần đầu' });
  const [first = '', second, third] = reportOf(await disk.check());
  expect(first).toMatch(/courses\/khoa-mau\/m1-dau\/02-hong\.mdx:1: Bài học phải bắt đầu bằng/);
  expect(second).toBe('khoa-mau: 0 cảnh báo (warnings)');
  expect(third).toContain('1 lỗi');
});

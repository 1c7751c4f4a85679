import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collectProblems, hasErrors, problemLine, sortProblems, type Problem } from '../../platform/content/problems.ts';
import { cleanSource } from '../../platform/content/source-text.server.ts';
import { countWords, slugOf } from './lesson-tree.ts';
import { isAllowedLink } from './mdx-guard.ts';
import { parseYaml, readYaml } from '../../platform/content/yaml-file.ts';

describe('cleaning source text', () => {
  const clean = (raw: string) => {
    const problems = collectProblems();
    return { text: cleanSource(raw, 'a.mdx', problems), said: problems.list.map(({ severity, line }) => `${severity} ${line}`) };
  };

  test('right text passes untouched', () => {
    expect(clean('Một\nhai\tba\n')).toEqual({ text: 'Một\nhai\tba\n', said: [] });
  });

  test('Windows leaves traces that are mended and mentioned once', () => {
    expect(clean('\uFEFFMột\r\nhai\r\n')).toEqual({ text: 'Một\nhai\n', said: ['warning 1', 'warning 1'] });
    expect(clean('Một\nhai\r\nba').said).toEqual(['warning 2']);
  });

  test('decomposed letters and hidden characters are errors at their line', () => {
    expect(clean(`Một\n${'đường'.normalize('NFD')}\n`).said).toEqual(['error 2']);
    expect(clean('Một\n\nhai\u200Bba').said).toEqual(['error 3']);
    expect(clean('a\u0000b').said).toEqual(['error 1']);
  });
});

describe('problems', () => {
  const problem = (file: string, line: number, severity: Problem['severity'] = 'error'): Problem => ({ file, line, severity, reason: { vi: 'Sai', en: 'Wrong' } });

  test('print as file:line: reason', () => {
    expect(problemLine(problem('content/a.mdx', 12))).toBe('content/a.mdx:12: Sai (Wrong)');
    expect(problemLine(problem('content/a.mdx', 12, 'warning'))).toBe('content/a.mdx:12: cảnh báo (warning): Sai (Wrong)');
  });

  test('sort by file and line', () => {
    expect(sortProblems([problem('b', 1), problem('a', 9), problem('a', 2)]).map(({ file, line }) => file + line)).toEqual(['a2', 'a9', 'b1']);
  });

  test('only errors stop a course', () => {
    expect(hasErrors([problem('a', 1, 'warning')])).toBe(false);
    expect(hasErrors([problem('a', 1, 'warning'), problem('a', 1)])).toBe(true);
  });
});

describe('YAML with places', () => {
  const said: string[] = [];
  const report = (line: number, reason: { en: string }) => void said.push(`${line} ${reason.en}`);
  const read = (text: string, firstLine = 1) => {
    said.length = 0;
    return readYaml(text, report, firstLine);
  };

  test('knows the line of every field, and of the nearest one above a missing field', () => {
    const yaml = read('a: 1\nb:\n  - x: 1\n    y: 2\n  - x: 3\n', 10);
    expect(yaml?.lineOf(['a'])).toBe(10);
    expect(yaml?.lineOf(['b', 0, 'y'])).toBe(13);
    expect(yaml?.lineOf(['b', 1])).toBe(14);
    expect(yaml?.lineOf(['b', 1, 'y'])).toBe(14);
    expect(yaml?.lineOf(['c', 'd'])).toBe(10);
  });

  test('days stay text, and the prototype is out of reach', () => {
    expect(read('day: 2026-11-23\nyes: no\n')?.value).toEqual({ day: '2026-11-23', yes: 'no' });
    const value = read('__proto__: { polluted: true }\n')?.value as Record<string, unknown>;
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__']);
  });

  test.each(['a: [1', 'a: 1\na: 2\n', 'a: *b', 'a: &x 1\nb: *x', 'a: !!js/regexp /x/', '- a\nb: 1', 'a: "x'])('refuses %j', (text) => {
    expect(read(text)).toBeNull();
    expect(said.length).toBeGreaterThan(0);
  });

  test('a billion laughs end at the first one', () => {
    const bomb = ['a: &a [x, x]', ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [*${'abcdefgh'[at]}, *${'abcdefgh'[at]}]`)].join('\n');
    expect(read(bomb)).toBeNull();
  });

  test('faults of the shape are said with line and field', () => {
    const schema = z.strictObject({ name: z.string(), level: z.enum(['A', 'B']), n: z.number().int().min(1).max(3), list: z.array(z.strictObject({ x: z.number() })) });
    const yaml = read('name: 5\nlevel: C\nn: 9\nlist:\n  - x: 1\n  - { x: mot, y: 2 }\n');
    expect(yaml && parseYaml(schema, yaml, report)).toBeNull();
    expect(said).toEqual(['1 name must be chữ / text.', '2 level must be one of: A, B.', '3 n is larger or longer than 3.', '6 x must be số / a number.', '6 There is no field named y.']);
  });
});

describe('small measures', () => {
  test.each([
    ['Vì sao kẻ tấn công chọn người dùng', 'vi-sao-ke-tan-cong-chon-nguoi-dung'],
    ['Đề án 06: gì, ở đâu?', 'de-an-06-gi-o-dau'],
    ['“Ngay” – 15 phút', 'ngay-15-phut'],
    ['…', ''],
  ])('the slug of %s', (text, slug) => {
    expect(slugOf(text)).toBe(slug);
  });

  test.each([
    ['Một hai ba', 3],
    ['  Một\n – hai , ', 2],
    ['', 0],
    ['15 phút', 2],
  ])('the words of %j', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  test.each(['#muc', '/verify', '/courses/de-an-06', '/learn/de-an-06/ba-nen-tang#vi-du', '/courses?q=an%20toan', 'https://dichvucong.gov.vn', 'https://a.vn/x?y=1#z'])('the link %s is allowed', (url) => {
    expect(isAllowedLink(url)).toBe(true);
  });

  test.each(['', 'x', 'muc', '#', '#A b', '//a.vn', '/\\a.vn', '/ a', 'http://a.vn', 'https://', 'https://user@a.vn', 'ftp://a.vn', 'javascript:x', 'tel:113', '\u0001javascript:x', '/a"b', '/a<b'])('the link %j is not', (url) => {
    expect(isAllowedLink(url)).toBe(false);
  });
});

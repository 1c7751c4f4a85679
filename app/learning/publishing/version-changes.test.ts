import { describe, expect, test } from 'vitest';
import { compareLessons, countChanges, paragraphsOf, type ComparedLesson } from './version-changes.ts';

const lesson = (slug: string, changes: Partial<ComparedLesson> = {}): ComparedLesson => ({ slug, title: `Bài ${slug}`, summary: 'Tóm tắt', moduleKey: 'm1', minutes: 5, details: '{}', paragraphs: ['Một.', 'Hai.'], body: (changes.paragraphs ?? ['Một.', 'Hai.']).join('\n'), ...changes });

describe('comparing lessons', () => {
  test('equal lessons are the same', () => {
    expect(compareLessons([lesson('a')], [lesson('a')])).toEqual([{ slug: 'a', title: 'Bài a', kind: 'same', parts: [], added: [], removed: [] }]);
  });

  test('new lessons come in their place, withdrawn ones last', () => {
    const changes = compareLessons([lesson('a'), lesson('b')], [lesson('c'), lesson('b')]);
    expect(changes.map(({ slug, kind }) => `${slug} ${kind}`)).toEqual(['c added', 'b same', 'a removed']);
  });

  test('names the parts that change', () => {
    const [change] = compareLessons([lesson('a')], [lesson('a', { title: 'Tên mới', summary: 'Khác', minutes: 6, details: '{"x":1}', moduleKey: 'm2' })]);
    expect(change).toMatchObject({ kind: 'changed', title: 'Tên mới', parts: ['title', 'summary', 'minutes', 'details', 'module'] });
  });

  test('shows the paragraphs that came and went', () => {
    const [change] = compareLessons([lesson('a')], [lesson('a', { paragraphs: ['Một.', 'Hai sửa.', 'Ba.'] })]);
    expect(change).toMatchObject({ parts: ['text'], added: ['Hai sửa.', 'Ba.'], removed: ['Hai.'] });
  });

  test('another order of the same paragraphs is a change of the text', () => {
    const [change] = compareLessons([lesson('a')], [lesson('a', { paragraphs: ['Hai.', 'Một.'] })]);
    expect(change).toMatchObject({ kind: 'changed', parts: ['text'], added: [], removed: [] });
  });

  test('against nothing everything is new', () => {
    expect(compareLessons([], [lesson('a'), lesson('b')]).map(({ kind }) => kind)).toEqual(['added', 'added']);
  });
});

test('counting changes of questions', () => {
  const older = [{ key: 'q1', body: '1' }, { key: 'q2', body: '2' }, { key: 'q3', body: '3' }];
  const newer = [{ key: 'q1', body: '1' }, { key: 'q2', body: 'hai' }, { key: 'q4', body: '4' }];
  expect(countChanges(older, newer)).toEqual({ added: 1, removed: 1, changed: 1 });
  expect(countChanges([], newer)).toEqual({ added: 3, removed: 0, changed: 0 });
});

describe('readable paragraphs of markup', () => {
  test.each([
    ['<p>Một <strong>đậm</strong>.</p>\n<p>Hai.</p>', ['Một đậm.', 'Hai.']],
    ['<ul>\n<li>a</li>\n<li>b</li>\n</ul>', ['a', 'b']],
    ['<table><tbody><tr><td>Gấp</td><td>Ngay</td></tr></tbody></table>', ['Gấp | Ngay |']],
    ['<p>a &lt; b &amp; &quot;c&quot; &#x27;d&#x27;</p>', ['a < b & "c" \'d\'']],
    ['<details><summary><svg></svg><span>Chọn</span></summary><p>Kết quả.</p></details>', ['Chọn', 'Kết quả.']],
    ['', []],
  ])('%s', (html, paragraphs) => {
    expect(paragraphsOf(html)).toEqual(paragraphs);
  });
});

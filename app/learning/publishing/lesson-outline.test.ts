import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frontMatter } from '../../../tests/content/course-on-disk.ts';
import { compiled, compileText, faultsOf } from '../../../tests/content/lesson-on-paper.ts';

const idsIn = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

describe('the outline', () => {
  test.each([
    ['emphasis and code', '## Mã *OTP* `123`', { id: 'ma-otp-123', text: 'Mã OTP 123' }],
    ['a link', '## Xem [cổng](https://dichvucong.gov.vn)', { id: 'xem-cong', text: 'Xem cổng' }],
    ['entities', '## A &amp; B &lt; C', { id: 'a-b-c', text: 'A & B < C' }],
    ['nothing but signs', '## …', { id: 'muc', text: '…' }],
    ['a closing fence', '## Mục ##', { id: 'muc', text: 'Mục' }],
    ['an underlined heading', 'Mục hai\n---', { id: 'muc-hai', text: 'Mục hai' }],
    ['đ and upper case', '## ĐỀ ÁN 06', { id: 'de-an-06', text: 'ĐỀ ÁN 06' }],
  ])('reads %s', async (_what, source, entry) => {
    const { body } = await compiled(`${source}\n\nChữ.`);
    expect(body.outline).toEqual([{ ...entry, level: 2 }]);
    expect(JSON.stringify(body.blocks)).toContain(`<h2 id=\\"${entry.id}\\">`);
  });

  test.each(['# Một', '#### Bốn', '##', '> ## Trong'])('refuses %j', async (source) => {
    expect((await faultsOf(`${source}\n\nChữ.`)).join()).toMatch(/[Hh]eading/);
  });

  test('has the same ids as the page, each once, whatever the headings are called', async () => {
    const title = fc.constantFrom('Ví dụ', 'Ví dụ 2', 'ví dụ', '…', 'Mục', 'C1', 'Neo', 'vi du 2 2');
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(title, fc.constantFrom('##', '###')), { minLength: 1, maxLength: 7 }), async (heads) => {
      const source = `<Anchor id="neo" />\n\nĐoạn.\n\n${heads.map(([text, marks]) => `${marks} ${text}\n\nA.`).join('\n\n')}\n\n<Check id="c1" question="q">\n<Option why="x">Một</Option>\n<Option correct why="y">Hai</Option>\n</Check>`;
      const { body } = await compiled(source);
      const onPage = idsIn(body.blocks.map((block) => (block.kind === 'html' ? block.html : ` id="${block.key}"`)).join(''));
      expect(new Set(onPage).size).toBe(onPage.length);
      expect(body.outline.map((entry) => [entry.text, entry.level])).toEqual(heads.map(([text, marks]) => [text, marks.length]));
      expect(onPage.filter((id) => id !== 'neo' && id !== 'c1')).toEqual(body.outline.map((entry) => entry.id));
      expect(new Set(body.anchors)).toEqual(new Set(onPage));
    }), { numRuns: 15 });
  });

  test('a link inside the lesson finds headings, anchors and checks, and nothing else', async () => {
    const parts = '<Anchor id="neo" />\n\nĐoạn.\n\n## Mục hai\n\nA.';
    for (const id of ['neo', 'muc-hai']) expect((await compiled(`${parts}\n\n[x](#${id})`)).links).toEqual([{ url: `#${id}`, line: 21 }]);
    expect(await faultsOf(`${parts}\n\n[x](#muc-ba)`)).toEqual(['This lesson has no anchor #muc-ba.']);
  });

  test.each([
    ['two anchors', '<Anchor id="a" />\n\nMột.\n\n<Anchor id="a" />\n\nHai.'],
    ['an anchor and a check', '<Anchor id="a" />\n\nMột.\n\n<Check id="a" question="q">\n<Option why="x">Một</Option>\n<Option correct why="y">Hai</Option>\n</Check>'],
  ])('%s of one id are refused with the line of the first', async (_what, source) => {
    expect(await faultsOf(source)).toEqual(['The id "a" is used in line 13 already.']);
  });

  test('two anchors cannot name one block', async () => {
    expect(await faultsOf('<Anchor id="a" />\n\n<Anchor id="b" />\n\nMột.')).toEqual([expect.stringContaining('must be followed by')]);
  });
});

describe('measuring minutes', () => {
  const check = (id: string) => `<Check id="${id}" question="Không đếm chữ ở đây?">\n<Option why="x">Một</Option>\n<Option correct why="y">Hai</Option>\n</Check>`;
  const scenario = '<Scenario id="s" title="Không đếm">\n<Scene id="a">\n\nA?\n\n<Choice to="b" label="B" />\n<Choice to="c" label="C" />\n</Scene>\n<Scene id="b" outcome="good">\n\nB.\n\n</Scene>\n<Scene id="c" outcome="bad">\n\nC.\n\n</Scene>\n</Scenario>';
  const words = (count: number) => 'chữ '.repeat(count);

  test.each<[written: number, parts: string, isWarned: boolean]>([
    [5, words(1000), false],
    [6, words(1000), false],
    [4, words(1000), false],
    [7, words(1000), true],
    [3, words(1000), true],
    [7, `${words(1000)}\n\n${check('c1')}\n\n${check('c2')}`, false],
    [5, `${words(1000)}\n\n${check('c1')}\n\n${check('c2')}`, true],
    [6, `${words(900)}\n\n${scenario}`, false],
    [4, `${words(900)}\n\n${scenario}`, true],
    [1, '<Figure src="/pictures/so-do.svg" alt="Sơ đồ" />', true],
  ])('%i minutes (case %#)', async (written, parts, isWarned) => {
    const { lesson, problems } = await compileText(parts, frontMatter.replace('minutes: 1', `minutes: ${written}`));
    expect(lesson?.minutes).toBe(written);
    expect(problems.map(({ severity, line }) => [severity, line])).toEqual(isWarned ? [['warning', 3]] : []);
  });

  test.each([
    ['words of a table', '| Một hai | ba |\n|---|---|\n| bốn | năm sáu |', 6],
    ['words of a list', '- một\n- hai ba\n  - bốn', 4],
    ['signs are no words', 'Một – hai / ba & … 4', 4],
    ['a code is a word', 'Gõ `ABC 123` nhé', 4],
    ['words of a legal note', '<Legal doc="Luật An ninh mạng">\n\nMột hai.\n\n</Legal>', 6],
    ['alternative text is not read', '<Figure src="/pictures/so-do.svg" alt="Sơ đồ ba ô" caption="Hai chữ" />', 2],
    ['emphasis inside a word', 'ba*n*g', 1],
  ])('%s', async (_what, source, count) => {
    expect((await compiled(source)).words).toBe(count);
  });
});

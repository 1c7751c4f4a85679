import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compiled, compileText, faultsOf, htmlOf } from '../../../tests/content/lesson-on-paper.ts';
import { isAllowedLink } from './mdx-guard.ts';

/** The tags of markup with their attributes, without the values. */
function tagsOf(html: string): string[] {
  return [...html.replace(/"[^"]*"/g, '').matchAll(/<([a-z0-9]+)([^>]*)>/g)].map(([, name, rest]) => `${name}${rest?.replace(/\s+/g, ' ').trimEnd()}`);
}

describe('links that pretend', () => {
  test.each([
    ['a scheme in other letters', 'JAVASCRIPT:alert(1)'],
    ['a scheme with a tab', 'java%09script:alert(1)'],
    ['a scheme as an entity', '&#x6A;avascript&colon;alert(1)'],
    ['a scheme behind a control character', '&#1;javascript:alert(1)'],
    ['data', 'data:text/html;base64,PHNjcmlwdD4='],
    ['a blob', 'blob:https://a.vn/x'],
    ['a file', 'file:///etc/passwd'],
    ['another host without a scheme', '//evil.example'],
    ['another host behind a backslash', '/\\\\evil.example'],
    ['a name before the host', 'https://dichvucong.gov.vn@evil.example'],
    ['a password before the host', 'https://:dichvucong.gov.vn@evil.example'],
    ['plain http', 'http://dichvucong.gov.vn'],
    ['a mail', 'mailto:a@vi-du.invalid'],
    ['a telephone', 'tel:113'],
    ['a relative path', 'trang-khac'],
    ['a port without a host', 'https://:443'],
  ])('%s', async (_what, url) => {
    expect((await faultsOf(`Xem [đây](${url}).`)).join()).toMatch(/is not allowed|cannot be read/);
  });

  test('no link is allowed that a browser would take for another scheme or for somebody else’s host by a path', () => {
    const part = fc.constantFrom('javascript:', 'data:', 'https:', 'http:', '/', '//', '\\', 'a.vn', '@', ':', '#', '?', '\t', ' ', 'x', '%2f', '.', '..', '&');
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')), (url) => {
      if (!isAllowedLink(url)) return;
      const own = new URL('https://hoc06.example/learn/a/b');
      const seen = new URL(url, own);
      expect(seen.protocol).toBe('https:');
      expect([seen.username, seen.password]).toEqual(['', '']);
      if (!url.startsWith('https://')) expect(seen.host).toBe(own.host);
    }), { numRuns: 2000 });
  });

  test('definitions, bare addresses in brackets and pictures cannot smuggle one in', async () => {
    expect(await faultsOf('Xem [đây][x].\n\n[x]: javascript:alert(1)')).toEqual(expect.arrayContaining([expect.stringContaining('is not used in lessons')]));
    expect(await faultsOf('<javascript:alert(1)>')).toHaveLength(1);
    expect(await faultsOf('![x](javascript:alert(1))')).toEqual([expect.stringContaining('Pictures are placed with')]);
  });

  test('words and title of a link are text', async () => {
    expect(await htmlOf('[&lt;b&gt; "x"](/verify "tên")')).toBe('<p><a href="/verify">&lt;b&gt; &quot;x&quot;</a></p>');
  });
});

describe('programs in a lesson', () => {
  test.each([
    ['an expression', '{process.exit()}'],
    ['an expression in a line', 'Chữ {1 + 1} chữ.'],
    ['an expression as a value', '<Callout kind={"law"} title="x">\n\nA.\n\n</Callout>'],
    ['spread attributes', '<Callout {...{kind: "law"}} title="x">\n\nA.\n\n</Callout>'],
    ['a template', '{`${1}`}'],
    ['import', "import fs from 'node:fs'\n\nA."],
    ['export', 'export const x = 1\n\nA.'],
    ['a member tag', '<React.Fragment>A</React.Fragment>'],
    ['a name of every object', '<constructor>A</constructor>'],
    ['a prototype tag', '<__proto__ />'],
    ['a script', '<script>alert(1)</script>'],
    ['a style', '<style>p</style>'],
    ['a form', '<form action="/x"><input name="a" /></form>'],
    ['a picture that fails', '<img src="x" onerror="alert(1)" />'],
    ['the place of a check', '<hr data-check="0"/>'],
    ['a slot', '<slot data-slot="prose"></slot>'],
    ['a comment', '{/* alert(1) */}'],
  ])('%s is refused', async (_what, source) => {
    expect((await faultsOf(source)).length).toBeGreaterThan(0);
    expect(Reflect.get(globalThis, 'alert')).toBeUndefined();
  });

  test.each(['---js\nmodule.exports = {}\n---', '---json\n{}\n---', '--- yaml\na: 1\n---', '---\n---\n---', '+++\na = 1\n+++', '---\ntitle: !!js/function "x"\n---', '---\n'])('the front matter %j is refused', async (head) => {
    expect((await faultsOf('Chữ.', head)).length).toBeGreaterThan(0);
  });
});

describe('text that looks like markup', () => {
  test.each([
    ['entities', 'a &lt;script&gt; &amp;lt; &quot;', '<p>a &lt;script&gt; &amp;lt; &quot;</p>'],
    ['numbers of letters', '&#60;b&#62; &#x3c;', '<p>&lt;b&gt; &lt;</p>'],
    ['an unknown entity', 'a &khong; b', '<p>a &amp;khong; b</p>'],
    ['escaped brackets', '1 \\< 2 và \\{x\\}', '<p>1 &lt; 2 và {x}</p>'],
    ['code', '`<b>{x}</b>`', '<p><code>&lt;b&gt;{x}&lt;/b&gt;</code></p>'],
    ['dollar signs', '$& $1 $$', '<p>$&amp; $1 $$</p>'],
    ['the slot of a page', '`<slot data-slot="prose"></slot>`', '<p><code>&lt;slot data-slot=&quot;prose&quot;&gt;&lt;/slot&gt;</code></p>'],
  ])('%s stay text', async (_what, source, html) => {
    expect(await htmlOf(source)).toBe(html);
  });

  test('whatever stands in code, the tags are only ours', async () => {
    const word = fc.constantFrom('<script>', '</p>', '"', "'", '&', '{x}', '${y}', 'on=1', '<!--', ']]>', 'chữ', '\\', '<hr data-check="0"/>', '=>');
    await fc.assert(fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), async (words) => {
      expect(tagsOf(await htmlOf(`Mở \`${words.join(' ')}\` đóng.`))).toEqual(['p', 'code']);
    }), { numRuns: 12 });
  });

  test('whatever stands in a title, the tags are only ours', async () => {
    const plain = tagsOf(await htmlOf('<Callout kind="law" title="x">\n\nA.\n\n</Callout>'));
    const word = fc.constantFrom('<script>', '</p>', "'", '&quot;', '&lt;', '{x}', 'onclick=1', '<!--', '/>', 'chữ', '\\', '`');
    await fc.assert(fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 6 }), async (words) => {
      expect(tagsOf(await htmlOf(`<Callout kind="law" title="${words.join(' ')}">\n\nA.\n\n</Callout>`))).toEqual(plain);
    }), { numRuns: 12 });
  });
});

describe('lessons without measure', () => {
  test('a paragraph of a megabyte is compiled whole, and its minutes are doubted', async () => {
    const { lesson, problems } = await compileText('chữ '.repeat(200_000));
    expect(lesson?.words).toBe(200_000);
    expect(lesson?.body.blocks).toHaveLength(1);
    expect(problems.map(({ severity, reason }) => [severity, reason.en])).toEqual([['warning', 'minutes says 1, measured about 1000.0 (200000 words, 0 checks, 0 scenarios, 0 drills).']]);
  });

  test('quotes and lists may be deep', async () => {
    expect((await htmlOf(`${'> '.repeat(60)}sâu`)).match(/<blockquote>/g)).toHaveLength(60);
    expect(await htmlOf(Array.from({ length: 20 }, (_, depth) => `${'  '.repeat(depth)}- ${depth}`).join('\n'))).toContain('<li>19</li>');
  });

  test('what is too deep to compile is refused with a sentence, not with a crash', async () => {
    const { lesson, problems } = await compileText(`${'> '.repeat(2500)}sâu`);
    if (lesson) expect(lesson.words).toBe(1);
    else expect(problems.filter((problem) => problem.severity === 'error')).toHaveLength(1);
  });

  test('many blocks keep their order', async () => {
    const { body } = await compiled(Array.from({ length: 300 }, (_, n) => `Đoạn ${n}.`).join('\n\n'));
    const [block] = body.blocks;
    expect(block?.kind === 'html' && block.html.split('\n').map((line) => line.replace(/<[^>]+>/g, ''))).toEqual(Array.from({ length: 300 }, (_, n) => `Đoạn ${n}.`));
  });
});

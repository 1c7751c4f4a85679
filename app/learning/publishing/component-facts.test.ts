import { describe, expect, test } from 'vitest';
import { compiled, faultsOf, htmlOf } from '../../../tests/content/lesson-on-paper.ts';

const icon = (name: string) => `<svg class="icon" viewBox="0 0 24 24" focusable="false" aria-hidden="true"><use href="/icons.svg#${name}"></use></svg>`;

describe('the exact markup of each component', () => {
  test.each([
    ['remember', 'lightbulb'],
    ['warning', 'triangle-alert'],
    ['example', 'file-text'],
    ['law', 'scale'],
  ])('Callout %s', async (kind, sign) => {
    const html = await htmlOf(`<Callout kind="${kind}" title="Nhớ &amp; làm">\n\nĐừng *vội*.\n\n</Callout>`);
    expect(html).toContain(icon(sign));
    expect(html).toContain('Nhớ &amp; làm');
    expect(html).toContain('<p>Đừng <em>vội</em>.</p>');
    expect(html).toContain(`class="callout ${kind}"`);
  });

  test('Legal says from when a document is in force only when the editor says so', async () => {
    const withDay = await htmlOf('<Legal doc="Luật 116/2025/QH15" valid="01/7/2026">\n\nA.\n\n</Legal>');
    const without = await htmlOf('<Legal doc="Luật 116/2025/QH15">\n\nA.\n\n</Legal>');
    expect(withDay).toContain('Hiệu lực từ 01/7/2026');
    expect(without).not.toContain('Hiệu lực');
    expect(withDay.replace(/<[^>]+>/g, ' ').replaceAll('Hiệu lực từ 01/7/2026', '').replace(/\s+/g, ' ').trim()).toBe(without.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim());
  });

  test.each(['sms', 'zalo', 'email', 'call'])('Message by %s is marked as invented', async (channel) => {
    const html = await htmlOf(`<Message from="0900 000 000" channel="${channel}">\n\nChào bác.\n\n</Message>`);
    expect(html).toContain(`class="phone-message ${channel}"`);
    expect(html).toContain('không phải tin thật');
    expect(html).toContain('0900 000 000');
  });

  test('Figure has a caption only when it is given', async () => {
    expect(await htmlOf('<Figure src="/pictures/so-do.svg" alt="Sơ đồ" />')).not.toContain('figcaption');
    expect(await htmlOf('<Figure src="/pictures/so-do.svg" alt="Sơ đồ" caption="Ba ô" />')).toContain('<figcaption>Ba ô</figcaption>');
  });

  test('Video carries its transcript paragraph by paragraph, as text', async () => {
    const html = await htmlOf('<Video src="/films/a.mp4" captions="/films/a.vtt" transcript="/films/a.txt" title="Phim" />');
    expect(html).toContain('<p>Câu một.</p><p>Câu &lt;hai&gt;.</p>');
    expect(html).toMatch(/<details class="disclosure disclosure-boxed">/);
    expect(html).not.toContain('autoplay');
  });

  test('Steps and Terms keep the list they hold', async () => {
    expect(await htmlOf('<Steps>\n\n1. Một\n2. Hai\n\n</Steps>')).toMatch(/^<div class="steps"><ol>\n<li>Một<\/li>\n<li>Hai<\/li>\n<\/ol><\/div>$/);
    expect(await htmlOf('<Terms>\n\n- **OTP**: mã\n- **PIN**: số\n\n</Terms>')).toMatch(/^<div class="terms"><ul>\n<li><strong>OTP<\/strong>: mã<\/li>\n<li><strong>PIN<\/strong>: số<\/li>\n<\/ul><\/div>$/);
  });

  test('Anchor is the id of what follows, or a place of its own before a component', async () => {
    expect(await htmlOf('<Anchor id="a" />\n\nChữ.')).toBe('<p id="a">Chữ.</p>');
    expect(await htmlOf('<Anchor id="a" />\n\n### Mục')).toBe('<h3 id="a">Mục</h3>');
    expect(await htmlOf('<Anchor id="a" />\n\n> Trích')).toBe('<div class="anchor" id="a"></div>\n<blockquote>\n<p>Trích</p>\n</blockquote>');
  });
});

describe('where components may stand', () => {
  const legal = '<Legal doc="x">\n\nA.\n\n</Legal>';
  const check = '<Check id="c" question="q">\n<Option why="x">Một</Option>\n<Option correct why="y">Hai</Option>\n</Check>';
  const inside = (outer: string, inner: string) => `<${outer}>\n\nMở.\n\n${inner}\n\n</${outer.split(' ')[0]}>`;

  test.each([
    ['Steps in a Callout', inside('Callout kind="law" title="x"', '<Steps>\n\n1. Một\n\n</Steps>')],
    ['Terms in a Callout', inside('Callout kind="law" title="x"', '<Terms>\n\n- **a**: b\n\n</Terms>')],
    ['a Message in a Callout', inside('Callout kind="law" title="x"', '<Message from="x" channel="sms">\n\nA.\n\n</Message>')],
  ])('%s', async (_what, source) => {
    expect((await compiled(source)).body.blocks).toHaveLength(1);
  });

  test.each([
    ['a Callout in a Callout', inside('Callout kind="law" title="x"', inside('Callout kind="law" title="y"', '')), 'Callout'],
    ['a Check in a Legal', inside('Legal doc="x"', check), 'Check'],
    ['a Legal in a Callout', inside('Callout kind="law" title="x"', legal), 'Legal'],
    ['a Scene by itself', '<Scene id="a" outcome="good">\n\nA.\n\n</Scene>', 'Scene'],
    ['an Option by itself', '<Option why="x">A</Option>', 'Option'],
    ['a Choice by itself', '<Choice to="a" label="A" />', 'Choice'],
    ['an Anchor in a quote', '> <Anchor id="a" />\n>\n> A', 'Anchor'],
  ])('not %s', async (_what, source, name) => {
    expect(await faultsOf(source)).toContainEqual(expect.stringMatching(new RegExp(`<${name}> must stand (directly in|alone)`)));
  });
});

describe('values of attributes', () => {
  const fact = (asOf: string) => `<FactBox asOf="${asOf}" source="x" review="2027-01-15">\n\nSố.\n\n</FactBox>`;

  test.each(['2026-01-31', '2024-02-29', '1999-12-31', '0001-01-01'])('%s is a day', async (day) => {
    expect(await htmlOf(fact(day))).toContain('class="fact-box"');
  });

  test.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-01-32', '2026-01-00', '2026-1-5', '23/11/2026', '2026-01-15T00:00', ' 2026-01-15', '２０２６-01-15'])('%s is none, and is said to be none at its own line', async (day) => {
    expect(await faultsOf(fact(day))).toEqual([`asOf of <FactBox> is not right: "${day}" (YYYY-MM-DD).`]);
  });

  test.each(['a', 'a-1', '1', 'x'.repeat(80)])('%s is an id', async (id) => {
    expect((await compiled(`<Anchor id="${id}" />\n\nA.`)).anchors).toEqual([id]);
  });

  test.each(['A', 'á', 'a_b', '-a', 'a-', 'a--b', 'a b', 'x'.repeat(81), 'a.b', '#a'])('%s is no id', async (id) => {
    expect(await faultsOf(`<Anchor id="${id}" />\n\nA.`)).toEqual([expect.stringContaining('id of <Anchor> is not right')]);
  });

  test.each(['pictures/so-do.svg', '//evil.example/a.png', '/a.exe', '/a.svg?x', '/a.svg#x', '/a/../b.svg', '/a b.svg', '/.env.svg', '/a.SVG', 'data:image/svg+xml,x.svg', '\\a.svg', '/a\\b.svg'])('%s is no picture', async (src) => {
    expect(await faultsOf(`<Figure src="${src}" alt="x" />`)).toEqual([expect.stringContaining('src of <Figure> is not right')]);
  });

  test('a picture that does not exist is said by its path', async () => {
    expect(await faultsOf('<Figure src="/pictures/khong-co.svg" alt="x" />')).toEqual(['There is no file /pictures/khong-co.svg in the folder public.']);
  });

  test.each([
    ['film', '<Video src="/films/a.vtt" captions="/films/a.vtt" transcript="/films/a.txt" title="x" />', 'src'],
    ['captions', '<Video src="/films/a.mp4" captions="/films/a.txt" transcript="/films/a.txt" title="x" />', 'captions'],
    ['transcript', '<Video src="/films/a.mp4" captions="/films/a.vtt" transcript="/films/a.mp4" title="x" />', 'transcript'],
  ])('a %s of another kind is refused', async (_what, source, attribute) => {
    expect(await faultsOf(source)).toEqual([expect.stringContaining(`${attribute} of <Video> is not right`)]);
  });

  test('every fault of a lesson is said at once', async () => {
    expect(await faultsOf('# Một\n\n<Figure src="x" alt="" />\n\n[a](http://x)\n\n<b>đậm</b>\n\n```\nmã\n```')).toHaveLength(6);
  });
});

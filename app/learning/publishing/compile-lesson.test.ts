import { describe, expect, test } from 'vitest';
import { frontMatter, today } from '../../../tests/content/course-on-disk.ts';
import type { LessonCheck } from '../rules/lesson-body.ts';
import { compileLesson, type CompiledLesson } from './compile-lesson.server.ts';
import { collectProblems, problemLine } from '../../platform/content/problems.ts';

const assets: Record<string, string> = { '/pictures/so-do.svg': '', '/films/a.mp4': '', '/films/a.vtt': '', '/films/a.txt': 'Câu một.\n\nCâu <hai>.' };

async function compile(body: string, head = frontMatter): Promise<CompiledLesson> {
  const problems = collectProblems();
  const lesson = await compileLesson({ file: 'bai.mdx', text: `${head}\n${body}\n` }, { problems, today, readAsset: (path) => assets[path] ?? null, findModels: () => null });
  if (!lesson) throw new Error(problems.list.map(problemLine).join('\n'));
  return lesson;
}

async function faults(body: string): Promise<string[]> {
  const problems = collectProblems();
  const lesson = await compileLesson({ file: 'bai.mdx', text: `${frontMatter}\n${body}\n` }, { problems, today, readAsset: (path) => assets[path] ?? null, findModels: () => null });
  expect(lesson).toBeNull();
  return problems.list.filter((problem) => problem.severity === 'error').map((problem) => problem.reason.en);
}

async function htmlOf(body: string): Promise<string> {
  const { body: compiled } = await compile(body);
  return compiled.blocks.map((block) => (block.kind === 'html' ? block.html : `[check ${block.key}]`)).join('\n');
}

describe('prose', () => {
  test('paragraphs, emphasis, lists and quotes become plain markup', async () => {
    expect(await htmlOf('Một *chữ* **đậm**.\n\n- a\n- b\n\n1. c\n\n> d')).toBe('<p>Một <em>chữ</em> <strong>đậm</strong>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>\n<blockquote>\n<p>d</p>\n</blockquote>');
  });

  test('a table scrolls in a named box that the keyboard reaches, with scoped heads', async () => {
    const html = await htmlOf('| Đòn | Câu |\n|---|---|\n| Gấp | "Ngay" |');
    expect(html).toBe('<section class="table-fit" aria-label="Bảng: Đòn, Câu" tabindex="0"><table><thead><tr><th scope="col">Đòn</th><th scope="col">Câu</th></tr></thead><tbody><tr><td>Gấp</td><td>&quot;Ngay&quot;</td></tr></tbody></table></section>');
  });

  test('invented addresses never become links by themselves', async () => {
    const html = await htmlOf('Thư từ ra-soat@tai-khoan.invalid dẫn tới www.vneid.invalid và https://vneid.invalid.');
    expect(html).not.toContain('<a');
  });

  test('links outside are cut off from our window; links inside are plain', async () => {
    expect(await htmlOf('[Cổng](https://dichvucong.gov.vn/x?a=1&b=2)')).toBe('<p><a href="https://dichvucong.gov.vn/x?a=1&amp;b=2" rel="noopener">Cổng</a></p>');
    expect(await htmlOf('[Tra cứu](/verify)')).toBe('<p><a href="/verify">Tra cứu</a></p>');
    expect(await htmlOf('## Mục này\n\n[Trên](#muc-nay)')).toContain('<a href="#muc-nay">Trên</a>');
  });

  test('the front matter is not part of the text', async () => {
    expect(await htmlOf('Chỉ câu này.')).toBe('<p>Chỉ câu này.</p>');
  });
});

describe('headings and anchors', () => {
  test('headings get ids without marks and make the outline', async () => {
    const { body } = await compile('## Đường dẫn & tệp APK\n\nA.\n\n### Ở quầy, thứ Hai\n\nB.');
    expect(body.outline).toEqual([
      { id: 'duong-dan-tep-apk', text: 'Đường dẫn & tệp APK', level: 2 },
      { id: 'o-quay-thu-hai', text: 'Ở quầy, thứ Hai', level: 3 },
    ]);
    expect(body.anchors).toEqual(['duong-dan-tep-apk', 'o-quay-thu-hai']);
  });

  test('equal headings get different ids, and never the id of an anchor', async () => {
    const { body } = await compile('## Ví dụ\n\nA.\n\n## Ví dụ\n\nB.\n\n<Anchor id="vi-du-3" />\n\nC.\n\n## Ví dụ\n\nD.');
    expect(body.outline.map((entry) => entry.id)).toEqual(['vi-du', 'vi-du-2', 'vi-du-4']);
  });

  test('an anchor names the heading or paragraph after it', async () => {
    const html = await htmlOf('<Anchor id="dau" />\n\n## Dấu hiệu\n\n<Anchor id="doan" />\n\nMột đoạn.');
    expect(html).toContain('<h2 id="dau">Dấu hiệu</h2>');
    expect(html).toContain('<p id="doan">Một đoạn.</p>');
    expect(html).not.toContain('class="anchor"');
  });

  test('before anything else an anchor stands for itself', async () => {
    expect(await htmlOf('<Anchor id="bang" />\n\n- a')).toContain('<div class="anchor" id="bang"></div>');
  });

  test('questions point at explicit anchors, links also at headings, checks and scenarios', async () => {
    const lesson = await compile('<Anchor id="a1" />\n\n## Mục\n\n<Check id="c1" question="Hỏi?">\n<Option why="x">Một</Option>\n<Option correct why="y">Hai</Option>\n</Check>\n\n## Mục hai\n\nA [lên](#c1).');
    expect(lesson.anchors).toEqual(['a1']);
    expect(lesson.body.anchors).toEqual(['a1', 'c1', 'muc-hai']);
  });
});

describe('components', () => {
  test.each([
    ['Callout', '<Callout kind="warning" title="Cẩn thận">\n\nĐừng vội.\n\n</Callout>', ['class="callout warning"', 'Cẩn thận', '<p>Đừng vội.</p>']],
    ['Legal', '<Legal doc="Luật 116/2025/QH15" valid="01/7/2026">\n\nKhung chung.\n\n</Legal>', ['class="legal-note"', 'Luật 116/2025/QH15', 'Hiệu lực từ 01/7/2026']],
    ['Legal without a day', '<Legal doc="TCVN 14423">\n\nTối thiểu.\n\n</Legal>', ['TCVN 14423', '<p>Tối thiểu.</p>']],
    ['Steps', '<Steps>\n\n1. Một\n2. Hai\n\n</Steps>', ['class="steps"', '<ol>', '<li>Hai</li>']],
    ['Terms', '<Terms>\n\n- **OTP**: mã một lần\n\n</Terms>', ['class="terms"', '<strong>OTP</strong>']],
    ['FactBox', '<FactBox asOf="2026-01-15" source="Bộ Công an" review="2027-01-15">\n\n60 triệu.\n\n</FactBox>', ['class="fact-box"', 'Số liệu tính đến 15/01/2026. Nguồn: Bộ Công an. Rà soát lại trước 15/01/2027.']],
    ['Message', '<Message from="0900 000 000" channel="zalo" note="số lạ">\n\nChào bác.\n\n</Message>', ['class="phone-message zalo"', 'không phải tin thật', 'số lạ']],
    ['Figure', '<Figure src="/pictures/so-do.svg" alt="Sơ đồ ba ô" caption="Ba ô" />', ['src="/pictures/so-do.svg"', 'alt="Sơ đồ ba ô"', '<figcaption>Ba ô</figcaption>']],
    ['Video', '<Video src="/films/a.mp4" captions="/films/a.vtt" transcript="/films/a.txt" title="Phim" />', ['<track kind="captions" src="/films/a.vtt"', 'Phụ đề tiếng Việt', '<p>Câu một.</p>', 'Câu &lt;hai&gt;.']],
  ])('%s', async (_name, source, wanted) => {
    const html = await htmlOf(source);
    for (const part of wanted) expect(html).toContain(part);
  });

  test('what wants a script is listed', async () => {
    expect((await compile('Chữ.')).body.islands).toEqual([]);
    expect((await compile('<Video src="/films/a.mp4" captions="/films/a.vtt" transcript="/films/a.txt" title="Phim" />')).body.islands).toEqual(['video']);
  });
});

describe('checks', () => {
  const check = '<Check id="c1" question="Việc đầu tiên?">\n<Option why="Mất dấu vết.">Tắt máy</Option>\n<Option correct why="Biết &quot;ngay&quot;.">Báo **đầu mối**</Option>\n</Check>';

  test('are taken out of the markup as blocks of their own, in reading order', async () => {
    const { body } = await compile(`Trước.\n\n${check}\n\nGiữa.\n\n${check.replace('c1', 'c2')}`);
    expect(body.blocks.map((block) => (block.kind === 'html' ? block.html : block.key))).toEqual(['<p>Trước.</p>', 'c1', '<p>Giữa.</p>', 'c2']);
  });

  test('carry question, options with keys, and reasons', async () => {
    const { body } = await compile(check);
    expect(body.blocks).toEqual([
      {
        kind: 'check',
        key: 'c1',
        question: 'Việc đầu tiên?',
        options: [
          { key: 'a', html: 'Tắt máy', correct: false, why: 'Mất dấu vết.' },
          { key: 'b', html: 'Báo <strong>đầu mối</strong>', correct: true, why: 'Biết "ngay".' },
        ],
      } satisfies LessonCheck,
    ]);
  });

  test('an option may stand between empty lines', async () => {
    const { body } = await compile(check.replace('Tắt máy', '\n\nTắt máy\n\n'));
    expect((body.blocks[0] as LessonCheck).options[0]?.html).toBe('Tắt máy');
  });

  test('text that looks like the place of a check is only text', async () => {
    const { body } = await compile(`${check}\n\nChữ &lt;hr data-check="0"/&gt; trong bài.`);
    expect(body.blocks).toHaveLength(2);
    expect(body.blocks[1]).toEqual({ kind: 'html', html: '<p>Chữ &lt;hr data-check=&quot;0&quot;/&gt; trong bài.</p>' });
  });
});

describe('scenarios', () => {
  const scenario = `<Scenario id="s1" title="Cuộc gọi">
<Scene id="dau">

Anh/chị làm gì?

<Choice to="doc" label="Đọc mã" />
<Choice to="cup" label="Cúp máy" />
</Scene>
<Scene id="doc" outcome="bad">

Mất tiền.

</Scene>
<Scene id="cup">

Rồi sao nữa?

<Choice to="quen" label="Bỏ qua" />
<Choice to="bao" label="Báo đầu mối" />
</Scene>
<Scene id="quen" outcome="mixed">

Chưa đủ.

</Scene>
<Scene id="bao" outcome="good">

Kịp thời.

</Scene>
</Scenario>`;

  const scenarioIn = async (body: string) => {
    const block = (await compile(body)).body.blocks.find(({ kind }) => kind === 'scenario');
    if (block?.kind !== 'scenario') throw new Error('no scenario');
    return block;
  };

  test('become a tree of their own in the lesson, each scene inside the choice that leads to it', async () => {
    const scene = (id: string, text: string, outcome: string) => ({ id, html: `<p>${text}</p>`, outcome, choices: [] });
    expect(await scenarioIn(scenario)).toEqual({
      kind: 'scenario', key: 's1', title: 'Cuộc gọi',
      start: { id: 'dau', html: '<p>Anh/chị làm gì?</p>', choices: [
        { label: 'Đọc mã', scene: scene('doc', 'Mất tiền.', 'bad') },
        { label: 'Cúp máy', scene: { id: 'cup', html: '<p>Rồi sao nữa?</p>', choices: [{ label: 'Bỏ qua', scene: scene('quen', 'Chưa đủ.', 'mixed') }, { label: 'Báo đầu mối', scene: scene('bao', 'Kịp thời.', 'good') }] } },
      ] },
    });
  });

  test('cut the text where they stand, and two of them stay apart', async () => {
    const { blocks, islands } = (await compile(`Trước.\n\n${scenario}\n\nGiữa.\n\n${scenario.replace('id="s1"', 'id="s2"')}`)).body;
    expect(blocks.map((block) => (block.kind === 'html' ? block.html : block.key))).toEqual(['<p>Trước.</p>', 's1', '<p>Giữa.</p>', 's2']);
    expect(islands).toEqual(['scenario']);
  });

  test('may hold what else may stand in a scene, as markup', async () => {
    const { start } = await scenarioIn(scenario.replace('Mất tiền.', '<Callout kind="warning" title="Cẩn thận">\n\nMất **tiền**.\n\n</Callout>'));
    expect(start.choices[0]?.scene.html).toMatch(/^<aside class="callout warning".*Mất <strong>tiền<\/strong>.*<\/aside>$|^<div class="callout warning".*<strong>tiền<\/strong>/s);
  });
});

describe('measuring', () => {
  test('words of the running text are counted; checks and scenarios by the piece', async () => {
    const lesson = await compile('Một hai ba.\n\n<Callout kind="law" title="bốn năm">\n\nsáu\n\n</Callout>\n\n<Check id="c1" question="không đếm?">\n<Option why="x">không</Option>\n<Option correct why="y">đếm</Option>\n</Check>');
    expect(lesson).toMatchObject({ words: 6, checks: 1, scenarios: 0 });
  });

  test.each([
    [1, 200, 0],
    [2, 200, 1],
    [1, 160, 1],
    [1, 240, 0],
  ])('%i minutes for %i words: %i warnings', async (minutes, words, warnings) => {
    const problems = collectProblems();
    const text = `${frontMatter.replace('minutes: 1', `minutes: ${minutes}`)}\n${'chữ '.repeat(words)}\n`;
    await compileLesson({ file: 'bai.mdx', text }, { problems, today, readAsset: () => null, findModels: () => null });
    expect(problems.list.map((problem) => [problem.severity, problem.line])).toEqual(Array.from({ length: warnings }, () => ['warning', 3]));
  });

  test('passed review days of lesson and figures are warnings', async () => {
    const problems = collectProblems();
    const head = frontMatter.replace('checked_on: 2026-11-23', 'checked_on: 2026-01-01').replace('2027-05-23', '2026-11-22');
    await compileLesson({ file: 'bai.mdx', text: `${head}\n${'chữ '.repeat(190)}\n\n<FactBox asOf="2025-01-15" source="Báo cáo" review="2026-01-15">\n\nSố.\n\n</FactBox>\n` }, { problems, today, readAsset: () => null, findModels: () => null });
    expect(problems.list.map(({ severity, line, reason }) => [severity, line, reason.en])).toEqual([
      ['warning', 9, 'The lesson is past its review date (22/11/2026).'],
      ['warning', 15, 'The figure is past its review date (15/01/2026).'],
    ]);
  });
});

describe('attempts to smuggle a script through attributes', () => {
  const payloads = ['"><script>alert(1)</script>', "' onmouseover='alert(1)", '<img src=x onerror=alert(1)>', 'javascript:alert(1)', '&lt;script&gt;', '{alert(1)}', '</p><svg onload=alert(1)>'];
  const escaped = (payload: string) => payload.replaceAll('"', '&quot;');

  test.each(payloads)('text attributes stay text: %s', async (payload) => {
    const value = escaped(payload);
    const sources = [
      `<Callout kind="law" title="${value}">\n\nChữ.\n\n</Callout>`,
      `<Legal doc="${value}" valid="${value}">\n\nChữ.\n\n</Legal>`,
      `<Message from="${value}" channel="sms" note="${value}">\n\nChữ.\n\n</Message>`,
      `<Figure src="/pictures/so-do.svg" alt="${value}" caption="${value}" />`,
      `<FactBox asOf="2026-01-15" source="${value}" review="2027-01-15">\n\nChữ.\n\n</FactBox>`,
      `<Scenario id="s1" title="${value}">\n<Scene id="a">\n\nMở.\n\n<Choice to="b" label="${value}" />\n<Choice to="c" label="Khác" />\n</Scene>\n<Scene id="b" outcome="good">\n\nB.\n\n</Scene>\n<Scene id="c" outcome="bad">\n\nC.\n\n</Scene>\n</Scenario>`,
    ];
    for (const source of sources) {
      const html = await htmlOf(source);
      expect(html).not.toMatch(/<script|<img src=x|<svg onload/);
      expect(html.replace(/"[^"]*"/g, '""'), 'no handler outside a quoted value').not.toMatch(/<[^>]*\son\w+=/);
    }
  });

  test.each(payloads)('ids, kinds, days and addresses refuse: %s', async (payload) => {
    const value = escaped(payload);
    for (const source of [`<Anchor id="${value}" />\n\nChữ.`, `<Callout kind="${value}" title="x">\n\nChữ.\n\n</Callout>`, `<FactBox asOf="${value}" source="x" review="2027-01-15">\n\nChữ.\n\n</FactBox>`, `<Figure src="${value}" alt="x" />`, `<Figure src="/${value}.svg" alt="x" />`]) {
      expect(await faults(source)).toHaveLength(1);
    }
  });

  test('questions and reasons of a check are handed on as text, to be escaped where they are drawn', async () => {
    const { body } = await compile('<Check id="c1" question="&lt;b&gt;?">\n<Option why="&lt;i&gt;">&lt;u&gt;</Option>\n<Option correct why="y">Hai</Option>\n</Check>');
    expect(body.blocks[0]).toMatchObject({ question: '<b>?', options: [{ html: '&lt;u&gt;', why: '<i>' }, { why: 'y' }] });
  });

  test.each(['className', 'style', 'ref', 'key', 'children', '__proto__', 'constructor', 'onClick', 'dangerouslySetInnerHTML', 'xlink:href'])('the attribute %s is unknown everywhere', async (attribute) => {
    expect(await faults(`<Callout kind="law" title="x" ${attribute}="y">\n\nChữ.\n\n</Callout>`)).toEqual([expect.stringContaining('has no attribute')]);
  });

  test.each(['[x](javascript:alert(1))', '[x](JaVaScRiPt:alert(1))', '[x](data:text/html,x)', '[x](vbscript:x)', '[x](&#106;avascript:alert(1))', '[x](/\\\\vi-du.invalid)', '[x](https://a@vi-du.invalid)', '[x](<java script:alert(1)>)', '[x](mailto:a@vi-du.invalid)'])('the link %s is refused', async (link) => {
    expect((await faults(link)).length).toBeGreaterThan(0);
  });
});

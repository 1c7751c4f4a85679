import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frontMatter } from '../../../tests/content/course-on-disk.ts';
import { compiled, compileText, htmlOf } from '../../../tests/content/lesson-on-paper.ts';
import type { LessonDrill } from '../rules/drill.ts';

const part = (text: string, more = '') => `<Part ${more} why="Vì sao ${text}">${text}</Part>`;
const mail = (n: number, answer: string) => `<Mail from="Người ${n}" subject="Thư ${n}" channel="email" answer="${answer}" why="Vì ${n}">\n\nNội dung **${n}**.\n\n</Mail>`;
const option = (text: string, more = '') => `<Option ${more} why="Vì ${text}">${text}</Option>`;
const turn = `<YourTurn question="Rồi sao?">\n${option('Không')}\n${option('Có', 'correct')}\n</YourTurn>`;
const shown = (n: number) => `<WorkedStep title="Bước ${n}">\n\nLàm **${n}**.\n\n</WorkedStep>`;
const order = (text: string) => `<OrderStep why="Vì ${text}">${text}</OrderStep>`;
const fates = ['keep', 'report', 'delete', 'keep', 'keep', 'report', 'delete', 'keep'];
const table = '| Họ tên | Năm sinh |\n|---|---|\n| Trần Mẫu | 1980 |\n| Lê Ví | |\n| Vũ Dụ | 1900 |\n| Vũ Dụ | 1900 |';
const fault = (row: number | string, column = 'Năm sinh', kind = 'du') => `<Fault row="${row}" column="${column}" kind="${kind}" why="Vì ${row}" />`;

const signs = (...parts: string[]) => `<SpotSigns id="d1" title="Tìm" screen="sms" from="Số lạ">\n${parts.join('\n')}\n</SpotSigns>`;
const inbox = (...mails: string[]) => `<InboxDrill id="d1" title="Hộp thư">\n${mails.join('\n')}\n</InboxDrill>`;
const cleaning = (inside: string) => `<CleanData id="d1" title="Soát">\n\n${inside}\n\n</CleanData>`;
const ordering = (...steps: string[]) => `<OrderSteps id="d1" title="Xếp">\n${steps.join('\n')}\n</OrderSteps>`;
const worked = (...parts: string[]) => `<WorkedExample id="d1" title="Làm mẫu">\n${parts.join('\n')}\n</WorkedExample>`;

const good = {
  signs: signs(part('Chào'), part('Gấp', 'sign'), part('vi-du.invalid', 'as="address" sign'), part('Tên', 'as="field"')),
  inbox: inbox(...fates.map((fate, at) => mail(at + 1, fate))),
  cleaning: cleaning([table, fault(2), fault(3, 'Năm sinh', 'dung'), fault(4, 'Họ tên', 'sach')].join('\n\n')),
  ordering: ordering(order('Một'), order('Hai'), order('**Ba**')),
  worked: worked(shown(1), shown(2), turn),
};

async function drillOf(body: string): Promise<LessonDrill> {
  const { blocks } = (await compiled(body)).body;
  return blocks.find((block) => block.kind === 'drill') as LessonDrill;
}

describe('practice in a lesson', () => {
  it('compiles to what its drawing needs, and nothing of the answer is left in the prose', async () => {
    expect((await drillOf(good.signs)).body).toEqual({
      type: 'signs', screen: 'sms', from: 'Số lạ',
      parts: [
        { as: 'text', html: 'Chào', isSign: false, why: 'Vì sao Chào' },
        { as: 'text', html: 'Gấp', isSign: true, why: 'Vì sao Gấp' },
        { as: 'address', html: 'vi-du.invalid', isSign: true, why: 'Vì sao vi-du.invalid' },
        { as: 'field', html: 'Tên', isSign: false, why: 'Vì sao Tên' },
      ],
    });
    expect((await drillOf(good.inbox)).body).toMatchObject({ type: 'inbox', messages: fates.map((answer, at) => ({ from: `Người ${at + 1}`, subject: `Thư ${at + 1}`, html: `<p>Nội dung <strong>${at + 1}</strong>.</p>`, answer })) });
    expect((await drillOf(good.cleaning)).body).toEqual({
      type: 'cleaning', heads: ['Họ tên', 'Năm sinh'],
      records: [
        { cells: ['Trần Mẫu', '1980'], fault: null },
        { cells: ['Lê Ví', ''], fault: { cell: 2, kind: 'du', why: 'Vì 2' } },
        { cells: ['Vũ Dụ', '1900'], fault: { cell: 2, kind: 'dung', why: 'Vì 3' } },
        { cells: ['Vũ Dụ', '1900'], fault: { cell: 1, kind: 'sach', why: 'Vì 4' } },
      ],
    });
    expect((await drillOf(good.worked)).body).toMatchObject({ type: 'worked', steps: [{ title: 'Bước 1', html: '<p>Làm <strong>1</strong>.</p>' }, { title: 'Bước 2' }], turns: [{ question: 'Rồi sao?', options: [{ key: 'a', correct: false }, { key: 'b', correct: true }] }] });
    for (const body of Object.values(good)) expect(await htmlOf(`Trước.\n\n${body}\n\nSau.`)).toBe('<p>Trước.</p>\n[drill d1]\n<p>Sau.</p>');
  });

  it('mixes steps the same way every time, and never leaves them in order', async () => {
    const one = (await drillOf(good.ordering)).body;
    expect(one).toMatchObject({ type: 'ordering', items: [{ key: 'a', html: 'Một' }, { key: 'b', html: 'Hai' }, { key: 'c', html: '<strong>Ba</strong>' }] });
    expect(await drillOf(good.ordering)).toMatchObject({ body: one });
    if (one.type === 'ordering') expect([one.shown.join(''), [...one.shown].sort().join('')]).toEqual([expect.not.stringMatching('abc'), 'abc']);
  });

  it.each([['signs', 1.5], ['inbox', 2.8], ['cleaning', 1.6], ['ordering', 1], ['worked', 1]] as const)('%s takes about %s minutes and is no running text', async (kind, minutes) => {
    const head = frontMatter.replace('minutes: 1', 'minutes: 9');
    const { lesson, problems } = await compileText(`${'chữ '.repeat(40)}\n\n${good[kind]}`, head);
    expect(lesson).toMatchObject({ words: 40, drills: 1, checks: 0, body: { islands: ['drill'] } });
    expect(problems.map(({ severity, reason }) => [severity, reason.en])).toEqual([['warning', `minutes says 9, measured about ${(0.2 + minutes).toFixed(1)} (40 words, 0 checks, 0 scenarios, 1 drills).`]]);
  });
});

const rows = (count: number) => `| A | B |\n|---|---|\n${Array.from({ length: count }, (_, at) => `| ${at} | b |`).join('\n')}`;
const threeFaults = [2, 3, 4].map((row) => fault(row)).join('\n\n');

/** Each mistake, the line below the front matter at which it is told, and what is said. */
const mistakes: readonly [what: string, body: string, line: number, said: string][] = [
  ['too few parts', signs(part('a', 'sign'), part('b', 'sign'), part('c')), 1, '<SpotSigns> cần 4–12 <Part>, đang có 3.'],
  ['one sign only', signs(part('a', 'sign'), part('b'), part('c'), part('d')), 1, '<SpotSigns> cần ít nhất hai dấu hiệu (sign) và ít nhất một phần bình thường; đang có 1 dấu hiệu trên 4 phần.'],
  ['nothing but signs', signs(...'abcd'.split('').map((text) => part(text, 'sign'))), 1, '<SpotSigns> cần ít nhất hai dấu hiệu (sign) và ít nhất một phần bình thường; đang có 4 dấu hiệu trên 4 phần.'],
  ['a part without a reason', signs('<Part>a</Part>', part('b', 'sign'), part('c', 'sign'), part('d')), 2, '<Part> thiếu why.'],
  ['a part of an unknown look', signs(part('a', 'as="img"'), part('b', 'sign'), part('c', 'sign'), part('d')), 2, 'as của <Part> chưa đúng: "img" (text | subject | address | button | field).'],
  ['a link in a screen', signs(part('[a](https://vi-du.invalid)'), part('b', 'sign'), part('c', 'sign'), part('d')), 2, 'Trong <Part> không đặt đường dẫn bấm được.'],
  ['an unknown screen', good.signs.replace('"sms"', '"tv"'), 1, 'screen của <SpotSigns> chưa đúng: "tv" (sms | zalo | email | page | app).'],
  ['words beside the parts', good.signs.replace('\n</SpotSigns>', '\n\nChữ lạc.\n\n</SpotSigns>'), 7, 'Không dùng "Chữ lạc." trong bài học.'],
  ['a part of two paragraphs', good.signs.replace('>Chào<', '>\n\nChào\n\nanh\n\n<'), 2, '<Part> viết liền trong một đoạn.'],
  ['a small inbox', inbox(...fates.slice(1).map((fate, at) => mail(at, fate))), 1, '<InboxDrill> cần 8–12 <Mail>, đang có 7.'],
  ['nothing to report', inbox(...fates.map((_fate, at) => mail(at, at % 2 ? 'keep' : 'delete'))), 1, 'Hộp thư cần ít nhất một thư có answer="report".'],
  ['an unknown fate', good.inbox.replace('"report"', '"burn"'), 7, 'answer của <Mail> chưa đúng: "burn" (keep | report | delete).'],
  ['a link in a message', good.inbox.replace('**1**', '[1](/courses)'), 4, 'Trong <Mail> không đặt đường dẫn bấm được.'],
  ['no table', cleaning(threeFaults), 1, '<CleanData> cần đúng một bảng, có dòng trống trước và sau.'],
  ['two tables', cleaning(`${rows(4)}\n\n${rows(4)}`), 10, '<CleanData> cần đúng một bảng, có dòng trống trước và sau.'],
  ['a small table', cleaning(`${rows(3)}\n\n${fault(1, 'A')}\n\n${fault(2, 'A')}`), 3, 'Bảng cần 4–10 hàng và 2–7 cột, đang có 3 hàng, 2 cột.'],
  ['the same head twice', cleaning(`${table.replace('Họ tên', 'Năm sinh')}\n\n${threeFaults}`), 3, 'Tên cột không được trống và không được trùng nhau.'],
  ['a row that is not there', cleaning(`${table}\n\n${threeFaults}\n\n${fault(9)}`), 16, 'Không có hàng "9"; bảng có 4 hàng, đếm từ 1, không tính hàng tên cột.'],
  ['a row that is no number', cleaning(`${table}\n\n${threeFaults}\n\n${fault('hai')}`), 16, 'Không có hàng "hai"; bảng có 4 hàng, đếm từ 1, không tính hàng tên cột.'],
  ['a column that is not there', cleaning(`${table}\n\n${threeFaults}\n\n${fault(1, 'Quê')}`), 16, 'Bảng không có cột "Quê".'],
  ['two faults in a row', cleaning(`${table}\n\n${threeFaults}\n\n${fault(2)}`), 16, 'Hàng 2 đã có một lỗi; mỗi hàng chỉ một.'],
  ['an unknown fault', cleaning(`${table}\n\n${fault(2, 'Năm sinh', 'xau')}`), 10, 'kind của <Fault> chưa đúng: "xau" (dung | du | sach | song).'],
  ['no clean row', cleaning(`${table}\n\n${threeFaults}\n\n${fault(1)}`), 1, 'Bảng cần ít nhất ba hàng có lỗi và ít nhất một hàng sạch; đang có 4 hàng lỗi trên 4 hàng.'],
  ['few faults', cleaning(`${table}\n\n${fault(2)}`), 1, 'Bảng cần ít nhất ba hàng có lỗi và ít nhất một hàng sạch; đang có 1 hàng lỗi trên 4 hàng.'],
  ['two steps', ordering(order('Một'), order('Hai')), 1, '<OrderSteps> cần 3–7 <OrderStep>, đang có 2.'],
  ['the same step twice', ordering(order('Một'), order('Hai'), order('Một')), 4, 'Bước "Một" đã có ở dòng {2}; các bước phải khác nhau.'],
  ['nothing to do', worked(shown(1), shown(2)), 1, '<WorkedExample> cần 1–3 <YourTurn>, đang có 0.'],
  ['one step', worked(shown(1), turn), 1, '<WorkedExample> cần 2–6 <WorkedStep>, đang có 1.'],
  ['a step after the turn', worked(shown(1), turn, shown(2)), 11, '<WorkedStep> phải đứng trước mọi <YourTurn>.'],
  ['a turn without a right option', worked(shown(1), shown(2), turn.replace('correct', '')), 12, '<YourTurn> cần đúng một phương án đúng, đang có 0.'],
  ['an option alone', option('a'), 1, '<Option> phải nằm trực tiếp trong <Check>, <YourTurn>.'],
  ['practice in a callout', `<Callout kind="remember" title="x">\n\n${good.ordering}\n\n</Callout>`, 3, '<OrderSteps> phải nằm trực tiếp trong mạch chính của bài.'],
  ['the id of a question', `<Check id="d1" question="?">\n${option('a')}\n${option('b', 'correct')}\n</Check>\n\n${good.ordering}`, 6, 'id "d1" đã dùng ở dòng {1}.'],
  ['an unknown group of models', '<ModelTable group="G9" />', 1, 'Không có nhóm mô hình "G9"; các nhóm là G1, G2, G3, G4, G5.'],
  ['words in a table of models', '<ModelTable>\n\nChữ.\n\n</ModelTable>', 1, 'Không dùng <ModelTable>…</ModelTable> trong bài học.'],
  ['props that are programs', '<ModelTable group={"G1"} />', 1, 'Không được dùng biểu thức trong dấu ngoặc nhọn.'],
];

describe('a mistake in practice is told at its line', async () => {
  // All of them in one lesson: an editor is told everything at once, and the compiler is slow.
  const above = frontMatter.split('\n').length;
  const own = (text: string, at: number) => text.replaceAll('"d1"', `"d${at}"`);
  const starts: number[] = [];
  let text = '';
  for (const [at, [, body]] of mistakes.entries()) {
    starts.push(text.split('\n').length - 1);
    text += `${own(body, at)}\n\n`;
  }
  const { lesson, problems } = await compileText(text);
  const told = problems.map(({ line, reason }) => [line - above, reason.vi]);

  it.each(mistakes.map((mistake, at) => [...mistake, at] as const))('%s', (_what, _body, line, said, at) => {
    const start = starts[at] ?? 0;
    expect(told).toContainEqual([start + line, own(said, at).replace(/\{(\d)\}/, (_all, n: string) => `${above + start + Number(n)}`)]);
  });

  it('keeps the lesson from being published, and says each in both languages', () => {
    expect(lesson).toBeNull();
    expect(problems.filter(({ severity, reason }) => severity === 'error' && reason.en === reason.vi)).toEqual([]);
  });
});

describe('the table of models', () => {
  it('shows each of the 43 once, behind a line for each group', async () => {
    const html = await htmlOf('<ModelTable />');
    expect(html.match(/<details/g)).toHaveLength(5);
    expect([...html.matchAll(/role="rowheader"[^>]*>(\d+)\./g)].map(([, number]) => Number(number))).toEqual(Array.from({ length: 43 }, (_, at) => at + 1));
    expect(html).toContain('Nhóm 4. Số hoá, tạo lập dữ liệu dùng chung trên nền Cơ sở dữ liệu quốc gia về dân cư: 3 mô hình (34–36)');
    expect(html).not.toContain('undefined');
  });

  it('shows one group open, with goal, roles, deadline and tools, and says what the plan leaves out', async () => {
    const html = await htmlOf('<ModelTable group="G1" />');
    expect(html).toContain('<details class="disclosure disclosure-boxed" open="">');
    expect(html.match(/role="rowheader"/g)).toHaveLength(5);
    for (const words of ['Chủ trì: ', 'Phối hợp: ', 'Đánh giá an toàn thông tin: ', 'Công cụ: ', 'Theo lộ trình', 'Kế hoạch không nêu']) expect(html).toContain(words);
  });
});

it('the examples that editors are given compile as they stand', async () => {
  const examples = [...readFileSync('docs/authoring.md', 'utf8').matchAll(/```mdx\n([\s\S]*?)```/g)].map(([, body = '']) => body).filter((body) => !body.includes('\n…\n'));
  expect(examples.map((body) => /^<(\w+)/.exec(body)?.[1])).toEqual(['SpotSigns', 'CleanData', 'OrderSteps', 'WorkedExample']);
  for (const body of examples) expect((await drillOf(body)).kind).toBe('drill');
});

import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Card } from './card.tsx';
import { Table } from './table.tsx';
import { unbroken, unbrokenCell } from './unbroken.tsx';

const marked = (text: string) => [...html(unbroken(text)).matchAll(/<span class="unbroken">([^<]*)<\/span>/g)].map(([, word]) => word);

describe('what stays on one line', () => {
  it.each([
    ['KQ26-004', ['KQ26-004']],
    ['Bài (SKDL-0001), rồi KQ26-003.', ['SKDL-0001', 'KQ26-003']],
    ['Chỉ thị số 05/CT-TTg và 15/2026/NĐ-CP', ['05/CT-TTg', '15/2026/NĐ-CP']],
    ['câu m4-q27', ['m4-q27']],
    ['10:00–12:00, 2025–2026', ['10:00–12:00', '2025–2026']],
    ['02/11/2026–01/12/2026', ['02/11/2026–01/12/2026']],
  ])('of %j are %j', (text, codes) => expect(marked(text)).toEqual(codes));

  it.each(['ngày 01/12/2026 lúc 23:59:59', 'và/hoặc, vừa-học-vừa-làm', 'Anh/Chị, Nguyễn-Trần', 'https://vi-du.invalid/a1/b2', 'tac-gia1@ab-12.invalid', 'TT-T-05-rất-dài-không-thể-để-trên-một-dòng-1', '../a-1/b', '', '– 5'])('is nothing of %j', (text) => {
    expect(html(unbroken(text))).toBe(html(<>{text}</>));
  });

  it('is a size, and in a table any number with the short word that says of what, but no day, year or long word', () => {
    expect([unbroken('1,4 MB, 3 phút'), unbrokenCell('3 phút, 1,4 MB, 5 h, 1.240 người')]).toEqual(['1,4\u00a0MB, 3 phút', '3\u00a0phút, 1,4\u00a0MB, 5\u00a0h, 1.240\u00a0người']);
    for (const text of ['3 phường', '4 kBit', 'năm 2026 và', '01/12/2026 lúc', 'T1 và', '3 – 5', '2 UBND']) expect(unbrokenCell(text)).toBe(text);
  });

  it('lies in plain elements at any depth, and never in what is shown to the letter or drawn by a component', () => {
    const Inner = ({ children }: { children: string }) => <b>{children}</b>;
    expect(html(unbroken(<><a href="/a-1">KQ26-004</a>, {['x', 'A-1']} <code>A-1</code><Inner>A-2</Inner></>))).toBe('<a href="/a-1"><span class="unbroken-text"><span class="unbroken">KQ26-004</span></span></a>, x<span class="unbroken-text"><span class="unbroken">A-1</span></span> <code>A-1</code><b>A-2</b>');
    expect([unbroken(null), unbroken(0), unbroken(false)]).toEqual([null, 0, false]);
  });

  it('is kept by the pieces that show facts', () => {
    const row = { id: 'KQ26-004' };
    expect(html(<Table caption="c" rows={[row]} rowKey={({ id }) => id} columns={[{ key: 'id', head: 'h', rowHeader: true, cell: ({ id }) => <a href="/x">{id}</a> }]} />)).toContain('<a href="/x"><span class="unbroken-text"><span class="unbroken">KQ26-004</span></span></a>');
    expect(html(<Card title="05/CT-TTg"><p>m4-q27</p></Card>).match(/class="unbroken"/g)).toHaveLength(2);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText, longestCell, looksLikeFormula, rowsInBatches, serialOf, sheetFileName, sheetName, widthOf } from './sheet.ts';

describe('cellText', () => {
  it('leaves out what a cell cannot hold and keeps tabs, line ends and every mark of Vietnamese', () => {
    expect(cellText('a\u0000b\u0007c\u001fd\u007fe\u0085f\ufffeg\uffffh')).toBe('abcdefgh');
    expect(cellText('một\thai\r\nba\rbốn\n')).toBe('một\thai\nba\nbốn\n');
    expect(cellText('Nguyễn Thuỳ Dương, ế ộ ữ ậ ằ 👩‍🌾')).toBe('Nguyễn Thuỳ Dương, ế ộ ữ ậ ằ 👩‍🌾');
    expect(cellText('nửa \ud83d chữ')).toBe('nửa \ufffd chữ');
  });

  it('marks what is cut off, and never cuts a sign in half', () => {
    expect(cellText('a'.repeat(longestCell))).toHaveLength(longestCell);
    const cut = cellText('a'.repeat(longestCell - 2) + '😀😀');
    expect(cut.length).toBeLessThanOrEqual(longestCell);
    expect(cut).toBe(`${'a'.repeat(longestCell - 2)}…`);
    expect(cellText('ấ'.repeat(10_000_000))).toHaveLength(longestCell);
  });

  it('is always well formed, short enough and the same when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const cell = cellText(text);
        expect(cell.isWellFormed()).toBe(true);
        expect(cell).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(cellText(cell)).toBe(cell);
      }),
    );
  });
});

describe('looksLikeFormula', () => {
  it.each(['=1+1', '+84 912', '-5', '@sum', '\t=1', '\r=1', '\n=1', '  =1', '\u00a0=1', '＝1+1', '＋1', '－1', '＠x', '\ufeff=1', '=HYPERLINK("http://x")', '\tchữ'])('takes %j for one', (text) => expect(looksLikeFormula(text)).toBe(true));
  it.each(['', 'a=1', '0912', 'Nguyễn-Văn', '’=1', '(1)', '#1', '"=1"', '  chữ'])('does not take %j for one', (text) => expect(looksLikeFormula(text)).toBe(false));
});

describe('sheetName', () => {
  it.each([
    ['Tiến độ [2026]: a/b\\c?*', 'Tiến độ 2026 a b c'],
    ["'Danh sách'", 'Danh sách'],
    ['', 'Danh sách'],
    ["'':*", 'Danh sách'],
    ['Cán bộ của Uỷ ban nhân dân phường Hoa Lư và các đơn vị', 'Cán bộ của Uỷ ban nhân dân phườ'],
  ])('makes %j to %j', (name, expected) => expect(sheetName(name)).toBe(expected));
});

describe('serialOf', () => {
  it.each([['1900-03-01', 61], ['2000-01-01', 36526], ['2026-11-23', 46349], ['2026-11-23T12:00:00', 46349.5], ['2024-02-29', 45351]])('counts %s as %d', (local, serial) => expect(serialOf(local)).toBe(serial));
  it.each(['1900-02-28', '1899-12-31', 'không rõ', '2026-13-01'])('has no number for %s', (local) => expect(serialOf(local)).toBeNull());
});

it('a column is as wide as its kind needs and its head asks for, within bounds', () => {
  expect(widthOf({ head: 'Họ', kind: 'text' })).toBe(24);
  expect(widthOf({ head: 'Số bài đã học xong', kind: 'number' })).toBe(21);
  expect(widthOf({ head: 'x'.repeat(200), kind: 'number' })).toBe(30);
  expect(widthOf({ head: 'x', kind: 'text', width: 500 })).toBe(80);
});

it('a file is named with letters that every system takes', () => {
  expect(sheetFileName('can-bo', '2026-11-23', 'xlsx')).toBe('can-bo-2026-11-23.xlsx');
  expect(sheetFileName('../../"x"\r\n', '2026-11-23', 'csv')).toBe('x-2026-11-23.csv');
  expect(sheetFileName('…', '2026-11-23', 'csv')).toBe('danh-sach-2026-11-23.csv');
});

it('batches follow the ids, and rows that are gone meanwhile are left out', async () => {
  const asked: string[][] = [];
  const read = async (ids: string[]) => {
    asked.push(ids);
    return ids.filter((id) => id !== 'c').map((id) => ({ id, n: id.charCodeAt(0) })).toReversed();
  };
  const out = [];
  for await (const rows of rowsInBatches(['a', 'b', 'c', 'd', 'e'], 2, read, ({ id, n }) => [id, n])) out.push(rows);
  expect(out).toEqual([[['a', 97], ['b', 98]], [['d', 100]], [['e', 101]]]);
  expect(asked.map((ids) => ids.length)).toEqual([2, 2, 1]);
});

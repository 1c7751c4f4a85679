import { describe, expect, it } from 'vitest';
import { listMessages } from '../messages/lists.ts';
import { cellOf } from './list-cells.ts';
import { chosenColumns, shapes, subjects } from './list-subjects.ts';

describe('cellOf', () => {
  it.each([
    ['state', 'late', 'Quá hạn'], ['state', 'revoked', 'Đã thu hồi'], ['source', 'PLAN', 'Theo kế hoạch'], ['mandatory', 1, 'Có'], ['mandatory', 0, 'Không'], ['category', 'CADRE', 'Cán bộ'],
    ['state', 'unheard-of', 'unheard-of'], ['name', 'late', 'late'], ['score', 8.5, 8.5], ['due', null, null],
    ['step', 'before-7', 'Trước hạn 7 ngày'], ['step', 'after-30', 'Quá hạn 30 ngày'], ['step', 'due', 'Ngày đến hạn'], ['step', 'manual-2026-11-23', 'Nhắc trực tiếp'], ['step', 'leader-digest', 'Bước khác'],
  ])('says %s %j as %j', (key, value, expected) => expect(cellOf(key, value, 'vi')).toBe(expected));

  it('does not take a word of the language for a code', () => {
    for (const value of ['constructor', 'toString', '__proto__']) expect(cellOf('state', value, 'vi')).toBe(value);
  });

  it('speaks English, too', () => {
    expect([cellOf('state', 'late', 'en'), cellOf('step', 'before-7', 'en')]).toEqual(['Overdue', '7 days before']);
  });
});

it('every column and state of every subject has its words, and a period its hint', () => {
  const known = (key: string) => Object.hasOwn(listMessages.catalogue, key);
  for (const subject of subjects) {
    const { columns, states, hasPeriod } = shapes[subject];
    expect(columns.filter(({ key }) => !known(`column.${key}`))).toEqual([]);
    expect(states.filter((state) => !known(`value.${state}`))).toEqual([]);
    expect([known(`subject.${subject}`), !hasPeriod || known(`period.${subject}`)]).toEqual([true, true]);
    expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
  }
});

it('chosen columns stand in the order of the subject, once, and the usual ones where none is known', () => {
  expect(chosenColumns('learning', ['score', 'name', 'name', 'password']).map(({ key }) => key)).toEqual(['name', 'score']);
  expect(chosenColumns('units', ['password'])).toEqual(shapes.units.columns.filter(({ isUsual }) => isUsual));
});

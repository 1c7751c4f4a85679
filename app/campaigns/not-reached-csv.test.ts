import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { notReachedCsv } from './not-reached-csv.server.ts';
import type { NotReachedRow } from './queries/broadcast.server.ts';

const at = '2026-11-23T05:00:00.000Z';
const row = (changes: Partial<NotReachedRow> = {}): NotReachedRow => ({ id: 'u', code: 'XA-01', name: 'UBND xã A', planned: 0, missedReason: null, waitsFrom: null, ...changes }) as NotReachedRow;
const cells = (rows: NotReachedRow[], locale: 'vi' | 'en' = 'vi') => parse(notReachedCsv(rows, { locale, at }), { bom: true, delimiter: locale === 'vi' ? ';' : ',' }) as string[][];
const lineOf = (changes: Partial<NotReachedRow>) => cells([row(changes)])[1];

describe('the list of units that were not reached', () => {
  it.each([
    ['=HYPERLINK("http://x";"y")'], ['+84 912'], ['-1+1'], ['@SUM(A1)'], ['\t=1+1'], ['\r=1+1'],
  ])('hands no spreadsheet %j to calculate, in no column', (hostile) => {
    for (const changes of [{ code: hostile }, { name: hostile }, { missedReason: hostile }]) expect(lineOf(changes)?.filter((cell) => cell.startsWith(hostile.slice(0, 1)))).toEqual([]);
    expect(lineOf({ name: hostile })?.[1]).toBe(`'${hostile.replace('\r', '\n')}`);
  });

  it.each(['Xã "Ba Chẽ", khu 2; số 5', 'Hai\r\ndòng', '""', ' trước và sau ', 'Xã Ninh'.normalize('NFD'), 'ế\u200b😀'])('keeps %j letter by letter in one cell', (name) => {
    expect(lineOf({ name, missedReason: name })).toEqual(['XA-01', name.replace('\r\n', '\n'), '0', name.replace('\r\n', '\n')]);
  });

  it.each<[string, Partial<NotReachedRow>, string]>([
    ['nothing was planned', { planned: 0 }, 'no plan'],
    ['its turn has not come', { planned: 2, waitsFrom: '2026-11-23T05:00:00.001Z' }, 'planned'],
    ['its turn is this very moment', { planned: 2, waitsFrom: at }, 'overdue'],
    ['its turn is over', { planned: 1, waitsFrom: '2026-11-22T05:00:00.000Z' }, 'overdue'],
    ['its turn was taken back with the campaign', { planned: 1, waitsFrom: null }, 'cancelled'],
    ['somebody said why', { planned: 1, missedReason: 'Mất điện' }, 'reason'],
  ])('says why, where %s', (_what, changes, kind) => {
    const noPlan = lineOf({ planned: 0 })?.[3];
    const planned = lineOf({ planned: 1, waitsFrom: '2026-12-01T00:00:00.000Z' })?.[3];
    const overdue = lineOf({ planned: 1, waitsFrom: '2026-11-01T00:00:00.000Z' })?.[3];
    const cancelled = lineOf({ planned: 1, waitsFrom: null })?.[3];
    expect(new Set([noPlan, planned, overdue, cancelled]).size).toBe(4);
    expect(lineOf(changes)?.[3]).toBe({ 'no plan': noPlan, planned, overdue, cancelled, reason: 'Mất điện' }[kind]);
  });

  it('has a head in the language of the reader, also without a row, and a mark by which Excel knows its letters', () => {
    expect(notReachedCsv([], { locale: 'vi', at })).toMatch(/^\uFEFF[^\n]+\r\n$/);
    const [vi, en] = [cells([])[0], cells([], 'en')[0]];
    expect(vi).toHaveLength(4);
    expect(en?.filter((cell, column) => cell === vi?.[column])).toEqual([]);
    expect(lineOf({ code: null })?.[0]).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { mappingForm, readMapping } from '../forms/import-forms.ts';
import { faultsOf } from '../../platform/http/forms.server.ts';
import { columnOf, errorIn, sayFault } from './import-faults.ts';
import { guessColumns, importFields, type ImportField } from './import-fields.ts';
import { readLine } from './import-line.ts';
import { widthOf } from './import-staff-number.ts';
import { rowsOfRepeated } from './import-verdict.ts';

/** Words that every JavaScript object knows; a list may hold them as anybody's words. */
const everywhere = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'prototype'];
const columns = { staffNo: 0, fullName: 1, category: 2, status: 3, unitName: 4, title: 5 };
const read = (...cells: string[]) => readLine(cells, { columns, pattern: { width: null, exists: () => false }, today: '2026-11-23' });

describe.each(everywhere)('the word %s', (word) => {
  it('is no category and no status', () => {
    const { line, faults } = read('CB01', 'Trần Văn Ưng', word, word);
    expect(line).toMatchObject({ category: null, leaves: false });
    expect(faults.map(({ key }) => key)).toEqual(['category.unknown', 'status.unknown']);
  });

  it('may stand where any word may stand', () => {
    expect(read('CB01', 'Trần Văn Ưng', '', '', word, word)).toMatchObject({ line: { unitName: word, title: word }, faults: [] });
  });

  it('names no column', () => {
    expect(guessColumns([word])).toEqual({});
  });

  it('is found twice like any other value', () => {
    expect(rowsOfRepeated([[2, word], [3, word], [4, 'CB01']])).toEqual(new Map([[word, [2, 3]]]));
  });
});

describe('the choice of columns', () => {
  const choose = (form: Record<string, unknown>, width = 3) => {
    const parsed = mappingForm.safeParse(form, { reportInput: true });
    return parsed.success ? readMapping(parsed.data, width) : { refused: Object.keys(faultsOf(parsed.error)) };
  };

  it.each([['-1'], ['1.5'], ['NaN'], ['Infinity'], ['201'], ['1e9'], ['A'], ['0; drop'], ['١']])('refuses the column %j', (column) => {
    expect(choose({ staffNo: column, fullName: '1' })).toEqual({ refused: ['staffNo'] });
  });

  it.each([['3'], ['200'], [''], [undefined]])('takes the column %j, which the file has not, for none', (column) => {
    expect(choose({ staffNo: column, fullName: '1' })).toMatchObject({ columns: { fullName: 1 }, faults: { staffNo: expect.anything() } });
  });

  it('says at the later field that a column serves two facts, and at which first', () => {
    const { faults } = readMapping(mappingForm.parse({ staffNo: '0', fullName: '0' }), 3);
    expect(faults).toEqual({ fullName: { vi: expect.stringContaining('Mã số'), en: expect.stringMatching(/staff/i) } });
  });

  it('leaves out fields that nobody knows', () => {
    expect(choose({ staffNo: '0', fullName: '1', constructor: '2', role: '2' })).toEqual({ columns: { staffNo: 0, fullName: 1 }, faults: {} });
  });
});

describe('the sentence of a fault', () => {
  it.each(importFields)('names the column of %s in the words of the file, else in ours', (field: ImportField) => {
    const fault = errorIn(field, 'cell.formula', { value: '=1' });
    expect(columnOf(fault, 'vi', { [field]: 'Cột của tôi' })).toBe('Cột của tôi');
    expect(columnOf(fault, 'en', { [field]: '' })).toMatch(/^[\x20-\x7e]+$/);
  });

  it('repeats what was typed as it is, placeholders too', () => {
    for (const value of ['{value}', '$&', '<b>', '%s']) expect(sayFault({ key: 'category.unknown', params: { value } }, 'vi')).toContain(value);
  });
});

describe('the width of numbers', () => {
  it.each<[string, string[], number | null]>([
    ['of nobody', [], null],
    ['of words alone', ['CB01', 'constructor'], null],
    ['of digits of another script', ['٠٠١', '٠٠٢'], null],
    ['of one number with a zero in front', ['007'], 3],
    ['of zeros alone', ['000'], 3],
    ['of equal numbers without a zero in front', ['123', '456'], null],
    ['of unequal numbers', ['0123', '123'], null],
  ])('%s', (_what, known, width) => expect(widthOf(known)).toBe(width));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { frozenDesign } from '../rules/design.ts';
import { wordDiff } from '../../platform/text/word-diff.ts';
import { codeForm, emailForm } from './outside.ts';
import { rowsForm, rowsTyped } from './rows.ts';

const form = rowsForm({ row: z.object({ id: z.string().default(''), title: z.string().trim().min(1).max(20), kind: z.enum(['A', 'B']) }), most: 5, typed: ['title'] });

describe('rows of a form', () => {
  it('leave out what nobody typed into, and remember where a row stood', () => {
    expect(form.parse({ revision: '3', title_0: ' ', kind_0: 'A', title_2: 'Hai', kind_2: 'B', title_4: 'Bốn', kind_4: 'A' })).toMatchObject({ revision: 3, rows: [{ title: 'Hai', kind: 'B', at: 2 }, { title: 'Bốn', kind: 'A', at: 4 }] });
  });

  it('say their faults at the field of the row', () => {
    const parsed = form.safeParse({ revision: '0', title_1: 'x'.repeat(21), kind_1: 'A', title_3: 'Ba', kind_3: 'C' });
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['title_1', 'kind_3']);
  });

  it('beyond the last are not read, nor lists, nor names of every object', () => {
    expect(form.parse({ revision: '0', title_5: 'Sáu', kind_5: 'A', title_0: ['x'], constructor_0: 'x', title___proto__: 'x' }).rows).toEqual([]);
    expect(form.safeParse({ revision: '-1' }).success).toBe(false);
    expect(form.safeParse({ revision: 'x' }).success).toBe(false);
  });

  it('come back in the order in which they were typed, whatever else was sent', () => {
    const titles = fc.array(fc.option(fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== ''), { nil: '' }), { minLength: 5, maxLength: 5 });
    fc.assert(fc.property(titles, fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 20 })), (typed, noise) => {
      const fields = Object.fromEntries(typed.flatMap((title, at) => [[`title_${at}`, title], [`kind_${at}`, 'A']]));
      const { rows } = form.parse({ ...noise, ...fields, revision: '1' });
      expect(rows.map(({ title }) => title)).toEqual(typed.map((title) => title.trim()).filter(Boolean));
    }));
  });

  it('are text again for the page', () => {
    expect(rowsTyped({ title_0: 'x', revision: 1, rows: [], known: ['a'] })).toEqual({ title_0: 'x' });
  });
});

describe('changes of a text', () => {
  it('joined without what went are the new text, without what came the old one', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), fc.string({ maxLength: 300, unit: 'grapheme' }), (before, after) => {
      const pieces = wordDiff(before, after);
      const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text).join('');
      expect([without('removed'), without('added')]).toEqual([after, before]);
    }));
  });

  it('of long texts and of equal ones are said at once', () => {
    expect(wordDiff('a', 'a')).toEqual([{ kind: 'same', text: 'a' }]);
    expect(wordDiff('', '')).toEqual([]);
    expect(wordDiff('a '.repeat(20_000), 'b '.repeat(20_000)).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('the design of judging', () => {
  it.each([
    [{ publishedAt: null, isAssigned: false, hasScores: false }, []],
    [{ publishedAt: 'x', isAssigned: false, hasScores: false }, ['graceSeconds', 'lateUploadMinutes', 'publicVote', 'pairReasons']],
    [{ publishedAt: 'x', isAssigned: true, hasScores: false }, ['graceSeconds', 'lateUploadMinutes', 'publicVote', 'pairReasons', 'isBlind', 'reviewsPerEntry']],
    [{ publishedAt: 'x', isAssigned: true, hasScores: true }, ['graceSeconds', 'lateUploadMinutes', 'publicVote', 'pairReasons', 'isBlind', 'reviewsPerEntry', 'scoringMethod', 'finalists']],
  ])('with %j stands still in %j', (call, frozen) => expect(frozenDesign(call)).toEqual(frozen));
});

describe('what people type to sign in', () => {
  it.each([['12345678', '12345678'], [' 1234 5678 ', '12345678'], ['1234-5678', '12345678']])('reads the code %j', (typed, code) => expect(codeForm.parse({ code: typed }).code).toBe(code));
  it.each(['', '1234567', '123456789', '１２３４５６７８', 'abcdefgh', '1234567８', "' or 1=1"])('refuses the code %j', (typed) => expect(codeForm.safeParse({ code: typed }).success).toBe(false));
  it.each([[' A@B.VN ', 'a@b.vn'], ['ten.ho+thi@don-vi.gov.vn', 'ten.ho+thi@don-vi.gov.vn']])('reads the address %j', (typed, email) => expect(emailForm.parse({ email: typed }).email).toBe(email));
  it.each(['', 'a', 'a@b', 'a@b.vn, c@d.vn', 'a@b.vn>'])('refuses the address %j', (typed) => expect(emailForm.safeParse({ email: typed }).success).toBe(false));
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawQuestions, type BankEntry } from './draw-questions.ts';
import type { BlueprintRow } from './question.ts';

const today = '2026-11-23';
const entry = (id: number, traits: Partial<BankEntry> = {}): BankEntry => ({ versionId: `v${id}`, questionId: `q${id}`, module: 'm1', level: 'REMEMBER', expiresOn: null, ...traits });
const bankOf = (count: number, traits: Partial<BankEntry> = {}, from = 0) => Array.from({ length: count }, (_none, at) => entry(from + at, traits));
const row = (count: number, traits: Partial<BlueprintRow> = {}): BlueprintRow => ({ module: 'm1', level: 'REMEMBER', count, ...traits });
const draw = (bank: BankEntry[], blueprint: BlueprintRow[], seen: string[] = [], seed = 'seed') => drawQuestions({ bank, blueprint, today, seen: new Set(seen), seed });
const idsOf = (drawn: ReturnType<typeof draw>) => (drawn.ok ? drawn.entries.map((each) => each.questionId) : []);

test('draws what the blueprint asks for, each question once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.string(), (first, second, seed) => {
      const bank = [...bankOf(12), ...bankOf(12, { module: 'm2', level: 'APPLY' }, 100)];
      const drawn = draw(bank, [row(first), row(second, { module: 'm2', level: 'APPLY' })], [], seed);
      const ids = idsOf(drawn);
      expect(ids).toHaveLength(first + second);
      expect(new Set(ids).size).toBe(first + second);
      expect(drawn.ok && drawn.entries.filter((each) => each.module === 'm2')).toHaveLength(second);
    }),
  );
});

test('the same seed draws the same, whatever the order of the bank', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(bankOf(10), { minLength: 10 }), fc.string(), (shuffled, seed) => {
      expect(draw(shuffled, [row(4)], [], seed)).toEqual(draw(bankOf(10), [row(4)], [], seed));
    }),
  );
});

test('unseen questions come first, seen ones only fill up', () => {
  fc.assert(
    fc.property(fc.subarray(bankOf(10).map((each) => each.questionId)), fc.integer({ min: 1, max: 10 }), fc.string(), (seen, count, seed) => {
      const ids = idsOf(draw(bankOf(10), [row(count)], seen, seed));
      const fresh = ids.filter((id) => !seen.includes(id)).length;
      expect(fresh).toBe(Math.min(count, 10 - seen.length));
    }),
  );
});

test('two lines for the same module and level never share a question', () => {
  const ids = idsOf(draw(bankOf(5), [row(2), row(3)]));
  expect([...ids].sort()).toEqual(['q0', 'q1', 'q2', 'q3', 'q4']);
});

test('a question lapses on the very day that it names', () => {
  const bank = [entry(1, { expiresOn: '2026-11-22' }), entry(2, { expiresOn: today }), entry(3, { expiresOn: '2026-11-24' })];
  expect(idsOf(draw(bank, [row(1)]))).toEqual(['q3']);
  expect(draw(bank, [row(2)])).toEqual({ ok: false, row: row(2), found: 1 });
});

test('says which line the bank is too small for', () => {
  const hard = row(3, { level: 'APPLY' });
  expect(draw([...bankOf(5), ...bankOf(2, { level: 'APPLY' }, 50)], [row(5), hard])).toEqual({ ok: false, row: hard, found: 2 });
  expect(draw([], [row(1)])).toMatchObject({ ok: false, found: 0 });
  expect(draw([], [])).toEqual({ ok: true, entries: [] });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawQuestions, type BankEntry, type DrawInput } from './draw-questions.ts';
import type { BlueprintRow, QuestionLevel } from './question.ts';

const today = '2026-11-23';
const levels: QuestionLevel[] = ['REMEMBER', 'UNDERSTAND', 'APPLY'];
const entry = (id: string, traits: Partial<BankEntry> = {}): BankEntry => ({ versionId: `v-${id}`, questionId: id, module: 'm1', level: 'REMEMBER', expiresOn: null, ...traits });
const row = (module: string, level: QuestionLevel, count: number): BlueprintRow => ({ module, level, count });
const draw = (traits: Partial<DrawInput>) => drawQuestions({ bank: [], blueprint: [], today, seen: new Set(), seed: 'seed', ...traits });
const ids = (drawn: ReturnType<typeof draw>) => (drawn.ok ? drawn.entries.map((each) => each.questionId).sort() : null);

describe('the day on which a fact lapses', () => {
  it.each([
    ['2026-11-22', false],
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-12-01', true],
    ['2027-01-01', true],
    ['2025-12-31', false],
    [null, true],
  ])('%s: still asked on 23/11/2026: %s', (expiresOn, isAsked) => {
    expect(draw({ bank: [entry('a', { expiresOn })], blueprint: [row('m1', 'REMEMBER', 1)] }).ok).toBe(isAsked);
  });

  it('turns with the day, not before', () => {
    const at = (day: string) => ids(draw({ bank: [entry('a', { expiresOn: '2027-01-01' })], blueprint: [row('m1', 'REMEMBER', 1)], today: day }));
    expect([at('2026-12-31'), at('2027-01-01')]).toEqual([['a'], null]);
  });
});

describe('unseen questions', () => {
  const bank = ['a', 'b', 'c', 'd', 'e'].map((id) => entry(id));
  it.each([
    [['a', 'b', 'c'], 2, ['d', 'e']],
    [['a', 'b', 'c', 'd'], 1, ['e']],
    [['x', 'y'], 5, ['a', 'b', 'c', 'd', 'e']],
    [['a', 'b', 'c', 'd', 'e'], 5, ['a', 'b', 'c', 'd', 'e']],
  ])('after %j, %d are drawn as %j', (seen, count, drawn) => {
    expect(ids(draw({ bank, seen: new Set(seen), blueprint: [row('m1', 'REMEMBER', count)] }))).toEqual(drawn);
  });

  it('all come before any that was seen, when only some are left', () => {
    const drawn = ids(draw({ bank, seen: new Set(['a', 'b', 'c']), blueprint: [row('m1', 'REMEMBER', 3)] }));
    expect(drawn).toEqual(expect.arrayContaining(['d', 'e']));
    expect(drawn).toHaveLength(3);
  });

  it('of one line do not help another: each line prefers its own', () => {
    const two = [...bank, entry('f', { level: 'APPLY' }), entry('g', { level: 'APPLY' })];
    const drawn = ids(draw({ bank: two, seen: new Set(['a', 'f']), blueprint: [row('m1', 'REMEMBER', 4), row('m1', 'APPLY', 1)] }));
    expect(drawn).toEqual(['b', 'c', 'd', 'e', 'g']);
  });

  it('that have lapsed are not taken instead of seen ones', () => {
    const drawn = ids(draw({ bank: [entry('a'), entry('b', { expiresOn: today })], seen: new Set(['a']), blueprint: [row('m1', 'REMEMBER', 1)] }));
    expect(drawn).toEqual(['a']);
  });
});

describe('a bank that is too small', () => {
  it.each([
    [3, 3, null],
    [3, 4, 3],
    [0, 1, 0],
    [0, 0, null],
  ])('with %d questions for %d is short: found %s', (has, wants, found) => {
    const bank = Array.from({ length: has }, (_none, at) => entry(`q${at}`));
    const drawn = draw({ bank, blueprint: [row('m1', 'REMEMBER', wants)] });
    expect(drawn.ok ? null : drawn.found).toBe(found);
  });

  it.each(levels)('never fills a gap from another level: %s', (level) => {
    const others = levels.filter((other) => other !== level).flatMap((other) => Array.from({ length: 9 }, (_none, at) => entry(`${other}${at}`, { level: other })));
    expect(draw({ bank: others, blueprint: [row('m1', level, 1)] })).toEqual({ ok: false, row: row('m1', level, 1), found: 0 });
  });

  it('never fills a gap from another module', () => {
    expect(draw({ bank: [entry('a', { module: 'm2' })], blueprint: [row('m1', 'REMEMBER', 1)] })).toMatchObject({ ok: false, found: 0 });
  });

  it('counts what an earlier line of the same kind has taken', () => {
    const bank = ['a', 'b', 'c'].map((id) => entry(id));
    expect(draw({ bank, blueprint: [row('m1', 'REMEMBER', 2), row('m1', 'REMEMBER', 2)] })).toMatchObject({ ok: false, found: 1 });
  });

  it('is named by its first line that falls short', () => {
    const blueprint = [row('m1', 'REMEMBER', 1), row('m1', 'APPLY', 2), row('m2', 'APPLY', 9)];
    expect(draw({ bank: [entry('a')], blueprint })).toMatchObject({ ok: false, row: blueprint[1] });
  });
});

describe('any draw', () => {
  const anyEntry = fc.record({ module: fc.constantFrom('m1', 'm2'), level: fc.constantFrom(...levels), expiresOn: fc.constantFrom(null, '2026-11-23', '2026-11-24') });
  const anyBank = fc.array(anyEntry, { maxLength: 40 }).map((traits) => traits.map((each, at) => entry(`q${String(at).padStart(2, '0')}`, each)));
  const anyBlueprint = fc.array(fc.record({ module: fc.constantFrom('m1', 'm2'), level: fc.constantFrom(...levels), count: fc.integer({ min: 0, max: 4 }) }), { maxLength: 5 });

  it('fits its blueprint line by line, or there is really not enough', () => {
    fc.assert(fc.property(anyBank, anyBlueprint, fc.string(), (bank, blueprint, seed) => {
      const drawn = draw({ bank, blueprint, seed });
      const sum = (rows: { module: string; level: string; count: number }[], of: BlueprintRow) => rows.filter((each) => each.module === of.module && each.level === of.level).reduce((total, each) => total + each.count, 0);
      const usable = bank.filter((each) => each.expiresOn !== today).map((each) => ({ ...each, count: 1 }));
      const isEnough = blueprint.every((each) => sum(usable, each) >= sum(blueprint, each));
      expect(drawn.ok).toBe(isEnough);
      if (!drawn.ok) return;
      const taken = drawn.entries.map((each) => ({ ...each, count: 1 }));
      for (const each of blueprint) expect(sum(taken, each)).toBe(sum(blueprint, each));
      expect(new Set(ids(drawn)).size).toBe(drawn.entries.length);
      expect(drawn.entries.some((each) => each.expiresOn === today)).toBe(false);
    }));
  });

  it('gives every question of a line its chance over many seeds', () => {
    const bank = ['a', 'b', 'c', 'd'].map((id) => entry(id));
    const met = new Set(Array.from({ length: 100 }, (_none, at) => ids(draw({ bank, seed: `s${at}`, blueprint: [row('m1', 'REMEMBER', 1)] }))?.[0]));
    expect([...met].sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});

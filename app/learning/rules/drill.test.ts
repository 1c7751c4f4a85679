import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drillTypes, sampleDrill, sampleDrills } from '../../../tests/world/drills.ts';
import { keepDrill, readAnswer, writeAnswer, type HandedIn } from './drill-answer.ts';
import { countMissing, drillFields, readGiven, type DrillBody, type DrillGiven } from './drill.ts';
import { markDrill, orderOf } from './mark-drill.ts';
import { solveDrill } from './solve-drill.ts';

const { signs, inbox, cleaning, ordering, worked } = sampleDrills;
/** Anything that a form may hold for a drill: right fields with right values, and strangers. */
const forms = (body: DrillBody) => {
  const fields = drillFields(body);
  const names = fc.constantFrom(...fields.map(({ name }) => name), '0', '99', 'place-9', '__proto__', 'constructor');
  const values = fc.constantFrom(...new Set(fields.flatMap((field) => field.values)), '', 'x', '-1', 'valueOf');
  return fc.dictionary(names, values);
};
const read = (body: DrillBody, form: Record<string, string>): DrillGiven => readGiven(body, (name) => form[name]);

describe.each(drillTypes)('%s, whatever is sent', (type) => {
  const { body } = sampleDrill(type);

  it('earns all points only by the right answer, and never less than none', () => {
    const solved = solveDrill(body);
    expect(markDrill(body, solved)).toMatchObject({ points: markDrill(body, {}).of });
    fc.assert(fc.property(forms(body), (form) => {
      const given = read(body, form);
      const { points, of, marks } = markDrill(body, given);
      expect(points).toBeGreaterThanOrEqual(0);
      expect(points).toBeLessThanOrEqual(of);
      expect(marks.every((mark) => mark === 'right' || mark === 'none')).toBe(writeAnswer(body, { given, isDone: true }) === writeAnswer(body, { given: solved, isDone: true }));
      if (points === of) expect(marks).not.toContain('extra');
    }), { numRuns: 60 });
  });

  it('keeps only fields and values that it asks for, and reads back what it wrote', () => {
    fc.assert(fc.property(forms(body), fc.boolean(), (form, done) => {
      const given = read(body, form);
      for (const [name, value] of Object.entries(given)) expect(drillFields(body).find((field) => field.name === name)?.values).toContain(value);
      const missing = countMissing(body, given);
      expect(readAnswer(body, writeAnswer(body, { given, isDone: done }))).toEqual({ given, isDone: done && missing === 0, missing });
    }), { numRuns: 60 });
  });

  it('is complete when it is solved, and is not when anything of it is taken away', () => {
    const solved = solveDrill(body);
    expect(countMissing(body, solved)).toBe(0);
    expect(countMissing(body, {})).toBeGreaterThan(0);
    if (type === 'signs') return;
    for (const name of Object.keys(solved)) expect(countMissing(body, Object.fromEntries(Object.entries(solved).filter(([other]) => other !== name)))).toBe(1);
  });

  it.each(['', 'a', 'null', '{', '[]', '{}', '{"done":true}', '{"done":true,"given":null}', '{"done":true,"given":"1"}'])('takes %j for no answer', (text) => {
    expect(readAnswer(body, text)).toBeNull();
  });

  it('is no longer done when a newer version of it asks for something else', () => {
    const kept = readAnswer(body, JSON.stringify({ done: true, given: { 'gone-1': 'x' } }));
    expect(kept).toEqual({ given: {}, isDone: false, missing: countMissing(body, {}) });
  });
});

describe('marks', () => {
  it.each<[string, DrillBody, Record<string, string>, number, string[]]>([
    ['a sign overlooked and one false alarm', signs, { 1: '1', 2: '1', 3: '1' }, 1, ['extra', 'right', 'right', 'missed', 'none']],
    ['everything marked', signs, { 1: '1', 2: '1', 3: '1', 4: '1', 5: '1' }, 1, ['extra', 'right', 'right', 'right', 'extra']],
    ['only false alarms', signs, { 1: '1', 5: '1' }, 0, ['extra', 'missed', 'missed', 'missed', 'extra']],
    ['a real message reported', inbox, { 1: 'report', 2: 'report', 3: 'keep' }, 1, ['wrong', 'right', 'wrong']],
    ['the right cell with another fault', cleaning, { '1-cell': '0', '2-cell': '2', '2-fault': 'song', '3-cell': '1', '3-fault': 'sach' }, 2.5, ['right', 'half', 'right']],
    ['a fault where there is none, one overlooked, one elsewhere', cleaning, { '1-cell': '1', '1-fault': 'du', '2-cell': '0', '3-cell': '2', '3-fault': 'sach' }, 0, ['extra', 'missed', 'wrong']],
    ['the last two swapped', ordering, { 'place-1': '4', 'place-2': '1', 'place-3': '3', 'place-4': '2' }, 2, ['right', 'right', 'wrong', 'wrong']],
    ['the wrong way round', ordering, { 'place-1': '2', 'place-2': '4', 'place-3': '1', 'place-4': '3' }, 0, ['wrong', 'wrong', 'wrong', 'wrong']],
    ['one turn of two', worked, { 1: 'b', 2: 'a' }, 1, ['right', 'wrong']],
  ])('%s', (_name, body, given, points, marks) => {
    expect(markDrill(body, read(body, given))).toMatchObject({ points, marks });
  });
});

describe('laws of marks', () => {
  const marked = fc.uniqueArray(fc.constantFrom(...signs.parts.map((_part, at) => at)));
  const givenOf = (parts: readonly number[]) => Object.fromEntries(parts.map((at) => [`${at + 1}`, '1']));
  const pointsOf = (parts: readonly number[]) => markDrill(signs, givenOf(parts)).points;

  it('a sign more is never worth less, a false alarm more is never worth more, and each moves by one at most', () => {
    fc.assert(fc.property(marked, fc.nat(signs.parts.length - 1), (parts, at) => {
      const others = parts.filter((part) => part !== at);
      const change = pointsOf([...others, at]) - pointsOf(others);
      expect(Math.abs(change)).toBeLessThanOrEqual(1);
      if (signs.parts[at]?.isSign) expect(change).toBeGreaterThanOrEqual(0);
      else expect(change).toBeLessThanOrEqual(0);
    }));
  });

  it('every part has one mark, and found, missed, false alarms and what was left alone are all of them', () => {
    fc.assert(fc.property(marked, (parts) => {
      const { marks, of } = markDrill(signs, givenOf(parts));
      const count = (mark: string) => marks.filter((one) => one === mark).length;
      expect(count('right') + count('missed')).toBe(of);
      expect(count('extra') + count('none')).toBe(signs.parts.length - of);
      expect(count('right') + count('extra')).toBe(parts.length);
    }));
  });

  it('messages, records and turns are marked one by one: changing one changes no other', () => {
    for (const body of [inbox, cleaning, worked] as DrillBody[]) {
      const solved = solveDrill(body);
      const right = markDrill(body, solved).marks;
      for (const { name, values } of drillFields(body)) {
        for (const value of values) {
          const changed = markDrill(body, readGiven(body, (other) => (other === name ? value : solved[other]))).marks;
          const differs = changed.flatMap((mark, at) => (mark === right[at] ? [] : [at + 1]));
          expect(differs.every((at) => at === Number.parseInt(name, 10))).toBe(true);
        }
      }
    }
  });

  it('an order is worth as many points as it has neighbours in the right order, whoever is moved', () => {
    const keys = ordering.items.map(({ key }) => key);
    fc.assert(fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (order) => {
      const given = Object.fromEntries(ordering.shown.map((key, at) => [`place-${at + 1}`, `${order.indexOf(key) + 1}`]));
      const pairs = keys.slice(1).filter((key, at) => order.indexOf(keys[at] ?? '') < order.indexOf(key)).length;
      expect(markDrill(ordering, given)).toMatchObject({ points: pairs, of: keys.length - 1, marks: keys.map((key, at) => (order[at] === key ? 'right' : 'wrong')) });
      expect(orderOf(ordering, given)).toEqual(order);
    }));
  });
});

it('a record that is called clean has no fault, whatever the other select says', () => {
  expect(read(cleaning, { '1-cell': '0', '1-fault': 'du' })).toEqual({ '1-cell': '0' });
  expect(countMissing(cleaning, { '1-cell': '0', '2-cell': '2', '3-cell': '0' })).toBe(1);
});

it('a place that is used twice leaves another open', () => {
  expect(countMissing(ordering, { 'place-1': '1', 'place-2': '1', 'place-3': '2', 'place-4': '3' })).toBe(1);
});

describe('what is kept of a form', () => {
  const drill = sampleDrill('inbox', 'd1');
  const right = { d1: '', 'd1.1': 'keep', 'd1.2': 'report', 'd1.3': 'delete' };
  const half = { d1: '', 'd1.1': 'keep' };
  const done = (given: Record<string, string>) => JSON.stringify({ done: true, given });
  const draft = (given: Record<string, string>) => JSON.stringify({ done: false, given });
  const solved = { 1: 'keep', 2: 'report', 3: 'delete' };
  const other = { 1: 'keep', 2: 'report', 3: 'keep' };
  const own: HandedIn = { key: 'd1' };
  const neighbour: HandedIn = { key: 'd2' };

  it.each<[string, Record<string, string>, string | undefined, HandedIn, string | null]>([
    ['another form', { q1: 'b' }, undefined, 'all', null],
    ['a field without the drill', { 'd1.1': 'keep' }, undefined, own, null],
    ['untouched, at the end of the lesson', { d1: '' }, undefined, 'all', null],
    ['untouched, beside another', { d1: '' }, undefined, neighbour, null],
    ['untouched, handed in', { d1: '' }, undefined, own, draft({})],
    ['half, handed in', half, undefined, own, draft({ 1: 'keep' })],
    ['half, beside another', half, undefined, neighbour, draft({ 1: 'keep' })],
    ['complete, beside another', right, undefined, neighbour, draft(solved)],
    ['complete, left by a script', right, undefined, 'none', draft(solved)],
    ['complete, handed in', right, undefined, own, done(solved)],
    ['complete, at the end of the lesson', right, undefined, 'all', done(solved)],
    ['a draft handed in', right, draft(solved), own, done(solved)],
    ['the same draft again', half, draft({ 1: 'keep' }), 'none', null],
    ['the same answer again', right, done(solved), own, null],
    ['the same answer beside another', right, done(solved), neighbour, null],
    ['changed after it was done, beside another', { ...right, 'd1.3': 'keep' }, done(solved), neighbour, done(other)],
    ['emptied after it was done', { d1: '' }, done(solved), own, draft({})],
    ['strange values', { ...right, 'd1.2': 'burn', 'd1.9': 'keep', 'd2.1': 'keep' }, undefined, own, draft({ 1: 'keep', 3: 'delete' })],
  ])('%s', (_name, form, standing, handedIn, answer) => {
    const kept = keepDrill(drill, form, standing, handedIn);
    expect(kept?.answer ?? null).toBe(answer);
    if (kept) expect(kept.isDraft).toBe(!kept.answer.startsWith('{"done":true'));
  });

  it('is the same text for the same answer, in whatever order the fields came', () => {
    const turned = Object.fromEntries(Object.entries(right).reverse());
    expect(keepDrill(drill, turned, undefined, 'all')?.answer).toBe(done(solved));
  });
});

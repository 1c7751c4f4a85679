import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remember } from './remember.ts';

/** A memory that notes what it had to make. */
function memory(limit: number) {
  const known = remember<string>(limit);
  const made: string[] = [];
  const ask = (key: string) => known(key, () => {
    made.push(key);
    return `value of ${key}`;
  });
  return { made, ask };
}

/** The same by the plainest means: a list with the most recently used key at its end. */
function plainMisses(limit: number, keys: readonly string[]): string[] {
  let list: string[] = [];
  const misses: string[] = [];
  for (const key of keys) {
    if (!list.includes(key)) misses.push(key);
    list = [...list.filter((other) => other !== key), key].slice(-limit);
  }
  return misses;
}

describe('remembering', () => {
  it('makes a thing once and hands out the same one', () => {
    const known = remember<object>(3);
    const first = known('a', () => ({}));
    expect(known('a', () => ({}))).toBe(first);
    expect(known('b', () => ({}))).not.toBe(first);
  });

  it.each([
    ['up to its limit', 'a b c a b c', 'a b c'],
    ['and forgets the oldest beyond it', 'a b c d a', 'a b c d a'],
    ['and keeps what was used lately', 'a b c a d a b', 'a b c d b'],
    ['and counts a key once however often it is asked', 'a a a b c a b c', 'a b c'],
  ])('%s', (_what, asked, made) => {
    const own = memory(3);
    for (const key of asked.split(' ')) own.ask(key);
    expect(own.made.join(' ')).toBe(made);
  });

  it('forgets exactly what the least recently used order says, for any order of asking', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 60 }), (limit, keys) => {
      const own = memory(limit);
      for (const key of keys) expect(own.ask(key)).toBe(`value of ${key}`);
      expect(own.made).toEqual(plainMisses(limit, keys));
    }));
  });

  it('takes keys that objects know by themselves for ordinary ones', () => {
    const own = memory(5);
    for (const key of ['__proto__', 'constructor', 'toString', '']) expect(own.ask(key)).toBe(`value of ${key}`);
    expect(own.made).toEqual(['__proto__', 'constructor', 'toString', '']);
  });

  it('keeps nothing of a making that throws', () => {
    const known = remember<string>(2);
    expect(() => known('a', () => { throw new Error('not now'); })).toThrow('not now');
    expect(known('a', () => 'later')).toBe('later');
  });

  it.each([null, undefined, 0, '', false])('remembers %j as well as anything else', (value) => {
    const known = remember<unknown>(2);
    let made = 0;
    for (let round = 0; round < 3; round += 1) expect(known('a', () => { made += 1; return value; })).toBe(value);
    expect(made).toBe(1);
  });
});

describe('remembering promises', () => {
  it('shares one that is still on its way', async () => {
    const known = remember<Promise<number>>(2);
    let made = 0;
    const ask = () => known('a', async () => (made += 1));
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  });

  it('forgets one that was rejected, so that the next asker tries again', async () => {
    const known = remember<Promise<string>>(2);
    await expect(known('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect(await known('a', async () => 'back')).toBe('back');
    expect(await known('a', async () => 'again')).toBe('back');
  });

  it('does not forget the new one when an old one of the same key fails late', async () => {
    const known = remember<Promise<string>>(1);
    let fail = (_error: Error) => {};
    const old = known('a', () => new Promise((_resolve, reject) => (fail = reject)));
    await known('b', async () => 'b');
    const fresh = known('a', async () => 'fresh');
    fail(new Error('late'));
    await expect(old).rejects.toThrow('late');
    expect(known('a', async () => 'made needlessly')).toBe(fresh);
  });
});

import { expect, it } from 'vitest';
import { keptRecord, keptText } from './kept-form.ts';

function storageOf(room = Infinity) {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (name: string) => values.get(name) ?? null,
    setItem(name: string, value: string) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      values.set(name, value);
    },
    removeItem: (name: string) => void values.delete(name),
  };
}

it('keeps, reads and forgets', () => {
  const storage = storageOf();
  const kept = keptText('draft', () => storage);
  expect(kept.read()).toBeNull();
  kept.write('một');
  expect([kept.read(), [...storage.values]]).toEqual(['một', [['draft', 'một']]]);
  kept.forget();
  expect(kept.read()).toBeNull();
});

it('keeps nothing rather than an older state when there is no more room', () => {
  const storage = storageOf(3);
  const kept = keptText('draft', () => storage);
  kept.write('cũ');
  kept.write('mới và dài');
  expect(kept.read()).toBeNull();
});

it('is quiet where the storage is forbidden', () => {
  const kept = keptText('draft', () => {
    throw new DOMException('denied', 'SecurityError');
  });
  kept.write('x');
  kept.forget();
  expect(kept.read()).toBeNull();
});

it.each([[null], ['{broken'], ['null'], ['7'], ['"text"'], ['["a"]'], ['{"a":1}'], ['{"a":null}']])('believes only a record of texts, not %s', (text) => {
  expect(keptRecord(text)).toBeNull();
});

it('gives back what was kept, whatever stood in the fields', () => {
  const fields = { question: '<img src=x onerror=alert(1)>', __proto__x: '\u0000\uD800', body: 'a\u0301' };
  expect(keptRecord(JSON.stringify(fields))).toEqual(fields);
});

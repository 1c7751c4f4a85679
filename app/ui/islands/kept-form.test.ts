import { expect, it } from 'vitest';
import { isTouched, keptRecord, keptText } from './kept-form.ts';

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

const options = (selected: number, ...byServer: number[]) => [0, 1, 2].map((at) => ({ selected: at === selected, defaultSelected: byServer.includes(at) }));

it.each<[string, object, boolean]>([
  ['a text as the server sent it', { type: 'textarea', value: 'a', defaultValue: 'a' }, false],
  ['a text with a word more', { type: 'textarea', value: 'ab', defaultValue: 'a' }, true],
  ['a text that was emptied', { type: 'text', value: '', defaultValue: 'a' }, true],
  ['a hidden field that the page has changed', { type: 'hidden', value: '2', defaultValue: '1' }, false],
  ['a chosen file', { type: 'file', value: 'C:\\fakepath\\a.pdf', defaultValue: '' }, false],
  ['a box as it came', { type: 'checkbox', value: 'on', defaultValue: 'on', checked: true, defaultChecked: true }, false],
  ['a box that was unticked', { type: 'checkbox', value: 'on', defaultValue: 'on', checked: false, defaultChecked: true }, true],
  ['a list as it came', { type: 'select-one', value: '', options: options(1, 1) }, false],
  ['a list in which another one was chosen', { type: 'select-one', value: '', options: options(2, 1) }, true],
  ['a list of which the server chose none', { type: 'select-one', value: '', options: options(0) }, false],
  ['a list of which the server chose none and somebody one', { type: 'select-one', value: '', options: options(1) }, true],
  ['a list of several, none chosen', { type: 'select-multiple', value: '', options: options(-1) }, false],
  ['a button', { type: 'submit', value: 'on' }, false],
  ['a group of fields', { type: 'fieldset' }, false],
])('knows of %s whether somebody has used it', (_what, control, touched) => expect(isTouched({ elements: [{ type: 'hidden', value: 'x', defaultValue: '' }, control] })).toBe(touched));

import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { cutMarkup, encode, filled, fillSlots, textOf, type Markup } from './slots.ts';

const place = (name: string) => `<slot data-slot="${name}"></slot>`;
const fill = (markup: string, slots: Record<string, string>) => fillSlots(markup, new Map(Object.entries(slots)));
/** Markup that tries to be more than what it is put in as. */
const hostile = ['$&', '$1', '$$', "$'", '$`', '$<name>', '</slot>', '<slot data-slot="b">', place('a'), place('b'), '\\1', '\0', '{{b}}', '<script>'];

describe('filling slots', () => {
  it.each([
    ['one', `<p>${place('a')}</p>`, { a: '<b>x</b>' }, '<p><b>x</b></p>'],
    ['several, in any order', `${place('b')}-${place('a')}`, { a: '1', b: '2' }, '2-1'],
    ['the same twice', place('a') + place('a'), { a: 'x' }, 'xx'],
    ['names with dashes, digits and underlines', place('note-1_x'), { 'note-1_x': 'x' }, 'x'],
    ['an empty one', `<p>${place('a')}</p>`, { a: '' }, '<p></p>'],
    ['an unknown one stays empty', `<p>${place('z')}</p>`, { a: 'x' }, '<p></p>'],
  ])('%s', (_what, markup, slots: Record<string, string>, filled) => {
    expect(fill(markup, slots)).toBe(filled);
  });

  it('leaves markup alone when nothing was prepared', () => {
    expect(fillSlots(place('a'), new Map())).toBe(place('a'));
  });

  it.each([
    ['another attribute', '<slot data-slot="a" class="x"></slot>'],
    ['content of its own', '<slot data-slot="a">x</slot>'],
    ['no name', '<slot></slot>'],
    ['a name with other letters', '<slot data-slot="a b"></slot>'],
    ['single quotes', "<slot data-slot='a'></slot>"],
    ['another case', '<SLOT data-slot="a"></SLOT>'],
  ])('is only for the exact place, not for one with %s', (_what, markup) => {
    expect(fill(markup, { a: 'FILLED', 'a b': 'FILLED' })).toBe(markup);
  });

  it.each(hostile)('puts %j in as it is', (text) => {
    expect(fill(`<p>${place('a')}</p><i>${place('b')}</i>`, { a: text, b: 'B' })).toBe(`<p>${text}</p><i>B</i>`);
  });

  it('cuts and joins and does nothing else, for any markup and names', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...hostile));
    fc.assert(fc.property(piece.filter((text) => !text.includes('<slot')), piece, piece, (between, a, b) => {
      expect(fill(`${place('a')}${between}${place('b')}`, { a, b })).toBe(a + between + b);
    }));
  });

  it('takes the place that React draws, and never words of a person', () => {
    const drawn = renderToStaticMarkup(createElement('div', null, createElement('slot', { 'data-slot': 'a' }), place('a')));
    expect(fill(drawn, { a: '<hr>' })).toBe('<div><hr>&lt;slot data-slot=&quot;a&quot;&gt;&lt;/slot&gt;</div>');
  });

  it('does not know names that every object has', () => {
    expect(fill(place('constructor') + place('__proto__'), { a: 'x' })).toBe('');
  });
});

describe('markup that is kept encoded', () => {
  const joined = (markup: string, slots: Record<string, string>) => filled(cutMarkup(markup), new Map(Object.entries(slots))).map(textOf).join('');

  it.each(hostile)('is filled with %j as text is', (text) => {
    const markup = `<p>${place('a')}</p>ệ${place('z')}${place('b')}`;
    expect(joined(markup, { a: text, b: 'Đề án' })).toBe(fill(markup, { a: text, b: 'Đề án' }));
  });

  it('says the same as text for any markup and any slots', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostile));
    fc.assert(fc.property(fc.array(piece), piece, piece, (pieces, a, b) => {
      expect(joined(pieces.join(''), { a, b })).toBe(fill(pieces.join(''), { a, b }));
    }));
  });

  it('takes what fills it encoded or as text', () => {
    const cut = cutMarkup(`${place('a')}|${place('b')}`);
    expect(filled(cut, new Map<string, Markup>([['a', encode('ệ')], ['b', 'ệ']])).map(textOf).join('')).toBe('ệ|ệ');
    expect(fillSlots(place('a'), new Map([['a', encode('ệ')]]))).toBe('ệ');
  });

  it('is encoded once: what was encoded is handed on as it is', () => {
    const cut = cutMarkup(`<p>${place('a')}</p>`);
    expect(filled(cut, new Map())[0]).toBe(cut.texts[0]);
    expect(encode(cut.texts[0] ?? '')).toBe(cut.texts[0]);
  });

  it('is read back from the middle of a larger piece of memory', () => {
    expect(textOf(encode('xệy').subarray(1, 4))).toBe('ệ');
  });
});

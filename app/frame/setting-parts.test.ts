import { describe, expect, it } from 'vitest';
import { fieldsOf } from './setting-fields.ts';
import { allSettings } from './settings-list.server.ts';
import { namesIn, partWord, settingParts } from './setting-parts.ts';

const names = [...new Set(allSettings.flatMap(({ fallback }) => namesIn(JSON.stringify(fallback))))];

const codes = allSettings.flatMap((setting) => fieldsOf(setting) ?? []).flatMap((field) => ('options' in field ? field.options : []));

describe('the words of the parts of settings', () => {
  it.each(names)('%s has words of its own in both languages', (name) => {
    expect(Object.hasOwn(settingParts.catalogue, name)).toBe(true);
    expect(partWord('vi', name)).not.toBe(partWord('en', name));
  });

  it('stand for every code among which somebody chooses', () => {
    expect(codes.filter((code) => !Object.hasOwn(settingParts.catalogue, code))).toEqual([]);
  });

  it('are for parts and codes that exist', () => {
    expect(Object.keys(settingParts.catalogue).filter((name) => !names.includes(name) && !codes.includes(name))).toEqual([]);
  });

  it('leave a code that nobody knows as it is, also one that every object has', () => {
    expect([partWord('vi', 'somethingElse'), partWord('vi', 'constructor')]).toEqual(['somethingElse', 'constructor']);
  });

  it('are asked for once for each name, however deep it lies', () => {
    expect(namesIn('{"a":{"b":1,"c":[{"b":2},3]},"d":null}')).toEqual(['a', 'b', 'c', 'd']);
    expect(namesIn('7')).toEqual([]);
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idFromKey, unitId } from './ids.ts';

it('are valid UUIDs of version 8, whatever the key', () => {
  fc.assert(fc.property(fc.string(), (key) => /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(idFromKey(key))));
});

it('differ for different keys and stay the same for ever', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => (idFromKey(a) === idFromKey(b)) === (a === b)));
  expect(unitId('tinh-ninh-binh')).toBe(idFromKey('org_unit:tinh-ninh-binh'));
});

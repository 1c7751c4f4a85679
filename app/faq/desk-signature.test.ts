import { expect, it } from 'vitest';
import { deskPublicKey, signDeskCopy } from './desk-signature.server.ts';
import { verified } from './islands/desk-copy.ts';

const text = '{"answers":[{"slug":"một","periods":[]}],"words":[]}';
const copy = { text, signature: signDeskCopy('secret', text), etag: '' };

it('is believed by a browser under the installation’s own key, and nothing else is', async () => {
  expect(await verified(copy, deskPublicKey('secret'))).toEqual({ answers: [{ slug: 'một', periods: [] }], words: [] });
  for (const other of [{ ...copy, text: '{"answers":[],"words":[]}' }, { ...copy, signature: 'AAAA' }, { ...copy, signature: '%' }, undefined]) expect(await verified(other, deskPublicKey('secret'))).toBeNull();
  expect(await verified(copy, deskPublicKey('another'))).toBeNull();
  expect(await verified(copy, '')).toBeNull();
});

it.each([['a bare list', '[{"slug":"một"}]'], ['one without periods', '{"answers":[{"slug":"một"}],"words":[]}']])('of an earlier program, %s, is not taken for one of now', async (_what, old) => {
  expect(await verified({ text: old, signature: signDeskCopy('secret', old), etag: '' }, deskPublicKey('secret'))).toBeNull();
});

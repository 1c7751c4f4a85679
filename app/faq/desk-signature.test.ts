import { expect, it } from 'vitest';
import { deskPublicKey, signDeskCopy } from './desk-signature.server.ts';
import { verified } from './islands/desk-copy.ts';

const text = '{"answers":[{"slug":"một"}],"words":[]}';
const copy = { text, signature: signDeskCopy('secret', text), etag: '' };

it('is believed by a browser under the installation’s own key, and nothing else is', async () => {
  expect(await verified(copy, deskPublicKey('secret'))).toEqual({ answers: [{ slug: 'một' }], words: [] });
  for (const other of [{ ...copy, text: '{"answers":[],"words":[]}' }, { ...copy, signature: 'AAAA' }, { ...copy, signature: '%' }, undefined]) expect(await verified(other, deskPublicKey('secret'))).toBeNull();
  expect(await verified(copy, deskPublicKey('another'))).toBeNull();
  expect(await verified(copy, '')).toBeNull();
});

it('of an earlier program, a bare list, is not taken for one of now', async () => {
  const old = '[{"slug":"một"}]';
  expect(await verified({ text: old, signature: signDeskCopy('secret', old), etag: '' }, deskPublicKey('secret'))).toBeNull();
});

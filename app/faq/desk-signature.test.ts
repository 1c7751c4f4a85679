import { expect, it } from 'vitest';
import { deskPublicKey, signDeskCopy } from './desk-signature.server.ts';
import { verified } from './islands/desk-copy.ts';

const text = '[{"slug":"một"}]';
const copy = { text, signature: signDeskCopy('secret', text), etag: '' };

it('is believed by a browser under the installation’s own key, and nothing else is', async () => {
  expect(await verified(copy, deskPublicKey('secret'))).toEqual([{ slug: 'một' }]);
  for (const other of [{ ...copy, text: '[]' }, { ...copy, signature: 'AAAA' }, { ...copy, signature: '%' }, undefined]) expect(await verified(other, deskPublicKey('secret'))).toBeNull();
  expect(await verified(copy, deskPublicKey('another'))).toBeNull();
  expect(await verified(copy, '')).toBeNull();
});

import { expect, it } from 'vitest';
import { deskPublicKey, signDeskCopy } from './desk-signature.server.ts';
import { verified } from './islands/desk-copy.ts';

const text = '{"answers":[{"slug":"một","periods":[],"until":null}],"words":[],"communes":[]}';
const copy = { text, signature: signDeskCopy('secret', text) };

it('is believed by a browser under the installation’s own key, and nothing else is', async () => {
  expect(await verified(copy, deskPublicKey('secret'))).toEqual({ answers: [{ slug: 'một', periods: [], until: null }], words: [], communes: [] });
  for (const other of [{ ...copy, text: '{"answers":[],"words":[],"communes":[]}' }, { ...copy, signature: 'AAAA' }, { ...copy, signature: '%' }, undefined]) expect(await verified(other, deskPublicKey('secret'))).toBeNull();
  expect(await verified(copy, deskPublicKey('another'))).toBeNull();
  expect(await verified(copy, '')).toBeNull();
});

it.each([['a bare list', '[{"slug":"một"}]'], ['one without periods', '{"answers":[{"slug":"một","until":null}],"words":[],"communes":[]}'], ['one without ends', '{"answers":[{"slug":"một","periods":[]}],"words":[],"communes":[]}'], ['one without communes', '{"answers":[{"slug":"một","periods":[],"until":null}],"words":[]}']])('of an earlier program, %s, is not taken for one of now', async (_what, old) => {
  expect(await verified({ text: old, signature: signDeskCopy('secret', old) }, deskPublicKey('secret'))).toBeNull();
});

import { test } from '../fixtures.ts';
import { walkAnEntry } from './entry-way.ts';

test('an entry is written in two tabs, gets a file in pieces and is handed in', async ({ page, scenery, enterAs, javaScriptEnabled, expectAccessible }) => {
  test.setTimeout(120_000);
  await walkAnEntry({ page, scenery, enterAs, javaScriptEnabled, expectAccessible });
});

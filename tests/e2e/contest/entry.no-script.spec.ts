import { test } from '../fixtures.ts';
import { walkAnEntry } from './entry-way.ts';

test('the same entry without any script', async ({ page, scenery, enterAs, javaScriptEnabled, expectAccessible }) => {
  test.setTimeout(120_000);
  await walkAnEntry({ page, scenery, enterAs, javaScriptEnabled, expectAccessible });
});

import { expect, test } from '../fixtures.ts';

const kilobyte = 1_000;

test('a lesson weighs at most 60 kB of markup and styles, an interactive page at most 100 kB of script', async ({ page, enterAs, scenery }) => {
  await enterAs(scenery.ids.examinee);
  const weigh = async (address: string) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    const kinds = new Map<string, string>();
    const weights: Record<string, number> = {};
    session.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? 'Other';
      weights[kind] = (weights[kind] ?? 0) + encodedDataLength;
    });
    await page.goto(address, { waitUntil: 'networkidle' });
    await session.detach();
    return { pages: (weights['Document'] ?? 0) + (weights['Stylesheet'] ?? 0), scripts: weights['Script'] ?? 0 };
  };
  const lesson = await weigh('/learn/de-an-06/de-an-06-la-gi');
  expect(lesson.pages).toBeGreaterThan(5 * kilobyte);
  expect(lesson.pages).toBeLessThanOrEqual(60 * kilobyte);
  expect(lesson.scripts).toBeLessThanOrEqual(100 * kilobyte);
  expect((await weigh(`/attempts/${scenery.attempts.open}`)).scripts).toBeLessThanOrEqual(100 * kilobyte);
});

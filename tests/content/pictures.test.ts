import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Of a phone 360 wide, what a lesson's text has. */
const column = 328;
/** The smallest letters of the product, in pixels. */
const smallest = 11.5;

const drawings = globSync('content/courses/*/*/*.mdx').flatMap((lesson) => [...readFileSync(lesson, 'utf8').matchAll(/<Figure src="(\/[^"]+\.svg)"/g)].map(([, src = '']) => ({ lesson, file: `public${src}` })));

test('there are drawings to look at', () => {
  expect(drawings.length).toBeGreaterThan(0);
});

test.each(drawings)('$file can be read on a phone', ({ file }) => {
  const svg = readFileSync(file, 'utf8');
  const width = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]);
  const letters = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => (Number(size) * column) / width);
  expect(Math.min(...letters)).toBeGreaterThanOrEqual(smallest);
});

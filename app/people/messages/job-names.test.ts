import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { jobNames } from './job-names.ts';

const app = join(import.meta.dirname, '../..');

it('says every kind of background work in words, and no other', () => {
  const sources = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => readFileSync(join(app, name), 'utf8'));
  const queued = sources.flatMap((source) => [...source.matchAll(/defineJob(?:<[^>]*>)?\(\{\s*name: '([a-z.-]+)'/g)].map((found) => found[1]));
  expect(Object.keys(jobNames.catalogue).toSorted()).toEqual(queued.toSorted());
});

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateBuild, isBuildStale } from './build.ts';
import { startFailure } from './failures.ts';

describe('the build', () => {
  let root: string;
  const touch = (file: string, minute: number): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
    utimesSync(join(root, file), minute * 60, minute * 60);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hoc06-build-'));
    touch('app/learning/routes/home.tsx', 10);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is stale when it is missing', () => {
    expect(isBuildStale(root)).toBe(true);
  });

  it('is fresh when it is younger than every source, and content does not count', () => {
    touch('build/program/start.js', 20);
    touch('content/courses/x/course.yaml', 30);
    touch('app/learning/routes/home.test.tsx', 30);
    touch('app/learning/README.md', 30);
    expect(isBuildStale(root)).toBe(false);
  });

  it.each(['app/ui/css/base.css', 'db/client.ts', 'jobs/registry.ts', 'program.build.ts', 'public/icons.svg', 'vite.config.ts', 'package-lock.json'])('is stale when %s is younger', (file) => {
    touch('build/program/start.js', 20);
    touch(file, 30);
    expect(isBuildStale(root)).toBe(true);
  });

  it('is as old as the moment at which it began to read: what changed while it was made makes it stale', () => {
    touch('build/program/start.js', 40);
    touch('app/ui/css/base.css', 30);
    dateBuild(root, 35 * 60_000);
    expect(isBuildStale(root)).toBe(false);
    dateBuild(root, 25 * 60_000);
    expect(isBuildStale(root)).toBe(true);
  });
});

describe('a failure', () => {
  it.each([
    [Object.assign(new Error('write'), { code: 'ENOSPC' }), /disk is full.*600 MB/],
    [new Error('database or disk is full'), /disk is full/],
    [Object.assign(new Error('mkdir'), { code: 'EACCES' }), /may not be written.*DATA_DIR/],
    [Object.assign(new Error('mkdir'), { code: 'EROFS' }), /read-only/],
    [new Error('The course "x" has errors.'), /could not start\. The course "x" has errors/],
    ['odd', /could not start\. odd/],
  ])('says what to do about %s', (error, sentence) => {
    expect(startFailure(error)).toMatch(sentence);
  });
});

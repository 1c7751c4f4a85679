import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { loadBuilt } from './built.ts';

it('says how to build when there is nothing to load', async () => {
  await expect(loadBuilt('program/there-is-no-such-file.js')).rejects.toThrow(/npm run build/);
});

it('keeps what was compiled beside the build, and starts all the same where nothing can be written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-built-'));
  const here = pathToFileURL(join(import.meta.dirname, 'built.ts')).href;
  const start = () => spawnSync(process.execPath, ['--input-type=module', '-e', `const { keepCompiled } = await import('${here}'); keepCompiled(); console.log('started')`], { cwd: folder, encoding: 'utf8' });
  expect(start()).toMatchObject({ status: 0, stdout: 'started\n' });
  expect(existsSync(join(folder, 'build/compiled'))).toBe(true);
  rmSync(join(folder, 'build'), { recursive: true });
  // A file where the folder would be.
  writeFileSync(join(folder, 'build'), '');
  expect(start()).toMatchObject({ status: 0, stdout: 'started\n' });
  rmSync(folder, { recursive: true });
});

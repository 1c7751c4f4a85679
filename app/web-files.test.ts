import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../tests/support/server.ts';
import { publicFiles } from './web.server.ts';

function folderOf(...names: string[]) {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), name);
  }
  return folder;
}

it.each([
  ['favicon.ico'], ['pictures/doc-ten-mien.svg'], ['pictures/hình màn hình.png'], ['films/phim%20cũ.mp4'], ['a/b/c/d.txt'], ['pictures/+1.png'], ["pictures/d'an.png"],
])('%s is found under the address by which a browser asks for it', (name) => {
  using folder = folderOf(name);
  const asked = new URL(`/${name.replaceAll('%', '%25')}`, 'http://localhost').pathname;
  expect([...publicFiles(folder.path)]).toEqual([asked]);
});

it('what has a way of its own, and what is no file, is not among them', () => {
  using folder = folderOf('robots.txt', 'assets/app.js', 'assets/deep/a.css', 'assets.txt', 'pictures/assets/b.png');
  mkdirSync(join(folder.path, 'empty'));
  symlinkSync(join(folder.path, 'robots.txt'), join(folder.path, 'link'));
  const files = publicFiles(folder.path);
  expect([...files].toSorted()).toEqual(['/assets.txt', '/pictures/assets/b.png', '/robots.txt']);
  for (const path of ['/', '', '/pictures', '/pictures/', '/ROBOTS.TXT', '//robots.txt', '/robots.txt/', '/./robots.txt', '/pictures/../robots.txt', '/%72obots.txt', '/robots.txt%00', '/assets/app.js', '/link', '/empty']) expect(files.has(path), path).toBe(false);
});

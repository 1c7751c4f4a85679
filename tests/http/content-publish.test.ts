import { expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';

it('what every start does: learning paths are stored, all answers of the product wait as drafts without an author, and the next start changes nothing', async () => {
  using folder = temporaryFolder();
  const run = async () => startProcess('build/program/content-publish.js', { DATA_DIR: folder.path, NODE_ENV: 'production', LOG_LEVEL: 'warn' }).ended;
  const [first, second] = [await run(), await run()];
  expect([first.code, second.code], first.output).toEqual([0, 0]);
  const made = Number(/faq: (\d+) bản nháp mới/.exec(first.output)?.[1]);
  expect(made).toBeGreaterThanOrEqual(100);
  expect(second.output).toContain(`faq: 0 bản nháp mới (new drafts), 0 thay đổi (changed), ${made} như cũ`);
  expect([first.output, second.output].map((output) => /^paths: .*$/m.exec(output)?.[0])).toEqual(['paths: đã lưu (stored)', 'paths: không có gì thay đổi (nothing has changed)']);
  const db = openDatabase(databaseFile(folder.path));
  const paths = await db.selectFrom('learning_path').select('key').orderBy('position').execute();
  const versions = await db.selectFrom('faq_version').select(['hash', 'is_sample']).execute();
  const others = [await db.selectFrom('faq_author').selectAll().execute(), await db.selectFrom('faq_approval').selectAll().execute(), await db.selectFrom('faq_publication').selectAll().execute()];
  await db.destroy();
  expect(paths.map(({ key }) => key)).toEqual(['lanh-dao', 'mot-cua-tong-dai', 'to-cong-tac', 'toan-the']);
  expect(versions).toHaveLength(made);
  expect(versions.every(({ hash, is_sample }) => hash === null && is_sample === 0)).toBe(true);
  expect(others).toEqual([[], [], []]);
});

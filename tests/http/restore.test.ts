import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ask, signInOverHttp } from '../support/http.ts';
import { startProcess, startServer, temporaryFolder } from '../support/server.ts';
import { cast, seedTestWorld } from '../support/world-data.ts';

const run = (file: string, dataDir: string, ...args: string[]) => startProcess(file, { DATA_DIR: dataDir }, args).ended;

it('a backup of a running server can be restored elsewhere, and people sign in there', async () => {
  using home = temporaryFolder();
  using spare = temporaryFolder();
  await seedTestWorld(home.path);
  await using server = await startServer({ dataDir: home.path });
  const cookie = await signInOverHttp(server.url);
  expect(await run('jobs/backup.ts', home.path)).toMatchObject({ code: 0, output: expect.stringMatching(/^Đã sao lưu vào .*\nBacked up into .*\n$/) });
  const [stamp = ''] = readdirSync(join(home.path, 'backups'));
  const backup = join(home.path, 'backups', stamp);

  expect(await run('jobs/restore.ts', home.path, backup, '--replace')).toMatchObject({ code: 1, output: expect.stringContaining('Vui lòng dừng lại trước khi khôi phục') });
  expect(await run('jobs/restore.ts', spare.path)).toMatchObject({ code: 1, output: expect.stringContaining('npm run restore --') });
  expect(await run('jobs/restore.ts', spare.path, backup)).toMatchObject({ code: 0, output: expect.stringContaining('Đã khôi phục') });
  expect(await run('jobs/restore.ts', spare.path, backup)).toMatchObject({ code: 1, output: expect.stringContaining('--replace') });

  await using restored = await startServer({ dataDir: spare.path });
  const again = await ask(`${restored.url}/`, { headers: { cookie } });
  expect(again.text).toContain(cast.learner.fullName);
  const admin = await signInOverHttp(restored.url, 'admin');
  expect((await ask(`${restored.url}/`, { headers: { cookie: admin } })).text).toContain(cast.admin.fullName);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProcess, temporaryFolder } from '../../tests/support/server.ts';
import { lockDataFolder } from './data-lock.server.ts';

describe('the lock of a data folder', () => {
  it('is held by one server, and free after it', () => {
    using folder = temporaryFolder();
    const lock = lockDataFolder(join(folder.path, 'new'));
    expect(() => lockDataFolder(join(folder.path, 'new'))).toThrow(/Another hoc06 server is already running on the data folder ".*new"/);
    lock.release();
    lockDataFolder(join(folder.path, 'new')).release();
  });

  it('is refused to a second process, and freed when the first is killed', async () => {
    using folder = temporaryFolder();
    const holder = startProcess('tests/support/hold-lock.ts', {}, [folder.path]);
    await expect.poll(() => holder.output(), { timeout: 15_000 }).toContain('held');
    expect(() => lockDataFolder(folder.path)).toThrow('already running');
    holder.child.kill('SIGKILL');
    expect(await holder.ended).toMatchObject({ signal: 'SIGKILL' });
    lockDataFolder(folder.path).release();
  });

  it('does not blame another server for a broken folder', () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'server.lock'), 'not a database '.repeat(100));
    expect(() => lockDataFolder(folder.path)).toThrow('not a database');
    mkdirSync(join(folder.path, 'taken/server.lock'), { recursive: true });
    expect(() => lockDataFolder(join(folder.path, 'taken'))).toThrow('unable to open');
  });
});

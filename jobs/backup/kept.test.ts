import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../app/platform/errors.ts';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { temporaryFolder } from '../../tests/support/server.ts';
import { runCommand, tell } from './command.ts';
import { makeBackup } from './make-backup.ts';
import { hashesBelow, readManifest, stampOf } from './manifest.ts';
import { backupMessages } from './messages.ts';

const noon = new Date('2026-11-23T05:00:00.000Z');
const day = (count: number) => new Date(noon.getTime() + count * 86_400_000);

describe('which backups are kept', () => {
  const folder = temporaryFolder();
  const root = join(folder.path, 'backups');
  const kept = () => readdirSync(root).toSorted();
  const plant = (...names: string[]) => names.forEach((name) => mkdirSync(join(root, name), { recursive: true }));
  beforeAll(async () => {
    const db = openDatabase(databaseFile(folder.path));
    await migrate(db);
    await db.destroy();
  });
  afterAll(() => folder[Symbol.dispose]());
  beforeEach(() => rmSync(root, { recursive: true, force: true }));

  it('the one just made stays, although names of a time when the clock was ahead come after it', async () => {
    plant('2036-01-01T00-00-00-000Z', '2036-01-02T00-00-00-000Z', '2036-01-03T00-00-00-000Z');
    const made = await makeBackup(folder.path, noon, 2);
    expect(kept()).toEqual([stampOf(noon), '2036-01-03T00-00-00-000Z']);
    expect(made.removed).toBe(2);
    expect(readManifest(made.folder)).toEqual(made.manifest);
  });

  it('with --keep 1 it is the only one', async () => {
    plant('2026-11-22T05-00-00-000Z', '2036-01-03T00-00-00-000Z');
    expect((await makeBackup(folder.path, noon, 1)).removed).toBe(2);
    expect(kept()).toEqual([stampOf(noon)]);
  });

  it('fewer than allowed are all kept', async () => {
    plant('2026-11-22T05-00-00-000Z');
    expect((await makeBackup(folder.path, noon, 2)).removed).toBe(0);
    expect(kept()).toHaveLength(2);
  });

  it('only folders with the name of a backup are cleared away', async () => {
    const others = ['2026-11-22', '2026-11-22T05-00-00-000Z-giu-lai', 'x2026-11-22T05-00-00-000Z', '.an'];
    plant(...others, '2026-11-01T05-00-00-000Z');
    await makeBackup(folder.path, noon, 1);
    expect(kept()).toEqual([...others, stampOf(noon)].toSorted());
  });

  it('an unfinished one is cleared away after a day, not before: it may be another that is being made', async () => {
    const [old, young] = [`${stampOf(day(-1.01))}.partial`, `${stampOf(day(-0.9))}.partial`];
    plant(old, young);
    await makeBackup(folder.path, noon, 1);
    expect(kept()).toEqual([young, stampOf(noon)].toSorted());
  });

  it('a second one of the same moment changes nothing', async () => {
    const first = await makeBackup(folder.path, noon);
    await expect(makeBackup(folder.path, noon)).rejects.toThrow();
    expect(kept()).toEqual([stampOf(noon)]);
    expect(readManifest(first.folder)).toEqual(first.manifest);
  });
});

describe('a manifest', () => {
  const good = { madeAt: noon.toISOString(), file: 'hoc06.db', bytes: 1, sha256: 'a'.repeat(64), migrations: [], rows: {} };
  it.each<[string, string]>([
    ['nothing', ''],
    ['half of it', JSON.stringify(good).slice(0, 40)],
    ['a list', '[]'],
    ['null', 'null'],
    ['another file, somewhere else', JSON.stringify({ ...good, file: '../../etc/passwd' })],
    ['a short checksum', JSON.stringify({ ...good, sha256: 'abc' })],
    ['a size that is none', JSON.stringify({ ...good, bytes: 1.5 })],
    ['rows that are no numbers', JSON.stringify({ ...good, rows: { user_account: '3' } })],
  ])('of %s is refused with the folder’s name', (_what, text) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'manifest.json'), text);
    expect(() => readManifest(folder.path)).toThrow(expect.objectContaining({ kind: 'invalid', say: backupMessages.both('no-manifest', { folder: folder.path }) }));
  });

  it('lists the files below a folder by their paths with slashes', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'ảnh', 'con'), { recursive: true });
    writeFileSync(join(folder.path, 'ảnh', 'con', 'Đ.txt'), '');
    writeFileSync(join(folder.path, 'a'), '');
    expect(Object.keys(await hashesBelow(folder.path))).toEqual(['a', 'ảnh/con/Đ.txt']);
  });
});

describe('a command of the command line', () => {
  /** What a command says, and the exit code that it leaves. */
  async function run(command: () => Promise<void>) {
    const [log, error, code] = [console.log, console.error, process.exitCode];
    const said: string[] = [];
    console.log = (text: string) => void said.push(`out: ${text}`);
    console.error = (text: string) => void said.push(`err: ${text}`);
    process.exitCode = 0;
    await runCommand(command);
    const left = process.exitCode;
    [console.log, console.error, process.exitCode] = [log, error, code];
    return { said, code: left };
  }

  it('speaks both languages', async () => {
    expect(await run(async () => tell(backupMessages.both('kept', { file: 'x' })))).toEqual({ said: ['out: Cơ sở dữ liệu cũ được giữ tại x.\nThe old database is kept at x.'], code: 0 });
  });

  it('that is refused says why, and ends with 1', async () => {
    expect(await run(() => Promise.reject(new AppError('invalid', backupMessages.both('bad-keep'))))).toEqual({ said: ['err: --keep phải là số nguyên từ 1 trở lên.\n--keep must be a whole number from 1.'], code: 1 });
  });

  it('that fails says what failed in one line, without a trace', async () => {
    expect(await run(() => Promise.reject(new Error('đĩa hỏng')))).toEqual({ said: ['err: đĩa hỏng'], code: 1 });
  });
});

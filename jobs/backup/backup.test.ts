import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDataFolder } from '../../app/platform/data-lock.server.ts';
import { databaseFile, openDatabase, openRaw } from '../../db/client.ts';
import { migrations } from '../../db/migrations/index.ts';
import { freshDbAt } from '../../tests/support/db.ts';
import { temporaryFolder } from '../../tests/support/server.ts';
import { makePerson } from '../../tests/world/people.ts';
import { makeBackup } from './make-backup.ts';
import { readManifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';

const noon = new Date('2026-11-23T05:00:00.000Z');
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);
const names = (dataDir: string) => readdirSync(join(dataDir, 'backups')).toSorted();
const refusal = (kind: string, words: string) => expect.objectContaining({ kind, say: expect.objectContaining({ vi: expect.stringContaining(words) }) });

async function populate(dataDir: string, people = 1) {
  const db = await freshDbAt(databaseFile(dataDir));
  for (let count = 0; count < people; count += 1) await makePerson(db, { fullName: 'Đinh Thị Ngọc Ánh' });
  return db;
}

async function countPeople(dataDir: string): Promise<number> {
  const db = openDatabase(databaseFile(dataDir));
  const { n } = await db.selectFrom('user_account').select((expression) => expression.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  await db.destroy();
  return n;
}

describe('backing up', () => {
  it('copies a database in use, with what only its write-ahead log holds', async () => {
    using folder = temporaryFolder();
    const db = await populate(folder.path, 3);
    expect(statSync(`${databaseFile(folder.path)}-wal`).size).toBeGreaterThan(0);
    const { folder: made, manifest } = await makeBackup(folder.path, noon);
    await db.destroy();
    expect(readdirSync(made).toSorted()).toEqual(['hoc06.db', 'manifest.json']);
    expect(readManifest(made)).toEqual(manifest);
    expect(manifest).toMatchObject({ madeAt: noon.toISOString(), migrations: migrations.map(({ name }) => name), rows: { user_account: 3, job: 0, audit_event: 0 } });
    expect(manifest.bytes).toBe(statSync(join(made, 'hoc06.db')).size);
    expect(statSync(join(made, 'hoc06.db')).mode & 0o077).toBe(0);
  });

  it('leaves writers alone and shows one moment: a running transaction is not in it', async () => {
    using folder = temporaryFolder();
    const db = await populate(folder.path);
    const other = openRaw(databaseFile(folder.path));
    other.exec("begin immediate; insert into secret (name, value, created_at) values ('planted', 'x', 'x')");
    const { manifest } = await makeBackup(folder.path, noon);
    other.exec('commit');
    other.close();
    await db.destroy();
    expect(manifest.rows['secret']).toBe(0);
  });

  it('keeps the newest and clears away what a killed backup left behind', async () => {
    using folder = temporaryFolder();
    const db = await populate(folder.path);
    await db.destroy();
    mkdirSync(join(folder.path, 'backups', '2026-11-20T05-00-00-000Z.partial'), { recursive: true });
    mkdirSync(join(folder.path, 'backups', 'handmade'));
    for (const day of [0, 1, 2]) await makeBackup(folder.path, later(day), 2);
    expect(names(folder.path)).toEqual(['2026-11-24T05-00-00-000Z', '2026-11-25T05-00-00-000Z', 'handmade']);
  });

  it('leaves nothing behind when it fails', async () => {
    using folder = temporaryFolder();
    await expect(makeBackup(folder.path, noon)).rejects.toEqual(refusal('not-found', 'chưa có cơ sở dữ liệu'));
    writeFileSync(databaseFile(folder.path), 'this is no database, but it is long enough to be looked at as one'.repeat(100));
    await expect(makeBackup(folder.path, noon)).rejects.toThrow('not a database');
    expect(names(folder.path)).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses to keep %s backups', async (keep) => {
    await expect(makeBackup('nowhere', noon, keep)).rejects.toEqual(refusal('invalid', '--keep'));
  });
});

describe('restoring', () => {
  async function prepared() {
    const folder = temporaryFolder();
    const db = await populate(folder.path, 2);
    const made = await makeBackup(folder.path, noon);
    await makePerson(db);
    await db.destroy();
    return Object.assign(made, { dataDir: folder.path, copy: join(made.folder, 'hoc06.db'), [Symbol.dispose]: () => folder[Symbol.dispose]() });
  }
  const options = { now: later(1), replace: true };

  it('brings the rows back and keeps the old database beside them', async () => {
    using world = await prepared();
    const { keptAt } = await restoreBackup(world.folder, world.dataDir, options);
    expect(await countPeople(world.dataDir)).toBe(2);
    expect(keptAt).toBe(`${databaseFile(world.dataDir)}.before-restore-2026-11-24T05-00-00-000Z`);
    const old = openRaw(keptAt ?? '', { readOnly: true });
    expect(old.prepare('select count(*) as n from user_account').get()?.['n']).toBe(3);
    old.close();
    expect(existsSync(`${databaseFile(world.dataDir)}.restoring`)).toBe(false);
  });

  it('works in an empty folder, without asking to replace', async () => {
    using world = await prepared();
    using empty = temporaryFolder();
    expect(await restoreBackup(world.folder, empty.path, { now: noon, replace: false })).toMatchObject({ keptAt: null });
    expect(await countPeople(empty.path)).toBe(2);
  });

  it('brings the files back that stood beside the database, and keeps the newer ones', async () => {
    using folder = temporaryFolder();
    const db = await populate(folder.path);
    await db.destroy();
    mkdirSync(join(folder.path, 'files', 'a'), { recursive: true });
    writeFileSync(join(folder.path, 'files', 'a', 'anh.txt'), 'Ánh');
    const made = await makeBackup(folder.path, noon);
    expect(Object.keys(made.manifest.files ?? {})).toEqual(['a/anh.txt']);
    expect(made.manifest.auditHead).toMatchObject({ row_count: 0 });
    writeFileSync(join(folder.path, 'files', 'a', 'anh.txt'), 'later');
    await restoreBackup(made.folder, folder.path, options);
    expect(readFileSync(join(folder.path, 'files', 'a', 'anh.txt'), 'utf8')).toBe('Ánh');
    expect(readFileSync(join(folder.path, 'files.before-restore-2026-11-24T05-00-00-000Z', 'a', 'anh.txt'), 'utf8')).toBe('later');
    appendFileSync(join(made.folder, 'files', 'a', 'anh.txt'), ' ');
    await expect(restoreBackup(made.folder, folder.path, options)).rejects.toEqual(refusal('invalid', 'không khớp'));
  });

  it.each([
    ['no time', 'hôm qua'], ['a day alone', '2026-11-23'], ['a day that there is not', '2026-11-31T10:00'], ['before the backup', '2026-11-23T11:59'], ['in the future', '2026-11-24T12:01'],
  ])('refuses to count as sent until a moment that is %s, and touches nothing', async (_what, sentUntil) => {
    using world = await prepared();
    await expect(restoreBackup(world.folder, world.dataDir, { ...options, sentUntil })).rejects.toEqual(refusal('invalid', `--sent-until ${sentUntil}: phải là giờ địa phương dạng 2026-11-30T10:15, từ 2026-11-23T12:00:00`));
    expect(await countPeople(world.dataDir)).toBe(3);
  });

  it.each(['2026-11-23T12:00', '2026-11-24T12:00:00'])('counts as sent until %s, which is between the backup and now', async (sentUntil) => {
    using world = await prepared();
    expect(await restoreBackup(world.folder, world.dataDir, { ...options, sentUntil })).toMatchObject({ taken: {} });
  });

  it('takes the second of a backup, which is what it shows of it, for the moment of the backup', async () => {
    using folder = temporaryFolder();
    await (await populate(folder.path)).destroy();
    const { folder: copy } = await makeBackup(folder.path, new Date('2026-11-23T05:00:07.480Z'));
    const restore = (sentUntil: string) => restoreBackup(copy, folder.path, { ...options, sentUntil });
    await expect(restore('2026-11-23T12:00:06')).rejects.toEqual(refusal('invalid', 'từ 2026-11-23T12:00:07'));
    await restore('2026-11-23T12:00:07');
    const db = openDatabase(databaseFile(folder.path));
    const { details } = await db.selectFrom('audit_event').select('details').where('action', '=', 'database.restore').executeTakeFirstOrThrow();
    expect(JSON.parse(details)).toMatchObject({ sentUntil: '2026-11-23T05:00:07.480Z' });
    await db.destroy();
  });

  it('does not replace a database unless it is told to', async () => {
    using world = await prepared();
    await expect(restoreBackup(world.folder, world.dataDir, { now: noon, replace: false })).rejects.toEqual(refusal('conflict', '--replace'));
    expect(await countPeople(world.dataDir)).toBe(3);
  });

  it('refuses while a server holds the folder or a worker has the database open', async () => {
    using world = await prepared();
    const lock = lockDataFolder(world.dataDir);
    await expect(restoreBackup(world.folder, world.dataDir, options)).rejects.toEqual(refusal('conflict', 'dừng lại'));
    lock.release();
    const worker = openRaw(databaseFile(world.dataDir));
    worker.prepare('select count(*) from job').get();
    await expect(restoreBackup(world.folder, world.dataDir, options)).rejects.toEqual(refusal('conflict', 'dừng lại'));
    worker.close();
    expect(await countPeople(world.dataDir)).toBe(3);
    await restoreBackup(world.folder, world.dataDir, options);
  });

  it('restores over a damaged database, which it keeps as it is', async () => {
    using world = await prepared();
    writeFileSync(databaseFile(world.dataDir), 'rubbish '.repeat(1000));
    const { keptAt } = await restoreBackup(world.folder, world.dataDir, options);
    expect(await countPeople(world.dataDir)).toBe(2);
    expect(readFileSync(keptAt ?? '', 'utf8')).toContain('rubbish');
  });

  it.each([
    ['a byte too many', (copy: string) => appendFileSync(copy, ' '), 'không khớp'],
    ['another byte in the middle', (copy: string) => writeFileSync(copy, readFileSync(copy).fill(7, 5000, 5001)), 'không khớp'],
    ['another version of the program', (copy: string) => rewrite(copy, (manifest) => ({ ...manifest, migrations: ['9999-later'] })), '9999-later'],
    ['a manifest that is not ours', (copy: string) => rewrite(copy, () => ({ hello: 1 })), 'manifest.json'],
  ])('refuses %s and touches nothing', async (_what, spoil, words) => {
    using world = await prepared();
    spoil(world.copy);
    await expect(restoreBackup(world.folder, world.dataDir, options)).rejects.toEqual(refusal('invalid', words));
    expect(await countPeople(world.dataDir)).toBe(3);
  });

  it('refuses a database that is damaged inside, although its checksum fits', async () => {
    using world = await prepared();
    const bytes = readFileSync(world.copy).fill(255, 4096, 12_288);
    writeFileSync(world.copy, bytes);
    const { createHash } = await import('node:crypto');
    rewrite(world.copy, (manifest) => ({ ...manifest, sha256: createHash('sha256').update(bytes).digest('hex') }));
    await expect(restoreBackup(world.folder, world.dataDir, options)).rejects.toEqual(refusal('invalid', 'bị hỏng'));
    expect(await countPeople(world.dataDir)).toBe(3);
  });
});

function rewrite(copy: string, change: (manifest: Record<string, unknown>) => unknown): void {
  const file = join(copy, '..', 'manifest.json');
  writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)));
}

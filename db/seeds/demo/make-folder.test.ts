import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from '../../../app/platform/data-lock.server.ts';
import { databaseFile, openDatabase } from '../../client.ts';
import { hasDatabase, isDemoFolder, makeDemoFolder, removeDemoFolder } from './make-folder.ts';

let home: string;
let dataDir: string;
const lines: string[] = [];
const say = (line: string): void => void lines.push(line);

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'hoc06-demo-'));
  dataDir = join(home, 'data', 'demo');
  lines.length = 0;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('making the folder', () => {
  it('ends with a whole database and the real courses, and nothing beside it', async () => {
    mkdirSync(`${dataDir}.partial`, { recursive: true });
    writeFileSync(databaseFile(`${dataDir}.partial`), 'half a province');
    await makeDemoFolder({ dataDir, people: 120, say });
    expect([isDemoFolder(dataDir), hasDatabase(dataDir), existsSync(`${dataDir}.partial`)]).toEqual([true, true, false]);
    expect(lines.join('\n')).toMatch(/courses: an-toan-thong-tin, de-an-06[\s\S]*people: 123 officials[\s\S]*ledger: \d+ facts/);
    const db = openDatabase(databaseFile(dataDir));
    const courses = await db.selectFrom('course_version').select('released_at').execute();
    const { n } = await db.selectFrom('certificate').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    await db.destroy();
    expect(courses.every((course) => course.released_at === '2025-11-24T01:00:00.000Z')).toBe(true);
    expect(n).toBeGreaterThan(10);
  }, 300_000);

  it('leaves nothing that counts when it fails on the way', async () => {
    mkdirSync(join(home, 'content', 'courses', 'hong'), { recursive: true });
    writeFileSync(join(home, 'content', 'courses', 'hong', 'course.yaml'), 'slug: hong\n');
    await expect(makeDemoFolder({ dataDir, contentDir: join(home, 'content'), people: 120, say })).rejects.toThrow(/course "hong" has errors/);
    expect(hasDatabase(dataDir)).toBe(false);
    expect(isDemoFolder(`${dataDir}.partial`)).toBe(false);
  });

  it('keeps off a folder that holds something else', async () => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'thu.txt'), 'x');
    await expect(makeDemoFolder({ dataDir, people: 120, say })).rejects.toThrow(/is not empty/);
  });

  it('does not run twice at the same time', async () => {
    const lock = lockDataFolder(`${dataDir}.partial`);
    await expect(makeDemoFolder({ dataDir, people: 120, say })).rejects.toThrow(/already running/);
    lock.release();
  });
});

describe('removing the folder', () => {
  const makeMarked = (): void => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, 'demo.json'), '{}');
  };

  it('takes away what the demo made, and is content when there is nothing', () => {
    removeDemoFolder(dataDir);
    makeMarked();
    removeDemoFolder(dataDir);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('never touches real data', () => {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(databaseFile(dataDir), 'real people');
    expect(() => removeDemoFolder(dataDir)).toThrow(/was not made by the demo/);
    expect(readdirSync(dataDir)).toEqual(['hoc06.db']);
  });

  it('refuses while a server uses it', () => {
    makeMarked();
    const lock = lockDataFolder(dataDir);
    expect(() => removeDemoFolder(dataDir)).toThrow(/already running/);
    lock.release();
    expect(isDemoFolder(dataDir)).toBe(true);
  });
});

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { publishAll, releaseCourseVersion, storePaths } from '../../../app/learning/index.server.ts';
import type { Clock } from '../../../app/platform/clock.ts';
import { lockDataFolder } from '../../../app/platform/data-lock.server.ts';
import { installationSecret } from '../../../app/platform/signing.server.ts';
import { databaseFile, openDatabase, type Db } from '../../client.ts';
import { migrate } from '../../migrations/index.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { FIRST_DAY, seedDemo } from './index.ts';

export interface DemoFolderOptions {
  dataDir: string;
  contentDir?: string;
  /** SESSION_SECRET when it is set: what signs the certificates. */
  secret?: string | undefined;
  people?: number;
  say: (line: string) => void;
}

/** Tells a folder that holds nothing but the demo from one with real people in it. */
const marker = 'demo.json';

export function isDemoFolder(dataDir: string): boolean {
  return existsSync(join(dataDir, marker));
}

export function hasDatabase(dataDir: string): boolean {
  return existsSync(databaseFile(dataDir));
}

/** Throws away a demo folder. @throws Error when the folder is in use or is not a demo's */
export function removeDemoFolder(dataDir: string): void {
  if (!existsSync(dataDir)) return;
  if (!isDemoFolder(dataDir) && readdirSync(dataDir).length > 0) throw new Error(`The folder "${dataDir}" was not made by the demo, so it is left alone. Set DATA_DIR to another folder.`);
  lockDataFolder(dataDir).release();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Makes the demo's data folder. It is written beside its place and moved there when it is whole, so an interrupted run leaves nothing behind that counts. */
export async function makeDemoFolder({ dataDir, contentDir = 'content', secret, people, say }: DemoFolderOptions): Promise<void> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0) throw new Error(`The folder "${dataDir}" is not empty. Set DATA_DIR to another folder for the demo.`);
  const partial = `${dataDir}.partial`;
  mkdirSync(dirname(dataDir), { recursive: true });
  const lock = lockDataFolder(partial);
  try {
    for (const name of readdirSync(partial)) if (!name.startsWith('server.lock')) rmSync(join(partial, name), { recursive: true, force: true });
    const db = openDatabase(databaseFile(partial));
    try {
      await fill(db, { contentDir, filesDir: join(partial, 'files'), secret, people, say });
    } finally {
      await db.destroy();
    }
    writeFileSync(join(partial, marker), JSON.stringify({ made: new Date().toISOString() }));
  } finally {
    lock.release();
  }
  if (existsSync(dataDir)) rmdirSync(dataDir);
  renameSync(partial, dataDir);
}

async function fill(db: Db, { contentDir, filesDir, secret, people, say }: Omit<DemoFolderOptions, 'dataDir'> & { contentDir: string; filesDir: string }): Promise<void> {
  // A half-written demo is thrown away, so it need not survive a power cut while it is being made.
  for (const setting of ['synchronous = off', 'journal_mode = memory', 'cache_size = -262144']) await sql.raw(`pragma ${setting}`).execute(db);
  await migrate(db);
  const signing = await installationSecret(db, secret);
  const { units } = await storeOrganisation(db);
  say(`  organisation: ${units} units since 2023`);
  await releaseCourses(db, contentDir, say);
  await seedDemo(db, { secret: signing, contentDir, filesDir, say, ...(people === undefined ? {} : { people }) });
  await sql.raw('analyze').execute(db);
  await sql.raw('pragma journal_mode = wal').execute(db);
}

/** Courses are published on the first day of the story, so that its learners can have taken them. */
async function releaseCourses(db: Db, contentDir: string, say: (line: string) => void): Promise<void> {
  const clock: Clock = { now: () => new Date(`${FIRST_DAY}T01:00:00.000Z`) };
  const outcomes = await publishAll(db, contentDir, { clock, timeZone: 'Asia/Ho_Chi_Minh' });
  for (const outcome of outcomes) {
    if (outcome.state === 'refused') throw new Error(refusal(outcome.slug, outcome.problems));
    await releaseCourseVersion(db, null, outcome.versionId, clock.now().toISOString());
  }
  await storePaths(db, contentDir);
  say(`  courses: ${outcomes.map((outcome) => outcome.slug).join(', ')}`);
}

function refusal(slug: string, problems: readonly { file: string; line: number; severity: string; reason: { en: string } }[]): string {
  const lines = problems.filter((problem) => problem.severity !== 'warning').map(({ file, line, reason }) => `  ${file}:${line}: ${reason.en}`);
  return `The course "${slug}" has errors and cannot be published:\n${lines.join('\n')}`;
}

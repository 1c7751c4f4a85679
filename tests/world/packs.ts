import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../db/client.ts';
import { revokeCertificate } from '../../app/learning/commands/revoke-certificate.server.ts';
import type { Actor, Grant, Role } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import { askForPack } from '../../app/reports/commands/ask-for-pack.server.ts';
import { makePack, type PackPorts } from '../../app/reports/commands/make-pack.server.ts';
import { writePackFile, writePackZip, type WrittenFile } from '../../app/reports/pack-archive.server.ts';
import { packKey, signManifest } from '../../app/reports/pack-key.server.ts';
import { manifestText, packFormat, type PackManifest } from '../../app/reports/rules/pack.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { root } from '../support/server.ts';
import { testPorts } from './calls.ts';
import { finishEverything, happen, makeCertifiedCourse, secret, settle, type CertifiedCourse } from './certificates.ts';
import { makePerson, makeUnit, type PersonTraits } from './people.ts';

export { secret };

/** A folder that goes with the test. */
function ownFolder() {
  const path = mkdtempSync(join(tmpdir(), 'hoc06-packs-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface LoosePack {
  files?: Record<string, string>;
  /** What the manifest says instead of the truth. */
  change?: (manifest: PackManifest) => PackManifest;
  signature?: (manifest: Buffer) => Buffer;
}

/** A small pack without a database, as zip and as folder. */
export async function loosePack({ files = { 'hoc-tap.csv': '\uFEFFMã;Tên\r\n001;"hai\r\ndòng"\r\n002;x\r\n', 'tom-tat.pdf': '%PDF-1.7 …' }, change = (manifest) => manifest, signature = (manifest) => signManifest(secret, manifest) }: LoosePack = {}) {
  const own = ownFolder();
  const folder = join(own.path, 'pack');
  await mkdir(folder);
  const written: WrittenFile[] = [];
  for (const [name, text] of Object.entries(files)) written.push(await writePackFile(folder, name, [text], name.endsWith('.csv')));
  const { publicKey, name, pem } = packKey(secret);
  const manifest: PackManifest = {
    format: packFormat, product: 'hoc06', province: 'UBND tỉnh Ninh Bình', unit: { id: 'u', name: 'UBND phường Hoa Lư' }, period: { from: '2026-01-01', to: '2026-11-23' }, timeZone: 'Asia/Ho_Chi_Minh', people: 2,
    madeAt: '2026-11-23T01:00:00.000Z', madeBy: { account: 'a', role: 'UNIT_LEADER' }, audit: { rows: 3, hash: 'f'.repeat(64) }, files: written.map(({ crc: _crc, ...file }) => file), key: { name, publicKey },
  };
  const text = manifestText(change(manifest));
  written.push(await writePackFile(folder, 'manifest.json', [text], false), await writePackFile(folder, 'manifest.sig', [signature(Buffer.from(text))], false));
  const zip = join(own.path, 'pack.zip');
  await writePackZip(folder, written, zip);
  return { zip, folder, root: own.path, publicKey, pem, [Symbol.dispose]: own.remove };
}

const all = (role: Role): Grant[] => [{ role, scope: 'ALL', unitId: null }];

/** A province with two wards, one of them with an office, and people who have done all kinds of things in one course. The clock shows 23/11/2026 08:00. */
export async function packWorld() {
  const db = await freshDb();
  const clock: TestClock = testClock();
  const own = ownFolder();
  const ports: PackPorts = { ...testPorts(db, clock), secret, packsDir: join(own.path, 'packs') };
  const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const hoaLu = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  const office = await makeUnit(db, { name: 'Văn phòng phường Hoa Lư', parentId: hoaLu });
  const tamDiep = await makeUnit(db, { name: 'UBND phường Tam Điệp', parentId: province });
  const units = { province, hoaLu, office, tamDiep };
  const course = await makeCertifiedCourse(db, { title: 'An toàn thông tin' });
  const leaderOf = (unitId: string): Grant[] => [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }];
  const leader = await makePerson(db, { fullName: 'Đinh Thị Lãnh', staffNo: 'CB-LEADER', unitId: hoaLu, grants: leaderOf(hoaLu) });
  const auditor = await makePerson(db, { fullName: 'Lê Văn Kiểm', staffNo: 'CB-AUDIT', unitId: province, grants: all('AUDITOR') });
  const ask = (actor: Actor = leader, form: Partial<{ unit: string; from: string; to: string }> = {}) => askForPack(ports, actor, { unit: hoaLu, from: '2026-01-01', to: '2026-11-22', ...form });
  return {
    db, clock, ports, units, course, leader, auditor, ask, leaderOf,
    actor: (role: Role, unitId: string = province, grant?: Grant) => makePerson(db, { unitId, grants: grant ? [grant] : all(role) }),
    learner: (traits: PersonTraits & Enrolled = {}) => enrolledLearner(db, course, { unitId: office, ...traits }),
    /** Asks for a pack and makes it. @returns its row */
    async pack(actor: Actor = leader, form: Parameters<typeof ask>[1] = {}) {
      const asked = await ask(actor, form);
      if (!asked.ok) throw new Error(JSON.stringify(asked.faults));
      await makePack(ports, asked.packId);
      return db.selectFrom('inspection_pack').selectAll().where('id', '=', asked.packId).executeTakeFirstOrThrow();
    },
    pathOf: ({ file_name }: { file_name: string | null }) => join(ports.packsDir, file_name ?? ''),
    revoke: (certificateId: string, by: Actor) => revokeCertificate(db, by, { id: certificateId, reason: 'RULES_BROKEN', note: 'Nhờ người khác làm bài thi', now: clock.now().toISOString(), secret }),
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await rm(own.path, { recursive: true, force: true });
    },
  };
}
export type PackWorld = Awaited<ReturnType<typeof packWorld>>;

interface Enrolled {
  enrolledAt?: string;
  dueOn?: string | null;
  /** When she began, and when she finished with which final score. */
  startedAt?: string;
  finishedAt?: string;
  score?: number;
  round?: number;
}

async function enrolledLearner(db: Db, course: CertifiedCourse, traits: PersonTraits & Enrolled) {
  const { enrolledAt = '2026-02-02T01:00:00.000Z', dueOn = '2026-06-30', startedAt, finishedAt, score = 8.5, round = 1, ...person } = traits;
  const made = await makePerson(db, person);
  const enrollmentId = newId();
  await db.insertInto('enrollment').values({ id: enrollmentId, user_id: made.id, course_id: course.courseId, source: 'ASSIGNED', is_mandatory: 1, reason: 'Kế hoạch năm 2026', due_on: dueOn, enrolled_by: null, enrolled_at: enrolledAt, cancelled_at: null, round, renews_id: null }).execute();
  const [lessonId = '', assessmentId = ''] = [course.lessonIds[0], course.assessmentIds[0]];
  if (startedAt) await happen(db, made.id, course.courseId, { verb: 'lesson.opened', objectType: 'lesson', objectId: lessonId, result: {} }, startedAt);
  let certificateId: string | null = null;
  if (finishedAt) {
    const { id: version } = await db.selectFrom('assessment_version').select('id').where('assessment_id', '=', assessmentId).executeTakeFirstOrThrow();
    await db.insertInto('attempt').values({ id: newId(), user_id: made.id, assessment_id: assessmentId, assessment_version_id: version, course_id: course.courseId, number: 1, seed: 's', started_at: finishedAt, due_at: finishedAt, submitted_at: finishedAt, auto_submitted: 0, score, is_passed: 1, round }).execute();
    await finishEverything(db, made.id, course, score, finishedAt);
    certificateId = await settle(db, made.id, course.courseId, finishedAt);
  }
  return { ...made, enrollmentId, certificateId };
}

/** The command that checks a pack, as somebody calls it: in a process of its own, in an empty folder, without any setting. */
export function packVerify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'jobs/pack-verify.ts'), ...args], { cwd: '/', env: { PATH: process.env['PATH'], NODE_ENV: 'production' }, encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

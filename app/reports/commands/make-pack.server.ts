import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '../../../db/client.ts';
import { covers, listGrants, momentOf, unitScopeOf } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { plusDays } from '../../platform/days.ts';
import { newId } from '../../platform/ids.ts';
import type { JobContext } from '../../platform/jobs/jobs.server.ts';
import { csvPieces } from '../../platform/sheets/csv.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { writePackFile, writePackZip, type WrittenFile } from '../pack-archive.server.ts';
import { packKey, signManifest } from '../pack-key.server.ts';
import { summaryPdf } from '../pack-summary.server.ts';
import { packTables } from '../pack-tables.server.ts';
import { packRoles, type PackRole } from '../policy.ts';
import { auditHead } from '../queries/pack-deeds.server.ts';
import { loadPackScope, type PackScope } from '../queries/pack-scope.server.ts';
import { manifestName, manifestText, packFormat, packPolicy, signatureName, summaryName, type PackFile } from '../rules/pack.ts';
import { packSums } from '../rules/pack-learning.ts';

export type PackPorts = Pick<JobContext, 'db' | 'clock' | 'timeZone' | 'secret'> & { packsDir: string };

interface Making {
  id: string;
  asker: { id: string; fullName: string };
  role: string;
  scope: PackScope;
}

/** Makes the pack that was asked for, from the first table to the signature. The rights of whoever asked are looked at again; a pack that is finished or given up is left alone. */
export async function makePack(ports: PackPorts, packId: string): Promise<void> {
  const making = await begin(ports, packId);
  if (!making) return;
  await sweepEarlierTries(ports.packsDir, packId);
  const stem = join(ports.packsDir, `${packId}.${newId()}`);
  const folder = `${stem}.part`;
  try {
    await mkdir(folder, { recursive: true });
    const files = await writeContents(ports, making, folder);
    const zip = await writePackZip(folder, files, `${stem}.zip`);
    if (!(await finish(ports, making, { ...zip, path: `${stem}.zip` }))) await drop(`${stem}.zip`);
  } catch (error) {
    await drop(`${stem}.zip`);
    await ports.db.updateTable('inspection_pack').set({ failure: String(error).slice(0, 500) }).where('id', '=', packId).where('finished_at', 'is', null).execute();
    throw error;
  } finally {
    await drop(folder);
  }
}

/** What cannot be removed now is swept at night; it must not hide why the making failed. */
const drop = (path: string) => rm(path, { recursive: true, force: true }).catch(() => undefined);

async function begin(ports: PackPorts, packId: string): Promise<Making | null> {
  const { db } = ports;
  const { at, today } = momentOf(ports);
  const row = await db.selectFrom('inspection_pack as p').innerJoin('user_account as u', 'u.id', 'p.asked_by').select(['p.unit_id', 'p.from_day', 'p.to_day', 'p.role', 'p.finished_at', 'p.erased_at', 'u.id', 'u.full_name', 'u.disabled_at']).where('p.id', '=', packId).executeTakeFirst();
  if (!row || row.finished_at !== null || row.erased_at !== null) return null;
  const grants = row.disabled_at === null ? (await listGrants(db, row.id)).filter(({ role }) => packRoles.includes(role as PackRole)) : [];
  if (!covers(await unitScopeOf(db, grants, today), row.unit_id)) return giveUp(db, packId, at, 'RIGHTS');
  const scope = await loadPackScope(db, { unitId: row.unit_id, from: row.from_day, to: row.to_day, now: at, timeZone: ports.timeZone });
  if (!scope) return giveUp(db, packId, at, 'UNIT');
  await db.updateTable('inspection_pack').set({ started_at: at, failure: null, done_people: 0, total_people: scope.people.length }).where('id', '=', packId).execute();
  return { id: packId, asker: { id: row.id, fullName: row.full_name }, role: row.role, scope };
}

async function giveUp(db: Db, packId: string, at: string, why: 'RIGHTS' | 'UNIT'): Promise<null> {
  await db.updateTable('inspection_pack').set({ erased_at: at, failure: why }).where('id', '=', packId).where('finished_at', 'is', null).execute();
  return null;
}

/** What a killed process left behind. */
async function sweepEarlierTries(packsDir: string, packId: string): Promise<void> {
  for (const name of await readdir(packsDir).catch(() => [])) if (name.startsWith(`${packId}.`)) await drop(join(packsDir, name));
}

/** Tables, summary, manifest and signature, in the order in which they lie in the pack. */
async function writeContents(ports: PackPorts, { id, role, asker, scope }: Making, folder: string): Promise<WrittenFile[]> {
  const { db, clock, secret } = ports;
  const sums = packSums();
  const onProgress = async (done: number) => void (await db.updateTable('inspection_pack').set({ done_people: done }).where('id', '=', id).execute());
  const tables: WrittenFile[] = [];
  for (const [name, sheet] of packTables({ db, scope, sums, onProgress })) tables.push(await writePackFile(folder, name, csvPieces(sheet), true));
  const key = packKey(secret);
  const summary = await writePackFile(folder, summaryName, [await summaryPdf(scope, sums, { files: tables, keyName: key.name, madeOn: momentOf(ports).today })], false);
  const listed = [summary, ...tables];
  const text = manifestText({
    format: packFormat, product: 'hoc06', province: scope.province, unit: scope.unit, period: { from: scope.from, to: scope.to }, timeZone: scope.timeZone, people: scope.people.length,
    madeAt: clock.now().toISOString(), madeBy: { account: asker.id, role }, audit: await auditHead(db), files: listed.map(({ name, bytes, sha256, rows }): PackFile => ({ name, bytes, sha256, rows })), key: { name: key.name, publicKey: key.publicKey },
  });
  const manifest = await writePackFile(folder, manifestName, [text], false);
  return [...listed, manifest, await writePackFile(folder, signatureName, [signManifest(secret, Buffer.from(text))], false)];
}

/** @returns false when another process was quicker, or the pack was given up meanwhile */
async function finish(ports: PackPorts, { id, asker, scope }: Making, zip: { bytes: number; sha256: string; path: string }): Promise<boolean> {
  const { at, today } = momentOf(ports);
  const { keepDays } = await readSetting(ports.db, packPolicy, today);
  return ports.db.transaction().execute(async (tx) => {
    const row = { finished_at: at, file_name: zip.path.slice(ports.packsDir.length + 1), bytes: zip.bytes, sha256: zip.sha256, keep_until: plusDays(today, keepDays), done_people: scope.people.length };
    const done = await tx.updateTable('inspection_pack').set(row).where('id', '=', id).where('finished_at', 'is', null).where('erased_at', 'is', null).executeTakeFirst();
    if (done.numUpdatedRows !== 1n) return false;
    await recordAudit(tx, { at, actor: asker, action: 'pack.make', objectType: 'inspection_pack', objectId: id, details: { unitId: scope.unit.id, from: scope.from, to: scope.to, people: scope.people.length, contentHash: zip.sha256 } });
    return true;
  });
}

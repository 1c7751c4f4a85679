import { applyImport } from '../../app/people/commands/apply-import.server.ts';
import { checkImport } from '../../app/people/commands/check-import.server.ts';
import { queueImport } from '../../app/people/commands/queue-import.server.ts';
import { uploadImport } from '../../app/people/commands/upload-import.server.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { getImportBatch } from '../../app/people/queries/import-batch.server.ts';
import { listAllImportRows } from '../../app/people/queries/import-rows.server.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';
import { freshDb } from '../support/db.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { makePerson, makeUnit } from './people.ts';

export const everywhere: Grant = { role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null };
const timeZone = 'Asia/Ho_Chi_Minh';

export interface ImportWorld extends AsyncDisposable {
  db: Db & AsyncDisposable;
  clock: TestClock;
  admin: Actor;
  /** Units by a short name. */
  units: { tinh: string; stp: string; hoaLu: string; taiHoaLu: string };
  /** Uploads and checks a list. */
  check(list: string | Buffer, actor?: Actor): Promise<string>;
  /** Confirms a checked list and applies it. */
  run(batchId: string, actor?: Actor): Promise<void>;
  apply(batchId: string): Promise<void>;
  outcomes(batchId: string): Promise<string[]>;
  faults(batchId: string): Promise<string[][]>;
  person(staffNo: string): Promise<PersonFacts>;
}
type PersonFacts = { id: string; full_name: string; email: string | null; staff_category: string | null; joined_on: string | null; left_on: string | null; disabled_at: string | null; homes: [unitId: string, title: string, from: string, to: string | null][] };

/** A province with a department, a commune and an office in it, and somebody who may import everywhere. */
export async function importWorld(): Promise<ImportWorld> {
  const db = await freshDb();
  const clock = testClock();
  const tinh = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  const units = { tinh, stp: await makeUnit(db, { name: 'Sở Tư pháp', parentId: tinh }), hoaLu: await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: tinh }), taiHoaLu: '' };
  units.taiHoaLu = await makeUnit(db, { name: 'Văn phòng HĐND và UBND', parentId: units.hoaLu });
  await db.insertInto('org_unit_code').values({ id: newId(), unit_id: units.stp, scheme: 'PROVINCE', code: 'STP', valid_from: '2025-07-01', valid_to: null }).execute();
  const admin = await makePerson(db, { fullName: 'Phạm Quản Trị', staffNo: 'QT0001', unitId: tinh, grants: [everywhere] });
  const time = () => ({ now: clock.now(), today: '2026-11-23' });
  const ports = { db, clock, timeZone };
  const world: ImportWorld = {
    db,
    clock,
    admin,
    units,
    async check(list, actor = admin) {
      const uploaded = await uploadImport(db, actor, { name: 'danh-sach.csv', bytes: Buffer.from(list) }, clock.now().toISOString());
      if (!uploaded.ok) throw new Error(uploaded.fault.key);
      await checkImport(db, actor, uploaded.batchId, undefined, time());
      return uploaded.batchId;
    },
    async run(batchId, actor = admin) {
      await queueImport(db, actor, batchId, clock.now().toISOString());
      await applyImport(ports, batchId);
    },
    apply: (batchId) => applyImport(ports, batchId),
    outcomes: async (batchId) => (await listAllImportRows(db, batchId)).map((row) => row.outcome ?? ''),
    faults: async (batchId) => (await listAllImportRows(db, batchId)).map((row) => row.verdict?.faults.map((fault) => fault.key) ?? []),
    person: (staffNo) => personOf(db, staffNo),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
  return world;
}

async function personOf(db: Db, staffNo: string): Promise<PersonFacts> {
  const { id, ...facts } = await db.selectFrom('user_account').select(['id', 'full_name', 'email', 'staff_category', 'joined_on', 'left_on', 'disabled_at']).where('staff_no', '=', staffNo).executeTakeFirstOrThrow();
  const homes = await db.selectFrom('membership').select(['unit_id', 'position_title', 'valid_from', 'valid_to']).where('user_id', '=', id).orderBy('valid_from').orderBy('id').execute();
  return { id, ...facts, homes: homes.map((home) => [home.unit_id, home.position_title, home.valid_from, home.valid_to]) };
}

/** The state of an import as its page sees it. */
export async function batchOf({ db, admin }: Pick<ImportWorld, 'db' | 'admin'>, batchId: string) {
  return getImportBatch(db, admin, batchId);
}

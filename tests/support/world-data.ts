import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import type { Grant } from '../../app/people/actor.ts';
import { hashPassword } from '../../app/people/password.server.ts';
import { makePerson, makeUnit } from '../world/people.ts';

/** The people who sign in during browser, HTTP and crash tests. */
export const cast = {
  learner: { fullName: 'Nguyễn Thị Thuỳ Dương', staffNo: 'CB90001', email: 'thuy-duong@vi-du.invalid', password: 'song Hoàng Long chảy chậm' },
  admin: { fullName: 'Phạm Quốc Khánh', staffNo: 'CB90002', email: 'quoc-khanh@vi-du.invalid', password: 'núi Non Nước nhìn ra sông' },
} as const;

/** Makes the data folder that every browser worker and server test copies. */
export async function seedTestWorld(dataDir: string): Promise<void> {
  const db = openDatabase(databaseFile(dataDir), { synchronous: 'NORMAL' });
  try {
    await migrate(db);
    const unitId = await makeUnit(db);
    await settle(db, cast.learner, unitId, []);
    await settle(db, cast.admin, unitId, [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }]);
  } finally {
    await db.destroy();
  }
}

type Person = (typeof cast)[keyof typeof cast];

async function settle(db: Db, person: Person, unitId: string, grants: Grant[]): Promise<void> {
  const { id } = await makePerson(db, { fullName: person.fullName, staffNo: person.staffNo, email: person.email, unitId, grants });
  await db.insertInto('credential').values({ user_id: id, password_hash: await hashPassword(person.password), must_change: 0, changed_at: '2026-01-05T01:00:00.000Z' }).execute();
}

import { decideUnit } from '../../app/people/commands/decide-unit.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { unitMark } from '../../app/people/queries/unit-state.server.ts';
import { plusDays } from '../../app/platform/days.ts';
import { dayIn } from '../../app/platform/i18n/formats.ts';
import { newId } from '../../app/platform/ids.ts';
import { scheduleSetting } from '../../app/platform/settings.server.ts';
import { dailyCap } from '../../app/messaging/rules/sending-hours.ts';
import type { Db } from '../../db/client.ts';
import { cast, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const clock = { now: () => new Date() };

/** What is decided for a day to come: a unit's new name and a setting's new value; and a setting whose stored value an older program wrote. */
export async function seedDecisions(db: Db, adminId: string, units: Units): Promise<void> {
  const from = plusDays(dayIn(timeZone, clock.now()), 60);
  const admin: Actor = { id: adminId, fullName: cast.admin.fullName, accountKind: 'ADMIN', unitId: units.province, unitName: '', grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const legalBasis = 'Quyết định số 15/QĐ-UBND ngày 20/11/2026';
  const deed = { kind: 'RENAME', name: 'Trung tâm Hành chính công và Chuyển đổi số phường Hoa Lư', shortName: 'Hành chính công và Chuyển đổi số' } as const;
  const outcome = await decideUnit({ db, clock, timeZone }, admin, { id: newId(), unitId: units.counter, deed, on: from, legalBasis, mark: await unitMark(db, units.counter) });
  if (!outcome.ok) throw new Error(`The change of a unit was refused: ${JSON.stringify(outcome.faults)}`);
  await db.transaction().execute(async (tx) => {
    await scheduleSetting(tx, dailyCap, { value: 2, from, legalBasis });
    await tx.insertInto('setting').values({ id: newId(), key: 'tickets.soon', value: '{"minutes":120}', valid_from: '2026-01-01', valid_to: null, legal_basis: 'Quy chế tổng đài' }).execute();
  });
}

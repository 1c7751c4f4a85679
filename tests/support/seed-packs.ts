import { join } from 'node:path';
import { askForPack, makePack } from '../../app/reports/index.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { installationSecret } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import type { Scenery } from './scenery.ts';
import { cast, type CastName, type Units } from './world-data.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const clock = { now: () => new Date() };

/** The leader's pack of her commune, ready to be downloaded, and one of an office whose job has given up. */
export async function seedPacks(db: Db, ids: Record<CastName, string>, units: Units, dataDir: string): Promise<Scenery['packs']> {
  const leader: Actor = { id: ids.leader, fullName: cast.leader.fullName, accountKind: 'OPERATOR', unitId: units.commune, unitName: '', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: units.commune }], mustChangePassword: false, sessionId: '', locale: 'vi', theme: 'system' };
  const today = clock.now().toISOString().slice(0, 10);
  const ask = async (unit: string) => {
    const asked = await askForPack({ db, clock, timeZone }, leader, { unit, from: `${today.slice(0, 4)}-01-01`, to: today });
    if (!asked.ok) throw new Error(JSON.stringify(asked.faults));
    return asked.packId;
  };
  const [ready, failed] = [await ask(units.commune), await ask(units.office)];
  await makePack({ db, clock, timeZone, secret: await installationSecret(db, undefined), packsDir: join(dataDir, 'packs') }, ready);
  // Nothing is made while pages are looked at.
  await db.updateTable('job').set({ state: 'FAILED', finished_at: clock.now().toISOString(), last_error: 'Error: no space left on device' }).where('name', '=', 'reports.make-pack').execute();
  return { ready, failed };
}

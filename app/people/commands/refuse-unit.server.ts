import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { adminMessages as messages } from '../messages/admin.ts';
import { refuse, type Refusal } from '../outcome.ts';
import { covers } from '../policy.ts';
import { managingScope } from '../queries/managed-person.server.ts';
import { unitIdsUnder } from '../queries/unit-scope.server.ts';

/** Refuses a unit that is not in force or not in the actor's scope; both sound alike. */
export async function refuseUnit(db: Db, actor: Actor, unitId: string, today: Day): Promise<Refusal | null> {
  const isKnown = (await unitIdsUnder(db, unitId, today)).includes(unitId) && covers(await managingScope(db, actor, today), unitId);
  return isKnown ? null : refuse('unitId', messages.both('person.unit-unknown'));
}

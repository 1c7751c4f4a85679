import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
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

/** The first day of a unit: nobody is a member of it before. */
export async function firstDayOf(db: Db, unitId: string): Promise<Day> {
  return (await db.selectFrom('org_unit').select('valid_from').where('id', '=', unitId).executeTakeFirstOrThrow()).valid_from;
}

/** Refuses a day on which the unit did not exist yet. */
export async function refuseDayBeforeUnit(db: Db, unitId: string, on: Day, timeZone: string): Promise<Refusal | null> {
  const first = await firstDayOf(db, unitId);
  return on >= first ? null : refuse('on', messages.both('person.day-before-unit', { day: defineFormats('vi', timeZone).day(first) }));
}

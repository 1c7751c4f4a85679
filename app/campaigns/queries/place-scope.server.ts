import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { Actor } from '../../people/actor.ts';
import { grantsOf, unitScopeOf, type UnitScope } from '../../people/index.server.ts';

/** The units whose places an actor looks after: an operator of a commune those of the commune, a maker all. */
export function placeScope(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, grantsOf(actor, 'CHANNEL_OPERATOR', 'CAMPAIGN_MAKER'), today);
}

import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { listUnitsInScope, type ScopedUnit } from '../../people/index.server.ts';
import type { Day } from '../../platform/clock.ts';
import { canOrganiseContests } from '../policy.ts';
import { listGaps, type Gap } from './adoption-gaps.server.ts';
import { adoptableEntries, listAdoptions, type Adoption } from './adoptions.server.ts';
import { getContestHead, type ContestHead } from './contest-round.server.ts';

export interface Proposals {
  contest: ContestHead;
  adoptions: Adoption[];
  entries: { id: string; number: string; title: string }[];
  gaps: Gap[];
  units: ScopedUnit[];
  canPropose: boolean;
}

/** What has been given to units of a contest, and what could be. */
export async function readProposals(db: Db, actor: Actor, contestId: string, today: Day): Promise<Proposals> {
  const contest = await getContestHead(db, contestId);
  const canPropose = canOrganiseContests(actor);
  const units = canPropose ? await listUnitsInScope(db, [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }], today) : [];
  return { contest, canPropose, units, adoptions: await listAdoptions(db, actor, today, { contestId }), entries: canPropose ? await adoptableEntries(db, contestId) : [], gaps: await listGaps(db, contestId) };
}

import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { waitingIf, type WaitingWork } from '../../platform/waiting-work.ts';
import { canApproveCampaigns, canConfirmBroadcasts, canWriteCampaigns } from '../policy.ts';
import { campaignState, type CampaignState } from '../rules/campaign-state.ts';
import { evaluationStanding } from '../rules/measuring.ts';
import { countOverdueIn } from './broadcast.server.ts';
import { placeScope } from './place-scope.server.ts';

export type CampaignWork = 'campaign.approve' | 'campaign.confirm' | 'campaign.evaluate';

/** What waits in communication for this person: approvals of what others wrote, broadcasts to be confirmed, campaigns to be evaluated. */
export async function listCampaignWork(db: Db, actor: Actor, { at, today }: { at: Instant; today: Day }): Promise<WaitingWork<CampaignWork>[]> {
  const work: WaitingWork<CampaignWork>[] = [];
  if (canApproveCampaigns(actor)) work.push(...workOn('campaign.approve', 'approval', await listToApprove(db, actor.id, at)));
  if (canConfirmBroadcasts(actor)) work.push(...waitingIf('campaign.confirm', await countOverdueIn(db, await placeScope(db, actor, today), at), '/campaigns'));
  if (canWriteCampaigns(actor)) work.push(...(await evaluations(db, at)));
  return work;
}

/** Campaigns whose effect can be judged by now, with the first day by which one should have been. */
async function evaluations(db: Db, at: Instant): Promise<WaitingWork<CampaignWork>[]> {
  const ripe = (await listInState(db, 'ENDED', at)).map((row) => ({ ...row, ...evaluationStanding(row, at) })).filter(({ standing }) => standing !== 'early');
  const [dueAt = null] = ripe.map((row) => row.dueAt).toSorted();
  return workOn('campaign.evaluate', 'evaluation', ripe, dueAt);
}

type Found = { id: string; name: string };

/** One campaign is led to at once, several by the list, whose first card names them. */
function workOn<Kind extends CampaignWork>(kind: Kind, page: string, found: readonly Found[], dueAt: Instant | null = null) {
  const [first] = found;
  const only = found.length === 1 && first ? first : null;
  return waitingIf(kind, found.length, only ? `/campaigns/${only.id}/${page}` : '/campaigns', { subject: only?.name ?? null, dueAt });
}

async function listInState(db: Db, state: CampaignState, at: Instant) {
  const rows = await db.selectFrom('campaign as c').leftJoin('campaign_evaluation as e', 'e.campaign_id', 'c.id').selectAll('c').select('e.decided_at').where('c.submitted_at', 'is not', null).where('c.cancelled_at', 'is', null).where('e.decided_at', 'is', null).orderBy('c.submitted_at').execute();
  return rows.filter((row) => campaignState(row, at) === state);
}

/** Submitted campaigns that this person neither wrote nor has approved already. */
export async function listToApprove(db: Db, userId: string, at: Instant): Promise<Found[]> {
  const hers = await db
    .selectFrom('campaign_author')
    .select('campaign_id as id')
    .where('user_id', '=', userId)
    .union(db.selectFrom('campaign_approval').select('campaign_id as id').where('approved_by', '=', userId).where('revoked_at', 'is', null))
    .execute();
  const closed = new Set(hers.map(({ id }) => id));
  return (await listInState(db, 'SUBMITTED', at)).filter(({ id }) => !closed.has(id));
}

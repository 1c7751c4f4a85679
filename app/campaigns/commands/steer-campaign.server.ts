import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { cancelMessage, pauseMessage, resumeMessage } from '../../messaging/index.server.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canStopCampaigns } from '../policy.ts';
import { campaignState, type CampaignState } from '../rules/campaign-state.ts';
import { campaignIn, type CampaignRow } from './change-campaign.server.ts';

type Deed = 'pause' | 'resume' | 'cancel';
const allowedIn: Readonly<Record<Deed, readonly CampaignState[]>> = { pause: ['SCHEDULED', 'RUNNING'], resume: ['PAUSED'], cancel: ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'RUNNING', 'PAUSED'] };

/** Holds, goes on with or ends a campaign and every message of it. Doing the same twice does nothing the second time, and says so. */
export async function steerCampaign(ports: Ports, actor: Actor, what: { id: string; deed: Deed; reason: string }): Promise<Outcome> {
  if (!canStopCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const campaign = await campaignIn(tx, what.id);
    const refusal = what.deed === 'cancel' && !what.reason ? refuse('reason', messages.both('fault.cancel-reason')) : refuseDeed(campaign, what.deed, at);
    if (refusal) return refusal;
    await steer(tx, campaign, what, at);
    await recordAudit(tx, { at, actor, action: `campaign.${what.deed}`, objectType: 'campaign', objectId: campaign.id, details: what.reason ? { reason: what.reason } : {} });
    return { ok: true };
  });
}

function refuseDeed(campaign: CampaignRow, deed: Deed, at: Instant): Refusal | null {
  return allowedIn[deed].includes(campaignState({ ...campaign, decided_at: null }, at)) ? null : refuse('form', messages.both(`fault.cannot-${deed}`));
}

async function steer(tx: Tx, campaign: CampaignRow, { deed, reason }: { deed: Deed; reason: string }, at: Instant): Promise<void> {
  const change = { pause: { paused_at: at }, resume: { paused_at: null }, cancel: { cancelled_at: at, cancelled_reason: reason } }[deed];
  await tx.updateTable('campaign').set(change).where('id', '=', campaign.id).execute();
  const rows = await tx.selectFrom('message').select('id').where('source_type', '=', 'CAMPAIGN').where('source_id', '=', campaign.id).where('cancelled_at', 'is', null).execute();
  for (const { id } of rows) {
    if (deed === 'pause') await pauseMessage(tx, id, at);
    else if (deed === 'resume') await resumeMessage(tx, id, at);
    else await cancelMessage(tx, id, at);
  }
}

import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import { campaignMessages as messages, type CampaignFault } from '../messages/campaigns.ts';
import { canApproveCampaigns } from '../policy.ts';
import { approvalsNeeded } from '../rules/campaign-state.ts';
import { refuseUnshown } from './campaign-answers.server.ts';
import { campaignIn, type CampaignRow } from './change-campaign.server.ts';
import { sendCampaign } from './send-campaign.server.ts';
import { campaignHash } from './submit-campaign.server.ts';

/**
 * Approves what the approver has seen: the hash of her page must be the one that was handed in, and still be that of what is stored. The last approval that
 * is needed launches the campaign in the same transaction. That nobody approves her own is held by the database as well.
 */
export async function approveCampaign(ports: Ports, actor: Actor, what: { id: string; hash: string; note: string }): Promise<Outcome<{ isLaunched: boolean }>> {
  if (!canApproveCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ isLaunched: boolean }>> => {
    const campaign = await campaignIn(tx, what.id);
    const no = (key: CampaignFault) => refuse('form', messages.both(key));
    if (campaign.launched_at) return no('fault.launched');
    if (campaign.cancelled_at || !campaign.submitted_hash || !campaign.submitted_by) return no('fault.not-submitted');
    if (campaign.submitted_hash !== what.hash || (await campaignHash(tx, campaign)) !== what.hash) return no('fault.stale-approval');
    if (await isAuthor(tx, campaign.id, actor.id)) return no('fault.own-campaign');
    if (!campaign.not_after || campaign.not_after <= at) return no('fault.too-late');
    const unshown = await refuseUnshown(tx, campaign, at);
    if (unshown) return unshown;
    const open = await openApprovals(tx, campaign);
    if (open.includes(actor.id)) return no('fault.approved-already');
    const approval = { submitted_by: campaign.submitted_by, note: what.note, approved_at: at };
    // The same words may be handed in again after her first approval of them was taken back; that one stands in the log.
    await tx.insertInto('campaign_approval').values({ id: newId(), campaign_id: campaign.id, hash: what.hash, approved_by: actor.id, ...approval }).onConflict((conflict) => conflict.columns(['campaign_id', 'hash', 'approved_by']).doUpdateSet({ ...approval, revoked_at: null })).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.approve', objectType: 'campaign', objectId: campaign.id, details: { contentHash: what.hash, note: what.note } });
    if (open.length + 1 < approvalsNeeded(campaign.urgency)) return { ok: true, isLaunched: false };
    await launch(tx, campaign, actor, at);
    return { ok: true, isLaunched: true };
  });
}

/** Hands a campaign back to its authors with a reason. */
export async function returnCampaign(ports: Ports, actor: Actor, what: { id: string; reason: string }): Promise<Outcome> {
  if (!canApproveCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const campaign = await campaignIn(tx, what.id);
    if (!campaign.submitted_at || campaign.launched_at || campaign.cancelled_at) return refuse('form', messages.both('fault.not-submitted'));
    await tx.updateTable('campaign').set({ submitted_at: null, submitted_by: null, submitted_hash: null, revision: campaign.revision + 1, changed_at: at }).where('id', '=', campaign.id).execute();
    await tx.deleteFrom('campaign_recipient').where('campaign_id', '=', campaign.id).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.return', objectType: 'campaign', objectId: campaign.id, details: { reason: what.reason } });
    return { ok: true };
  });
}

async function launch(tx: Tx, campaign: CampaignRow, actor: Actor, at: Instant): Promise<void> {
  await tx.updateTable('campaign').set({ launched_at: at, launched_by: actor.id }).where('id', '=', campaign.id).execute();
  const messagesSent = await sendCampaign(tx, campaign, actor, at);
  await recordAudit(tx, { at, actor, action: 'campaign.launch', objectType: 'campaign', objectId: campaign.id, details: { count: messagesSent } });
}

export async function isAuthor(tx: Tx, campaignId: string, userId: string): Promise<boolean> {
  return (await tx.selectFrom('campaign_author').select('user_id').where('campaign_id', '=', campaignId).where('user_id', '=', userId).executeTakeFirst()) !== undefined;
}

async function openApprovals(tx: Tx, campaign: CampaignRow): Promise<string[]> {
  const rows = await tx.selectFrom('campaign_approval').select('approved_by').where('campaign_id', '=', campaign.id).where('hash', '=', campaign.submitted_hash ?? '').where('revoked_at', 'is', null).execute();
  return rows.map((row) => row.approved_by);
}

import type { Selectable } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import type { Instant } from '../../platform/clock.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canWriteCampaigns } from '../policy.ts';
import { isEditable } from '../rules/campaign-state.ts';

export type CampaignRow = Selectable<Schema['campaign']>;

/** A campaign by its id. @throws AppError not-found */
export async function campaignIn(tx: Tx, id: string): Promise<CampaignRow> {
  const row = await tx.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

/**
 * Changes the draft of a campaign in one transaction: whoever does it becomes one of its authors, the state that she was looking at must still be the
 * newest, and a campaign that was handed in for approval is a draft again. `write` gets the moment of the change: all rows that it leaves in the log are of one deed. @throws AppError forbidden, not-found
 */
export async function changeCampaign(ports: Ports, actor: Actor, what: { id: string; revision: number; part: string }, write: (tx: Tx, campaign: CampaignRow, at: Instant) => Promise<Refusal | null>): Promise<Outcome> {
  if (!canWriteCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const campaign = await campaignIn(tx, what.id);
    if (!isEditable(campaign)) return refuse('form', messages.both('fault.launched'));
    if (campaign.revision !== what.revision) return refuse('form', messages.both('fault.changed-meanwhile'));
    const refusal = await write(tx, campaign, at);
    if (refusal) return refusal;
    await tx.updateTable('campaign').set({ revision: campaign.revision + 1, changed_at: at, submitted_at: null, submitted_by: null, submitted_hash: null }).where('id', '=', what.id).execute();
    await tx.deleteFrom('campaign_recipient').where('campaign_id', '=', what.id).execute();
    await tx.insertInto('campaign_author').values({ campaign_id: what.id, user_id: actor.id }).onConflict((conflict) => conflict.doNothing()).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.edit', objectType: 'campaign', objectId: what.id, details: { part: what.part, withdrawn: campaign.submitted_at !== null } });
    return { ok: true };
  });
}

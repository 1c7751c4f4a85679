import { createHash } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import { rulesOf } from '../forms/audience.ts';
import { campaignMessages as messages, type CampaignFault } from '../messages/campaigns.ts';
import { canWriteCampaigns } from '../policy.ts';
import { audienceQuery } from '../queries/audience.server.ts';
import { hasUnexplainedQuiet } from '../queries/slot-plan.server.ts';
import { isEditable } from '../rules/campaign-state.ts';
import { canonicalText, type Approvable } from '../rules/fingerprint.ts';
import { waveOf } from '../wave.server.ts';
import { refuseUnshown } from './campaign-answers.server.ts';
import { campaignIn, type CampaignRow } from './change-campaign.server.ts';

const recipientsAtOnce = 5_000;

/** Freezes the audience and hands the campaign in for approval: from here every change makes it a draft again. */
export async function submitCampaign(ports: Ports, actor: Actor, what: { id: string; revision: number }): Promise<Outcome<{ count: number }>> {
  if (!canWriteCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ count: number }>> => {
    const campaign = await campaignIn(tx, what.id);
    const refusal = (await refuseUnready(tx, campaign, what.revision, { at, today, timeZone: ports.timeZone })) ?? null;
    if (refusal) return refusal;
    const count = await freezeAudience(tx, campaign, today);
    const slots = await tx.selectFrom('broadcast_slot').select((row) => row.fn.countAll<number>().as('count')).where('campaign_id', '=', campaign.id).executeTakeFirstOrThrow();
    if (count === 0 && (await hasMessage(tx, campaign.id))) return rollBack(refuse('form', messages.both('fault.nobody')));
    if (count === 0 && Number(slots.count) === 0) return rollBack(refuse('form', messages.both('fault.nothing-to-send')));
    await tx.insertInto('campaign_author').values({ campaign_id: campaign.id, user_id: actor.id }).onConflict((conflict) => conflict.doNothing()).execute();
    const hash = await campaignHash(tx, campaign);
    await tx.updateTable('campaign').set({ submitted_at: at, submitted_by: actor.id, submitted_hash: hash }).where('id', '=', campaign.id).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.submit', objectType: 'campaign', objectId: campaign.id, details: { count, contentHash: hash } });
    return { ok: true, count };
  }).catch(caught);
}

/** Ends the transaction without leaving a trace, and hands the sentence to the form. */
class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('rolled back');
    this.refusal = refusal;
  }
}
function rollBack(refusal: Refusal): never {
  throw new RolledBack(refusal);
}
function caught(error: unknown): Refusal {
  if (error instanceof RolledBack) return error.refusal;
  throw error;
}

async function refuseUnready(tx: Tx, campaign: CampaignRow, revision: number, { at, today, timeZone }: { at: Instant; today: Day; timeZone: string }): Promise<Refusal | null> {
  const no = (key: CampaignFault) => refuse('form', messages.both(key));
  if (!isEditable(campaign)) return no('fault.launched');
  if (campaign.revision !== revision) return no('fault.changed-meanwhile');
  if (campaign.submitted_at) return no('fault.already-submitted');
  if (!campaign.send_at || !campaign.not_after) return no('fault.no-schedule');
  if (campaign.send_at <= at) return no('fault.send-at-past');
  const media = await tx.selectFrom('campaign_medium').select('medium').where('campaign_id', '=', campaign.id).execute();
  const slots = await tx.selectFrom('broadcast_slot').select((row) => [row.fn.min('starts_at').as('first'), row.fn.max('starts_at').as('last')]).where('campaign_id', '=', campaign.id).executeTakeFirst();
  if (slots?.first && slots.first <= at) return no('fault.slots-past');
  if (slots?.last && slots.last > campaign.not_after) return no('fault.slots-outside');
  if (await hasUnexplainedQuiet(tx, campaign, { today, timeZone })) return no('fault.slots-quiet');
  // The mark of a drill may have come after its words.
  if (campaign.is_drill === 1 && media.some(({ medium }) => medium === 'ZALO')) return no('fault.zalo-drill');
  return media.length === 0 ? no('fault.no-content') : refuseUnshown(tx, campaign, at);
}

async function hasMessage(tx: Tx, campaignId: string): Promise<boolean> {
  return (await tx.selectFrom('campaign_medium').select('medium').where('campaign_id', '=', campaignId).where('medium', '=', 'MESSAGE').executeTakeFirst()) !== undefined;
}

/** Writes who gets it. With a staggered start, about half of the units come later, always whole units together. */
async function freezeAudience(tx: Tx, campaign: CampaignRow, today: string): Promise<number> {
  await tx.deleteFrom('campaign_recipient').where('campaign_id', '=', campaign.id).execute();
  if (!(await hasMessage(tx, campaign.id))) return 0;
  const query = await audienceQuery(tx, rulesOf(campaign), today);
  const people = await query.select(['u.id', 'm.unit_id as unitId']).execute();
  for (let at = 0; at < people.length; at += recipientsAtOnce) {
    await tx.insertInto('campaign_recipient').values(people.slice(at, at + recipientsAtOnce).map(({ id, unitId }) => ({ campaign_id: campaign.id, user_id: id, wave: waveOf(campaign, unitId) }))).execute();
  }
  return people.length;
}

/** The hash of everything that an approval stands for, as it is stored now. */
export async function campaignHash(tx: Tx, campaign: CampaignRow): Promise<string> {
  const [media, recipients, slots, answers] = [
    await tx.selectFrom('campaign_medium').select(['medium', 'when_closed', 'content']).where('campaign_id', '=', campaign.id).execute(),
    await tx.selectFrom('campaign_recipient').select(['user_id', 'wave']).where('campaign_id', '=', campaign.id).execute(),
    await tx.selectFrom('broadcast_slot').select(['place_id', 'medium', 'starts_at', 'quiet_reason']).where('campaign_id', '=', campaign.id).execute(),
    await tx.selectFrom('campaign_answer').select('entry_id').where('campaign_id', '=', campaign.id).execute(),
  ];
  return createHash('sha256').update(canonicalText({ campaign: campaign as unknown as Approvable['campaign'], media, recipients, slots, answers })).digest('hex');
}

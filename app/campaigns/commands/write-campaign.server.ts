import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, type Refusal, refuse } from '../../people/index.server.ts';
import type { MessageContent, WhenClosed } from '../../messaging/index.ts';
import { everybody, type AudienceRules } from '../forms/audience.ts';
import type { GoalFields } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canWriteCampaigns } from '../policy.ts';
import type { PersonalMedium, PublicMedium } from '../rules/media.ts';
import { personalMedia } from '../rules/media.ts';
import { usualMeasure } from '../rules/measuring.ts';
import { changeCampaign } from './change-campaign.server.ts';
import { planIn } from './write-plan.server.ts';

const goalColumns = (form: GoalFields) => ({
  name: form.name, model: form.model, content_source: form.contentSource, goal: form.goal, measure: form.measure, measured_by: form.measuredBy ?? usualMeasure(form), baseline_percent: form.baseline, target_percent: form.target, measured_after_days: form.after,
  topic: form.topic, is_duty: form.isDuty ? 1 : 0, is_drill: form.isDrill ? 1 : 0, urgency: form.urgency, urgent_reason: form.urgency === 'URGENT' ? form.urgentReason : null, pulse: form.pulse ? JSON.stringify(form.pulse) : null,
});

/** The plan that a line belongs to; null for a line that is not there or was dropped. */
async function placeInPlan(tx: Tx, line: string): Promise<{ plan_id: string; plan_line_id: string } | null> {
  const row = await tx.selectFrom('plan_line').select(['id', 'plan_id']).where('id', '=', line).where('dropped_at', 'is', null).executeTakeFirst();
  return row ? { plan_id: row.plan_id, plan_line_id: row.id } : null;
}

/** Starts a campaign in the plan of its line or else of this year; the plan is made with the year's first campaign. */
export async function addCampaign(ports: Ports, actor: Actor, form: GoalFields & { code: string }): Promise<Outcome<{ id: string }>> {
  if (!canWriteCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  const year = Number(today.slice(0, 4));
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    if (await tx.selectFrom('campaign').select('id').where('code', '=', form.code).executeTakeFirst()) return refuse('code', messages.both('fault.code-used'));
    const place = form.line ? await placeInPlan(tx, form.line) : { plan_id: (await planIn(tx, year, actor, at)).id, plan_line_id: null };
    if (!place) return refuse('line', messages.both('fault.plan-line'));
    const id = newId();
    await tx.insertInto('campaign').values({ id, ...place, code: form.code, ...goalColumns(form), audience: JSON.stringify(everybody), created_by: actor.id, created_at: at, changed_at: at }).execute();
    await tx.insertInto('campaign_author').values({ campaign_id: id, user_id: actor.id }).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.create', objectType: 'campaign', objectId: id, details: { slug: form.code } });
    return { ok: true, id };
  });
}

export function editGoal(ports: Ports, actor: Actor, id: string, form: GoalFields & { revision: number }): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision: form.revision, part: 'goal' }, async (tx, { plan_id, plan_line_id }) => {
    const place = form.line && form.line === plan_line_id ? { plan_id, plan_line_id } : form.line ? await placeInPlan(tx, form.line) : { plan_id, plan_line_id: null };
    if (!place) return refuse('line', messages.both('fault.plan-line'));
    await tx.updateTable('campaign').set({ ...goalColumns(form), ...place }).where('id', '=', id).execute();
    return null;
  });
}

export function editAudience(ports: Ports, actor: Actor, id: string, form: { revision: number; rules: AudienceRules }): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision: form.revision, part: 'audience' }, async (tx) => {
    await tx.updateTable('campaign').set({ audience: JSON.stringify(form.rules) }).where('id', '=', id).execute();
    return null;
  });
}

/** Sets when a campaign starts and ends, and what each channel does when its moment is closed. Times are wall-clock times of the province. */
export function editSchedule(ports: Ports, actor: Actor, id: string, form: { revision: number; sendAt: string; notAfter: string; stagger: number; closed: Partial<Record<PersonalMedium, WhenClosed>> }): Promise<Outcome> {
  const { at } = momentOf(ports);
  const [sendAt, notAfter] = [instantOf(form.sendAt, ports.timeZone), instantOf(form.notAfter, ports.timeZone)];
  return changeCampaign(ports, actor, { id, revision: form.revision, part: 'schedule' }, async (tx) => {
    if (sendAt <= at) return refuse('sendAt', messages.both('fault.send-at-past'));
    await tx.updateTable('campaign').set({ send_at: sendAt, not_after: notAfter, stagger_days: form.stagger }).where('id', '=', id).execute();
    for (const [medium, when_closed] of Object.entries(form.closed)) await tx.updateTable('campaign_medium').set({ when_closed }).where('campaign_id', '=', id).where('medium', '=', medium).execute();
    return null;
  });
}

export interface MessageWords {
  revision: number;
  content: MessageContent;
  channels: readonly PersonalMedium[];
  sms: string;
  zalo?: MessageContent['zalo'] | null;
}

/** Writes the words for people and through which channels they go. */
export function editMessage(ports: Ports, actor: Actor, id: string, form: MessageWords): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision: form.revision, part: 'MESSAGE' }, async (tx, campaign) => {
    const fault = faultOfChannels(form, campaign.is_drill === 1);
    if (fault) return fault;
    const kept = await tx.selectFrom('campaign_medium').select(['medium', 'when_closed']).where('campaign_id', '=', id).execute();
    const words = (medium: PersonalMedium) => (medium === 'SMS' ? { text: form.sms } : medium === 'ZALO' ? form.zalo : {});
    await tx.deleteFrom('campaign_medium').where('campaign_id', '=', id).where('medium', 'in', ['MESSAGE', ...personalMedia]).execute();
    const rows = [{ medium: 'MESSAGE', content: JSON.stringify(form.content) }, ...[...new Set(form.channels)].map((medium) => ({ medium: medium as string, content: JSON.stringify(words(medium)) }))];
    await tx.insertInto('campaign_medium').values(rows.map((row) => ({ campaign_id: id, when_closed: kept.find(({ medium }) => medium === row.medium)?.when_closed ?? 'WAIT', ...row }))).execute();
    return null;
  });
}

/** A channel with words of its own needs them; a drill goes only where it can say that it is one. */
function faultOfChannels({ channels, sms, zalo }: MessageWords, isDrill: boolean): Refusal | null {
  if (channels.includes('SMS') && !sms) return refuse('sms', messages.both('fault.sms-text'));
  if (channels.includes('ZALO') && isDrill) return refuse('channels', messages.both('fault.zalo-drill'));
  return channels.includes('ZALO') && !zalo ? refuse('zaloTemplate', messages.both('fault.zalo-template')) : null;
}

/** Writes the words of one medium for the public. */
export function editPublicMedium(ports: Ports, actor: Actor, id: string, medium: PublicMedium, { revision, ...content }: { revision: number } & Record<string, unknown>): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision, part: medium }, async (tx) => {
    await tx.insertInto('campaign_medium').values({ campaign_id: id, medium, content: JSON.stringify(content) }).onConflict((conflict) => conflict.columns(['campaign_id', 'medium']).doUpdateSet({ content: JSON.stringify(content) })).execute();
    return null;
  });
}

/** Takes a medium out of a campaign, with its slots; without its message a campaign has no channels to people either. */
export function removeMedium(ports: Ports, actor: Actor, id: string, medium: 'MESSAGE' | PublicMedium, revision: number): Promise<Outcome> {
  return changeCampaign(ports, actor, { id, revision, part: medium }, async (tx) => {
    await tx.deleteFrom('broadcast_slot').where('campaign_id', '=', id).where('medium', '=', medium).execute();
    await tx.deleteFrom('campaign_medium').where('campaign_id', '=', id).where('medium', 'in', medium === 'MESSAGE' ? ['MESSAGE', ...personalMedia] : [medium]).execute();
    return null;
  });
}

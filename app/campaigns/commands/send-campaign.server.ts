import { createHash } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { Actor } from '../../people/actor.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { type Channel, type MessageContent, messageContent, type Topic, type Urgency, type WhenClosed } from '../../messaging/index.ts';
import { pulseQuestion } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { drillSms } from '../rules/drill.ts';
import { personalMedia } from '../rules/media.ts';
import type { CampaignRow } from './change-campaign.server.ts';

/** Writes a launched campaign into the delivery ledger: one message for each wave, and the question before and after. @returns how many messages were written */
export async function sendCampaign(tx: Tx, campaign: CampaignRow, actor: Actor, now: Instant): Promise<number> {
  const content = await contentOf(tx, campaign);
  if (!content) return 0;
  const channels = await channelsOf(tx, campaign.id);
  let written = 0;
  for (const { sendAt, notAfter, people } of await wavesOf(tx, campaign, now)) {
    const outcome = await writeMessage(tx, {
      source: { type: 'CAMPAIGN', id: campaign.id },
      topic: campaign.topic as Topic,
      isDuty: campaign.is_duty === 1,
      urgency: campaign.urgency as Urgency,
      ...(campaign.urgent_reason === null ? {} : { urgentReason: campaign.urgent_reason }),
      isDrill: campaign.is_drill === 1,
      reason: messages.both('reason', { campaign: campaign.name }),
      content,
      channels,
      recipients: people,
      sendAt,
      notAfter,
      createdBy: actor.id,
      now,
    });
    if (!outcome.ok) throw new Error(`the ledger refused a launched campaign: ${outcome.why}`);
    written += 1;
  }
  return written + (campaign.pulse ? await sendPulses(tx, campaign, actor, now) : 0);
}

interface Wave {
  sendAt: Instant;
  notAfter: Instant;
  people: string[];
}

/** Who is written to when. A campaign that is approved after its second start as well has one wave only: the same words at the same moment are one message. */
async function wavesOf(tx: Tx, campaign: CampaignRow, now: Instant): Promise<Wave[]> {
  const waves: Wave[] = [];
  for (const [wave, days] of [[1, 0], [2, campaign.stagger_days]] as const) {
    const rows = await tx.selectFrom('campaign_recipient').select('user_id').where('campaign_id', '=', campaign.id).where('wave', '=', wave).execute();
    const people = rows.map((row) => row.user_id);
    const sendAt = laterOf(plusMinutes(campaign.send_at ?? now, days * 1_440), now);
    const notAfter = plusMinutes(campaign.not_after ?? now, days * 1_440);
    const same = waves.find((one) => one.sendAt === sendAt);
    if (same && people.length > 0) Object.assign(same, { notAfter, people: [...same.people, ...people] });
    else if (people.length > 0) waves.push({ sendAt, notAfter, people });
  }
  return waves;
}

const shortestPulse = 60;
const answerDays = 7;

/**
 * Asks one half of the audience before the campaign starts and the other half when its effect is measured: nobody is asked twice, so the two answers are
 * independent. Without an hour before the start everybody of the first half is left out. In the app only: a question is no reason to ring.
 */
async function sendPulses(tx: Tx, campaign: CampaignRow, actor: Actor, now: Instant): Promise<number> {
  const people = await tx.selectFrom('campaign_recipient').select('user_id').where('campaign_id', '=', campaign.id).execute();
  const start = campaign.send_at ?? now;
  const measured = plusMinutes(start, (campaign.stagger_days + campaign.measured_after_days) * 1_440);
  const phases = [
    { phase: 'BEFORE', sendAt: now, notAfter: start, isFirst: true },
    { phase: 'AFTER', sendAt: laterOf(measured, now), notAfter: plusMinutes(laterOf(measured, now), answerDays * 1_440), isFirst: false },
  ] as const;
  let written = 0;
  for (const { phase, sendAt, notAfter, isFirst } of phases) {
    const half = people.map((row) => row.user_id).filter((id) => isInFirstHalf(campaign.code, id) === isFirst);
    if (half.length === 0 || notAfter < plusMinutes(sendAt, shortestPulse)) continue;
    const outcome = await writeMessage(tx, { ...pulseMessage(campaign), recipients: half, sendAt, notAfter, createdBy: actor.id, now });
    if (!outcome.ok) throw new Error(`the ledger refused a question: ${outcome.why}`);
    await tx.insertInto('campaign_pulse').values({ campaign_id: campaign.id, phase, message_id: outcome.messageId }).execute();
    written += 1;
  }
  return written;
}

const isInFirstHalf = (code: string, userId: string) => (createHash('sha256').update(code).update(userId).digest()[0] ?? 0) % 2 === 0;

function pulseMessage(campaign: CampaignRow) {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('pulse.subject'), body: messages.in(locale)('pulse.body') });
  return {
    source: { type: 'CAMPAIGN' as const, id: campaign.id },
    topic: campaign.topic as Topic,
    isDuty: campaign.is_duty === 1,
    urgency: 'NORMAL' as const,
    isDrill: campaign.is_drill === 1,
    reason: messages.both('reason', { campaign: campaign.name }),
    content: { vi: words('vi'), en: words('en'), question: pulseQuestion.parse(JSON.parse(campaign.pulse ?? '')) },
    channels: [{ channel: 'IN_APP' as const, whenClosed: 'WAIT' as const }],
  };
}

const laterOf = (one: Instant, other: Instant) => (one > other ? one : other);

/** The words for people, with those of the channels that have their own; null when the campaign only speaks to the public. */
export async function contentOf(tx: Tx, campaign: Pick<CampaignRow, 'id' | 'is_drill'>): Promise<MessageContent | null> {
  const rows = await tx.selectFrom('campaign_medium').select(['medium', 'content']).where('campaign_id', '=', campaign.id).execute();
  const of = (medium: string) => rows.find((row) => row.medium === medium)?.content;
  const message = of('MESSAGE');
  if (!message) return null;
  const [sms, zalo] = [of('SMS'), of('ZALO')];
  const text = sms ? (JSON.parse(sms) as { text: string }).text : '';
  return messageContent.parse({ ...(JSON.parse(message) as object), ...(text ? { sms: campaign.is_drill === 1 ? drillSms(text) : text } : {}), ...(zalo ? { zalo: JSON.parse(zalo) as unknown } : {}) });
}

async function channelsOf(tx: Tx, campaignId: string): Promise<{ channel: Channel; whenClosed: WhenClosed }[]> {
  const rows = await tx.selectFrom('campaign_medium').select(['medium', 'when_closed']).where('campaign_id', '=', campaignId).where('medium', 'in', personalMedia).orderBy('medium').execute();
  return [{ channel: 'IN_APP', whenClosed: 'WAIT' }, ...rows.map((row) => ({ channel: row.medium as Channel, whenClosed: row.when_closed as WhenClosed }))];
}

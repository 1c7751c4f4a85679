import { recordAudit } from '../../platform/audit.server.ts';
import { plusMinutes } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Outcome, type Ports, refuse } from '../../people/index.server.ts';
import { correctMessage } from '../../messaging/index.server.ts';
import { messageContent, type MessageContent } from '../../messaging/index.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canApproveCampaigns, canWriteCampaigns } from '../policy.ts';
import { drillSms } from '../rules/drill.ts';
import { campaignIn } from './change-campaign.server.ts';
import { contentOf } from './send-campaign.server.ts';

const correctionDays = 3;

/**
 * Puts a launched campaign right in one action: stops what has not gone out, and sends the right words to exactly those whom the wrong ones may have reached.
 * An approver does it, or a maker: a fault must not wait for a second person, and the reason stays in the log.
 */
export async function correctCampaign(ports: Ports, actor: Actor, what: { id: string; subject: string; body: string; subjectEn?: string; bodyEn?: string; sms?: string; reason: string }): Promise<Outcome<{ reached: number; rest: number }>> {
  if (!canApproveCampaigns(actor) && !canWriteCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ reached: number; rest: number }>> => {
    const campaign = await campaignIn(tx, what.id);
    const content = await contentOf(tx, campaign);
    if (!campaign.launched_at || !content) return refuse('form', messages.both('fault.cannot-correct'));
    if (content.sms && !what.sms) return refuse('sms', messages.both('fault.correct-sms'));
    const rows = await tx.selectFrom('message').select(['id', 'content']).where('source_type', '=', 'CAMPAIGN').where('source_id', '=', what.id).where('id', 'not in', tx.selectFrom('message as c').select('c.corrects_id').where('c.corrects_id', 'is not', null)).where('cancelled_at', 'is', null).where('id', 'not in', tx.selectFrom('campaign_pulse').select('message_id').where('campaign_id', '=', what.id)).execute();
    const right = correctedWords(content, what, campaign.is_drill === 1);
    let [reached, rest] = [0, 0];
    const same = JSON.stringify(messageContent.parse(right));
    // A form that is sent twice must not write to people twice.
    for (const { id } of rows.filter(({ content: words }) => words !== same)) {
      const outcome = await correctMessage(tx, { messageId: id, content: right, notAfter: plusMinutes(at, correctionDays * 1_440), createdBy: actor.id, now: at });
      if (!outcome.ok) return refuse('form', messages.both('fault.cannot-correct'));
      reached += outcome.reached;
      rest += outcome.rest;
    }
    if (rows.length === 0) return refuse('form', messages.both('fault.cannot-correct'));
    await recordAudit(tx, { at, actor, action: 'campaign.correct', objectType: 'campaign', objectId: what.id, details: { reason: what.reason, count: reached, rest } });
    return { ok: true, reached, rest };
  });
}

/** The right words with everything that the first ones had: their link, their question (who has not had it yet is to answer it, too), an English version where one was written, a text where they went by SMS. */
function correctedWords(first: MessageContent, what: { subject: string; body: string; subjectEn?: string; bodyEn?: string; sms?: string }, isDrill: boolean): MessageContent {
  const { subject, body, subjectEn, bodyEn, sms } = what;
  return {
    vi: { subject, body },
    ...(first.link ? { link: first.link } : {}),
    ...(first.question ? { question: first.question } : {}),
    ...(subjectEn && bodyEn ? { en: { subject: subjectEn, body: bodyEn } } : {}),
    ...(sms ? { sms: isDrill ? drillSms(sms) : sms } : {}),
  };
}

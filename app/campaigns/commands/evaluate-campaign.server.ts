import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import type { Day } from '../../platform/clock.ts';
import { dayWords, plusDays } from '../../platform/days.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { findUnit, momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canWriteCampaigns } from '../policy.ts';
import { evaluationOf, figuresNow, surveyOf } from '../queries/evaluation.server.ts';
import { campaignState } from '../rules/campaign-state.ts';
import { evaluationStanding } from '../rules/measuring.ts';
import { campaignIn } from './change-campaign.server.ts';

export interface Evaluation {
  inputs: string;
  outtakes: string;
  outcomes: string;
  impact: string;
  lesson: string;
  decision: 'KEEP' | 'ADJUST' | 'STOP';
  /** Why it is concluded before its effect was to be measured. */
  earlyReason?: string;
}

/** Concludes a campaign: what was learnt and what is decided, with the figures as they stand now. Once, and from the day on which its effect is measured or with a reason; what was cancelled has no such day. */
export async function evaluateCampaign(ports: Ports, actor: Actor, id: string, { earlyReason = '', ...form }: Evaluation): Promise<Outcome> {
  if (!canWriteCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const campaign = await campaignIn(tx, id);
    if (await evaluationOf(tx, id)) return refuse('form', messages.both('fault.evaluated'));
    const state = campaignState({ ...campaign, decided_at: null }, at);
    if (state !== 'ENDED' && !(state === 'CANCELLED' && campaign.launched_at)) return refuse('form', messages.both('fault.not-ended'));
    const { standing, from } = evaluationStanding(campaign, at);
    const isEarly = state === 'ENDED' && standing === 'early';
    if (isEarly && !earlyReason) return refuse('earlyReason', messages.both('fault.evaluation-early', { day: dayWords(dayIn(ports.timeZone, new Date(from))) }));
    const figures = JSON.stringify({ ...(await figuresNow(tx, id, at)), survey: await surveyOf(tx, id) });
    await tx.insertInto('campaign_evaluation').values({ campaign_id: id, ...form, figures, early_reason: isEarly ? earlyReason : null, decided_by: actor.id, decided_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.evaluate', objectType: 'campaign', objectId: id, details: { decision: form.decision, ...(isEarly ? { reason: earlyReason } : {}) } });
    return { ok: true };
  });
}

/** Nobody was asked before there was a plan of communication. */
const earliestSurvey = '2020-01-01';

/** Records how many citizens of a commune were asked and answered rightly, and on which day (today without one); recording again replaces. */
export async function recordSurvey(ports: Ports, actor: Actor, id: string, form: { unitId: string; phase: 'BEFORE' | 'AFTER'; askedOn?: Day | undefined; asked: number; right: number }): Promise<Outcome> {
  if (!canWriteCampaigns(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  if (form.right > form.asked) return refuse('right', messages.both('fault.survey-count'));
  const { at, today } = momentOf(ports);
  const askedOn = form.askedOn ?? today;
  if (askedOn > today || askedOn < earliestSurvey) return refuse('askedOn', broadcastMessages.both('fault.asked-on'));
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    await campaignIn(tx, id);
    // What was concluded rests on what was known then.
    if (await evaluationOf(tx, id)) return refuse('form', messages.both('eval.survey-late', { asked: form.asked, right: form.right }));
    if (!(await findUnit(tx, form.unitId, today))) return refuse('unitId', platformMessages.both('error.not-found'));
    const counts = { asked: form.asked, right_count: form.right, asked_until: instantOf(`${plusDays(askedOn, 1)}T00:00`, ports.timeZone), recorded_by: actor.id, recorded_at: at };
    await tx.insertInto('public_survey').values({ id: newId(), campaign_id: id, phase: form.phase, unit_id: form.unitId, ...counts }).onConflict((conflict) => conflict.columns(['campaign_id', 'phase', 'unit_id']).doUpdateSet(counts)).execute();
    await recordAudit(tx, { at, actor, action: 'campaign.survey', objectType: 'campaign', objectId: id, details: { unitId: form.unitId, count: form.asked } });
    return { ok: true };
  });
}

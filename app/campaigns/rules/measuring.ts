import { plusMinutes, type Instant } from '../../platform/clock.ts';
import type { CampaignDates } from './campaign-state.ts';
import type { Share } from './interval.ts';

/** Which figure the target of a campaign is compared with. OTHER is counted elsewhere. */
export const measuredByAll = ['PULSE', 'QUESTION', 'SURVEY', 'READ', 'FOLLOWED', 'STARTED', 'PLAYED', 'OTHER'] as const;
export type MeasuredBy = (typeof measuredByAll)[number];

/** What a campaign is usually measured by where nobody has chosen. */
export const usualMeasure = ({ model, pulse }: { model: number; pulse?: unknown }): MeasuredBy => (pulse ? 'PULSE' : model === 27 ? 'SURVEY' : 'QUESTION');

interface Measured {
  figures: Readonly<Record<'read' | 'followed' | 'right' | 'started' | 'played', Share | null>> & { pulse: { after: Share | null } | null };
  survey: { after: Share | null };
}

/** The figure that was chosen before the launch, and no other, however well another one looks. */
export function measuredShare(by: MeasuredBy, { figures, survey }: Measured): Share | null {
  const found: Record<MeasuredBy, Share | null> = { PULSE: figures.pulse?.after ?? null, QUESTION: figures.right, SURVEY: survey.after, READ: figures.read, FOLLOWED: figures.followed, STARTED: figures.started, PLAYED: figures.played, OTHER: null };
  return found[by];
}

/** Days that a conclusion may take once the effect is measured: a week for late answers, a week to write. */
const daysToConclude = 14;
const day = 1_440;

interface Dated {
  send_at: string | null;
  stagger_days: number;
  measured_after_days: number;
}

/** The moment from which the effect of a campaign is measured; null without a schedule. A staggered start is measured by its second wave. */
export const measuredFrom = ({ send_at, stagger_days, measured_after_days }: Dated): Instant | null => (send_at ? plusMinutes(send_at, (stagger_days + measured_after_days) * day) : null);

export type EvaluationStanding = { standing: 'early' | 'open' | 'overdue'; from: Instant; dueAt: Instant };

/** Whether an ended campaign can be concluded by now, and by when it should have been. */
export function evaluationStanding(campaign: Dated & Pick<CampaignDates, 'not_after'>, now: Instant): EvaluationStanding {
  const ends = plusMinutes(campaign.not_after ?? now, campaign.stagger_days * day);
  const measured = measuredFrom(campaign) ?? ends;
  const from = measured > ends ? measured : ends;
  const dueAt = plusMinutes(from, daysToConclude * day);
  return { standing: now < from ? 'early' : now < dueAt ? 'open' : 'overdue', from, dueAt };
}

import { plusMinutes, type Instant } from '../../platform/clock.ts';

export const campaignStates = ['DRAFT', 'SUBMITTED', 'SCHEDULED', 'RUNNING', 'PAUSED', 'CANCELLED', 'ENDED', 'EVALUATED'] as const;
export type CampaignState = (typeof campaignStates)[number];

/** The dated facts of a campaign from which its state is derived. */
export interface CampaignDates {
  submitted_at: string | null;
  launched_at: string | null;
  paused_at: string | null;
  cancelled_at: string | null;
  send_at: string | null;
  not_after: string | null;
  /** How many days later the second half of the units starts, and ends. */
  stagger_days: number;
  decided_at: string | null;
}

/** Where a campaign stands at a moment. */
export function campaignState(dates: CampaignDates, now: Instant): CampaignState {
  if (dates.decided_at) return 'EVALUATED';
  if (dates.cancelled_at) return 'CANCELLED';
  if (!dates.launched_at) return dates.submitted_at ? 'SUBMITTED' : 'DRAFT';
  // The second wave is still to be steered and not yet to be judged when the first one is over.
  if (dates.not_after && plusMinutes(dates.not_after, dates.stagger_days * 1_440) <= now) return 'ENDED';
  if (dates.paused_at) return 'PAUSED';
  return dates.send_at && dates.send_at > now ? 'SCHEDULED' : 'RUNNING';
}

/** Only what has not been launched or cancelled can be written. */
export const isEditable = (dates: Pick<CampaignDates, 'launched_at' | 'cancelled_at'>): boolean => !dates.launched_at && !dates.cancelled_at;

/** How many approvals a campaign needs: an urgent one passes quiet hours and caps, so two people answer for it. */
export const approvalsNeeded = (urgency: string): 1 | 2 => (urgency === 'URGENT' ? 2 : 1);

/** What leaves the house is approved as long as its campaign is launched and has not been cancelled. */
export const isInForce = ({ launched_at, cancelled_at }: { launched_at: string | null; cancelled_at: string | null }): boolean => launched_at !== null && cancelled_at === null;

/** A broadcast whose campaign was cancelled before its time does not take place; what came earlier may have been heard. */
export const isTakenBack = ({ startsAt, cancelledAt }: { startsAt: Instant; cancelledAt: Instant | null }): boolean => cancelledAt !== null && startsAt >= cancelledAt;

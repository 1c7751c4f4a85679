import type { CampaignPage } from '../queries/campaign-page.server.ts';
import type { Review } from '../review.server.ts';
import { CampaignFacts } from './campaign-facts.tsx';
import { ForecastCard } from './forecast.tsx';
import { LastLessons } from './lesson-card.tsx';
import { PlanList } from './slots.tsx';
import { AudienceShown } from './stored-steps.tsx';

/** Beside its words everything that a campaign's approval stands for: what it wants, for whom, when, and where it is broadcast. */
export function ReviewCards({ campaign, facts, lessons, plans, choices, recipients }: Omit<Review, 'content'> & { campaign: CampaignPage; recipients: number }) {
  const hasMessage = campaign.media.some(({ medium }) => medium === 'MESSAGE');
  return (
    <>
      <LastLessons lessons={lessons} />
      <ForecastCard facts={facts} />
      <CampaignFacts campaign={campaign} recipients={recipients} />
      {hasMessage ? <AudienceShown campaign={campaign} choices={choices} /> : null}
      <PlanList plans={plans} isUrgent={campaign.urgency === 'URGENT'} />
    </>
  );
}

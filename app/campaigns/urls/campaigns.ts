import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Communication: the yearly plan, a campaign step by step, its approval, its control. Files are relative to `app/`. */
export const campaignUrls: RouteConfigEntry[] = [
  route('campaigns', 'campaigns/routes/campaigns.tsx'),
  route('campaigns/broadcasts', 'campaigns/routes/broadcasts.tsx'),
  route('campaigns/places', 'campaigns/routes/places.tsx'),
  route('campaigns/slots/:slot', 'campaigns/routes/slot.tsx'),
  route('campaigns/slots/:slot/photo', 'campaigns/routes/slot-photo.ts'),
  route('campaigns/new', 'campaigns/routes/campaign-new.tsx'),
  route('campaigns/:id', 'campaigns/routes/campaign.tsx'),
  route('campaigns/:id/goal', 'campaigns/routes/campaign-goal.tsx'),
  route('campaigns/:id/audience', 'campaigns/routes/campaign-audience.tsx'),
  route('campaigns/:id/content', 'campaigns/routes/campaign-content.tsx'),
  route('campaigns/:id/content/:medium', 'campaigns/routes/campaign-medium.tsx'),
  route('campaigns/:id/content/:medium/removal', 'campaigns/routes/campaign-medium-removal.ts'),
  route('campaigns/:id/schedule', 'campaigns/routes/campaign-schedule.tsx'),
  route('campaigns/:id/check', 'campaigns/routes/campaign-check.tsx'),
  route('campaigns/:id/slots', 'campaigns/routes/campaign-slots.tsx'),
  route('campaigns/:id/poster', 'campaigns/routes/campaign-poster.ts'),
  route('campaigns/:id/package', 'campaigns/routes/campaign-package.ts'),
  route('campaigns/:id/evaluation', 'campaigns/routes/campaign-evaluation.tsx'),
  route('campaigns/:id/survey', 'campaigns/routes/campaign-survey.ts'),
  route('campaigns/:id/approval', 'campaigns/routes/campaign-approval.tsx'),
  route('campaigns/:id/return', 'campaigns/routes/campaign-return.ts'),
  route('campaigns/:id/steering/:deed', 'campaigns/routes/campaign-steering.tsx'),
  route('campaigns/:id/correction', 'campaigns/routes/campaign-correction.tsx'),
];

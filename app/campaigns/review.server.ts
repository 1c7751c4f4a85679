import type { Actor } from '../people/actor.ts';
import { momentOf, portsOf } from '../people/index.server.ts';
import type { RequestContext } from '../platform/http/context.ts';
import type { AudienceChoices } from './components/audience-form.tsx';
import type { Content } from './components/content-shown.tsx';
import type { PlanRow } from './components/slots.tsx';
import { contentShown, shownFacts } from './message-shown.server.ts';
import type { CampaignPage } from './queries/campaign-page.server.ts';
import { audienceChoices } from './queries/composer.server.ts';
import { lastLessons, type Lesson } from './queries/evaluation.server.ts';
import { listPlansKnown } from './queries/slot-plan.server.ts';
import { scheduleFacts, type ScheduleFacts } from './queries/forecast.server.ts';

/** What somebody looks at before she hands a campaign in or approves it. */
export interface Review {
  content: Content;
  facts: ScheduleFacts;
  lessons: Lesson[];
  plans: PlanRow[];
  choices: AudienceChoices;
}

export async function reviewOf(context: RequestContext, actor: Actor, campaign: CampaignPage): Promise<Review> {
  const ports = portsOf(context);
  const moment = { ...momentOf(ports), timeZone: ports.timeZone };
  return {
    content: await contentShown(context.db, campaign, shownFacts(context.env, actor, moment)),
    facts: await scheduleFacts(context.db, campaign, moment),
    lessons: await lastLessons(context.db, { topic: campaign.topic, except: campaign.id }),
    plans: await listPlansKnown(context.db, campaign, moment),
    choices: await audienceChoices(context.db, moment.today),
  };
}

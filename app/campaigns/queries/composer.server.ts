import type { Db } from '../../../db/client.ts';
import { listUnitsInScope } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { dailyCap } from '../../messaging/index.ts';
import { rulesOf } from '../forms/audience.ts';
import { spokenRate } from '../rules/media.ts';
import { previewAudience } from './audience.server.ts';
import { boardFacts } from './broadcast.server.ts';
import type { CampaignPage } from './campaign-page.server.ts';

/** Who would get the campaign as its rules stand. */
export async function previewOf(db: Db, campaign: CampaignPage, { at, today }: { at: Instant; today: Day }) {
  const cap = await readSetting(db, dailyCap, today);
  return previewAudience(db, rulesOf(campaign), { today, now: at, topic: campaign.topic, isDuty: campaign.is_duty === 1, cap });
}

/** What a preview of a public medium needs beside its words. */
export async function mediumFacts(db: Db, { today, baseUrl }: { today: Day; baseUrl: string }) {
  return { ...(await boardFacts(db, today)), rate: await readSetting(db, spokenRate, today), baseUrl };
}
export type MediumFacts = Awaited<ReturnType<typeof mediumFacts>>;

/** What the audience step chooses from. */
export async function audienceChoices(db: Db, today: Day) {
  const units = await listUnitsInScope(db, [{ role: 'CAMPAIGN_MAKER', scope: 'ALL', unitId: null }], today);
  const courses = await db.selectFrom('course as c').innerJoin('course_version as v', 'v.course_id', 'c.id').select(['c.slug', 'v.title']).where('v.released_at', 'is not', null).where('v.superseded_at', 'is', null).orderBy('v.title').execute();
  // Divisions inside an office are too many for one list; whoever needs one of them narrows by office.
  return { units: units.filter((unit) => unit.depth <= 1), courses };
}

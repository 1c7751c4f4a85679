import type { Db } from '../../../db/client.ts';
import { shownThen, type ShownThen } from '../../faq/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { publicMedia } from '../rules/media.ts';
import type { CampaignPage } from './campaign-page.server.ts';

/** The answers that a campaign needs, and whether each will be shown when it is sent; without a schedule, whether it is shown now. */
export async function listCampaignAnswers(db: Db, campaign: CampaignPage, reader: { now: Instant; seesDrafts: boolean }): Promise<ShownThen[]> {
  const listed = await db.selectFrom('campaign_answer').select('entry_id').where('campaign_id', '=', campaign.id).execute();
  const isStaff = !campaign.media.some(({ medium }) => publicMedia.includes(medium as never));
  return shownThen(db, listed.map(({ entry_id }) => entry_id), { at: campaign.send_at ?? reader.now, isStaff }, reader);
}

import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { campaignParams } from '../forms/campaign.ts';
import { notReachedCsv } from '../not-reached-csv.server.ts';
import { canSeeCampaigns } from '../policy.ts';
import { listNotReached } from '../queries/broadcast.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { fileName } from '../rules/file-name.ts';

/** The communes that no confirmed broadcast has reached, as a table for a letter to them. */
export const loader = page({ guard: canSeeCampaigns, params: campaignParams }, async ({ params, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const csv = notReachedCsv(await listNotReached(context.db, params.id, today), { locale: context.reader.locale, at });
  return new Response(csv, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${fileName('chua-phu', campaign)}.csv"`, 'Cache-Control': 'private, no-store' } });
});

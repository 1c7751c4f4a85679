import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { campaignParams } from '../forms/campaign.ts';
import { canSeeCampaigns } from '../policy.ts';
import { bulletinPackage } from '../queries/bulletin-package.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { fileName } from '../rules/file-name.ts';

/** The loudspeaker bulletin as JSON with its plain text inside, for the source-information system. */
export const loader = page({ guard: canSeeCampaigns, params: campaignParams }, async ({ params, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const body = JSON.stringify(await bulletinPackage(context.db, campaign, today), null, 2);
  return new Response(body, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': `attachment; filename="${fileName('ban-tin', campaign)}.json"`, 'Cache-Control': 'private, no-store' } });
});

import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { campaignParams } from '../forms/campaign.ts';
import { canSeeCampaigns } from '../policy.ts';
import { bulletinPackage } from '../queries/bulletin-package.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';

/** The loudspeaker bulletin as JSON with its plain text inside, for the source-information system. */
export const loader = page({ guard: canSeeCampaigns, params: campaignParams }, async ({ params, context }) => {
  const campaign = await getCampaign(context.db, params.id, momentOf(portsOf(context)).at);
  const body = JSON.stringify(await bulletinPackage(context.db, campaign), null, 2);
  return new Response(body, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Content-Disposition': `attachment; filename="ban-tin-${campaign.code.replace(/[^A-Z0-9-]/g, '-')}.json"`, 'Cache-Control': 'private, no-store' } });
});

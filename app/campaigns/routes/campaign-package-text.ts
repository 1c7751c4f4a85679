import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { campaignParams } from '../forms/campaign.ts';
import { canSeeCampaigns } from '../policy.ts';
import { bulletinPackage } from '../queries/bulletin-package.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { bulletinText } from '../rules/bulletin-text.ts';
import { fileName } from '../rules/file-name.ts';

/** The same bulletin as a text that can be read out. */
export const loader = page({ guard: canSeeCampaigns, params: campaignParams }, async ({ params, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const { moment } = defineFormats('vi', context.env.TZ_DISPLAY);
  const body = `\ufeff${bulletinText(await bulletinPackage(context.db, campaign, today), moment)}`;
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': `attachment; filename="${fileName('ban-tin', campaign)}.txt"`, 'Cache-Control': 'private, no-store' } });
});

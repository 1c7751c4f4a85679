import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { sheetParams } from '../forms/campaign.ts';
import { canSeeCampaigns } from '../policy.ts';
import { sheetFacts } from '../queries/bulletin-package.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { fileName } from '../rules/file-name.ts';
import { operatorSheet } from '../rules/operator-sheet.ts';

const names = { LED: 'bang-led', CRAWL: 'chu-chay', POST: 'bai-dang' } as const;

/** The pages of a board, the line of a crawl or a post as a text for its operator. */
export const loader = page({ guard: canSeeCampaigns, params: sheetParams }, async ({ params, context }) => {
  const campaign = await getCampaign(context.db, params.id, momentOf(portsOf(context)).at);
  const { moment } = defineFormats('vi', context.env.TZ_DISPLAY);
  const body = `\ufeff${operatorSheet(await sheetFacts(context.db, campaign, params.medium, context.env.baseUrl), moment)}`;
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': `attachment; filename="${fileName(names[params.medium], campaign)}.txt"`, 'Cache-Control': 'private, no-store' } });
});

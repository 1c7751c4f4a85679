import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { campaignParams } from '../forms/campaign.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { composerMessages } from '../messages/composer.ts';
import { canSeeCampaigns } from '../policy.ts';
import { renderPoster } from '../poster-pdf.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { isInForce } from '../rules/campaign-state.ts';
import { fileName } from '../rules/file-name.ts';

/** The poster of a campaign for the printer: A3 with a QR code. */
export const loader = page({ guard: canSeeCampaigns, params: campaignParams }, async ({ params, context }) => {
  const campaign = await getCampaign(context.db, params.id, momentOf(portsOf(context)).at);
  const row = campaign.media.find(({ medium }) => medium === 'POSTER');
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const words = JSON.parse(row.content) as { headline: string; text: string; link: string };
  const pdf = await renderPoster({ ...words, address: context.env.baseUrl + words.link, source: campaign.content_source, more: broadcastMessages.in('vi')('poster.more'), drill: campaign.is_drill === 1 ? composerMessages.in('vi')('drill.mark') : null, draft: isInForce(campaign) ? null : composerMessages.in('vi')('content.poster-draft') });
  return new Response(new Uint8Array(pdf), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${fileName('ap-phich', campaign)}.pdf"`, 'Cache-Control': 'private, no-store' } });
});

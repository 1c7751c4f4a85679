import { previewMail } from '../../messaging/index.server.ts';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { mailParams, messageForm } from '../forms/campaign.ts';
import { draftOf } from '../message-shown.server.ts';
import { canSeeCampaigns, canWriteCampaigns } from '../policy.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { storedTexts } from '../rules/stored-texts.ts';

/** The mail as a mail program lays it out, in a sandbox inside a page of ours: no script, no form, no picture, nothing that could use the session. The page around it may measure it. */
const sandbox = "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
const framed = (html: string) => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': sandbox, 'X-Frame-Options': 'SAMEORIGIN', 'Cache-Control': 'no-store' } });

export const loader = page({ guard: canSeeCampaigns, params: mailParams }, async ({ actor, params, context }) => {
  const campaign = await getCampaign(context.db, params.id, momentOf(portsOf(context)).at);
  const texts = storedTexts(campaign);
  if (!texts) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return framed(previewMail(draftOf(campaign, texts.content, actor), params.locale, context.env.baseUrl).html);
});

/** The same for words that are still being typed. */
export const action = submit({ guard: canWriteCampaigns, params: mailParams, form: messageForm, limit: 200_000 }, async ({ actor, params, form, context }) => {
  const campaign = await getCampaign(context.db, params.id, momentOf(portsOf(context)).at);
  return framed(previewMail(draftOf(campaign, form.content, actor), params.locale, context.env.baseUrl).html);
});

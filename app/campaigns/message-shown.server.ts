import type { Db } from '../../db/client.ts';
import { previewMail, previewNotice, previewPush, previewText, previewVneid, previewWebhook, type Draft } from '../messaging/index.server.ts';
import { hasVariables, type MessageContent } from '../messaging/index.ts';
import type { Actor } from '../people/actor.ts';
import type { Day, Instant } from '../platform/clock.ts';
import type { Env } from '../platform/env.ts';
import type { Content } from './components/content-shown.tsx';
import type { MessageShown } from './components/message-preview.tsx';
import { campaignMessages as messages } from './messages/campaigns.ts';
import type { CampaignPage } from './queries/campaign-page.server.ts';
import { countPhones } from './queries/audience.server.ts';
import { mediumFacts } from './queries/composer.server.ts';
import { drillSms } from './rules/drill.ts';
import type { PersonalMedium } from './rules/media.ts';
import { storedTexts, type MessageTexts } from './rules/stored-texts.ts';

/** What a preview needs beside the words. */
export interface ShownFacts {
  /** Whoever looks: she stands for the readers. */
  actor: Actor;
  at: Instant;
  today: Day;
  baseUrl: string;
  webhookUrl: string | undefined;
}

export const shownFacts = (env: Env, actor: Actor, { at, today }: { at: Instant; today: Day }): ShownFacts => ({ actor, at, today, baseUrl: env.baseUrl, webhookUrl: env.WEBHOOK_URL });

/** The message with somebody who stands for its readers: whoever writes it. */
export function draftOf(campaign: CampaignPage, content: MessageContent, actor: Actor): Draft {
  const { id, fullName, unitName } = actor;
  return { content, reader: { id, fullName, unitName }, topic: campaign.topic, isDuty: campaign.is_duty === 1, isDrill: campaign.is_drill === 1, reason: messages.both('reason', { campaign: campaign.name }) };
}

/** What is stored, for a page that shows all of it. */
export async function contentShown(db: Db, campaign: CampaignPage, facts: ShownFacts): Promise<Content> {
  const texts = storedTexts(campaign);
  return { shown: texts ? await messageShown(db, campaign, texts, facts) : null, facts: await mediumFacts(db, facts) };
}

/** Everything that a preview of a message shows. @param isLive of words as they are typed */
export async function messageShown(db: Db, campaign: CampaignPage, texts: MessageTexts, facts: ShownFacts, isLive = false): Promise<MessageShown> {
  const draft = draftOf(campaign, texts.content, facts.actor);
  const has = (medium: PersonalMedium) => texts.channels.includes(medium);
  const mails = (has('EMAIL') ? (['vi', 'en'] as const) : []).map((locale) => ({ locale, subject: previewMail(draft, locale, facts.baseUrl).subject, address: `/campaigns/${campaign.id}/content/message/mail/${locale}`, isLive }));
  const sms = has('SMS') && texts.sms ? (draft.isDrill ? drillSms(texts.sms) : texts.sms) : '';
  return {
    reader: facts.actor.fullName,
    isDrill: draft.isDrill,
    notice: previewNotice(draft, 'vi', facts.baseUrl),
    question: texts.content.question ?? null,
    push: has('PUSH') ? previewPush(draft, 'vi') : null,
    mails,
    sms: sms ? { text: previewText(draft, sms, facts.baseUrl), isPersonal: hasVariables(sms), people: await countPhones(db, campaign, facts.today) } : null,
    zalo: has('ZALO') && texts.zalo ? { templateId: texts.zalo.templateId, parameters: Object.entries(texts.zalo.parameters).map(([name, value]): [string, string] => [name, previewText(draft, value, facts.baseUrl)]) } : null,
    webhook: has('WEBHOOK') ? previewWebhook(draft, 'vi', facts) : null,
    vneid: has('VNEID') ? previewVneid(draft, facts.baseUrl) : null,
  };
}

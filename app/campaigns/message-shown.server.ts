import type { Db } from '../../db/client.ts';
import { previewMail, previewNotice, previewPush, previewText, type Draft } from '../messaging/index.server.ts';
import { hasVariables, type MessageContent } from '../messaging/index.ts';
import type { Actor } from '../people/actor.ts';
import type { Content } from './components/content-shown.tsx';
import type { MessageShown } from './components/message-preview.tsx';
import { campaignMessages as messages } from './messages/campaigns.ts';
import type { CampaignPage } from './queries/campaign-page.server.ts';
import { countPhones } from './queries/audience.server.ts';
import { mediumFacts } from './queries/composer.server.ts';
import { drillSms } from './rules/drill.ts';
import type { PersonalMedium } from './rules/media.ts';
import { storedTexts, type MessageTexts } from './rules/stored-texts.ts';

/** The message with somebody who stands for its readers: whoever writes it. */
export function draftOf(campaign: CampaignPage, content: MessageContent, actor: Actor): Draft {
  const { id, fullName, unitName } = actor;
  return { content, reader: { id, fullName, unitName }, topic: campaign.topic, isDuty: campaign.is_duty === 1, isDrill: campaign.is_drill === 1, reason: messages.both('reason', { campaign: campaign.name }) };
}

/** What is stored, for a page that shows all of it. */
export async function contentShown(db: Db, campaign: CampaignPage, facts: { actor: Actor; baseUrl: string; today: string }): Promise<Content> {
  const texts = storedTexts(campaign);
  return { shown: texts ? await messageShown(db, campaign, texts, { ...facts, isLive: false }) : null, facts: await mediumFacts(db, facts.today) };
}

/** Everything that a preview of a message shows. */
export async function messageShown(db: Db, campaign: CampaignPage, texts: MessageTexts, facts: { actor: Actor; baseUrl: string; today: string; isLive: boolean }): Promise<MessageShown> {
  const draft = draftOf(campaign, texts.content, facts.actor);
  const has = (medium: PersonalMedium) => texts.channels.includes(medium);
  const mails = (has('EMAIL') ? (['vi', 'en'] as const) : []).map((locale) => ({ locale, subject: previewMail(draft, locale, facts.baseUrl).subject, address: `/campaigns/${campaign.id}/content/message/mail/${locale}`, isLive: facts.isLive }));
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
  };
}

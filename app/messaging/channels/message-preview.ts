import type { Locale, Localised } from '../../platform/i18n/messages.ts';
import type { MessageContent } from '../forms/content.ts';
import { linkLength } from '../rules/link-gap.ts';
import type { Letter } from '../sender.ts';
import { renderMail, renderNotice, type MailContent } from './email-content.ts';
import { personal } from './plain-words.ts';
import { pushContent } from './push-content.ts';

/** A message that is still being written, with somebody who stands for its readers. */
export interface Draft {
  content: MessageContent;
  reader: { id: string; fullName: string; unitName: string | null };
  topic: string;
  isDuty: boolean;
  isDrill: boolean;
  reason: Localised;
}

/** The draft as a letter to the reader who stands for all. */
export function letterOf(draft: Draft, locale: Locale): Letter {
  const { content, topic, isDuty, isDrill, reason, reader } = draft;
  return { deliveryId: '', messageId: '', channel: 'EMAIL', address: null, recipient: { ...reader, locale }, topic, isDuty, isDrill, isCampaign: true, urgency: 'NORMAL', takenAt: '', notAfter: '', correctsId: null, reason, content, wasUncertain: false };
}

/** The mail as it will be sent to a reader of one language; its unsubscribe link leads nowhere. */
export function previewMail(draft: Draft, locale: Locale, baseUrl: string): MailContent {
  return renderMail(letterOf(draft, locale), { baseUrl, unsubscribeUrl: draft.isDuty ? null : '#' });
}

/** The mail as somebody without an account will get it. */
export function previewOutside({ content, name, reason }: { content: MessageContent; name: string; reason: Localised }, baseUrl: string): MailContent {
  const draft = { content, reader: { id: '', fullName: name, unitName: null }, topic: 'SYSTEM', isDuty: true, isDrill: false, reason };
  return renderMail({ ...letterOf(draft, 'vi'), isCampaign: false, outside: '' }, { baseUrl, unsubscribeUrl: null });
}

/** The notice as the inbox shows it. */
export function previewNotice({ content, reader }: Draft, locale: Locale, baseUrl: string): { subject: string; html: string } {
  return renderNotice(content[locale] ?? content.vi, reader, baseUrl);
}

/** The few words that a locked screen shows. */
export function previewPush(draft: Draft, locale: Locale): { title: string; body: string } {
  const { title, body } = pushContent(letterOf(draft, locale), '');
  return { title, body };
}

/** A text with the reader's name and unit in it, as SMS and Zalo carry it, and something of a link's length where the link will stand. */
export const previewText = (draft: Draft, text: string, baseUrl: string): string => personal(text, letterOf(draft, 'vi'), `${baseUrl}/go/`.padEnd(linkLength(baseUrl), 'x'));

import type { Locale, Localised } from '../../platform/i18n/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { MessageContent } from '../forms/content.ts';
import { mailMessages } from '../messages/mail.ts';
import type { Letter } from '../sender.ts';
import { drawText } from './email-body.ts';
import { headerLine, renderMail, renderNotice, type MailContent } from './email-content.ts';
import { parseBody } from './email-markdown.ts';
import { personal } from './plain-words.ts';

/** A message that is still being written, with somebody who stands for its readers. */
export interface Draft {
  content: MessageContent;
  reader: { id: string; fullName: string; unitName: string | null };
  topic: string;
  isDuty: boolean;
  isDrill: boolean;
  reason: Localised;
}

function letterOf(draft: Draft, locale: Locale): Letter {
  const { content, topic, isDuty, isDrill, reason, reader } = draft;
  return { deliveryId: '', messageId: '', channel: 'EMAIL', address: null, recipient: { ...reader, locale }, topic, isDuty, isDrill, correctsId: null, reason, content, wasUncertain: false };
}

/** The mail as it will be sent to a reader of one language; its unsubscribe link leads nowhere. */
export function previewMail(draft: Draft, locale: Locale, baseUrl: string): MailContent {
  return renderMail(letterOf(draft, locale), { baseUrl, unsubscribeUrl: draft.isDuty ? null : '#' });
}

/** The notice as the inbox shows it. */
export function previewNotice({ content, reader }: Draft, locale: Locale, baseUrl: string): { subject: string; html: string } {
  return renderNotice(content[locale] ?? content.vi, reader, baseUrl);
}

const pushShown = 200;

/** The few words that a locked screen shows. */
export function previewPush(draft: Draft, locale: Locale, baseUrl: string): { title: string; body: string } {
  const letter = letterOf(draft, locale);
  const words = draft.content[locale] ?? draft.content.vi;
  const body = [...normaliseLine(drawText(parseBody(personal(words.body, letter)), baseUrl))];
  return { title: headerLine([draft.isDrill ? mailMessages.in(locale)('drill') : '', personal(words.subject, letter)].join(' ')), body: body.length > pushShown ? `${body.slice(0, pushShown - 1).join('')}…` : body.join('') };
}

/** A text with the reader's name and unit in it, as SMS and Zalo carry it. */
export const previewText = (draft: Draft, text: string): string => personal(text, letterOf(draft, 'vi'));

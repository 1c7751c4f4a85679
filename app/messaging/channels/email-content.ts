import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import type { MessageContent } from '../forms/content.ts';
import type { Letter } from '../sender.ts';
import { mailMessages } from '../messages/mail.ts';
import { drawHtml, drawText, escapeHtml } from './email-body.ts';
import { linkFor } from './email-links.ts';
import { bodyLimit, isTooDeep, parseBody } from './email-markdown.ts';
import { mailHtml, mailText, type MailParts } from './email-template.ts';

/** What a mail consists of before it is wrapped up for the wire. */
export interface MailContent {
  subject: string;
  html: string;
  text: string;
}

export interface RenderOptions {
  baseUrl: string;
  /** The page where somebody stops this kind of mail; null for duty mails. */
  unsubscribeUrl: string | null;
  /** Where the button leads, when that is not the page itself. */
  link?: string | null;
}

/** One safe line for a header: composed letters, no line breaks, nothing invisible, not longer than a reader reads. */
export function headerLine(text: string, limit = 200): string {
  return [...normaliseLine(text.replace(/[\u2028\u2029\u0085]/g, ' ').replace(/[\u{e000}-\u{f8ff}]/gu, ''))].slice(0, limit).join('').trim();
}

// Private characters stand in for the names while the text is parsed, so that a name is never read as Markdown.
const standIns = { ten: '\ue000', don_vi: '\ue001' } as const;

/** The body of a letter cannot be drawn: no later try will change that. */
export class UnfitBody extends Error {
  override readonly name = 'UnfitBody';
}

/**
 * Renders a letter in its reader's language.
 * @throws UnfitBody when the body is longer or deeper than any form lets through
 */
export function renderMail(letter: Letter, { baseUrl, unsubscribeUrl, link }: RenderOptions): MailContent {
  const locale = letter.recipient.locale;
  const words = letter.content[locale] ?? letter.content.vi;
  const t = mailMessages.in(locale);
  const names = { ten: headerLine(letter.recipient.fullName), don_vi: headerLine(letter.recipient.unitName ?? '') };
  const body = drawnBody(words, baseUrl);
  if (!body) throw new UnfitBody(`the body of ${letter.messageId} is too long or too deep to be sent`);
  const marks = [letter.isDrill ? t('drill') : '', letter.correctsId ? t('correction') : ''].filter(Boolean);
  const subject = headerLine([...marks, fill(body.subject, names)].join(' '));
  const parts: MailParts = {
    locale,
    bodyLocale: letter.content[locale] ? locale : 'vi',
    subject,
    name: names.ten,
    marks: [letter.isDrill ? `${t('drill')} ${t('drill-text')}` : '', letter.correctsId ? `${t('correction')} ${t('correction-text')}` : ''].filter(Boolean),
    link: link ?? linkFor(letter.content.link ?? '/', baseUrl) ?? `${baseUrl}/`,
    leadsTo: link && letter.isCampaign ? (letter.content.link ?? null) : null,
    question: letter.content.question?.text ?? null,
    reason: reasonIn(letter.reason, locale),
    host: new URL(baseUrl).host,
    unsubscribeUrl: letter.isDuty ? null : unsubscribeUrl,
    isDuty: letter.isDuty,
  };
  const safe = { ten: escapeHtml(names.ten), don_vi: escapeHtml(names.don_vi) };
  return { subject, html: mailHtml(parts, fill(body.html, safe)), text: mailText(parts, fill(body.text, names)) };
}

type Words = MessageContent['vi'];
const drawn = new WeakMap<Words, { baseUrl: string; body: { subject: string; html: string; text: string } | null }>();

/** Subject and body with stand-ins for the names, drawn once for all letters that share their words. */
function drawnBody(words: Words, baseUrl: string): { subject: string; html: string; text: string } | null {
  const known = drawn.get(words);
  if (known?.baseUrl === baseUrl) return known.body;
  const isFit = words.body.length <= bodyLimit && !isTooDeep(words.body);
  const tokens = isFit ? parseBody(standIn(words.body)) : [];
  const body = isFit ? { subject: standIn(words.subject), html: drawHtml(tokens, baseUrl), text: drawText(tokens, baseUrl) } : null;
  drawn.set(words, { baseUrl, body });
  return body;
}

/** The words of a message for a page, with the reader's names in them. */
export function renderNotice(words: { subject: string; body: string }, reader: { fullName: string; unitName: string | null }, baseUrl: string): { subject: string; html: string } {
  const names = { ten: headerLine(reader.fullName), don_vi: headerLine(reader.unitName ?? '') };
  const safe = { ten: escapeHtml(names.ten), don_vi: escapeHtml(names.don_vi) };
  const isFit = words.body.length <= bodyLimit && !isTooDeep(words.body);
  return { subject: headerLine(fill(standIn(words.subject), names)), html: isFit ? fill(drawHtml(parseBody(standIn(words.body)), baseUrl, 'page'), safe) : `<p>${escapeHtml(words.body)}</p>` };
}

function standIn(text: string): string {
  return text.replace(/[\u{e000}-\u{f8ff}]/gu, '').replace(/\{\{\s*(ten|don_vi)\s*\}\}/g, (_whole, name: keyof typeof standIns) => standIns[name]);
}

function fill(text: string, names: Record<keyof typeof standIns, string>): string {
  return text.replaceAll(standIns.ten, () => names.ten).replaceAll(standIns.don_vi, () => names.don_vi);
}

function reasonIn(reason: Localised, locale: 'vi' | 'en'): string {
  return headerLine(reason[locale], 300).replace(/[.\s]+$/, '');
}

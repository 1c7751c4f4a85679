import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import type { MessageContent } from '../forms/content.ts';
import type { Letter } from '../sender.ts';
import { mailMessages } from '../messages/mail.ts';
import { drawHtml, drawText, escapeHtml } from './email-body.ts';
import { linkFor } from './email-links.ts';
import { bodyLimit, isTooDeep, parseBody } from './email-markdown.ts';
import { letterMarks } from './letter-marks.ts';
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

type Names = Readonly<Record<string, string>>;
// Private characters stand in for names and values while the text is parsed, so that they are never read as Markdown.
const firstStandIn = 0xe000;

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
  const names = namesOf(letter.recipient, letter.variables);
  const body = drawnBody(words, Object.keys(names), baseUrl);
  if (!body) throw new UnfitBody(`the body of ${letter.messageId} is too long or too deep to be sent`);
  const subject = headerLine([...letterMarks(letter, locale), fill(body.subject, names)].join(' '));
  const parts: MailParts = {
    locale,
    bodyLocale: letter.content[locale] ? locale : 'vi',
    subject,
    name: headerLine(letter.recipient.fullName),
    marks: [letter.isDrill ? `${t('drill')} ${t('drill-text')}` : '', letter.correctsId ? `${t('correction')} ${t('correction-text')}` : ''].filter(Boolean),
    link: link ?? linkFor(letter.content.link ?? '/', baseUrl) ?? `${baseUrl}/`,
    leadsTo: link && letter.isCampaign ? (letter.content.link ?? null) : null,
    question: letter.content.question?.text ?? null,
    reason: reasonIn(letter.reason, locale),
    host: new URL(baseUrl).host,
    unsubscribeUrl: letter.isDuty ? null : unsubscribeUrl,
    isDuty: letter.isDuty,
    isOutside: letter.outside !== undefined,
  };
  return { subject, html: mailHtml(parts, fill(body.html, safeOf(names))), text: mailText(parts, fill(body.text, names)) };
}

type Words = MessageContent['vi'];
interface Drawn {
  key: string;
  body: { subject: string; html: string; text: string } | null;
}
const drawn = new WeakMap<Words, Drawn>();

/** Subject and body with stand-ins for what differs by reader, drawn once for all letters that share their words. */
function drawnBody(words: Words, names: readonly string[], baseUrl: string): Drawn['body'] {
  const key = [baseUrl, ...names].join(' ');
  const known = drawn.get(words);
  if (known?.key === key) return known.body;
  const isFit = words.body.length <= bodyLimit && !isTooDeep(words.body);
  const tokens = isFit ? parseBody(standIn(words.body, names)) : [];
  const body = isFit ? { subject: standIn(words.subject, names), html: drawHtml(tokens, baseUrl), text: drawText(tokens, baseUrl) } : null;
  drawn.set(words, { key, body });
  return body;
}

/** The words of a message for a page, with the reader's names and values in them. */
export function renderNotice(words: { subject: string; body: string }, reader: { fullName: string; unitName: string | null }, baseUrl: string, variables: Names = {}): { subject: string; html: string } {
  const names = namesOf(reader, variables);
  const isFit = words.body.length <= bodyLimit && !isTooDeep(words.body);
  const html = isFit ? fill(drawHtml(parseBody(standIn(words.body, Object.keys(names))), baseUrl, 'page'), safeOf(names)) : `<p>${escapeHtml(words.body)}</p>`;
  return { subject: subjectWith(words.subject, names), html };
}

/** The subject of a message for a list, with the reader's names and values in it. */
export function renderSubject(subject: string, reader: { fullName: string; unitName: string | null }, variables: Names = {}): string {
  return subjectWith(subject, namesOf(reader, variables));
}

const subjectWith = (subject: string, names: Names): string => headerLine(fill(standIn(subject, Object.keys(names)), names));

/** Everything that a text may name; the reader's own name and unit cannot be overruled. */
function namesOf(reader: { fullName: string; unitName: string | null }, variables: Names = {}): Names {
  const all = { ...variables, ten: reader.fullName, don_vi: reader.unitName ?? '' };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, headerLine(value)]));
}

const safeOf = (names: Names): Names => Object.fromEntries(Object.entries(names).map(([name, value]) => [name, escapeHtml(value)]));
const standInFor = (at: number) => String.fromCharCode(firstStandIn + at);

function standIn(text: string, order: readonly string[]): string {
  return text.replace(/[\u{e000}-\u{f8ff}]/gu, '').replace(/\{\{\s*([a-z_]+)\s*\}\}/g, (whole, name: string) => (order.includes(name) ? standInFor(order.indexOf(name)) : whole));
}

function fill(text: string, names: Names): string {
  const values = Object.values(names);
  return text.replace(/[\u{e000}-\u{f8ff}]/gu, (stand) => values[(stand.codePointAt(0) ?? 0) - firstStandIn] ?? '');
}

function reasonIn(reason: Localised, locale: 'vi' | 'en'): string {
  return headerLine(reason[locale], 300).replace(/[.\s]+$/, '');
}

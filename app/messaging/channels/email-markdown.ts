import { Marked, type Token, type Tokens } from 'marked';
import type { Localised } from '../../platform/i18n/messages.ts';
import { normaliseText } from '../../platform/text/normalise.ts';
import { mailMessages as messages } from '../messages/mail.ts';
import { linkFor } from './email-links.ts';

/** The longest body; the form of a message says the same. */
export const bodyLimit = 20_000;
const deepest = 12;
const marked = new Marked({ gfm: true, breaks: true });

/** Reads guarded Markdown into tokens. Text that is nested without measure is not handed to the parser. */
export function parseBody(text: string): Token[] {
  return marked.lexer(normaliseText(text));
}

/** What is wrong with a body, as a sentence for whoever wrote it; null when it can be sent. */
export function faultOfBody(text: string, baseUrl: string): Localised | null {
  if (text.length > bodyLimit) return messages.both('body.too-long', { length: text.length, max: bodyLimit });
  if (isTooDeep(text)) return messages.both('body.deep');
  const found: Localised[] = [];
  const visit = (token: Token) => {
    if (token.type === 'html') found.push(messages.both('body.html', { found: token.raw.trim().slice(0, 30) }));
    if (token.type === 'image') found.push(messages.both('body.image'));
    if (token.type === 'link' && !linkFor((token as Tokens.Link).href, baseUrl)) found.push(messages.both('body.link', { link: (token as Tokens.Link).href.slice(0, 60) }));
  };
  marked.walkTokens(parseBody(text), (token) => void visit(token));
  return found[0] ?? null;
}

/** Quotes in quotes and lists in lists cost the parser its stack long before they mean anything. */
export function isTooDeep(text: string): boolean {
  return text.split('\n').some((line) => {
    const [lead = ''] = /^[\s>*+\-\d.)]*/.exec(line) ?? [];
    return lead.replace(/[^>]/g, '').length > deepest || lead.replace(/[\s>]/g, '').length > 3 * deepest + 40 || (/^[ \t]*/.exec(line)?.[0].length ?? 0) > 4 * deepest;
  }) || /(?:[[!(]{40}|[*_~]{200})/.test(text);
}

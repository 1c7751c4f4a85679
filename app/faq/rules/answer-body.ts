import { Marked, type Token, type Tokens } from 'marked';
import { drawHtml, drawText, isTooDeep, linkFor, parseBody } from '../../messaging/index.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { answerFaults as faults } from '../messages/faults.ts';

/** The longest body; an answer that needs more is two answers. */
export const bodyMost = 10_000;
/** Stands for the product's own address where only the kind of a link matters. */
const anywhere = 'https://own.invalid';

/** What is wrong with the steps of an answer, as a sentence for whoever wrote them; null when they can be shown. */
export function faultOfAnswerBody(text: string, baseUrl = anywhere): Localised | null {
  if (text.length > bodyMost) return faults.both('body.long', { length: text.length, max: bodyMost });
  if (isTooDeep(text)) return faults.both('body.deep');
  const found: Localised[] = [];
  const visit = (token: Token) => {
    if (token.type === 'html') found.push(faults.both('body.html', { found: token.raw.trim().slice(0, 30) }));
    if (token.type === 'image') found.push(faults.both('body.image'));
    if (token.type === 'link' && !isSafeLink((token as Tokens.Link).href, baseUrl)) found.push(faults.both('body.link', { link: (token as Tokens.Link).href.slice(0, 60) }));
  };
  new Marked().walkTokens(parseBody(text), (token) => void visit(token));
  return found[0] ?? null;
}

/** A page of the product or an address with https; never a page that asks for a password. */
function isSafeLink(href: string, baseUrl: string): boolean {
  return !/^http:/i.test(href) && linkFor(href, baseUrl) !== null;
}

/** The steps as HTML for a page. Only what is listed in the drawing is drawn, everything else appears as the text that was typed. */
export function answerHtml(body: string, baseUrl = anywhere): string {
  if (isTooDeep(body)) return drawHtml([{ type: 'paragraph', raw: body, text: body, tokens: [{ type: 'text', raw: body, text: body }] }] as Token[], baseUrl, 'page');
  return drawHtml(parseBody(body), baseUrl, 'page').replaceAll(`href="${anywhere}/`, 'href="/');
}

/** The steps as plain text, for places that know no markup. */
export function answerText(body: string, baseUrl = anywhere): string {
  return isTooDeep(body) ? body : drawText(parseBody(body), baseUrl);
}

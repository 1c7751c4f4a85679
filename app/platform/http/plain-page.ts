import { platformMessages as messages } from '../messages.ts';
import type { Localised, Locale } from '../i18n/messages.ts';

/** A refusal outside the product's own pages. */
export interface PlainRefusal {
  says: readonly Localised[];
  /** What the reader had typed, which would be lost with the page that she came from. */
  words?: readonly string[];
  locale: Locale;
  /** Where to go on: a path of ours, the home page when left out. */
  back?: string | undefined;
  /** The same page at the official address, where it was opened at another one. */
  official?: string | undefined;
  /** Style sheets of the product, so that the page does not look foreign. */
  styles?: readonly string[];
}

/** A whole HTML page that says what happened and offers one way on: for refusals that no page of the product can show. */
export function plainPage({ says, words = [], locale, back, official, styles = [] }: PlainRefusal): string {
  const t = messages.in(locale);
  const title = t('refusal.title');
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} – hoc06</title>`,
    ...styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`),
    `</head><body><div class="frame"><main id="main" class="narrow stack"><h1>${title}</h1>`,
    ...says.map((say) => `<p>${escapeHtml(say[locale])}</p>`),
    ...(words.length > 0 ? [`<p>${t('refusal.words')}</p>`, ...words.map((text) => `<pre class="kept-text">${escapeHtml(text)}</pre>`)] : []),
    `<p><a href="${escapeHtml(official ?? back ?? '/')}">${t(official ? 'refusal.official' : back ? 'refusal.back' : 'refusal.home')}</a></p></main></div></body></html>`,
  ].join('');
}

/** The page of ours that a request came from, by its Referer; undefined when that is another site or says nothing. */
export function pageBefore(referer: string | null | undefined, host: string | null | undefined): string | undefined {
  if (!referer || !URL.canParse(referer)) return undefined;
  const { host: from, pathname, search } = new URL(referer);
  return from === host && !pathname.startsWith('//') ? pathname + search : undefined;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

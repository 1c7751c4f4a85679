import type { Token, Tokens } from 'marked';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Letter } from '../sender.ts';
import { headerLine } from './email-content.ts';
import { bodyLimit, isTooDeep, parseBody } from './email-markdown.ts';
import { letterMarks } from './letter-marks.ts';
import { nameless, personal } from './plain-words.ts';

/** What a device is told; public/service-worker.js reads it. */
export interface PushContent {
  title: string;
  body: string;
  /** Where a tap leads, inside the product. */
  url: string;
  /** A notice with the same tag takes the place of the one before. */
  tag: string;
  lang: 'vi' | 'en';
  /** Taking the place of another one it rings once more. */
  again: boolean;
  /** It stays until somebody has seen it. */
  stays: boolean;
}

const bodyShown = 200;

/**
 * The few words of a letter that may stand on a locked screen: its title, as in the inbox, and how it begins. Only the title can hold a name; in the body
 * it is left out.
 */
export function pushContent(letter: Letter, tag: string): PushContent {
  const { locale } = letter.recipient;
  const lang = letter.content[locale] ? locale : 'vi';
  const words = letter.content[lang] ?? letter.content.vi;
  return {
    title: headerLine([...letterMarks(letter, lang), personal(words.subject, letter)].join(' ')),
    body: beginning(nameless(words.body, lang)),
    url: `/inbox/${letter.messageId}`,
    tag,
    lang,
    again: letter.correctsId !== null,
    stays: letter.urgency === 'URGENT',
  };
}

function beginning(body: string): string {
  if (body.length > bodyLimit || isTooDeep(body)) return '';
  const letters = [...normaliseLine(plain(parseBody(body)))];
  if (letters.length <= bodyShown) return letters.join('');
  return `${letters.slice(0, bodyShown - 1).join('').replace(/\s+\S*$/, '')}…`;
}

/** The words of parsed Markdown without its signs and without the addresses of links. */
function plain(tokens: readonly Token[]): string {
  return tokens.map((token) => {
    if (token.type === 'list') return (token as Tokens.List).items.map((item) => plain(item.tokens)).join(' ');
    if (token.type === 'table') return (token as Tokens.Table).rows.flat().map((cell) => plain(cell.tokens)).join(' ');
    const parts = (token as { tokens?: Token[] }).tokens;
    const text = parts ? plain(parts) : token.type === 'br' ? ' ' : ((token as Tokens.Text).text ?? '');
    return isBlock.has(token.type) ? `${text} ` : text;
  }).join('');
}
const isBlock = new Set(['paragraph', 'heading', 'blockquote', 'code', 'space', 'hr']);

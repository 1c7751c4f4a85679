import type { Token, Tokens } from 'marked';
import { linkFor } from './email-links.ts';

/** Colours come with both grounds: the style sheet of the template turns them for a dark one. */
const styles: Record<string, string> = {
  p: 'margin:0 0 16px',
  h: 'margin:24px 0 8px;font-size:18px;line-height:1.4',
  list: 'margin:0 0 16px;padding-left:24px',
  li: 'margin:0 0 6px',
  quote: 'margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid #b3bfce',
  code: 'margin:0 0 16px;white-space:pre-wrap;font-family:Consolas,Menlo,monospace',
  a: 'color:#0b57a4',
  hr: 'border:0;border-top:1px solid #b3bfce;margin:24px 0',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

interface Drawing {
  baseUrl: string;
  /** Mails carry their look with every element; pages have a style sheet, and their security policy allows no other. */
  look: (part: string) => string;
}
const mailLook = (part: string) => ` style="${styles[part]}"`;
const pageLook = () => '';

/** Draws parsed Markdown as HTML for a mail or a page. Only what is listed here is drawn; everything else appears as the text that was typed. */
export function drawHtml(tokens: readonly Token[], baseUrl: string, where: 'mail' | 'page' = 'mail'): string {
  return draw(tokens, { baseUrl, look: where === 'mail' ? mailLook : pageLook });
}

function draw(tokens: readonly Token[], drawing: Drawing): string {
  const inside = (token: Token) => draw((token as { tokens?: Token[] }).tokens ?? [], drawing);
  return tokens.map((token) => htmlOf(token, inside, drawing)).join('');
}

type Inside = (token: Token) => string;

function htmlOf(token: Token, inside: Inside, { baseUrl, look }: Drawing): string {
  switch (token.type) {
    case 'space': case 'def': return '';
    case 'paragraph': return `<p${look('p')}>${inside(token)}</p>`;
    case 'heading': return `<h2${look('h')}>${inside(token)}</h2>`;
    case 'blockquote': return `<blockquote${look('quote')}>${inside(token)}</blockquote>`;
    case 'list': return htmlOfList(token as Tokens.List, inside, look);
    case 'code': return `<pre${look('code')}>${escapeHtml((token as Tokens.Code).text)}</pre>`;
    case 'hr': return `<hr${look('hr')}>`;
    case 'table': return htmlOfTable(token as Tokens.Table, inside, look);
    case 'strong': return `<strong>${inside(token)}</strong>`;
    case 'em': return `<em>${inside(token)}</em>`;
    case 'del': return `<s>${inside(token)}</s>`;
    case 'br': return '<br>';
    case 'codespan': return `<code>${escapeHtml((token as Tokens.Codespan).text)}</code>`;
    case 'link': return htmlOfLink(token as Tokens.Link, inside(token), { baseUrl, look });
    case 'escape': return escapeHtml((token as Tokens.Escape).text);
    case 'text': return (token as Tokens.Text).tokens ? inside(token) : escapeHtml((token as Tokens.Text).text);
    default: return escapeHtml(token.raw);
  }
}

function htmlOfList(list: Tokens.List, inside: Inside, look: Drawing['look']): string {
  const tag = list.ordered ? 'ol' : 'ul';
  const start = list.ordered && typeof list.start === 'number' && list.start !== 1 ? ` start="${list.start}"` : '';
  return `<${tag}${start}${look('list')}>${list.items.map((item) => `<li${look('li')}>${inside(item)}</li>`).join('')}</${tag}>`;
}

/** Phones are narrow: each row of a table becomes a line. */
function htmlOfTable(table: Tokens.Table, inside: Inside, look: Drawing['look']): string {
  const cell = (one: Tokens.TableCell) => inside(one as unknown as Token);
  return table.rows.map((row) => `<p${look('p')}>${row.map((one, at) => `<strong>${table.header[at] ? cell(table.header[at]) : ''}:</strong> ${cell(one)}`).join('<br>')}</p>`).join('');
}

function htmlOfLink(link: Tokens.Link, label: string, { baseUrl, look }: Drawing): string {
  const to = linkFor(link.href, baseUrl);
  return to ? `<a href="${escapeHtml(to)}"${look('a')}>${label}</a>` : label;
}

/** Draws parsed Markdown as plain text; addresses of links stand behind their words. */
export function drawText(tokens: readonly Token[], baseUrl: string): string {
  return blocksOf(tokens, baseUrl).join('\n\n').replace(/\n{3,}/g, '\n\n').trim();
}

function blocksOf(tokens: readonly Token[], baseUrl: string): string[] {
  return tokens.filter((token) => token.type !== 'space' && token.type !== 'def').map((token) => textOf(token, baseUrl));
}

function textOf(token: Token, baseUrl: string): string {
  const parts = (token as { tokens?: Token[] }).tokens;
  const inside = () => (parts ?? []).map((part) => textOf(part, baseUrl)).join('');
  switch (token.type) {
    case 'heading': return (parts ?? []).map((part) => capitalsOf(part, baseUrl)).join('');
    case 'blockquote': return blocksOf(parts ?? [], baseUrl).join('\n\n').replace(/^/gm, '> ');
    case 'list': return textOfList(token as Tokens.List, baseUrl);
    case 'hr': return '----------';
    case 'table': return textOfTable(token as Tokens.Table, baseUrl);
    case 'br': return '\n';
    case 'link': return textOfLink(token as Tokens.Link, inside(), baseUrl);
    case 'code': case 'codespan': case 'escape': return (token as Tokens.Code).text;
    case 'html': case 'image': return token.raw;
    default: return parts ? inside() : ((token as Tokens.Text).text ?? token.raw);
  }
}

/** The words of a heading in capitals; the address of a link stays as it is, because another case leads elsewhere. */
function capitalsOf(token: Token, baseUrl: string): string {
  const parts = (token as { tokens?: Token[] }).tokens;
  if (!parts) return textOf(token, baseUrl).toLocaleUpperCase('vi');
  const words = parts.map((part) => capitalsOf(part, baseUrl)).join('');
  return token.type === 'link' ? textOfLink(token as Tokens.Link, words, baseUrl) : words;
}

function textOfTable(table: Tokens.Table, baseUrl: string): string {
  const cell = (one: Tokens.TableCell | undefined) => (one?.tokens ?? []).map((part) => textOf(part, baseUrl)).join('');
  return table.rows.map((row) => row.map((one, at) => `${cell(table.header[at])}: ${cell(one)}`).join('\n')).join('\n\n');
}

function textOfList(list: Tokens.List, baseUrl: string): string {
  const first = typeof list.start === 'number' ? list.start : 1;
  return list.items.map((item, at) => {
    const mark = list.ordered ? `${first + at}. ` : '- ';
    return mark + blocksOf(item.tokens, baseUrl).join('\n').replace(/\n/g, `\n${' '.repeat(mark.length)}`);
  }).join('\n');
}

function textOfLink(link: Tokens.Link, label: string, baseUrl: string): string {
  const to = linkFor(link.href, baseUrl);
  return !to || to === label || to === `${label}/` ? label : `${label} (${to})`;
}

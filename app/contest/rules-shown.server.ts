import { wordDiff, type Piece } from '../platform/text/word-diff.ts';
import { drawHtml, drawText, parseBody } from '../messaging/index.ts';

/** Rules as markup for a page. Whatever is not on the drawer's list appears as the text that was typed. */
export function rulesHtml(body: string, baseUrl: string): string {
  return drawHtml(parseBody(body), baseUrl, 'page');
}

/** Rules as people read them: words without the signs of Markdown, headings as they were typed (capitals would hide a change of case), pages of our own by their path. */
export function rulesText(body: string, baseUrl: string): string {
  return drawText(parseBody(body).map((token) => (token.type === 'heading' ? { ...token, type: 'paragraph' } : token)), baseUrl).replaceAll(`(${baseUrl}/`, '(/');
}

export interface RulesChange {
  /** The version that is compared with. */
  version: number;
  /** Empty where only the look was changed and no word. */
  pieces: Piece[];
}

/** What changed in the words of rules since the version before; null for the first one. */
export function rulesChange(before: { version: number; body: string } | undefined, body: string, baseUrl: string): RulesChange | null {
  if (!before) return null;
  const [was, is] = [rulesText(before.body, baseUrl), rulesText(body, baseUrl)];
  return { version: before.version, pieces: was === is ? [] : wordDiff(was, is) };
}

import { drawHtml, parseBody } from '../messaging/index.ts';

/** Rules as markup for a page. Whatever is not on the drawer's list appears as the text that was typed. */
export function rulesHtml(body: string, baseUrl: string): string {
  return drawHtml(parseBody(body), baseUrl, 'page');
}

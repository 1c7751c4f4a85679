import { linkToken } from '../link-token.server.ts';
import { ownPath } from '../rules/own-path.ts';
import type { Letter } from '../sender.ts';

/** Where the link of a letter leads; null when it has none. Links of campaigns go through `/go`, so that it can be seen who came. */
export function letterLink(letter: Pick<Letter, 'content' | 'deliveryId' | 'isCampaign'>, baseUrl: string, secret: string): string | null {
  const path = letter.content.link === undefined ? null : ownPath(letter.content.link);
  if (path === null) return null;
  return baseUrl + (letter.isCampaign ? `/go/${linkToken(secret, letter.deliveryId)}` : path);
}

import { fold } from '../../platform/text/fold.ts';

/** Names below `/help` that are pages of their own: an answer with one of them could never be opened. A test compares them with the routes. */
export const reservedSlugs: ReadonlySet<string> = new Set(['searches', 'suggestions', 'topics']);

/** The code that a question gives by itself. */
export const slugOf = (question: string): string => fold(question).replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-|-$/g, '') || 'cau-hoi';

/** The first of a code, its second, its third … that is neither taken nor reserved. */
export function firstFree(slug: string, taken: ReadonlySet<string>): string {
  for (let at = 1; ; at += 1) {
    const one = at === 1 ? slug : `${slug}-${at}`;
    if (!taken.has(one) && !reservedSlugs.has(one)) return one;
  }
}

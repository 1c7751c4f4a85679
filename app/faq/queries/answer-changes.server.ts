import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';

/** What was known of changes when something was made of the published answers. */
export interface Seen {
  /** The newest change of what is shown. */
  seq: number;
  words: string;
}

export const isSame = (a: Seen, b: Seen): boolean => a.seq === b.seq && a.words === b.words;

export async function changesSeen(db: Db): Promise<Seen> {
  const { seq } = await db.selectFrom('faq_change').select((row) => row.fn.max('seq').as('seq')).executeTakeFirstOrThrow();
  const words = await db.selectFrom('search_word').select((row) => [row.fn.countAll<number>().as('all'), row.fn.count<number>('retired_at').as('ended')]).executeTakeFirstOrThrow();
  return { seq: seq ?? 0, words: `${words.all} ${words.ended}` };
}

/** The next moment at which something begins or ends by itself. */
export async function nextChange(db: Db, at: Instant): Promise<Instant | null> {
  const live = db.selectFrom('faq_publication').where('cancelled_at', 'is', null);
  const begins = await live.select((row) => row.fn.min('publish_at').as('at')).where('publish_at', '>', at).executeTakeFirstOrThrow();
  const ends = await live.select((row) => row.fn.min('withdraw_at').as('at')).where('withdraw_at', '>', at).executeTakeFirstOrThrow();
  const retired = await db.selectFrom('faq_entry').select((row) => row.fn.min('retired_at').as('at')).where('retired_at', '>', at).executeTakeFirstOrThrow();
  return [begins.at, ends.at, retired.at].filter((moment): moment is string => Boolean(moment)).toSorted()[0] ?? null;
}

import type { Db } from '../../../db/client.ts';
import type { Audience } from '../rules/answer.ts';
import { searchIndex } from '../rules/search.ts';
import { answersOf, questionsOf, type CurrentAnswer, type Moment } from './current-answers.server.ts';
import { roomFor } from './search-room.server.ts';

export interface AnswerHit {
  slug: string;
  question: string;
  short: string;
  audience: Audience;
}
export interface AnswerHits {
  hits: AnswerHit[];
  total: number;
  read: string | null;
  meant: string | null;
}

/**
 * The answers to a question, out of an index of exactly what this kind of reader may see: strangers are never served from one that holds internal or
 * unpublished words. Every search first takes up what has changed or begun since the last one, so all processes switch at the same second.
 */
export async function searchAnswers(db: Db, question: string, isStaff: boolean, moment: Moment, limit = 20): Promise<AnswerHits> {
  const { found, ...how } = await findAnswers(db, question, isStaff, moment, limit);
  return { ...how, hits: found.map(({ slug, question: asked, short, audience }) => ({ slug, question: asked, short, audience })) };
}

/** The same with the answers as a whole, for whoever reads them out. */
export async function findAnswers(db: Db, question: string, isStaff: boolean, moment: Moment, limit: number): Promise<Omit<AnswerHits, 'hits'> & { found: CurrentAnswer[] }> {
  const { index, lexicon, versions } = await roomFor(db, isStaff, moment);
  const { hits, total, read, meant } = searchIndex(index, question, { lexicon, limit });
  const answers = await answersOf(db, hits.map(({ id }) => versions.get(id) ?? ''), isStaff, moment);
  const byEntry = new Map(answers.map((answer) => [answer.entryId, answer]));
  return { found: hits.flatMap(({ id }) => byEntry.get(id) ?? []), total, read, meant };
}

/** Only what the best answers are asked by: while one types nothing else is shown, so nothing else is read. */
export async function suggestQuestions(db: Db, question: string, isStaff: boolean, moment: Moment, limit: number): Promise<{ slug: string; question: string }[]> {
  const { index, lexicon, versions } = await roomFor(db, isStaff, moment);
  const { hits } = searchIndex(index, question, { lexicon, limit });
  const asked = new Map((await questionsOf(db, hits.map(({ id }) => versions.get(id) ?? ''), isStaff, moment)).map(({ entryId, ...shown }) => [entryId, shown]));
  return hits.flatMap(({ id }) => asked.get(id) ?? []);
}

/** How many answers this reader finds in each topic now; the index counts them anyway, and counting rows would take longer than a search. */
export async function countByTopic(db: Db, isStaff: boolean, moment: Moment): Promise<ReadonlyMap<string, number>> {
  return (await roomFor(db, isStaff, moment)).index.groups;
}

import type { Db } from '../../../db/client.ts';
import { deskHitsShown, type DeskAnswer, type DeskCopy } from '../rules/desk-index.ts';
import { basisLine } from '../rules/search-document.ts';
import { findAnswers } from './answer-search.server.ts';
import { findAnswer, listAnswers, type CurrentAnswer, type Moment } from './current-answers.server.ts';
import { listWordPairs } from './words.server.ts';

/** Everything that may be read or looked up at the desk now, internal answers among it, and the words by which it is found. */
export async function readDeskCopy(db: Db, moment: Moment): Promise<DeskCopy> {
  return { answers: (await listAnswers(db, true, moment)).map(deskAnswerOf), words: await listWordPairs(db) };
}

/** An answer for the desk; null when nothing is shown under this name now. */
export async function findDeskAnswer(db: Db, slug: string, moment: Moment): Promise<DeskAnswer | null> {
  const answer = slug === '' ? undefined : await findAnswer(db, slug, true, moment);
  return answer ? deskAnswerOf(answer) : null;
}

/** What the desk finds without a copy of its own: the same search as on the help pages. */
export async function searchDesk(db: Db, question: string, moment: Moment): Promise<{ hits: DeskAnswer[]; read: string | null; meant: string | null }> {
  if (question.trim() === '') return { hits: [], read: null, meant: null };
  const { found, read, meant } = await findAnswers(db, question, true, moment, deskHitsShown);
  return { hits: found.map(deskAnswerOf), read, meant };
}

function deskAnswerOf({ versionId, slug, number, audience, question, variants, short, body, papers, fee, place, timeLimit, legalBasis, lapsed, asOf, isSample }: CurrentAnswer): DeskAnswer {
  return { versionId, slug, number, audience, question, variants, short, body, papers, fee, place, timeLimit, basis: legalBasis.map(basisLine), lapsed: lapsed.map(basisLine), asOf, isSample };
}

import type { Db } from '../../../db/client.ts';
import type { DeskAnswer } from '../rules/desk-index.ts';
import { listAnswers, type CurrentAnswer, type Moment } from './current-answers.server.ts';

/** Everything that may be read or looked up at the desk now, internal answers among it. */
export async function listDeskAnswers(db: Db, moment: Moment): Promise<DeskAnswer[]> {
  return (await listAnswers(db, true, moment)).map(deskAnswerOf);
}

function deskAnswerOf({ versionId, slug, number, audience, question, variants, short, body, papers, fee, place, timeLimit, legalBasis, lapsed, asOf, isSample }: CurrentAnswer): DeskAnswer {
  const named = (bases: CurrentAnswer['legalBasis']) => bases.map(({ document, article }) => (article ? `${document}, ${article}` : document));
  return { versionId, slug, number, audience, question, variants, short, body, papers, fee, place, timeLimit, basis: named(legalBasis), lapsed: named(lapsed), asOf, isSample };
}

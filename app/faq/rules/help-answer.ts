import type { AnswerFields, Audience, LegalBasis } from './answer.ts';

/** What a reader of the help pages gets of an answer, and nothing else: other wordings, sources and slugs of related answers stay in the workshop. */
export interface HelpAnswerShown extends Pick<AnswerFields, 'question' | 'short' | 'body' | 'papers' | 'fee' | 'place' | 'timeLimit' | 'legalBasis' | 'asOf'> {
  slug: string;
  audience: Audience;
  isSample: boolean;
  isOverdue: boolean;
  lapsed: LegalBasis[];
}

export function shownToReaders(answer: HelpAnswerShown): HelpAnswerShown {
  const { slug, audience, question, short, body, papers, fee, place, timeLimit, legalBasis, asOf, isSample, isOverdue, lapsed } = answer;
  return { slug, audience, question, short, body, papers, fee, place, timeLimit, legalBasis, asOf, isSample, isOverdue, lapsed };
}

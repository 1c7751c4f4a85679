import { plusDays } from '../../platform/days.ts';

export const audiences = ['PUBLIC', 'INTERNAL'] as const;
export type Audience = (typeof audiences)[number];
export const confidences = ['A', 'B', 'C'] as const;
export const volatilities = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type Volatility = (typeof volatilities)[number];
/** Days until an answer must be looked at again, by how fast its facts change. */
export const reviewDays: Readonly<Record<Volatility, number>> = { HIGH: 30, MEDIUM: 90, LOW: 365 };

/** A document with the article on which an answer rests; days are the province's, effectiveTo is the last day on which it holds. */
export interface LegalBasis {
  document: string;
  article: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
}

/** Everything that an answer says. Text is NFC; `body` is guarded Markdown. */
export interface AnswerFields {
  topic: string;
  audience: Audience;
  question: string;
  variants: string[];
  /** Read aloud in twenty seconds. */
  short: string;
  body: string;
  papers: string[];
  fee: string | null;
  place: string | null;
  timeLimit: string | null;
  legalBasis: LegalBasis[];
  asOf: string;
  confidence: (typeof confidences)[number];
  volatility: Volatility;
  reviewDue: string;
  transferTo: string | null;
  sources: string[];
  related: string[];
}

/** The text over which an approval's hash is taken: the same answer always gives the same text. */
export function canonicalAnswer(answer: AnswerFields): string {
  return JSON.stringify([
    answer.topic, answer.audience, answer.question, answer.variants, answer.short, answer.body, answer.papers, answer.fee, answer.place, answer.timeLimit,
    answer.legalBasis.map((basis) => [basis.document, basis.article]), answer.asOf, answer.confidence, answer.volatility, answer.reviewDue, answer.transferTo, answer.sources, answer.related,
  ]);
}

/** The last day of four-digit years: days are compared as text, and the day after it would come before all others. Some write it for "without an end". */
export const lastDay = '9999-12-31';

/** The day at whose beginning a document that holds until a day does no longer: the next one. */
export const lapsesOn = (effectiveTo: string): string => (effectiveTo >= lastDay ? lastDay : plusDays(effectiveTo, 1));

/** How a document stands on a day. */
export function standingOf({ effectiveFrom, effectiveTo }: Pick<LegalBasis, 'effectiveFrom' | 'effectiveTo'>, today: string): 'lapsed' | 'not-yet' | 'holds' {
  if (effectiveTo !== null && lapsesOn(effectiveTo) <= today) return 'lapsed';
  return effectiveFrom !== null && effectiveFrom > today ? 'not-yet' : 'holds';
}

/** So long a sheet that was handed out is kept and shown to others. */
const sheetDays = 90;

/** The day on which a document that holds today lapses, when a sheet that is handed out now may still be lying about; null otherwise. */
export function lapsesSoon(basis: LegalBasis, today: string): string | null {
  const day = basis.effectiveTo === null ? null : lapsesOn(basis.effectiveTo);
  return day !== null && standingOf(basis, today) === 'holds' && day <= plusDays(today, sheetDays) ? day : null;
}

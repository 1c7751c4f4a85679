import { wordDiff, type Piece } from '../../platform/text/word-diff.ts';
import type { AnswerFields } from './answer.ts';

export interface FieldChange {
  field: keyof AnswerFields;
  before: string;
  after: string;
  pieces: Piece[];
}

/** The order in which a reader meets the fields. */
export const shownFields: readonly (keyof AnswerFields)[] = ['question', 'short', 'body', 'papers', 'fee', 'place', 'timeLimit', 'legalBasis', 'asOf', 'variants', 'topic', 'audience', 'confidence', 'volatility', 'reviewDue', 'transferTo', 'sources', 'related'];

/** What changed between two answers; fields that are the same are left out. */
export function answerDiff(before: Readonly<Record<keyof AnswerFields, string>>, after: Readonly<Record<keyof AnswerFields, string>>): FieldChange[] {
  return shownFields.filter((field) => before[field] !== after[field]).map((field) => ({ field, before: before[field], after: after[field], pieces: wordDiff(before[field], after[field]) }));
}

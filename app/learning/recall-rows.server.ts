import type { RecallCard } from './rules/recall.ts';

const flag = (is: boolean | null) => (is === null ? null : is ? 1 : 0);
const unflag = (value: number | null) => (value === null ? null : value === 1);

/** A card as its row holds it. */
export const recallColumns = (card: RecallCard) => ({
  answers: card.answers,
  is_correct: card.isCorrect ? 1 : 0,
  stability: card.stability,
  difficulty: card.difficulty,
  last_on: card.lastOn,
  due_on: card.dueOn,
  correct_30: flag(card.correctAt[30]),
  correct_90: flag(card.correctAt[90]),
  correct_180: flag(card.correctAt[180]),
});

/** The card that a row holds. */
export const recallCardOf = (row: ReturnType<typeof recallColumns>): RecallCard => ({
  answers: row.answers,
  isCorrect: row.is_correct === 1,
  stability: row.stability,
  difficulty: row.difficulty,
  lastOn: row.last_on,
  dueOn: row.due_on,
  correctAt: { 30: unflag(row.correct_30), 90: unflag(row.correct_90), 180: unflag(row.correct_180) },
});

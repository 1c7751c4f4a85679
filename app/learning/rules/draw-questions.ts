import type { Day } from '../../platform/clock.ts';
import type { BlueprintRow, QuestionLevel } from './question.ts';
import { shuffle } from './shuffle.ts';

/** A question of the bank as the draw sees it. */
export interface BankEntry {
  versionId: string;
  questionId: string;
  module: string;
  level: QuestionLevel;
  /** The day on which its fact lapses. */
  expiresOn: Day | null;
}

export interface DrawInput {
  bank: readonly BankEntry[];
  blueprint: readonly BlueprintRow[];
  today: Day;
  /** Questions that the person knows from earlier attempts: they are drawn last. */
  seen: ReadonlySet<string>;
  seed: string;
}

export type Draw = { ok: true; entries: BankEntry[] } | { ok: false; row: BlueprintRow; found: number };

/**
 * Draws the questions that the blueprint asks for, unseen ones first, and mixes them. The same input gives the same draw,
 * whatever the order of the bank.
 * @returns the first line of the blueprint that the bank cannot fill, when there is one
 */
export function drawQuestions({ bank, blueprint, today, seen, seed }: DrawInput): Draw {
  const taken = new Set<string>();
  const entries: BankEntry[] = [];
  const sorted = [...bank].sort((a, b) => (a.questionId < b.questionId ? -1 : 1));
  for (const [at, row] of blueprint.entries()) {
    const open = sorted.filter((entry) => entry.module === row.module && (row.level === undefined || entry.level === row.level) && isCurrent(entry, today) && !taken.has(entry.questionId));
    if (open.length < row.count) return { ok: false, row, found: open.length };
    const mixed = shuffle(open, `${seed}|${at}`);
    const fresh = [...mixed.filter((entry) => !seen.has(entry.questionId)), ...mixed.filter((entry) => seen.has(entry.questionId))];
    for (const entry of fresh.slice(0, row.count)) {
      taken.add(entry.questionId);
      entries.push(entry);
    }
  }
  return { ok: true, entries: shuffle(entries, `${seed}|all`) };
}

/** Periods are half-open: on the day on which its fact lapses a question is not asked any more. */
function isCurrent(entry: BankEntry, today: Day): boolean {
  return entry.expiresOn === null || today < entry.expiresOn;
}

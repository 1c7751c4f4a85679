import { fsrs, Rating } from 'ts-fsrs';
import type { Day } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import type { QuestionBody } from './question.ts';
import { seededRandom } from './random.ts';
import { shownOrder } from './shuffle.ts';

/** At most so many answers a person and week, over all courses. */
export const answersPerWeek = 5;
/** So many questions of each module come back. */
export const questionsPerModule = 3;
/** Days before a module's questions come for the first time, and the shortest gap ever: nobody is asked the same twice in a week. */
const shortestGap = 7;
/** The longest gap: short enough for an answer near each of the marks below. */
const longestGap = 90;

/** Days after the end of a module near which it is looked at what is still known. */
export const marks = [30, 90, 180] as const;
export type Mark = (typeof marks)[number];
/** An answer counts for the mark that it is nearest to; half-open. Sooner is no test of memory yet, later is not near anything. */
const windows: readonly { mark: Mark; from: number; to: number }[] = [{ mark: 30, from: 15, to: 60 }, { mark: 90, from: 60, to: 135 }, { mark: 180, from: 135, to: 225 }];

// Chance would make a rebuild come out differently; learning steps of minutes have no place in a rhythm of weeks.
const scheduler = fsrs({ request_retention: 0.9, maximum_interval: longestGap, enable_fuzz: false, enable_short_term: false });
/** Doing the module, with its test, is the first time that it was known. */
const learnt = scheduler.next_state(null, 0, Rating.Good);

/** What the answers to one question say about one memory. */
export interface RecallCard {
  answers: number;
  /** The last answer. */
  isCorrect: boolean;
  /** Days until nine in ten would still know it (FSRS). */
  stability: number;
  /** From 1 to 10 (FSRS). */
  difficulty: number;
  lastOn: Day;
  dueOn: Day;
  /** Whether the first answer near each mark was right; null while there is none. */
  correctAt: Readonly<Record<Mark, boolean | null>>;
}
export interface RecallAnswer {
  moduleDoneOn: Day;
  answeredOn: Day;
  isCorrect: boolean;
}

/** The one place where an answer becomes a memory: used live and at a rebuild, in the order of the answers' numbers. */
export function afterAnswer(card: RecallCard | null, { moduleDoneOn, answeredOn, isCorrect }: RecallAnswer): RecallCard {
  const elapsed = Math.max(0, daysBetween(card?.lastOn ?? moduleDoneOn, answeredOn));
  const { stability, difficulty } = scheduler.next_state(card ?? learnt, elapsed, isCorrect ? Rating.Good : Rating.Again);
  const gap = Math.max(shortestGap, scheduler.next_interval(stability, 0));
  const mark = markOf(daysBetween(moduleDoneOn, answeredOn));
  const correctAt = { 30: null, 90: null, 180: null, ...card?.correctAt };
  if (mark && correctAt[mark] === null) correctAt[mark] = isCorrect;
  return { answers: (card?.answers ?? 0) + 1, isCorrect, stability, difficulty, lastOn: answeredOn, dueOn: plusDays(answeredOn, gap), correctAt };
}

/** The mark to which so many days after the end of a module are near. */
export function markOf(days: number): Mark | null {
  return windows.find(({ from, to }) => days >= from && days < to)?.mark ?? null;
}

/** All cards of one person, by question, from her answers in the order of their numbers. */
export function replayRecall<Answer extends RecallAnswer & { questionId: string; courseId: string }>(answers: Iterable<Answer>): Map<string, RecallCard & { courseId: string }> {
  const cards = new Map<string, RecallCard & { courseId: string }>();
  for (const answer of answers) cards.set(answer.questionId, { ...afterAnswer(cards.get(answer.questionId) ?? null, answer), courseId: answer.courseId });
  return cards;
}

/** A question of a module that somebody has done, and may be asked today. */
export interface RecallCandidate {
  questionId: string;
  courseId: string;
  moduleKey: string;
  moduleDoneOn: Day;
  /** See `recallRank`. */
  rank: number;
  /** What is known from earlier answers. */
  card: Pick<RecallCard, 'answers' | 'dueOn'> | null;
}

/** The name of a module among all courses. */
const moduleOf = ({ courseId, moduleKey }: Pick<RecallCandidate, 'courseId' | 'moduleKey'>): string => `${courseId} ${moduleKey}`;

/**
 * Where a question stands in one person's own order, from 0 to 1. It follows from the two alone, so that nothing has to be dealt out or kept: when a question is
 * taken away, the next one moves up and all others stay.
 */
export function recallRank(userId: string, questionId: string): number {
  return seededRandom(`${userId}|${questionId}`)();
}

/** The order of the options for one person's answer with this number: another one each time, and the same whenever it is shown. */
export function recallOrder(body: QuestionBody, { userId, questionId, number }: { userId: string; questionId: string; number: number }): string[] {
  return shownOrder(body, `${userId}|${questionId}|${number}`);
}

/** What may be asked on a day, the longest due first. Of each module a few questions: those that were answered before, else the first in the person's order. */
export function dueQuestions<Candidate extends RecallCandidate>(candidates: readonly Candidate[], today: Day): (Candidate & { dueOn: Day })[] {
  return [...Map.groupBy(candidates, moduleOf).values()]
    .flatMap((ofModule) => followed(ofModule).flatMap((one) => dueBy(one, today)))
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.rank - b.rank));
}

function followed<Candidate extends RecallCandidate>(ofModule: readonly Candidate[]): Candidate[] {
  const known = ofModule.filter(({ card }) => card !== null);
  const wanted = questionsPerModule - known.length;
  return wanted > 0 ? [...known, ...ofModule.filter(({ card }) => card === null).toSorted((a, b) => a.rank - b.rank).slice(0, wanted)] : known;
}

function dueBy<Candidate extends RecallCandidate>(one: Candidate, today: Day): (Candidate & { dueOn: Day })[] {
  const dueOn = one.card?.dueOn ?? plusDays(one.moduleDoneOn, shortestGap);
  return dueOn <= today ? [{ ...one, dueOn }] : [];
}

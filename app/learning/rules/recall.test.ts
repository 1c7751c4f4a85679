import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { sampleBodies } from '../../../tests/world/learning.ts';
import { afterAnswer, dueQuestions, markOf, recallOrder, recallRank, replayRecall, type RecallCandidate, type RecallCard } from './recall.ts';

const doneOn = '2026-01-05';

/** Answers each time when it is due, or so many days late. @returns the card after each answer */
function life(answers: readonly boolean[], late = 0): RecallCard[] {
  const cards: RecallCard[] = [];
  for (const isCorrect of answers) {
    const last = cards.at(-1) ?? null;
    cards.push(afterAnswer(last, { moduleDoneOn: doneOn, answeredOn: plusDays(last?.dueOn ?? plusDays(doneOn, 7), late), isCorrect }));
  }
  return cards;
}
const gaps = (cards: readonly RecallCard[]) => cards.map(({ lastOn, dueOn }) => daysBetween(lastOn, dueOn));

describe('afterAnswer', () => {
  it('lets the gaps grow with right answers, up to three months', () => {
    expect(gaps(life([true, true, true, true, true]))).toEqual([21, 82, 90, 90, 90]);
  });

  it('brings a wrong one back after a week and lets it grow more slowly from there', () => {
    expect(gaps(life([false, true, true, true]))).toEqual([7, 7, 15, 34]);
    expect(gaps(life([true, true, false, true, true]))).toEqual([21, 82, 7, 12, 28]);
  });

  it('makes the gap longer for what was still known after a longer time', () => {
    expect(gaps(life([true], 10))[0]).toBeGreaterThan(gaps(life([true]))[0] as number);
  });

  it('counts answers and keeps the last one', () => {
    expect(life([true, false]).map(({ answers, isCorrect }) => [answers, isCorrect])).toEqual([[1, true], [2, false]]);
  });

  it('keeps the first answer near each mark, whatever comes after it there', () => {
    const answered = (...days: [day: number, isCorrect: boolean][]) =>
      days.reduce<RecallCard | null>((card, [day, isCorrect]) => afterAnswer(card, { moduleDoneOn: doneOn, answeredOn: plusDays(doneOn, day), isCorrect }), null)?.correctAt;
    expect(answered([7, false])).toEqual({ 30: null, 90: null, 180: null });
    expect(answered([7, true], [28, false], [35, true], [110, true])).toEqual({ 30: false, 90: true, 180: null });
    expect(answered([180, true], [190, false], [400, false])).toEqual({ 30: null, 90: null, 180: true });
  });

  it('holds for any life: a week at least, three months at most, and an answer that came before its time is no fault', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -40, max: 400 })), { minLength: 1, maxLength: 30 }), (answers) => {
        let card: RecallCard | null = null;
        for (const [isCorrect, late] of answers) {
          card = afterAnswer(card, { moduleDoneOn: doneOn, answeredOn: plusDays(card?.dueOn ?? doneOn, late), isCorrect });
          const gap = daysBetween(card.lastOn, card.dueOn);
          expect(gap).toBeGreaterThanOrEqual(7);
          expect(gap).toBeLessThanOrEqual(90);
          expect(card.stability).toBeGreaterThan(0);
          expect(card.difficulty).toBeGreaterThanOrEqual(1);
          expect(card.difficulty).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});

describe('replayRecall', () => {
  it('comes to the same as answering one after the other, whatever stands between', () => {
    const step = fc.record({ questionId: fc.constantFrom('a', 'b', 'c'), isCorrect: fc.boolean(), days: fc.integer({ min: 0, max: 60 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const live = new Map<string, RecallCard>();
        let day = doneOn;
        const answers = steps.map(({ questionId, isCorrect, days }) => {
          day = plusDays(day, days);
          const answer = { questionId, courseId: 'k', moduleDoneOn: doneOn, answeredOn: day, isCorrect };
          live.set(questionId, afterAnswer(live.get(questionId) ?? null, answer));
          return answer;
        });
        expect([...replayRecall(answers)].map(([id, { courseId, ...card }]) => [id, courseId, card])).toEqual([...live].map(([id, card]) => [id, 'k', card]));
      }),
    );
  });
});

describe('markOf', () => {
  it.each([[-1, null], [0, null], [14, null], [15, 30], [30, 30], [59, 30], [60, 90], [90, 90], [134, 90], [135, 180], [180, 180], [224, 180], [225, null]])('%s days are near %s', (days, mark) => {
    expect(markOf(days)).toBe(mark);
  });
});

const candidate = (questionId: string, rank: number, traits: Partial<RecallCandidate> = {}): RecallCandidate => ({ questionId, rank, courseId: 'k', moduleKey: 'm1', moduleDoneOn: doneOn, card: null, ...traits });
const idsOn = (candidates: readonly RecallCandidate[], day: string) => dueQuestions(candidates, day).map(({ questionId }) => questionId);

describe('dueQuestions', () => {
  const bank = [candidate('c', 0.3), candidate('a', 0.1), candidate('e', 0.5), candidate('d', 0.4), candidate('b', 0.2)];

  it('asks three of a module, the first in the person’s order, a week after it was done', () => {
    expect(idsOn(bank, '2026-01-11')).toEqual([]);
    expect(idsOn(bank, '2026-01-12')).toEqual(['a', 'b', 'c']);
  });

  it('lets the next one move up when one is taken away, and no other change', () => {
    expect(idsOn(bank.filter(({ questionId }) => questionId !== 'b'), '2026-01-12')).toEqual(['a', 'c', 'd']);
  });

  it('goes on with what was answered before, when it is due, and deals out no more than three in all', () => {
    const known = bank.map((one) => (['d', 'e'].includes(one.questionId) ? { ...one, card: { answers: 1, dueOn: one.questionId === 'd' ? '2026-01-20' : '2026-03-01' } } : one));
    expect(idsOn(known, '2026-01-25')).toEqual(['a', 'd']);
    expect(idsOn(known, '2026-03-01')).toEqual(['a', 'd', 'e']);
  });

  it('asks more than three only of what was answered already', () => {
    const known = bank.map((one) => ({ ...one, card: { answers: 1, dueOn: '2026-02-01' } }));
    expect(idsOn(known, '2026-02-01')).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps modules and courses apart and puts what has been due longest first', () => {
    const more = [candidate('x', 0.01, { moduleKey: 'm2', moduleDoneOn: '2026-01-10' }), candidate('y', 0.9, { courseId: 'l', moduleDoneOn: '2026-01-01' })];
    expect(idsOn([...more, ...bank], '2026-02-01')).toEqual(['y', 'a', 'b', 'c', 'x']);
  });

  it('does not depend on the order in which the bank is read', () => {
    fc.assert(fc.property(fc.shuffledSubarray(bank, { minLength: bank.length }), (mixed) => void expect(idsOn(mixed, '2026-02-01')).toEqual(['a', 'b', 'c'])));
  });
});

describe('recallRank and recallOrder', () => {
  it('are the same every time, and differ between people, questions and times', () => {
    expect(recallRank('u', 'q')).toBe(recallRank('u', 'q'));
    expect(new Set([recallRank('u', 'q'), recallRank('v', 'q'), recallRank('u', 'r')]).size).toBe(3);
    const body = sampleBodies[0]!;
    const orders = Array.from({ length: 20 }, (_, at) => recallOrder(body, { userId: 'u', questionId: 'q', number: at + 1 }).join(''));
    expect(orders[0]).toBe(recallOrder(body, { userId: 'u', questionId: 'q', number: 1 }).join(''));
    expect(new Set(orders).size).toBeGreaterThan(3);
  });
});

import { describe, expect, it } from 'vitest';
import { mondayOf, recallRank } from '../../../../app/learning/index.server.ts';
import { sampleBodies } from '../../../../tests/world/learning.ts';
import { randomFor } from './random.ts';
import { liveRecall, type LearntQuestion } from './recall.ts';
import { daysApart, plusDays } from './working-time.ts';

const question = (module: number, at: number): LearntQuestion => ({ versionId: `v${module}-${at}`, questionId: `q${module}-${at}`, courseId: 'k', moduleKey: `m${module}`, moduleDoneOn: plusDays('2026-01-05', module * 3), expiresOn: null, body: sampleBodies[0]!, rank: recallRank('u', `q${module}-${at}`) });
const questions = Array.from({ length: 13 }, (_, module) => Array.from({ length: 6 }, (_none, at) => question(module, at))).flat();
const live = (seed: string, traits: { diligence?: number; questions?: LearntQuestion[] } = {}) => liveRecall({ userId: 'u', questions, diligence: 1, endMs: Date.parse('2027-01-04T00:00:00.000Z'), ...traits }, randomFor(seed));

describe('liveRecall', () => {
  it('is the same life for the same seed, and another for another', () => {
    expect(live('a')).toEqual(live('a'));
    expect(live('a')).not.toEqual(live('b'));
  });

  it('answers five a week at most, never the same question twice in a week, and as many cards as were met', () => {
    const { answers, cards } = live('a');
    const weeks = Map.groupBy(answers, (answer) => mondayOf(answer.answered_on));
    expect(Math.max(...[...weeks.values()].map((week) => week.length))).toBe(5);
    for (const own of Map.groupBy(answers, (answer) => answer.question_id).values()) {
      expect(own.map(({ number }) => number)).toEqual(own.map((_, at) => at + 1));
      for (const [at, answer] of own.slice(1).entries()) expect(daysApart(own[at]!.answered_on, answer.answered_on)).toBeGreaterThanOrEqual(7);
    }
    expect(cards).toHaveLength(39);
  });

  it('comes as often as she is diligent, and not at all when nothing is due', () => {
    const weeksOf = (diligence: number) => new Set(live('a', { diligence }).answers.map((answer) => mondayOf(answer.answered_on))).size;
    expect(weeksOf(1)).toBeGreaterThan(weeksOf(0.4));
    expect(weeksOf(0)).toBe(0);
    expect(live('a', { questions: [] })).toEqual({ answers: [], cards: [] });
  });

  it('asks nothing whose fact has lapsed', () => {
    const lapsing = questions.map((one, at) => (at % 2 === 0 ? { ...one, expiresOn: '2026-03-01' } : one));
    const late = live('a', { questions: lapsing }).answers.filter((answer) => answer.answered_on >= '2026-03-01').map((answer) => answer.question_id);
    expect(late.length).toBeGreaterThan(50);
    expect(late.filter((id) => lapsing.find((one) => one.questionId === id)?.expiresOn)).toEqual([]);
  });
});

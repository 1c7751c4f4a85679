import { describe, expect, it } from 'vitest';
import { weakestTopics } from './knowledge.ts';
import { groupShare } from './retention.ts';

const topic = (name: string, people: number, correct: number) => ({ name, ...groupShare({ people, answers: people * 10, correct: correct * people * 10 }) });
const names = (topics: ReturnType<typeof topic>[], count = 3) => weakestTopics(topics, count).map(({ name }) => name);

describe('weakestTopics', () => {
  it('puts the lowest share first and leaves out what nothing may be told of', () => {
    expect(names([topic('a', 30, 0.9), topic('b', 9, 0.1), topic('c', 30, 0.6), topic('d', 10, 0.75), topic('e', 30, 0.8)])).toEqual(['c', 'd', 'e']);
  });

  it('does not tell apart what is told alike: 61 and 59 per cent stand in the order of the course', () => {
    expect(names([topic('a', 30, 0.61), topic('b', 30, 0.59)])).toEqual(['a', 'b']);
  });

  it('is empty for few people and for nothing', () => {
    expect(names([topic('a', 9, 0.2)])).toEqual([]);
    expect(names([])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { QuestionBody } from '../../../../app/learning/index.server.ts';
import type { PositionTitle } from '../../organisation/load-people.ts';
import { wrongAnswer } from './answers.ts';
import { callerOf, callers, daysFrom, openQuestionOn, openQuestions } from './call-story.ts';
import { drawBirthAndEntry, drawGender } from './lives.ts';
import { randomFor } from './random.ts';
import { DEMO_NOW, isWorkingDay } from './working-time.ts';

const title = (leader: boolean): PositionTitle => ({ title: leader ? 'Giám đốc' : 'Chuyên viên', category: 'CIVIL_SERVANT', leader, max: leader ? 1 : undefined, weight: 1 }) as unknown as PositionTitle;
const draws = (leader: boolean, leftOn: string | null) => Array.from({ length: 600 }, (_, at) => drawBirthAndEntry(title(leader), leftOn, randomFor(`life-${at}`)));
const share = (kind: string, leader: boolean) => Array.from({ length: 1_000 }, (_, at) => drawGender(kind, title(leader), randomFor(`g-${kind}-${at}`))).filter((gender) => gender === 'female').length / 1_000;

describe('an invented life', () => {
  it.each([[true, null], [false, null], [false, '2026-06-01']] as const)('(head: %s, left: %s) begins work grown up, on a working day, before the demo’s present', (leader, leftOn) => {
    for (const { birthYear, joinedOn } of draws(leader, leftOn)) {
      const age = Number(joinedOn.slice(0, 4)) - birthYear;
      expect(age).toBeGreaterThanOrEqual(22);
      expect(age).toBeLessThanOrEqual(30);
      expect(isWorkingDay(joinedOn)).toBe(true);
      expect(joinedOn < DEMO_NOW.slice(0, 10)).toBe(true);
    }
  });

  it('is new this year for a few, but never for heads or for those who have left', () => {
    const fresh = (leader: boolean, leftOn: string | null) => draws(leader, leftOn).filter(({ joinedOn }) => joinedOn > '2025-12-01').length;
    expect(fresh(false, null)).toBeGreaterThan(5);
    expect(fresh(false, null)).toBeLessThan(40);
    expect([fresh(true, null), fresh(false, '2026-06-01')]).toEqual([0, 0]);
  });

  it('is a man’s more often in the police and among heads', () => {
    expect(share('POLICE', false)).toBeLessThan(share('DEPARTMENT', true));
    expect(share('DEPARTMENT', true)).toBeLessThan(share('DEPARTMENT', false));
  });
});

describe('a wrong answer', () => {
  it.each<[string, QuestionBody]>([
    ['the only wrong option', { type: 'single', options: [{ key: 'a', text: 'a', correct: true }, { key: 'b', text: 'b', correct: false }] } as unknown as QuestionBody],
    ['too few or too many of several', { type: 'multiple', options: [{ key: 'a', text: 'a', correct: true }, { key: 'b', text: 'b', correct: true }, { key: 'c', text: 'c', correct: false }] } as unknown as QuestionBody],
  ])('takes %s', (_what, body) => {
    for (let at = 0; at < 20; at += 1) {
      const answer = wrongAnswer(body, randomFor(`wrong-${at}`));
      const chosen = answer.type === 'single' ? [answer.choice] : answer.type === 'multiple' ? answer.choices : [];
      expect(chosen).not.toEqual(['a', 'b']);
      expect(new Set(chosen).size).toBe(chosen.length);
    }
  });
});

describe('callers and their questions', () => {
  it('have numbers that nobody is given, each another', () => {
    const numbers = Array.from({ length: callers }, (_, at) => callerOf(at));
    expect(new Set(numbers).size).toBe(callers);
    expect(numbers.every((number) => /^\+84229000\d{4}$/.test(number))).toBe(true);
  });

  it('ask about pensions in the last week only, and then most of all', () => {
    const asked = (day: string) => Array.from({ length: 400 }, (_, at) => openQuestionOn(day, '2026-11-22', randomFor(`q-${day}-${at}`))).filter((words) => words.startsWith('Chi trả')).length;
    expect([asked('2026-11-15'), asked('2026-01-05')]).toEqual([0, 0]);
    expect(asked('2026-11-16')).toBeGreaterThan(150);
    expect(openQuestions.every(({ words }) => words === words.normalize('NFC'))).toBe(true);
  });

  it.each([['2026-02-27', '2026-03-02', 4], ['2028-02-28', '2028-03-01', 3], ['2026-12-31', '2027-01-01', 2], ['2026-11-23', '2026-11-23', 1], ['2026-11-24', '2026-11-23', 0]])('from %s to %s are %i days', (first, last, count) => {
    const days = daysFrom(first, last);
    expect([days.length, days[0], days.at(-1)]).toEqual(count === 0 ? [0, undefined, undefined] : [count, first, last]);
  });
});

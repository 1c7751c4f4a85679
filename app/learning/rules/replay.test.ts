import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aHistory, type KeyedFact, type Stage } from '../../../tests/world/histories.ts';
import { applyProgress, type ProgressEvent } from './progress.ts';
import { replay } from './replay.ts';

const stage: Stage = { people: ['u'], courses: [{ id: 'c1', lessons: ['l1', 'l2'], assessments: ['a1'] }, { id: 'c2', lessons: ['l3'], assessments: ['a2'] }] };
const eventOf = ({ fact, userId, courseId, occurredAt }: KeyedFact) => ({ ...fact, userId, courseId, occurredAt }) as ProgressEvent;
const once = (facts: KeyedFact[]) => [...new Map(facts.map((fact) => [fact.key, fact])).values()];
const sorted = <Row>(rows: Map<string, Row>) => Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
const shape = (facts: KeyedFact[]) => {
  const { courses, lessons, checks, assessments } = replay(facts.map(eventOf));
  return { courses: sorted(courses), lessons: sorted(lessons), checks: sorted(checks), assessments: sorted(assessments) };
};

describe('replay', () => {
  it('comes to the same end in any order of arrival', () => {
    const shuffled = aHistory(stage).chain((facts) => fc.tuple(fc.constant(once(facts)), fc.shuffledSubarray(once(facts), { minLength: once(facts).length })));
    fc.assert(fc.property(shuffled, ([facts, other]) => {
        expect(shape(other)).toEqual(shape(facts));
      }), { numRuns: 500 });
  });

  it('counts a completed lesson once and adds up the time', () => {
    const at = (occurredAt: string, fact: KeyedFact['fact']): KeyedFact => ({ key: occurredAt, userId: 'u', courseId: 'c1', occurredAt, fact });
    const done = { verb: 'lesson.completed', objectType: 'lesson', objectId: 'l1', result: {} } as const;
    const read = (seconds: number) => ({ verb: 'lesson.read', objectType: 'lesson', objectId: 'l1', result: { seconds, position: seconds } }) as const;
    expect(shape([at('3', done), at('1', read(20)), at('2', read(10)), at('4', done)]).courses['c1']).toEqual({ round: 1, minutesReturned: 0, startedAt: '1', lastActiveAt: '4', lessonsCompleted: 1, seconds: 30, completedAt: null, score: null });
    expect(shape([at('2', read(10)), at('1', read(20))]).lessons['l1']).toMatchObject({ position: 10, positionAt: '2', seconds: 30, openedAt: '1' });
  });

  it('forgets one course at its renewal and no other, wherever the round begins', () => {
    const cut = fc.tuple(aHistory(stage), aHistory(stage));
    fc.assert(fc.property(cut, ([earlier, later]) => {
        const renewed = { verb: 'course.renewed', objectType: 'course', objectId: 'c1', result: { round: 2, dueOn: '2027-01-01' } } as const;
        const all = [...earlier.map(eventOf), { ...renewed, userId: 'u', courseId: 'c1', occurredAt: '5' } as ProgressEvent, ...later.map(eventOf)];
        const [whole, fresh, other] = [replay(all), replay(later.map(eventOf)), replay([...earlier, ...later].map(eventOf))];
        const of = <Row extends { courseId: string }>(rows: Map<string, Row>, courseId: string) => sorted(new Map([...rows].filter(([, row]) => row.courseId === courseId)));
        for (const part of ['lessons', 'checks', 'assessments'] as const) {
          expect(of<{ courseId: string }>(whole[part], 'c1')).toEqual(of<{ courseId: string }>(fresh[part], 'c1'));
          expect(of<{ courseId: string }>(whole[part], 'c2')).toEqual(of<{ courseId: string }>(other[part], 'c2'));
        }
        const returned = replay(earlier.map(eventOf)).courses.get('c1')?.minutesReturned ?? 0;
        const own = fresh.courses.get('c1');
        expect(whole.courses.get('c1')).toMatchObject({ round: 2, completedAt: own?.completedAt ?? null, lessonsCompleted: own?.lessonsCompleted ?? 0, minutesReturned: returned + (own?.minutesReturned ?? 0) });
      }), { numRuns: 200 });
  });

  it('keeps people from one check key running into another', () => {
    const check = (objectId: string, key: string): KeyedFact => ({ key, userId: 'u', courseId: 'c1', occurredAt: '1', fact: { verb: 'check.answered', objectType: 'lesson', objectId, result: { check: key, answer: 'a', correct: true } } });
    expect(Object.keys(shape([check('l1', 'q'), check('l1","q', ''), check('l2', 'q')]).checks)).toHaveLength(3);
  });
});

it('settles two verdicts on the same answer at the same instant alike in both orders', () => {
  const answered = (correct: boolean): ProgressEvent => ({ verb: 'check.answered', objectType: 'lesson', objectId: 'l', result: { check: 'q', answer: 'a', correct }, userId: 'u', courseId: 'c', occurredAt: '1' });
  const both = (first: boolean, second: boolean) => applyProgress(applyProgress({}, answered(first)), answered(second)).check;
  expect(both(true, false)).toEqual(both(false, true));
  expect(both(true, false)).toEqual({ answer: 'a', isCorrect: true, tries: 2, answeredAt: '1' });
});

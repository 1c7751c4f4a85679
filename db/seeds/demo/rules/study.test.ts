import { describe, expect, it } from 'vitest';
import { demoCourse } from '../../../../tests/world/demo-course.ts';
import { randomFor } from './random.ts';
import { dayInWave, stepsOf, study, type StudyPlan } from './study.ts';
import { atLocal, isHoliday, isWorkingDay, localDay, localMinutes } from './working-time.ts';

const course = demoCourse();
const plan: StudyPlan = { userId: 'someone', startsOn: '2026-03-09', beginMs: 0, steps: Number.MAX_SAFE_INTEGER, breaksOff: false, skill: 1, longestBreak: 5, endMs: atLocal('2026-11-23', 480) };
const live = (seed: string, traits: Partial<StudyPlan> = {}) => study(course, { ...plan, ...traits }, randomFor(seed));
const stepName = (step: ReturnType<typeof stepsOf>[number]): string => (step.kind === 'lesson' ? step.lesson.id : step.assessment.id);

it('leads through a course module by module, to the final test', () => {
  expect(stepsOf(course).map(stepName)).toEqual(['m1-a', 'm1-b', 'test-m1', 'm2-a', 'm2-b', 'test-m2', 'final']);
});

describe('somebody who learns everything', () => {
  const { events, attempts, completedMs } = live('all');

  it('opens, reads and completes each lesson once, in order', () => {
    const completed = events.filter((event) => event.verb === 'lesson.completed').map((event) => event.objectId);
    expect(completed).toEqual(['m1-a', 'm1-b', 'm2-a', 'm2-b']);
    for (const lesson of completed) {
      const own = events.filter((event) => event.objectId === lesson);
      expect(own[0]?.verb).toBe('lesson.opened');
      expect(own.at(-1)?.verb).toBe('lesson.completed');
      expect(own.some((event) => event.verb === 'check.answered')).toBe(true);
    }
  });

  it('reads to the end of each lesson in a believable time', () => {
    const reads = events.filter((event) => event.verb === 'lesson.read');
    const ends = reads.filter((event) => event.result.position === 1000);
    expect(ends).toHaveLength(4);
    const seconds = reads.reduce((sum, event) => sum + event.result.seconds, 0);
    expect(seconds).toBeGreaterThan(4 * 8 * 30);
    expect(seconds).toBeLessThan(4 * 8 * 115);
  });

  it('is done when the final test is passed', () => {
    expect(attempts.at(-1)).toMatchObject({ isPassed: true, assessment: { id: 'final' } });
    expect(completedMs).toBe(attempts.at(-1)?.submittedMs);
    expect(events.filter((event) => event.verb === 'attempt.submitted')).toHaveLength(attempts.length);
  });

  it('does so in the order of time', () => {
    const times = events.map((event) => event.occurredAt);
    expect(times).toEqual(times.toSorted());
  });
});

describe('the situations of a lesson', () => {
  const waysOf = (seed: string, userId: string) => live(seed, { userId, skill: 0.8 }).events.flatMap((event) => (event.verb === 'check.answered' && event.result.check === 's1' ? [event] : []));

  it('are gone through while the lesson is open, by most and not by all', () => {
    const events = Array.from({ length: 30 }, (_, at) => live(`ways-${at}`, { userId: `someone-${at}` }).events);
    const done = events.flatMap((own) => ['m1-a', 'm1-b', 'm2-a', 'm2-b'].map((lesson) => {
      const ofLesson = own.filter((event) => event.objectId === lesson);
      const turns = ofLesson.flatMap((event, at) => (event.verb === 'check.answered' && event.result.check === 's1' ? [at] : []));
      // Within the lesson, after its only question: opened, answered, chosen, read to the end, completed.
      expect(turns.every((at) => at > 1 && at < ofLesson.length - 1)).toBe(true);
      return turns.length > 0;
    }));
    expect(done.filter(Boolean).length).toBeGreaterThan(done.length / 2);
    expect(done.filter(Boolean).length).toBeLessThan(done.length);
  });

  it('draw from a stream of their own: another day, the same turns', () => {
    const turns = (seed: string) => waysOf(seed, 'someone').map((event) => event.result);
    expect(turns('one')).toEqual(turns('two'));
    expect(waysOf('one', 'someone-else').map((event) => event.result)).not.toEqual(turns('one'));
  });
});

describe('the days of learning', () => {
  it('are working days, with a Saturday now and then, in waking hours', () => {
    const times = Array.from({ length: 60 }, (_, at) => live(`days-${at}`, { startsOn: '2026-02-02' })).flatMap((one) => one.events.map((event) => Date.parse(event.occurredAt)));
    const days = new Set(times.map(localDay));
    expect([...days].filter((day) => isHoliday(day) || new Date(day).getUTCDay() === 0)).toEqual([]);
    expect([...days].filter((day) => !isWorkingDay(day)).length).toBeLessThan(days.size / 5);
    expect(times.map(localMinutes).every((minute) => minute >= 450 && minute < 1325)).toBe(true);
  });

  it('lie between enrolment and the end of the story', () => {
    const beginMs = atLocal('2026-03-09', 600);
    const endMs = atLocal('2026-03-12', 0);
    for (let at = 0; at < 40; at += 1) {
      const times = live(`bounds-${at}`, { beginMs, endMs }).events.map((event) => Date.parse(event.occurredAt));
      expect(times.every((ms) => ms > beginMs && ms < endMs)).toBe(true);
    }
  });
});

describe('somebody who stops', () => {
  it('has done so many steps and left the next lesson in the middle', () => {
    const { events, completedMs } = live('stop', { steps: 3, breaksOff: true });
    expect(events.filter((event) => event.verb === 'lesson.completed').map((event) => event.objectId)).toEqual(['m1-a', 'm1-b']);
    const open = events.filter((event) => event.objectId === 'm2-a');
    expect(open.map((event) => event.verb)).toEqual(['lesson.opened', 'lesson.read']);
    expect(open[1]?.verb === 'lesson.read' && open[1].result.position).toBeLessThan(1000);
    expect(completedMs).toBeNull();
  });

  it('leaves nothing open before a test', () => {
    const { events } = live('before-test', { steps: 2, breaksOff: true });
    expect(events.at(-1)?.verb).toBe('lesson.completed');
  });
});

describe('somebody who finds it hard', () => {
  it('answers wrong in the text, and often once more', () => {
    const answers = Array.from({ length: 40 }, (_, at) => live(`hard-${at}`, { steps: 1, skill: 0.4 })).flatMap((one) => one.events.flatMap((event) => (event.verb === 'check.answered' && event.result.check === 'c1' ? [event.result] : [])));
    expect(answers.some(({ correct }) => !correct)).toBe(true);
    expect(answers.every(({ correct, answer }) => correct === (answer === 'b'))).toBe(true);
  });

  it('fails, waits as long as she must, tries again and gives up when no attempt is left', () => {
    const { attempts, completedMs } = live('never', { skill: 0.05 });
    expect(attempts.map((attempt) => attempt.number)).toEqual([1, 2, 3, 4, 5]);
    expect(attempts.every((attempt) => !attempt.isPassed)).toBe(true);
    expect(completedMs).toBeNull();
  });

  it('keeps the wait between two final tests', () => {
    for (let at = 0; at < 60; at += 1) {
      const finals = live(`wait-${at}`, { skill: 0.86 }).attempts.filter((attempt) => attempt.assessment.id === 'final');
      for (const [position, attempt] of finals.entries()) {
        const before = finals[position - 1];
        if (before) expect(attempt.startedMs - before.submittedMs).toBeGreaterThanOrEqual(30 * 60_000);
      }
    }
  });
});

it('starts most of a wave soon after its announcement', () => {
  const random = randomFor('wave');
  const days = Array.from({ length: 1_000 }, () => dayInWave(random, '2026-03-09', 40));
  expect(days.filter((day) => day < '2026-03-19').length).toBeGreaterThan(400);
  expect(days.every((day) => isWorkingDay(day) && day >= '2026-03-09' && day < '2026-04-28')).toBe(true);
});

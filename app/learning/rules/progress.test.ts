import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyProgress, type ProgressEvent, type ProgressFact, type ProgressRows } from './progress.ts';

const person = { userId: 'u', courseId: 'c' };
const lesson = { objectType: 'lesson', objectId: 'l' } as const;
const assessment = { objectType: 'assessment', objectId: 'a' } as const;
const course = { objectType: 'course', objectId: 'c' } as const;

/** Few instants, so that ties are common. */
const instant = fc.integer({ min: 0, max: 3 }).map((minute) => `2026-11-23T01:0${minute}:00.000Z`);
const score = fc.integer({ min: 0, max: 20 }).map((half) => half / 2);
const fact: fc.Arbitrary<ProgressFact> = fc.oneof(
  fc.constant<ProgressFact>({ verb: 'course.enrolled', ...course, result: { source: 'SELF', dueOn: null } }),
  fc.constant<ProgressFact>({ verb: 'course.left', ...course, result: { reason: 'x' } }),
  fc.constant<ProgressFact>({ verb: 'lesson.opened', ...lesson, result: {} }),
  fc.record({ seconds: fc.integer({ min: 0, max: 120 }), position: fc.integer({ min: 0, max: 1000 }) }).map((result): ProgressFact => ({ verb: 'lesson.read', ...lesson, result })),
  fc.constant<ProgressFact>({ verb: 'lesson.completed', ...lesson, result: {} }),
  fc.oneof(fc.record({ answer: fc.constantFrom('a', 'b'), correct: fc.boolean() }), fc.record({ answer: fc.constantFrom('a', 'b'), correct: fc.constant(false), isDraft: fc.constant<true>(true) })).map((result): ProgressFact => ({ verb: 'check.answered', ...lesson, result: { check: 'q1', ...result } })),
  fc.integer({ min: 1, max: 9 }).map((minutes): ProgressFact => ({ verb: 'lesson.credited', ...lesson, result: { attemptId: 'x', minutes } })),
  fc.constant<ProgressFact>({ verb: 'assessment.credited', ...assessment, result: { attemptId: 'x' } }),
  fc.constant<ProgressFact>({ verb: 'attempt.started', ...assessment, result: { attemptId: 'x', number: 1 } }),
  score.map((value): ProgressFact => ({ verb: 'attempt.submitted', ...assessment, result: { attemptId: 'x', score: value, passed: value >= 7, auto: false } })),
  score.map((value): ProgressFact => ({ verb: 'course.completed', ...course, result: { score: value } })),
  fc.constant<ProgressFact>({ verb: 'certificate.issued', objectType: 'certificate', objectId: 'x', result: { number: '1' } }),
  fc.constant<ProgressFact>({ verb: 'certificate.revoked', objectType: 'certificate', objectId: 'x', result: { reason: 'x' } }),
);
const events = fc.array(fc.tuple(fact, instant).map(([one, occurredAt]): ProgressEvent => ({ ...one, ...person, occurredAt })), { maxLength: 12 });
const all = (list: readonly ProgressEvent[], start: ProgressRows = {}): ProgressRows => list.reduce((rows, event) => ({ ...rows, ...applyProgress(rows, event) }), start);
const at = (minute: number, one: ProgressFact): ProgressEvent => ({ ...one, ...person, occurredAt: `2026-11-23T01:${String(minute).padStart(2, '0')}:00.000Z` });
const answered = (minute: number, answer: string, correct = false) => at(minute, { verb: 'check.answered', ...lesson, result: { check: 'q1', answer, correct } });

describe('applyProgress', () => {
  it('gives the same rows in whatever order the facts arrive, also when instants are equal', () => {
    const shuffled = events.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })));
    fc.assert(fc.property(shuffled, ([list, other]) => void expect(all(other)).toEqual(all(list))), { numRuns: 600 });
  });

  it('sums time, counts tries and attempts, and counts a lesson once', () => {
    fc.assert(
      fc.property(events, (list) => {
        const rows = all(list);
        const of = <Verb extends ProgressEvent['verb']>(verb: Verb) => list.filter((event): event is ProgressEvent & { verb: Verb } => event.verb === verb);
        const seconds = of('lesson.read').reduce((sum, event) => sum + event.result.seconds, 0);
        expect(rows.lesson?.seconds ?? 0).toBe(seconds);
        expect(rows.course?.seconds ?? 0).toBe(seconds);
        expect(rows.check?.tries ?? 0).toBe(of('check.answered').filter(({ result }) => !result.isDraft).length);
        expect(rows.assessment?.attempts ?? 0).toBe(of('attempt.submitted').length);
        expect(rows.course?.lessonsCompleted ?? 0).toBe(of('lesson.completed').length > 0 ? 1 : 0);
        const minutes = of('lesson.completed').length > 0 ? 0 : Math.max(0, ...of('lesson.credited').map(({ result }) => result.minutes));
        expect(rows.course?.minutesReturned ?? 0).toBe(minutes);
      }),
    );
  });

  it('takes the earliest instant for what was first and the latest for what was last', () => {
    fc.assert(
      fc.property(events, (list) => {
        const { lesson: row, course: whole, assessment: tested } = all(list);
        const instants = (...verbs: ProgressEvent['verb'][]) => list.filter((event) => verbs.includes(event.verb)).map((event) => event.occurredAt).sort();
        const active = instants('lesson.opened', 'lesson.read', 'lesson.completed', 'check.answered', 'attempt.started', 'attempt.submitted', 'course.completed', 'lesson.credited', 'assessment.credited');
        expect([whole?.startedAt ?? null, whole?.lastActiveAt ?? null]).toEqual([active[0] ?? null, active.at(-1) ?? null]);
        expect(row?.openedAt ?? null).toBe(instants('lesson.opened', 'lesson.read', 'lesson.completed', 'check.answered')[0] ?? null);
        expect(row?.completedAt ?? null).toBe(instants('lesson.completed')[0] ?? null);
        expect(row?.positionAt ?? null).toBe(instants('lesson.read').at(-1) ?? null);
        expect(tested?.lastSubmittedAt ?? null).toBe(instants('attempt.submitted').at(-1) ?? null);
        expect(whole?.completedAt ?? null).toBe(instants('course.completed')[0] ?? null);
      }),
    );
  });

  it('never loses a pass or a best score', () => {
    fc.assert(
      fc.property(events, fact, instant, (list, one, occurredAt) => {
        const before = all(list);
        const after = all([{ ...one, ...person, occurredAt }], before);
        expect(after.assessment?.bestScore ?? -1).toBeGreaterThanOrEqual(before.assessment?.bestScore ?? -1);
        expect(after.course?.score ?? -1).toBeGreaterThanOrEqual(before.course?.score ?? -1);
        if (before.assessment?.passedAt) expect(after.assessment?.passedAt).not.toBeNull();
        if (before.lesson?.completedAt) expect(after.lesson?.completedAt).not.toBeNull();
      }),
    );
  });

  it('leaves the rows that it was given untouched', () => {
    fc.assert(
      fc.property(events, fact, instant, (list, one, occurredAt) => {
        const rows = all(list);
        const copy = structuredClone(rows);
        applyProgress(rows, { ...one, ...person, occurredAt });
        expect(rows).toEqual(copy);
      }),
    );
  });

  it('keeps the place of the newest report, not of the one that arrives last', () => {
    const read = (minute: number, position: number) => at(minute, { verb: 'lesson.read', ...lesson, result: { seconds: 10, position } });
    expect(all([read(5, 800), read(2, 300)]).lesson).toMatchObject({ position: 800, seconds: 20 });
    expect(all([read(2, 800), read(5, 300)]).lesson?.position).toBe(300);
  });

  it('lets a later answer replace an earlier one, right or wrong', () => {
    expect(all([answered(1, 'b', true), answered(2, 'a')]).check).toMatchObject({ answer: 'a', isCorrect: false, tries: 2 });
    expect(all([answered(2, 'a'), answered(1, 'b', true)]).check).toMatchObject({ answer: 'a', isCorrect: false, tries: 2 });
  });

  it('keeps a draft without counting it as a try, and what is handed in later in its place', () => {
    const draft = (minute: number, text: string) => at(minute, { verb: 'check.answered', ...lesson, result: { check: 'q1', answer: text, correct: false, isDraft: true } });
    expect(all([draft(1, 'a')]).check).toMatchObject({ answer: 'a', isCorrect: false, tries: 0 });
    expect(all([draft(1, 'a'), answered(2, 'b', true)]).check).toMatchObject({ answer: 'b', isCorrect: true, tries: 1 });
    expect(all([answered(2, 'b', true), draft(3, 'c')]).check).toMatchObject({ answer: 'c', isCorrect: false, tries: 1 });
    expect(all([draft(1, 'a')]).lesson?.openedAt).toBe(draft(1, 'a').occurredAt);
  });

  it('settles equal instants by what was answered, also when a new version turned the same option right', () => {
    const facts = [answered(1, 'b', true), answered(1, 'a'), answered(1, 'b')];
    expect(all(facts).check).toMatchObject({ answer: 'b', isCorrect: true, tries: 3 });
    expect(all(facts.toReversed()).check).toEqual(all(facts).check);
  });

  it('says the score of the last submission even when an earlier one was better', () => {
    const submitted = (minute: number, value: number) => at(minute, { verb: 'attempt.submitted', ...assessment, result: { attemptId: 'x', score: value, passed: value >= 7, auto: false } });
    expect(all([submitted(1, 8), submitted(9, 5)]).assessment).toMatchObject({ bestScore: 8, lastScore: 5, passedAt: '2026-11-23T01:01:00.000Z', attempts: 2 });
  });

  it('begins a round with empty rows, and keeps only the minutes that were given back before', () => {
    const before = all([at(1, { verb: 'lesson.credited', ...lesson, result: { attemptId: 'x', minutes: 8 } }), at(2, { verb: 'course.completed', ...course, result: { score: 9 } })]);
    const rows = applyProgress(before, at(3, { verb: 'course.renewed', ...course, result: { round: 2, dueOn: '2026-12-01' } }));
    expect(rows).toEqual({ course: { round: 2, minutesReturned: 8, startedAt: null, lastActiveAt: null, lessonsCompleted: 0, seconds: 0, completedAt: null, score: null } });
  });

  it('never says that a credited lesson was read or opened', () => {
    const { lesson: row, course: whole } = all([at(1, { verb: 'lesson.credited', ...lesson, result: { attemptId: 'x', minutes: 8 } })]);
    expect(row).toMatchObject({ completedAt: null, openedAt: null, creditedAt: '2026-11-23T01:01:00.000Z', creditedMinutes: 8 });
    expect(whole).toMatchObject({ lessonsCompleted: 0, minutesReturned: 8 });
  });

  it.each(['course.enrolled', 'course.left', 'certificate.issued', 'certificate.revoked'] as const)('touches no row for %s', (verb) => {
    expect(applyProgress({}, at(1, { verb, ...course, result: {} } as unknown as ProgressFact))).toEqual({});
  });
});

import fc from 'fast-check';
import type { ProgressFact } from '../../app/learning/rules/progress.ts';

/** Where random histories take place. */
export interface Stage {
  people: string[];
  courses: { id: string; lessons: string[]; assessments: string[] }[];
}
export interface KeyedFact {
  key: string;
  userId: string;
  courseId: string;
  occurredAt: string;
  fact: ProgressFact;
}

// Few instants and few answers, so that ties and repetitions are common.
const instants = fc.integer({ min: 0, max: 5 }).map((minute) => `2026-11-23T01:0${minute}:00.000Z`);
const scores = fc.constantFrom(0, 4.5, 8, 8.25, 10);

/** One fact somewhere on the stage. */
export function aFact(stage: Stage): fc.Arbitrary<Omit<KeyedFact, 'key'>> {
  const place = fc.record({ userId: fc.constantFrom(...stage.people), course: fc.constantFrom(...stage.courses), occurredAt: instants });
  return place.chain(({ userId, course, occurredAt }) => factIn(course).map((fact) => ({ userId, courseId: course.id, occurredAt, fact })));
}

function factIn(course: Stage['courses'][number]): fc.Arbitrary<ProgressFact> {
  const lesson = fc.constantFrom(...course.lessons);
  const assessment = fc.constantFrom(...course.assessments);
  return fc.oneof(
    lesson.map((objectId): ProgressFact => ({ verb: 'lesson.opened', objectType: 'lesson', objectId, result: {} })),
    lesson.map((objectId): ProgressFact => ({ verb: 'lesson.completed', objectType: 'lesson', objectId, result: {} })),
    fc.tuple(lesson, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 1000 })).map(([objectId, seconds, position]): ProgressFact => ({ verb: 'lesson.read', objectType: 'lesson', objectId, result: { seconds, position } })),
    fc
      .tuple(lesson, fc.constantFrom('q1', 'q2'), fc.constantFrom('a', 'b'), fc.boolean())
      .map(([objectId, check, answer, correct]): ProgressFact => ({ verb: 'check.answered', objectType: 'lesson', objectId, result: { check, answer, correct } })),
    lesson.map((objectId): ProgressFact => ({ verb: 'check.answered', objectType: 'lesson', objectId, result: { check: 'q1', answer: 'c', correct: false, isDraft: true } })),
    fc.tuple(lesson, fc.integer({ min: 0, max: 3 })).map(([objectId, points]): ProgressFact => ({ verb: 'check.answered', objectType: 'lesson', objectId, result: { check: 'd1', answer: `{"done":true,"given":{"1":"${points}"}}`, correct: points === 3, points, of: 3 } })),
    fc.tuple(lesson, fc.constantFrom('goi-lai', 'goi-lai/bao', 'doc-ma')).map(([objectId, answer]): ProgressFact => ({ verb: 'check.answered', objectType: 'lesson', objectId, result: { check: 's1', answer, correct: answer === 'goi-lai/bao', ...(answer === 'goi-lai' ? { isDraft: true } : {}) } })),
    fc.tuple(lesson, fc.integer({ min: 4, max: 9 })).map(([objectId, minutes]): ProgressFact => ({ verb: 'lesson.credited', objectType: 'lesson', objectId, result: { attemptId: 'x', minutes } })),
    assessment.map((objectId): ProgressFact => ({ verb: 'assessment.credited', objectType: 'assessment', objectId, result: { attemptId: 'x' } })),
    assessment.map((objectId): ProgressFact => ({ verb: 'attempt.started', objectType: 'assessment', objectId, result: { attemptId: 'x', number: 1 } })),
    fc.tuple(assessment, scores).map(([objectId, score]): ProgressFact => ({ verb: 'attempt.submitted', objectType: 'assessment', objectId, result: { attemptId: 'x', score, passed: score >= 8, auto: false } })),
    fc
      .tuple(assessment, scores, instants)
      .map(([objectId, score, submittedAt]): ProgressFact => ({ verb: 'attempt.remarked', objectType: 'assessment', objectId, result: { attemptId: 'x', score, passed: score >= 8, submittedAt } })),
    scores.map((score): ProgressFact => ({ verb: 'course.completed', objectType: 'course', objectId: course.id, result: { score } })),
    fc.constant<ProgressFact>({ verb: 'course.enrolled', objectType: 'course', objectId: course.id, result: { source: 'SELF', dueOn: null } }),
  );
}

function aRenewal(stage: Stage): fc.Arbitrary<Omit<KeyedFact, 'key'>> {
  return fc.record({ userId: fc.constantFrom(...stage.people), courseId: fc.constantFrom(...stage.courses.map(({ id }) => id)), occurredAt: instants, fact: fc.integer({ min: 2, max: 4 }) })
    .map(({ fact: round, ...rest }) => ({ ...rest, fact: { verb: 'course.renewed', objectType: 'course', objectId: rest.courseId, result: { round, dueOn: '2027-01-01' } } }));
}

/** A history in which courses are renewed now and then: there the order of arrival says which round a fact belongs to. */
export function aHistoryOfRounds(stage: Stage, maxLength = 40): fc.Arbitrary<KeyedFact[]> {
  return twiceNowAndThen(fc.oneof({ weight: 8, arbitrary: aFact(stage) }, { weight: 1, arbitrary: aRenewal(stage) }), maxLength);
}

/** A history in which some facts arrive twice, with the same key. */
export function aHistory(stage: Stage, maxLength = 40): fc.Arbitrary<KeyedFact[]> {
  return twiceNowAndThen(aFact(stage), maxLength);
}

function twiceNowAndThen(fact: fc.Arbitrary<Omit<KeyedFact, 'key'>>, maxLength: number): fc.Arbitrary<KeyedFact[]> {
  return fc
    .array(fc.tuple(fact, fc.boolean()), { maxLength })
    .map((facts) => facts.flatMap(([fact, twice], at) => Array.from({ length: twice ? 2 : 1 }, () => ({ ...fact, key: `fact-${at}` }))));
}

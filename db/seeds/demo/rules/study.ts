import type { ProgressEvent, ProgressFact } from '../../../../app/learning/index.server.ts';
import type { Day } from '../../../../app/platform/clock.ts';
import type { DemoAssessment, DemoCourse, DemoLesson } from '../read-courses.ts';
import { sitExam, type DemoAttempt } from './exam.ts';
import { randomFor, type Random } from './random.ts';
import { goThrough } from './ways.ts';
import { localMinutes, nextSitting, plusDays, studyMoment, workingDayFrom } from './working-time.ts';

export interface StudyPlan {
  userId: string;
  startsOn: Day;
  /** Nothing happens before this time. */
  beginMs: number;
  /** How many lessons and tests she gets through; all of them when it is larger than the course. */
  steps: number;
  /** Leaves the next lesson open in the middle. */
  breaksOff: boolean;
  /** The chance of a right answer. */
  skill: number;
  /** Days until the next sitting, at most. */
  longestBreak: number;
  /** Nothing happens at or after this time. */
  endMs: number;
}

export interface Study {
  events: ProgressEvent[];
  attempts: DemoAttempt[];
  /** When the last step was done; null while something is missing. */
  completedMs: number | null;
}

export type Step = { kind: 'lesson'; lesson: DemoLesson } | { kind: 'exam'; assessment: DemoAssessment };

const minuteMs = 60_000;
const lunch = { from: 690, to: 810 };
const officeCloses = 1050;
const nightFalls = 1320;

/** The way through a course: the lessons of a module, its test, the next module, at the end the final test. */
export function stepsOf(course: DemoCourse): Step[] {
  const modules = [...new Set(course.lessons.map((lesson) => lesson.module))];
  const exams = (wanted: (assessment: DemoAssessment) => boolean): Step[] => course.assessments.filter(wanted).map((assessment) => ({ kind: 'exam', assessment }));
  const ofModules = modules.flatMap((module): Step[] => [
    ...course.lessons.filter((lesson) => lesson.module === module).map((lesson): Step => ({ kind: 'lesson', lesson })),
    ...exams((assessment) => assessment.kind === 'MODULE' && assessment.module === module),
  ]);
  return [...ofModules, ...exams((assessment) => assessment.kind === 'FINAL')];
}

/** Lives through somebody's sittings with one course and writes down what the ledger would have seen. */
export function study(course: DemoCourse, plan: StudyPlan, random: Random): Study {
  return new StudyRun(course, plan, random).run();
}

class StudyRun {
  readonly #course: DemoCourse;
  readonly #plan: StudyPlan;
  readonly #random: Random;
  /** A stream of its own: situations came to the demo later, and the year stayed as it was. */
  readonly #turns: Random;
  readonly #events: ProgressEvent[] = [];
  readonly #attempts: DemoAttempt[] = [];
  readonly #seen = new Set<string>();
  readonly #open: Step[];
  #completedMs: number | null = null;
  #isStuck = false;

  constructor(course: DemoCourse, plan: StudyPlan, random: Random) {
    this.#course = course;
    this.#plan = plan;
    this.#random = random;
    this.#turns = randomFor(`turns:${plan.userId}:${course.slug}`);
    this.#open = stepsOf(course);
  }

  run(): Study {
    let left = this.#plan.steps;
    let day = workingDayFrom(this.#plan.startsOn);
    while (left > 0 && this.#open.length > 0 && !this.#isStuck) {
      const start = studyMoment(this.#random, day);
      if (start >= this.#plan.endMs) break;
      if (start > this.#plan.beginMs) left -= this.#sit(start, Math.min(left, this.#random.int(1, 4)));
      day = nextSitting(this.#random, day, this.#random.int(1, this.#plan.longestBreak));
    }
    if (left === 0 && this.#plan.breaksOff) this.#breakOff(Math.max(studyMoment(this.#random, day), this.#plan.beginMs + minuteMs));
    // Half-way reports and answers inside a lesson were written down one kind after the other.
    this.#events.sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
    return { events: this.#events, attempts: this.#attempts, completedMs: this.#completedMs };
  }

  /** One sitting; returns how many steps it brought to an end. */
  #sit(start: number, most: number): number {
    let at = start;
    for (let done = 0; done < most; done += 1) {
      const [step] = this.#open;
      if (!step || !this.#fits(step, start, at)) return done;
      const end = step.kind === 'lesson' ? this.#learn(step.lesson, at) : this.#pass(step.assessment, at);
      if (end === null) return done;
      this.#open.shift();
      if (this.#open.length === 0) this.#completedMs = end;
      at = end + this.#random.int(40, 300) * 1000;
    }
    return most;
  }

  /** Nobody begins what would run into the evening, and most go to lunch. */
  #fits(step: Step, start: number, at: number): boolean {
    const minutes = step.kind === 'lesson' ? step.lesson.minutes * 2 : step.assessment.minutes;
    if (at + (minutes + 2) * minuteMs >= this.#plan.endMs) return false;
    const [began, now] = [localMinutes(start), localMinutes(at)];
    if (began < lunch.from && now + minutes / 2 > lunch.from && now < lunch.to && this.#random.chance(0.8)) return false;
    return now + minutes <= (began < officeCloses ? officeCloses + 5 : nightFalls);
  }

  #learn(lesson: DemoLesson, start: number): number {
    const seconds = Math.floor(lesson.minutes * 60 * Math.min(1.9, Math.max(0.5, this.#random.around(1.02, 0.25))));
    const end = start + seconds * 1000;
    this.#record(start, { verb: 'lesson.opened', objectType: 'lesson', objectId: lesson.id, result: {} });
    const stretch = (seconds * 1000) / (lesson.checks.length + 1);
    for (const [position, check] of lesson.checks.entries()) this.#answer(lesson, check, start + Math.floor(stretch * (position + 1)));
    for (const situation of lesson.situations) this.#choose(lesson, situation, start + stretch * situation.after, stretch);
    const half = seconds > 300 && this.#random.chance(0.15) ? Math.floor(seconds * (0.4 + this.#random.next() * 0.2)) : 0;
    if (half > 0) this.#read(lesson, start + half * 1000, half, this.#random.int(350, 650));
    this.#read(lesson, end, seconds - half, 1000);
    this.#record(end + 1000, { verb: 'lesson.completed', objectType: 'lesson', objectId: lesson.id, result: {} });
    return end + 1000;
  }

  #answer(lesson: DemoLesson, check: DemoLesson['checks'][number], at: number): void {
    const tell = (when: number, answer: string): void =>
      this.#record(when, { verb: 'check.answered', objectType: 'lesson', objectId: lesson.id, result: { check: check.key, answer, correct: answer === check.correctKey, ...check.worth?.[answer] } });
    if (this.#random.chance(this.#plan.skill - 0.1)) return tell(at, check.correctKey);
    const others = check.options.filter((option) => option !== check.correctKey);
    tell(at, others.length > 0 ? this.#random.pick(others) : check.correctKey);
    if (this.#random.chance(0.5)) tell(at + this.#random.int(5, 25) * 1000, check.correctKey);
  }

  #choose({ id }: DemoLesson, { scenario }: DemoLesson['situations'][number], from: number, stretch: number): void {
    const ways = goThrough(scenario, this.#plan.skill, this.#turns);
    for (const [turn, { answer, correct, isDraft }] of ways.entries())
      this.#record(Math.floor(from + (stretch * (turn + 1)) / (ways.length + 1)), { verb: 'check.answered', objectType: 'lesson', objectId: id, result: { check: scenario.key, answer, correct, ...(isDraft ? { isDraft } : {}) } });
  }

  #read(lesson: DemoLesson, at: number, seconds: number, position: number): void {
    this.#record(at, { verb: 'lesson.read', objectType: 'lesson', objectId: lesson.id, result: { seconds, position } });
  }

  #breakOff(start: number): void {
    const [step] = this.#open;
    if (step?.kind !== 'lesson' || start + 30 * minuteMs >= this.#plan.endMs) return;
    const seconds = Math.max(40, Math.floor(step.lesson.minutes * 60 * (0.2 + this.#random.next() * 0.5)));
    this.#record(start, { verb: 'lesson.opened', objectType: 'lesson', objectId: step.lesson.id, result: {} });
    this.#read(step.lesson, start + seconds * 1000, seconds, this.#random.int(200, 700));
  }

  /** Sits a test; null when it was failed, to be tried again at another sitting. */
  #pass(assessment: DemoAssessment, at: number): number | null {
    const earlier = this.#attempts.filter((attempt) => attempt.assessment === assessment);
    const skill = this.#plan.skill + 0.05 * earlier.length;
    const waitMs = assessment.cooldownMinutes * minuteMs;
    if (earlier.some((attempt) => at < attempt.submittedMs + waitMs)) return null;
    const attempt = sitExam({ assessment, number: earlier.length + 1, startedMs: at, skill, seen: this.#seen }, this.#random);
    this.#attempts.push(attempt);
    const { id: attemptId, number, score, isPassed: passed, isAuto: auto } = attempt;
    this.#record(at, { verb: 'attempt.started', objectType: 'assessment', objectId: assessment.id, result: { attemptId, number } });
    this.#record(attempt.submittedMs, { verb: 'attempt.submitted', objectType: 'assessment', objectId: assessment.id, result: { attemptId, score, passed, auto } });
    if (!passed && number >= assessment.maxAttempts) this.#isStuck = true;
    return passed ? attempt.submittedMs : null;
  }

  #record(atMs: number, fact: ProgressFact): void {
    this.#events.push({ ...fact, userId: this.#plan.userId, courseId: this.#course.courseId, occurredAt: new Date(atMs).toISOString() });
  }
}

/** The day on which a wave of learners begins, most of them soon after the announcement. */
export function dayInWave(random: Random, from: Day, longest: number): Day {
  return workingDayFrom(plusDays(from, Math.floor(random.next() ** 2 * longest)), random);
}

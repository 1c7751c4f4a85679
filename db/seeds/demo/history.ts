import { courseScore, type ProgressEvent } from '../../../app/learning/index.server.ts';
import type { Day } from '../../../app/platform/clock.ts';
import type { NewRow } from '../bulk.ts';
import { FIRST_DAY, type DemoPerson } from './population.ts';
import type { DemoCourse } from './read-courses.ts';
import type { DemoAttempt } from './rules/exam.ts';
import { assignments, effortFor, paceOf, pilotAgencies, type Assignment, type Pace } from './rules/pace.ts';
import { randomFor, type Random } from './rules/random.ts';
import { dayInWave, stepsOf, study, type Study, type StudyPlan } from './rules/study.ts';
import { atLocal, plusDays, workingDayFrom } from './rules/working-time.ts';

/** Somebody's whole way with one course. */
export interface CourseHistory {
  person: DemoPerson;
  course: DemoCourse;
  enrollment: NewRow<'enrollment'>;
  events: ProgressEvent[];
  attempts: DemoAttempt[];
  completed: { atMs: number; score: number } | null;
}

export interface HistoryOptions {
  people: readonly DemoPerson[];
  courses: readonly DemoCourse[];
  /** Nothing happens at or after this time. */
  nowMs: number;
}

/** A year of learning: who was enrolled when, began when, got how far. Each person and course draws from a stream of its own. */
export function makeHistory(options: HistoryOptions): CourseHistory[] {
  const paces = new Map<string, Pace>();
  for (const { agencyKey } of options.people) if (!paces.has(agencyKey)) paces.set(agencyKey, paceOf(agencyKey, randomFor(`pace:${agencyKey}`)));
  const administratorId = options.people.find((person) => person.cast?.role === 'TRAINING_ADMIN')?.id ?? null;
  return options.people.flatMap((person) => options.courses.flatMap((course) => {
    const random = randomFor(`history:${person.staffNo}:${course.slug}`);
    const history = new PersonalHistory(person, course, paces.get(person.agencyKey) ?? 'AVERAGE', options.nowMs, random);
    const made = history.make(administratorId);
    return made ? [made] : [];
  }));
}

class PersonalHistory {
  readonly #person: DemoPerson;
  readonly #course: DemoCourse;
  readonly #pace: Pace;
  readonly #endMs: number;
  readonly #random: Random;

  constructor(person: DemoPerson, course: DemoCourse, pace: Pace, nowMs: number, random: Random) {
    this.#person = person;
    this.#course = course;
    this.#pace = pace;
    this.#endMs = person.leftOn ? Math.min(nowMs, atLocal(person.leftOn, 0)) : nowMs;
    this.#random = random;
  }

  make(administratorId: string | null): CourseHistory | undefined {
    const { category, stays } = this.#person;
    const assignment = assignments.find((one) => one.slug === this.#course.slug && one.isFor({ category, unitKey: stays.at(-1)?.unitKey ?? '' }));
    const enrolledOn = assignment ? this.#assignedOn(assignment) : this.#volunteersOn();
    const enrolledMs = enrolledOn === undefined ? Infinity : atLocal(enrolledOn, assignment ? 480 : this.#random.int(480, 640), this.#random.int(0, 59));
    if (enrolledOn === undefined || enrolledMs >= this.#endMs) return undefined;
    const effort = assignment ? effortFor(assignment, this.#pace, enrolledOn, this.#random) : this.#voluntaryEffort(enrolledOn);
    const plan = scripted(this.#person, this.#course) ?? (effort && { ...effort, steps: this.#stepsFor(effort.share), breaksOff: effort.share < 1, skill: this.#skill() });
    const learned: Study = plan ? study(this.#course, { ...plan, userId: this.#person.id, beginMs: enrolledMs, endMs: this.#endMs }, this.#random) : { events: [], attempts: [], completedMs: null };
    return this.#assemble(learned, this.#enrollment(assignment, enrolledMs, administratorId, learned.completedMs !== null));
  }

  #assignedOn(assignment: Assignment): Day {
    const announced = assignment.pilotOn && pilotAgencies.has(this.#person.agencyKey) ? assignment.pilotOn : assignment.announcedOn;
    return this.#person.joinedOn < announced ? announced : workingDayFrom(plusDays(this.#person.joinedOn, this.#random.int(1, 5)));
  }

  #volunteersOn(): Day | undefined {
    if (!this.#random.chance(0.2)) return undefined;
    const first = this.#person.joinedOn > FIRST_DAY ? this.#person.joinedOn : FIRST_DAY;
    return workingDayFrom(plusDays(first, this.#random.int(7, 340)));
  }

  #voluntaryEffort(enrolledOn: Day) {
    const startsOn = dayInWave(this.#random, enrolledOn, 20);
    return { startsOn, share: this.#random.chance(0.55) ? 1 : this.#random.next() * 0.8, longestBreak: this.#random.int(3, 10) };
  }

  #stepsFor(share: number): number {
    return share >= 1 ? Number.MAX_SAFE_INTEGER : Math.floor(stepsOf(this.#course).length * share);
  }

  #skill(): number {
    return Math.min(0.99, Math.max(0.72, this.#random.around(0.925, 0.05)));
  }

  #enrollment(assignment: Assignment | undefined, enrolledMs: number, administratorId: string | null, isCompleted: boolean): NewRow<'enrollment'> {
    return {
      id: this.#random.id(enrolledMs),
      user_id: this.#person.id,
      course_id: this.#course.courseId,
      source: assignment ? 'ASSIGNED' : 'SELF',
      is_mandatory: assignment ? 1 : 0,
      reason: assignment?.reason ?? 'Tự đăng ký',
      due_on: assignment?.dueOn ?? null,
      enrolled_by: assignment ? administratorId : this.#person.id,
      enrolled_at: instant(enrolledMs),
      cancelled_at: this.#person.leftOn && !isCompleted ? instant(this.#endMs) : null,
    };
  }

  #assemble(learned: Study, enrollment: NewRow<'enrollment'>): CourseHistory {
    const common = { userId: this.#person.id, courseId: this.#course.courseId };
    const course = { objectType: 'course', objectId: this.#course.courseId } as const;
    const events: ProgressEvent[] = [
      { verb: 'course.enrolled', ...course, ...common, occurredAt: enrollment.enrolled_at, result: { source: enrollment.source, dueOn: enrollment.due_on ?? null } },
      ...learned.events,
    ];
    const completed = learned.completedMs === null ? null : { atMs: learned.completedMs, score: scoreOf(this.#course, learned.attempts) };
    if (completed) events.push({ verb: 'course.completed', ...course, ...common, occurredAt: instant(completed.atMs), result: { score: completed.score } });
    if (enrollment.cancelled_at) events.push({ verb: 'course.left', ...course, ...common, occurredAt: enrollment.cancelled_at, result: { reason: 'Thôi làm việc' } });
    return { person: this.#person, course: this.#course, enrollment, events, attempts: learned.attempts, completed };
  }
}

/** The course score as the program counts it. */
function scoreOf(course: DemoCourse, attempts: readonly DemoAttempt[]): number {
  return courseScore(course.assessments.map((assessment) => {
    const own = attempts.filter((attempt) => attempt.assessment === assessment);
    return { kind: assessment.kind, passScore: assessment.passScore, bestScore: Math.max(0, ...own.map((attempt) => attempt.score)), lastScore: null, lastSubmittedAt: null, passedAt: null };
  }));
}

type Script = Pick<StudyPlan, 'startsOn' | 'steps' | 'breaksOff' | 'skill' | 'longestBreak'>;

/** What the story fixes: the learner has one course behind her and is in the middle of the other, her leader is halfway; the channel operator took part in the pilot a year ago. */
function scripted(person: DemoPerson, course: DemoCourse): Script | undefined {
  const all = Number.MAX_SAFE_INTEGER;
  const sure = { skill: 1, longestBreak: 2 };
  const firstModule = stepsOf(course).findIndex((step) => step.kind === 'exam') + 1;
  if (person.cast?.role === 'LEARNER' && course.slug === 'an-toan-thong-tin') return { startsOn: '2026-11-12', steps: firstModule + 1, breaksOff: true, ...sure };
  if (person.cast?.role === 'LEARNER' && course.slug === 'de-an-06') return { startsOn: '2026-04-13', steps: all, breaksOff: false, ...sure };
  if (person.cast?.role === 'UNIT_LEADER' && course.slug === 'an-toan-thong-tin') return { startsOn: '2026-03-16', steps: all, breaksOff: false, ...sure };
  if (person.cast?.role === 'UNIT_LEADER' && course.slug === 'de-an-06') return { startsOn: '2026-11-05', steps: 2, breaksOff: true, ...sure };
  if (person.cast?.role === 'CHANNEL_OPERATOR' && course.slug === 'an-toan-thong-tin') return { startsOn: '2025-12-02', steps: all, breaksOff: false, skill: 1, longestBreak: 1 };
  return undefined;
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}

import type { Instant } from '../../platform/clock.ts';

export type StepStatus = 'todo' | 'doing' | 'done' | 'locked';

export interface OutlineLesson {
  kind: 'lesson';
  id: string;
  slug: string;
  title: string;
  minutes: number;
  status: StepStatus;
  /** Proven by a pre-test: done without having been read. */
  isCredited: boolean;
  /** How far down, in thousandths. */
  position: number;
  completedAt: Instant | null;
}
export interface OutlineAssessment {
  kind: 'assessment';
  id: string;
  key: string;
  title: string;
  minutes: number;
  questions: number;
  status: StepStatus;
  /** Not asked for, because a pre-test proved its module. */
  isCredited: boolean;
  bestScore: number | null;
  /** How many steps are still missing before it opens. */
  missing: number;
  openAttempt: { id: string; dueAt: Instant } | null;
}
/** The test at the start of a renewal, with which lessons can be proven instead of read. */
export interface OutlinePretest extends OutlineAssessment {
  /** `closed`: it was not taken, and no lesson is left that it could prove. */
  state: 'open' | 'doing' | 'done' | 'closed';
}
export type OutlineStep = OutlineLesson | OutlineAssessment;

export interface OutlineModule {
  key: string;
  title: string;
  aim: string;
  lessons: OutlineLesson[];
  assessments: OutlineAssessment[];
}
export interface OutlineInput {
  modules: { key: string; title: string; aim: string }[];
  lessons: { id: string; slug: string; title: string; minutes: number; moduleKey: string; openedAt: Instant | null; completedAt: Instant | null; creditedAt?: Instant | null; creditedMinutes?: number | null; position: number }[];
  assessments: { id: string; key: string; kind: string; moduleKey: string | null; title: string; minutes: number; questions: number; attempts: number; bestScore: number | null; passedAt: Instant | null; creditedAt?: Instant | null }[];
  openAttempts: { assessmentId: string; id: string; dueAt: Instant }[];
  /** Which time she takes the course; the first unless told otherwise. */
  round?: number;
}
export interface CourseOutline {
  modules: OutlineModule[];
  finals: OutlineAssessment[];
  lessonsDone: number;
  lessonsTotal: number;
  /** How many of those done were proven and not read, and the reading time that this gave back. */
  lessonsCredited: number;
  minutesReturned: number;
  /** Minutes of everything that is not done yet. */
  minutesLeft: number;
  round: number;
  /** Only in a renewal, of a course that has one. */
  pretest: OutlinePretest | null;
}

/** Puts the parts of a course and a person's progress together: every step with its status, and why a locked one is locked. */
export function outlineCourse(input: OutlineInput): CourseOutline {
  const lessons = input.lessons.map((lesson) => ({ moduleKey: lesson.moduleKey, step: toLesson(lesson) }));
  const open = lessons.filter(({ step }) => step.status !== 'done');
  const openIn = (moduleKey: string) => open.filter((lesson) => lesson.moduleKey === moduleKey).length;
  const moduleTests = input.assessments.filter((assessment) => assessment.kind === 'MODULE');
  const missingForFinal = open.length + moduleTests.filter((assessment) => !isSettled(assessment)).length;
  const toAssessment = (row: OutlineInput['assessments'][number]) => assess(row, row.kind === 'FINAL' ? missingForFinal : openIn(row.moduleKey ?? ''), input.openAttempts);
  const modules = input.modules.map((module) => ({
    ...module,
    lessons: lessons.filter((lesson) => lesson.moduleKey === module.key).map(({ step }) => step),
    assessments: moduleTests.filter((assessment) => assessment.moduleKey === module.key).map(toAssessment),
  }));
  const finals = input.assessments.filter((assessment) => assessment.kind === 'FINAL').map(toAssessment);
  const steps = [...modules.flatMap((module) => [...module.lessons, ...module.assessments]), ...finals];
  const credited = input.lessons.filter(isOnlyCredited);
  return {
    modules,
    finals,
    lessonsDone: lessons.length - open.length,
    lessonsTotal: lessons.length,
    lessonsCredited: credited.length,
    minutesReturned: credited.reduce((sum, lesson) => sum + (lesson.creditedMinutes ?? 0), 0),
    minutesLeft: sumMinutes(steps.filter((step) => step.status !== 'done')),
    round: input.round ?? 1,
    pretest: pretestOf(input, open.length),
  };
}

function pretestOf({ assessments, openAttempts, round = 1 }: OutlineInput, openLessons: number): OutlinePretest | null {
  const row = assessments.find((assessment) => assessment.kind === 'PRETEST');
  if (!row || round === 1) return null;
  const step = assess(row, 0, openAttempts);
  return { ...step, state: row.attempts > 0 ? 'done' : step.openAttempt ? 'doing' : openLessons > 0 ? 'open' : 'closed' };
}

const isSettled = (row: { passedAt: Instant | null; creditedAt?: Instant | null }) => Boolean(row.passedAt ?? row.creditedAt);
const isOnlyCredited = (row: { completedAt: Instant | null; creditedAt?: Instant | null }) => !row.completedAt && Boolean(row.creditedAt);

function toLesson(row: OutlineInput['lessons'][number]): OutlineLesson {
  const isCredited = isOnlyCredited(row);
  const status = row.completedAt || isCredited ? 'done' : row.openedAt ? 'doing' : 'todo';
  return { kind: 'lesson', id: row.id, slug: row.slug, title: row.title, minutes: row.minutes, status, isCredited, position: row.position, completedAt: row.completedAt };
}

function assess(row: OutlineInput['assessments'][number], missing: number, open: OutlineInput['openAttempts']): OutlineAssessment {
  const openAttempt = open.find((attempt) => attempt.assessmentId === row.id) ?? null;
  const status = isSettled(row) ? 'done' : openAttempt || row.attempts > 0 ? 'doing' : missing > 0 ? 'locked' : 'todo';
  return { kind: 'assessment', id: row.id, key: row.key, title: row.title, minutes: row.minutes, questions: row.questions, status, isCredited: !row.passedAt && Boolean(row.creditedAt), bestScore: row.bestScore, missing, openAttempt };
}

/** The steps of a course in the order in which they are meant to be taken. */
export function stepsOf(outline: CourseOutline): OutlineStep[] {
  return [...outline.modules.flatMap((module) => [...module.lessons, ...module.assessments]), ...outline.finals];
}

/** The page of a step: the lesson, or what stands before the test. */
export function stepHref(courseSlug: string, step: OutlineStep): string {
  return step.kind === 'lesson' ? `/learn/${courseSlug}/${step.slug}` : `/assessments/${courseSlug}/${step.key}`;
}

/** The one thing to do next: an attempt that is running, else the first step that is neither done nor locked. */
export function nextStep(outline: CourseOutline): OutlineStep | null {
  const steps = stepsOf(outline);
  const running = [...(outline.pretest ? [outline.pretest] : []), ...steps].find((step) => step.kind === 'assessment' && step.openAttempt);
  return running ?? steps.find((step) => step.status === 'todo' || step.status === 'doing') ?? null;
}

/** Minutes that a step still takes: a lesson that is half read takes half. */
export function minutesLeft(step: OutlineStep): number {
  return step.kind === 'lesson' ? lessonMinutesLeft(step.minutes, step.position) : step.minutes;
}

/** The same of a lesson that is not done, from its length and how far down its reader is, in thousandths. */
export function lessonMinutesLeft(minutes: number, position: number): number {
  return Math.max(1, Math.ceil(minutes * (1 - position / 1000)));
}

function sumMinutes(steps: readonly OutlineStep[]): number {
  return steps.reduce((sum, step) => sum + minutesLeft(step), 0);
}

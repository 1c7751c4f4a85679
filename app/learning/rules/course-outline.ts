import type { Instant } from '../../platform/clock.ts';

export type StepStatus = 'todo' | 'doing' | 'done' | 'locked';

export interface OutlineLesson {
  kind: 'lesson';
  id: string;
  slug: string;
  title: string;
  minutes: number;
  status: StepStatus;
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
  bestScore: number | null;
  /** How many steps are still missing before it opens. */
  missing: number;
  openAttempt: { id: string; dueAt: Instant } | null;
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
  lessons: { id: string; slug: string; title: string; minutes: number; moduleKey: string; openedAt: Instant | null; completedAt: Instant | null; position: number }[];
  assessments: { id: string; key: string; kind: string; moduleKey: string | null; title: string; minutes: number; questions: number; attempts: number; bestScore: number | null; passedAt: Instant | null }[];
  openAttempts: { assessmentId: string; id: string; dueAt: Instant }[];
}
export interface CourseOutline {
  modules: OutlineModule[];
  finals: OutlineAssessment[];
  lessonsDone: number;
  lessonsTotal: number;
  /** Minutes of everything that is not done yet. */
  minutesLeft: number;
}

/** Puts the parts of a course and a person's progress together: every step with its status, and why a locked one is locked. */
export function outlineCourse(input: OutlineInput): CourseOutline {
  const lessons = input.lessons.map((lesson) => ({ moduleKey: lesson.moduleKey, step: toLesson(lesson) }));
  const open = lessons.filter(({ step }) => step.status !== 'done');
  const openIn = (moduleKey: string) => open.filter((lesson) => lesson.moduleKey === moduleKey).length;
  const moduleTests = input.assessments.filter((assessment) => assessment.kind === 'MODULE');
  const missingForFinal = open.length + moduleTests.filter((assessment) => !assessment.passedAt).length;
  const toAssessment = (row: OutlineInput['assessments'][number]) => assess(row, row.kind === 'FINAL' ? missingForFinal : openIn(row.moduleKey ?? ''), input.openAttempts);
  const modules = input.modules.map((module) => ({
    ...module,
    lessons: lessons.filter((lesson) => lesson.moduleKey === module.key).map(({ step }) => step),
    assessments: moduleTests.filter((assessment) => assessment.moduleKey === module.key).map(toAssessment),
  }));
  const finals = input.assessments.filter((assessment) => assessment.kind === 'FINAL').map(toAssessment);
  const steps = [...modules.flatMap((module) => [...module.lessons, ...module.assessments]), ...finals];
  return { modules, finals, lessonsDone: lessons.length - open.length, lessonsTotal: lessons.length, minutesLeft: sumMinutes(steps.filter((step) => step.status !== 'done')) };
}

function toLesson(row: OutlineInput['lessons'][number]): OutlineLesson {
  const status = row.completedAt ? 'done' : row.openedAt ? 'doing' : 'todo';
  return { kind: 'lesson', id: row.id, slug: row.slug, title: row.title, minutes: row.minutes, status, position: row.position, completedAt: row.completedAt };
}

function assess(row: OutlineInput['assessments'][number], missing: number, open: OutlineInput['openAttempts']): OutlineAssessment {
  const openAttempt = open.find((attempt) => attempt.assessmentId === row.id) ?? null;
  const status = row.passedAt ? 'done' : openAttempt || row.attempts > 0 ? 'doing' : missing > 0 ? 'locked' : 'todo';
  return { kind: 'assessment', id: row.id, key: row.key, title: row.title, minutes: row.minutes, questions: row.questions, status, bestScore: row.bestScore, missing, openAttempt };
}

/** The steps of a course in the order in which they are meant to be taken. */
export function stepsOf(outline: CourseOutline): OutlineStep[] {
  return [...outline.modules.flatMap((module) => [...module.lessons, ...module.assessments]), ...outline.finals];
}

/** The one thing to do next: an attempt that is running, else the first step that is neither done nor locked. */
export function nextStep(outline: CourseOutline): OutlineStep | null {
  const steps = stepsOf(outline);
  const running = steps.find((step) => step.kind === 'assessment' && step.openAttempt);
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

import type { LessonDrill } from './drill.ts';
import type { RenewalSettings } from './renewal.ts';
import type { LessonScenario } from './scenario.ts';

/** A compiled lesson as stored in lesson_version.body: static markup, broken only where a question's state differs from person to person. */
export interface LessonBody {
  blocks: LessonBlock[];
  outline: { id: string; text: string; level: 2 | 3 }[];
  /** Ids that questions and links may point at. */
  anchors: string[];
  /** Components that want the page's script (`video`, `scenario`). */
  islands: string[];
}

export type LessonBlock = { kind: 'html'; html: string } | LessonCheck | LessonDrill | LessonScenario;

/** A question inside the text. Options are static markup; correct and why are shown after an answer. */
export interface LessonCheck {
  kind: 'check';
  key: string;
  question: string;
  options: { key: string; html: string; correct: boolean; why: string }[];
}

/** lesson_version.details */
export interface LessonDetails {
  sources: { title: string; note: string | null; confidence: 'A' | 'B' }[];
  checkedOn: string;
  reviewBy: string;
  appraiserRole: string;
  /** Boxes with a figure that ages, each with a day of its own; left out by lessons that have none. */
  facts?: DatedFact[];
}

/** A fact in a lesson that holds as of a day and must be looked at again by another. */
export interface DatedFact {
  /** How the box begins. */
  text: string;
  source: string;
  asOf: string;
  reviewBy: string;
  /** Marked in the text as waiting for an officer's word. */
  isAwaiting: boolean;
}

/** course_version.settings */
export interface CourseSettings {
  aim: string;
  audience: string;
  models: number[];
  periods: number;
  passScore: number;
  certificateValidMonths: number | null;
  /** Left out by courses that are taken once. */
  renewal?: RenewalSettings;
  /** Slugs of the courses that come first; left out by courses that anybody may begin. */
  prerequisites?: string[];
}

/** The six types of question and what their bank entry holds. `key`s name options for ever; texts may change between versions. */
export type QuestionBody =
  | { type: 'single' | 'multiple'; text: string; options: { key: string; text: string; correct: boolean; why: string }[] }
  | { type: 'true_false'; text: string; answer: boolean; whyTrue: string; whyFalse: string }
  | { type: 'ordering'; text: string; items: { key: string; text: string; why: string }[] }
  | { type: 'matching'; text: string; pairs: { key: string; left: string; right: string; why: string }[] }
  | { type: 'short_answer'; text: string; accepted: string[]; why: string };

export type QuestionType = QuestionBody['type'];
export type QuestionLevel = 'REMEMBER' | 'UNDERSTAND' | 'APPLY';

/** One line of a test blueprint: so many questions of a level (of any, when none is named) from a module. */
export interface BlueprintRow {
  module: string;
  level?: QuestionLevel;
  count: number;
}

/** What a learner answers; stored as JSON in attempt_answer.response. `pairs` maps the left's key to the chosen right's key. */
export type QuestionResponse =
  | { type: 'single'; choice: string }
  | { type: 'multiple'; choices: string[] }
  | { type: 'true_false'; value: boolean }
  | { type: 'ordering'; order: string[] }
  | { type: 'matching'; pairs: Record<string, string> }
  | { type: 'short_answer'; text: string };

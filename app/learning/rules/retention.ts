import type { Mark } from './recall.ts';

/** Results of fewer people are not shown to anybody but themselves. */
export const fewestPeople = 10;
/** Shares of a group are told in steps of so many per cent, so that two groups that differ by one person do not give her away. */
const step = 5;

/** Answers of a group near one mark. */
export interface GroupAnswers {
  mark: Mark;
  people: number;
  answers: number;
  correct: number;
}
/** What may be told of it: `percent` is null for too few people; `edge` when more or less may be behind it, since "all" and "none" would tell of everybody. */
export interface GroupRetention {
  mark: Mark;
  people: number;
  percent: number | null;
  edge: 'most' | 'least' | null;
}

/** What may be told of a group's share of right answers: see `GroupRetention`. */
export interface GroupShare {
  percent: number | null;
  edge: 'most' | 'least' | null;
}

/** Of whom nothing may be told. */
export const untold: GroupShare = { percent: null, edge: null };

/** The share of right answers of so many people; nothing of few. */
export function groupShare({ people, answers, correct }: { people: number; answers: number; correct: number }): GroupShare {
  if (people < fewestPeople) return untold;
  const rounded = Math.round((correct / answers) * (100 / step)) * step;
  const percent = Math.min(100 - step, Math.max(step, rounded));
  return { percent, edge: percent === 100 - step ? 'most' : percent === step ? 'least' : null };
}

/** The share of right answers of a group near a mark, as its leader may see it. */
export function groupRetention({ mark, ...group }: GroupAnswers): GroupRetention {
  return { mark, people: group.people, ...groupShare(group) };
}

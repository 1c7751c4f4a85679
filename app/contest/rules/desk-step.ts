import type { Phase } from './phase.ts';

/** The pages of a contest's desk after its call is out. */
export type DeskStep = 'entries' | 'blindness' | 'judges' | 'assignment' | 'notes' | 'standing' | 'appeals' | 'adoptions' | 'vote';

const steps: Readonly<Record<Phase, DeskStep | null>> = {
  DRAFT: null,
  ANNOUNCED: 'judges',
  OPEN: 'judges',
  SCREENING: 'entries',
  JUDGING: 'assignment',
  DECIDING: 'standing',
  RESULTS: 'adoptions',
  CLOSED: null,
};

/** Where the organisers' work is now: the jury while entries come in, then screening, assignment, ranking, and the units that apply what won. */
export const nextDeskStep = (phase: Phase): DeskStep | null => steps[phase];

/** How the way to a page looks: one of them stands out, the others wait. */
export const variantOf = (step: DeskStep, next: DeskStep | null): 'primary' | 'ghost' => (step === next ? 'primary' : 'ghost');

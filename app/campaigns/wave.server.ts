import { createHash } from 'node:crypto';

/** What decides who starts when: the campaign's code, so that it is not always the same half that waits. */
export interface Staggered {
  code: string;
  stagger_days: number;
}

/** In which wave a unit of a campaign with a staggered start is, always as a whole: about half of them come later. Chance decides, and nobody can choose. */
export function waveOf({ code, stagger_days: days }: Staggered, unitId: string): 1 | 2 {
  return days > 0 && (createHash('sha256').update(code + unitId).digest()[0] ?? 0) % 2 === 1 ? 2 : 1;
}

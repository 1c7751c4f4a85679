import type { Day } from '../../platform/clock.ts';

/** A trial of an awarded entry in one place: the same thing is measured before and after. */
export interface Pilot {
  place: string;
  startsOn: Day;
  endsOn: Day;
  /** What is measured, and in what. */
  measure: string;
  unit: string;
  lessIsBetter: boolean;
  baseline: number;
  baselineOn: Day;
  result: number | null;
  resultOn: Day | null;
  /** What shows the result: a file, a link, or both. */
  fileId: string | null;
  evidence: string | null;
}

export type PilotFault = 'endsOn.order' | 'baselineOn.late' | 'baselineOn.future' | 'result.alone' | 'resultOn.alone' | 'resultOn.early' | 'resultOn.future' | 'fileId.missing' | 'fileId.alone' | 'evidence.alone';

/** What is wrong with the days and the numbers of a pilot, as of a day: what was measured after the beginning is no baseline, and nothing is measured in the future. */
export function faultsOfPilot(pilot: Pick<Pilot, 'startsOn' | 'endsOn' | 'baselineOn' | 'result' | 'resultOn' | 'fileId' | 'evidence'>, today: Day): PilotFault[] {
  const { startsOn, endsOn, baselineOn, result, resultOn, fileId, evidence } = pilot;
  return [
    ...(endsOn < startsOn ? (['endsOn.order'] as const) : []),
    ...(baselineOn > today ? (['baselineOn.future'] as const) : baselineOn > startsOn ? (['baselineOn.late'] as const) : []),
    ...(result === null && resultOn !== null ? (['result.alone'] as const) : []),
    ...(result !== null && resultOn === null ? (['resultOn.alone'] as const) : []),
    ...(resultOn !== null && resultOn > today ? (['resultOn.future'] as const) : resultOn !== null && resultOn < startsOn ? (['resultOn.early'] as const) : []),
    ...(result !== null && fileId === null && evidence === null ? (['fileId.missing'] as const) : []),
    ...(result === null && fileId !== null ? (['fileId.alone'] as const) : []),
    ...(result === null && evidence !== null ? (['evidence.alone'] as const) : []),
  ];
}

export interface PilotChange {
  difference: number;
  /** Of the baseline, as a share; null where the baseline is nothing. */
  share: number | null;
  verdict: 'BETTER' | 'WORSE' | 'SAME';
}

/** The result held against the baseline; null before there is one. */
export function pilotChange({ baseline, result, lessIsBetter }: Pick<Pilot, 'baseline' | 'result' | 'lessIsBetter'>): PilotChange | null {
  if (result === null) return null;
  const difference = Math.round((result - baseline) * 1e6) / 1e6;
  return { difference, share: baseline === 0 ? null : difference / Math.abs(baseline), verdict: difference === 0 ? 'SAME' : difference < 0 === lessIsBetter ? 'BETTER' : 'WORSE' };
}

/** What an owner is asked to add about a pilot on a day; null when nothing is owed. */
export function pilotOwes(state: string, pilot: Pick<Pilot, 'endsOn' | 'result'> | null, today: Day): 'PLAN' | 'RESULT' | null {
  if (state !== 'PILOT' && state !== 'APPLIED') return null;
  if (!pilot) return state === 'PILOT' ? 'PLAN' : null;
  return pilot.result === null && (state === 'APPLIED' || pilot.endsOn < today) ? 'RESULT' : null;
}

import type { Ready } from './readiness.ts';
import type { Timetable } from './phase.ts';

interface CallParts {
  tracks: readonly unknown[];
  datasets: readonly unknown[];
  criteria: readonly { weight: number; anchors: readonly string[] }[];
  prizes: readonly unknown[];
  moments: Timetable;
  rules: readonly unknown[];
}

/** As much of a call as its readiness depends on. */
export function callReadiness({ tracks, datasets, criteria, prizes, moments, rules }: CallParts): Ready {
  return { tracks, datasets, criteria, prizes, moments, hasRules: rules.length > 0 };
}

import type { Instant } from '../../platform/clock.ts';
import { faultsOfTimetable } from './timetable.ts';
import { momentKinds, type Timetable } from './phase.ts';
import { missingToWhole } from './weights.ts';

export const callSteps = ['about', 'tracks', 'datasets', 'criteria', 'prizes', 'timetable', 'design', 'rules'] as const;
export type CallStep = (typeof callSteps)[number];
export type LackKey = 'tracks' | 'datasets' | 'no-criteria' | 'weights' | 'anchors' | 'prizes' | 'no-moments' | 'order' | 'opens-past' | 'deadline-past' | 'no-rules';

export interface Lack {
  what: LackKey;
  step: CallStep;
  /** Nothing is published while one of these stands. */
  isBlocking: boolean;
}

export interface Ready {
  tracks: readonly unknown[];
  datasets: readonly unknown[];
  /** Weights in hundredths of a per cent. */
  criteria: readonly { weight: number; anchors: readonly string[] }[];
  prizes: readonly unknown[];
  moments: Timetable;
  hasRules: boolean;
}

/** Everything that is missing before a contest can be published, all of it at once. */
export function lacksOf(call: Ready, now: Instant): Lack[] {
  const found: [LackKey, CallStep, isBlocking: boolean, isMissing: boolean][] = [
    ['tracks', 'tracks', false, call.tracks.length === 0],
    ['datasets', 'datasets', false, call.datasets.length === 0],
    ['no-criteria', 'criteria', true, call.criteria.length === 0],
    ['weights', 'criteria', true, call.criteria.length > 0 && missingToWhole(call.criteria.map(({ weight }) => weight)) !== 0],
    ['anchors', 'criteria', false, call.criteria.some(({ anchors }) => anchors.length === 0)],
    ['prizes', 'prizes', false, call.prizes.length === 0],
    ...lacksOfMoments(call.moments, now),
    ['no-rules', 'rules', true, !call.hasRules],
  ];
  return found.filter(([, , , isMissing]) => isMissing).map(([what, step, isBlocking]) => ({ what, step, isBlocking }));
}

function lacksOfMoments(moments: Timetable, now: Instant): [LackKey, CallStep, boolean, boolean][] {
  const isWhole = momentKinds.every((kind) => moments[kind]);
  return [
    ['no-moments', 'timetable', true, !isWhole],
    ['order', 'timetable', true, isWhole && faultsOfTimetable(moments).length > 0],
    ['deadline-past', 'timetable', true, (moments.ENTRIES_CLOSE ?? '9') <= now],
    ['opens-past', 'timetable', false, (moments.OPENS ?? '9') <= now && (moments.ENTRIES_CLOSE ?? '9') > now],
  ];
}

/** Which steps of a call have been filled in. */
export function stepsDone(call: Ready): CallStep[] {
  const done: Partial<Record<CallStep, boolean>> = {
    about: true,
    tracks: call.tracks.length > 0,
    datasets: call.datasets.length > 0,
    criteria: call.criteria.length > 0 && missingToWhole(call.criteria.map(({ weight }) => weight)) === 0,
    prizes: call.prizes.length > 0,
    timetable: momentKinds.every((kind) => call.moments[kind]) && faultsOfTimetable(call.moments).length === 0,
    design: true,
    rules: call.hasRules,
  };
  return callSteps.filter((step) => done[step]);
}

/** Which steps have something in them but not all that they need. */
export function stepsBegun(call: Ready): CallStep[] {
  const done = stepsDone(call);
  return callSteps.filter((step) => !done.includes(step) && (step === 'criteria' ? call.criteria.length > 0 : step === 'timetable' && momentKinds.some((kind) => call.moments[kind])));
}

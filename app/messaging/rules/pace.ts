/** Calls to a provider by slices of time: the end of the slice in milliseconds, and how many began in it. */
export type Calls = readonly (readonly [until: number, count: number])[];

export const windowMilliseconds = 1_000;
/** Calls that begin close to each other share an entry; counted from its end, so a little longer than they must be and never shorter. */
export const sliceMilliseconds = 50;

const sliceOf = (at: number): number => Math.ceil(at / sliceMilliseconds) * sliceMilliseconds;

/** The calls of the last second. What lies ahead was noted before the machine, and with it its watch, was started anew: more than a second ago. */
export function recentCalls(calls: Calls, at: number): Calls {
  return calls.filter(([until]) => until <= sliceOf(at) && until + windowMilliseconds > at);
}

/** How many more calls may begin. @param recent the calls of the last second */
export function roomFor(recent: Calls, perSecond: number): number {
  return Math.max(0, perSecond - recent.reduce((sum, [, count]) => sum + count, 0));
}

/** The same with calls that begin now. */
export function withCalls(recent: Calls, at: number, count: number): Calls {
  const until = sliceOf(at);
  const before = recent.filter(([slice]) => slice !== until);
  const same = recent.find(([slice]) => slice === until)?.[1] ?? 0;
  return [...before, [until, same + count]];
}

/** When the next call may begin, in milliseconds of the same watch; `at` itself while there is room. */
export function opensAt(recent: Calls, perSecond: number, at: number): number {
  if (roomFor(recent, perSecond) > 0) return at;
  return Math.min(...recent.map(([until]) => until)) + windowMilliseconds;
}

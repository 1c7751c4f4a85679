import { instantOf, isLocalTime, localOf } from '../../platform/local-time.ts';
import { localAsTyped, typedMoment } from '../../platform/typed-time.ts';
import type { CallSnapshot, WrapCode } from '../rules/call.ts';
import type { KeptCall } from './desk-store.ts';

/** The zone in which the desk's fields say the time, whatever the computer is set to. */
export const province = 'Asia/Ho_Chi_Minh';

/** A call that begins in the browser, because the server cannot be asked. */
export function newCall(clientKey: string, now: Date, isAway: boolean): CallSnapshot {
  return { clientKey, revision: now.getTime(), channel: 'PHONE', source: isAway ? 'OFFLINE' : 'ONLINE', startedAt: now.toISOString(), endedAt: null, number: '', name: '', commune: '', question: '', note: '', reads: [], wrap: null, callbackAt: null, handTo: null, handBody: null };
}

/** Later than what was sent before, even by a clock that was set back. */
export const nextRevision = ({ revision }: CallSnapshot, now: Date): number => Math.max(now.getTime(), revision + 1);

/** The call with what stands in the fields. */
export const noted = (call: CallSnapshot, said: Partial<CallSnapshot>, now: Date): CallSnapshot => ({ ...call, ...said, revision: nextRevision(call, now) });

/** The call as it ends. */
export const ended = (call: CallSnapshot, wrap: WrapCode, now: Date): CallSnapshot => ({ ...call, wrap, endedAt: call.endedAt ?? now.toISOString(), revision: nextRevision(call, now) });

/** The call in hand with what this browser knows of it beyond the server; null when it knows nothing newer. Without a call in hand the open one that waits here goes on, unless the server has refused it. */
export function takenUp(inHand: CallSnapshot | null, kept: readonly KeptCall[]): CallSnapshot | null {
  const same = kept.find(({ call, refused }) => (inHand ? call.clientKey === inHand.clientKey : call.wrap === null && refused === undefined))?.call;
  if (!same || same.wrap !== null || (inHand && same.revision <= inHand.revision)) return null;
  const known = inHand?.reads ?? [];
  return { ...same, reads: [...known, ...same.reads.filter((read) => !known.some((one) => one.at === read.at && one.versionId === read.versionId))] };
}

/**
 * What another page of the same agent says of a call, taken over where it is newer, so that neither page sends words that forget the other's. What was read out
 * in either was read out. @returns null when it is nothing for this page: another call, or an older state of this one
 */
export function adopted(own: CallSnapshot | null, other: CallSnapshot): CallSnapshot | null {
  if (!own) return other.wrap === null ? other : null;
  if (own.clientKey !== other.clientKey || (other.wrap === null && other.revision <= own.revision)) return null;
  const isNew = (read: CallSnapshot['reads'][number]) => !other.reads.some(({ at, versionId }) => at === read.at && versionId === read.versionId);
  return { ...other, reads: [...other.reads, ...own.reads.filter(isNew)] };
}

/** The moment that a field shows in the province's time; null for nothing, and for what no calendar has. */
export function momentOfField(typed: string): string | null {
  const local = typedMoment(typed);
  return isLocalTime(local) ? instantOf(local, province) : null;
}
export const fieldOfMoment = (at: string | null): string => (at ? localAsTyped(localOf(at, province)) : '');

/** How far the server's clock is ahead of this computer's, in milliseconds, by the `Date` of an answer; null when it says nothing. The header knows whole seconds, so less than two are none. */
export function clockAhead(date: string | null, now: number): number | null {
  const server = Date.parse(date ?? '');
  if (Number.isNaN(server)) return null;
  return Math.abs(server - now) < 2_000 ? 0 : server - now;
}

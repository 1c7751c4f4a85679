import type { Day } from '../../platform/clock.ts';
import { fold } from '../../platform/text/fold.ts';
import { outsideAmounts } from './sensitive.ts';

export const channels = ['PHONE', 'WALK_IN', 'CHAT'] as const;
export type Channel = (typeof channels)[number];
/** How a call ended; crime reports are told where to go and never worked on here. */
export const wrapCodes = ['ANSWERED', 'PARTLY', 'NOT_FOUND', 'TRANSFERRED', 'CALL_BACK', 'CRIME_ROUTED', 'DROPPED', 'WRONG_NUMBER'] as const;
export type WrapCode = (typeof wrapCodes)[number];

/** Keys that lead to a field of the call. */
export const fieldKeys = [{ key: 'Alt+1', field: 'question' }, { key: 'Alt+5', field: 'note' }, { key: 'Alt+0', field: 'wrap' }] as const;

/** A call as the place where it is taken knows it. The whole is sent each time, so that losing, doubling or reordering what is sent does no harm. */
export interface CallSnapshot {
  clientKey: string;
  revision: number;
  channel: Channel;
  source: 'ONLINE' | 'OFFLINE';
  startedAt: string;
  endedAt: string | null;
  number: string;
  name: string;
  commune: string;
  question: string;
  note: string;
  reads: { versionId: string; at: string }[];
  wrap: WrapCode | null;
  callbackAt: string | null;
  handTo: string | null;
  /** The body to which the call's matter goes as a ticket. */
  handBody: string | null;
}

/** Ended beats open, later beats earlier: every order of arrival ends with the same call. */
export function supersedes(next: { revision: number; isWrapped: boolean }, kept: { revision: number; isWrapped: boolean }): boolean {
  return next.isWrapped === kept.isWrapped ? next.revision > kept.revision : next.isWrapped;
}

/** Long runs of digits (identity numbers, one-time codes, accounts) never stand in free text: only the last three are kept. */
export function maskDigits(text: string): string {
  return outsideAmounts(text, (part) => part.replace(/\p{Nd}(?:[ .\-\u2010-\u2015]?\p{Nd}){8,}|\p{Nd}{6,}/gu, (run) => `***${run.replace(/\P{Nd}/gu, '').slice(-3)}`));
}

/** Whether a question has no word by which an editor could find or answer it: nothing, or only signs. */
export const saysNothing = (question: string): boolean => fold(question) === '';

export type WrapFault = 'question' | 'number' | 'callbackAt' | 'handBody' | 'ticketQuestion';
/** The field at which a fault is mended. */
export const fieldOfFault = (fault: WrapFault): string => (fault === 'ticketQuestion' ? 'question' : fault);

/** What a wrap-up lacks, by the field where it belongs; the browser asks before it keeps a call that the server would refuse. */
export function wrapFault(call: Pick<CallSnapshot, 'wrap' | 'question' | 'callbackAt' | 'handTo' | 'handBody'>, hasNumber: boolean): WrapFault | null {
  if (call.wrap === 'NOT_FOUND' && saysNothing(call.question)) return 'question';
  if (call.wrap === 'TRANSFERRED' && call.handBody) return call.handTo ? 'handBody' : call.question === '' ? 'ticketQuestion' : null;
  if (call.wrap !== 'CALL_BACK') return null;
  if (!hasNumber) return 'number';
  return call.callbackAt ? null : 'callbackAt';
}

/** Nobody can call back a number on the day on which it is erased, or later. */
export const isErasedBefore = (callback: Day, eraseAfter: Day): boolean => callback >= eraseAfter;

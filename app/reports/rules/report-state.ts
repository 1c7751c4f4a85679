import type { Instant } from '../../platform/clock.ts';
import { isLate } from './period.ts';

/** States of a unit's report, in the order of its way. */
export const reportStates = ['DRAFT', 'PENDING_APPROVAL', 'SUBMITTED', 'RECEIVED', 'RETURNED', 'ACCEPTED'] as const;
export type ReportState = (typeof reportStates)[number];

export const reportSteps = ['HAND_IN', 'TAKE_BACK', 'SEND_BACK', 'SUBMIT', 'RECEIVE', 'RETURN', 'ACCEPT', 'REOPEN'] as const;
export type ReportStep = (typeof reportSteps)[number];

/** Who takes a step: whoever writes, approves or receives. */
export type Hand = 'WRITER' | 'APPROVER' | 'RECEIVER';

/** Which steps lead on from a state; the database says the same. */
export const stepsFrom: Readonly<Record<ReportState, readonly ReportStep[]>> = {
  DRAFT: ['HAND_IN'],
  PENDING_APPROVAL: ['SUBMIT', 'SEND_BACK', 'TAKE_BACK'],
  SUBMITTED: ['RECEIVE', 'RETURN'],
  RECEIVED: ['ACCEPT', 'RETURN'],
  RETURNED: ['HAND_IN'],
  ACCEPTED: ['REOPEN'],
};

export const handOf: Readonly<Record<ReportStep, Hand>> = {
  HAND_IN: 'WRITER', TAKE_BACK: 'WRITER', SEND_BACK: 'APPROVER', SUBMIT: 'APPROVER', RECEIVE: 'RECEIVER', RETURN: 'RECEIVER', ACCEPT: 'RECEIVER', REOPEN: 'RECEIVER',
};

/** Steps that say why. */
export const needsReason = (step: ReportStep): boolean => step === 'SEND_BACK' || step === 'RETURN' || step === 'REOPEN';
export const isEditable = (state: ReportState): boolean => state === 'DRAFT' || state === 'RETURNED';

/** Whether a report came in time, as far as that is decided. */
export type Punctuality = 'ON_TIME' | 'LATE' | 'MISSING' | 'NOT_YET';
export function punctualityOf(firstSubmittedAt: Instant | null, dueAt: Instant, now: Instant): Punctuality {
  if (firstSubmittedAt !== null) return isLate(firstSubmittedAt, dueAt) ? 'LATE' : 'ON_TIME';
  return isLate(now, dueAt) ? 'MISSING' : 'NOT_YET';
}

/** The parts of a report that are written as text; the header stands before them. */
export const textParts = ['DIRECTION', 'DIFFICULTIES', 'NEXT', 'PROPOSALS'] as const;
export type TextPart = (typeof textParts)[number];
export type Part = 'HEADER' | TextPart;

/** What a report lacks before it can be handed in. */
export type Lack = 'signer' | 'direction' | 'next' | 'lines';
export function lacksOf(report: { header: { signerTitle: string }; texts: Record<TextPart, string>; lines: readonly { status: string | null; tasks: string }[] }): Lack[] {
  const lacks: Lack[] = [];
  if (report.header.signerTitle === '') lacks.push('signer');
  if (report.texts.DIRECTION === '') lacks.push('direction');
  if (report.lines.some(({ status }) => status === null)) lacks.push('lines');
  if (report.texts.NEXT === '' && !report.lines.some(({ tasks }) => tasks !== '')) lacks.push('next');
  return lacks;
}

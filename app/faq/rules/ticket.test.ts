import { expect, it } from 'vitest';
import { clockRuns, deedsFor, isOverdue, ticketCode, ticketState, ticketStates, ticketTargets, type TicketDates } from './ticket.ts';

const none: TicketDates = { assigned_at: null, sent_at: null, waiting_since: null, answered_at: null, told_at: null, closed_at: null };
const at = '2026-11-23T01:00:00.000Z';

it('stands where its latest date says', () => {
  const steps: (keyof TicketDates)[] = ['assigned_at', 'sent_at', 'waiting_since', 'answered_at', 'told_at', 'closed_at'];
  const seen = steps.map((_step, last) => ticketState({ ...none, ...Object.fromEntries(steps.slice(0, last + 1).map((step) => [step, at])) }));
  expect([ticketState(none), ...seen]).toEqual(ticketStates);
});

it('is late only while its clock runs', () => {
  expect(isOverdue({ ...none, due_at: at }, at)).toBe(true);
  expect(isOverdue({ ...none, due_at: '2026-11-23T01:00:00.001Z' }, at)).toBe(false);
  for (const stopped of ['waiting_since', 'answered_at', 'closed_at'] as const) expect(clockRuns({ ...none, [stopped]: at })).toBe(false);
});

it('lets nothing be done when it is closed, and an answer be told only when there is one', () => {
  expect(deedsFor('CLOSED')).toEqual([]);
  expect(ticketStates.filter((state) => deedsFor(state).includes('tell'))).toEqual(['ANSWERED']);
  expect(ticketStates.filter((state) => deedsFor(state).includes('resume'))).toEqual(['WAITING']);
  expect(deedsFor('RECEIVED')).toEqual(['assign', 'close']);
});

it('has a number that sorts', () => {
  expect(ticketCode('2026', 123)).toBe('PT-2026-000123');
  expect(ticketTargets.value.safeParse({ ...ticketTargets.fallback, QUESTION: 0 }).success).toBe(false);
});

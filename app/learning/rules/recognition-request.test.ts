import { describe, expect, it } from 'vitest';
import { isCopyKind, isOpenRequest, latestLastDay, requestState, suggestedLastDay, type RequestState } from './recognition-request.ts';

const at = '2026-11-23T01:00:00.000Z';

describe('where a request stands', () => {
  it.each<[RequestState, Parameters<typeof requestState>[0], boolean]>([
    ['DRAFT', { submittedAt: null, withdrawnAt: null, decision: null }, true],
    ['WAITING', { submittedAt: at, withdrawnAt: null, decision: null }, true],
    ['WITHDRAWN', { submittedAt: null, withdrawnAt: at, decision: null }, false],
    ['WITHDRAWN', { submittedAt: at, withdrawnAt: at, decision: null }, false],
    ['ACCEPTED', { submittedAt: at, withdrawnAt: null, decision: 'ACCEPTED' }, false],
    ['REFUSED', { submittedAt: at, withdrawnAt: null, decision: 'REFUSED' }, false],
  ])('is %s by %j', (state, facts, isOpen) => {
    expect(requestState(facts)).toBe(state);
    expect(isOpenRequest(state)).toBe(isOpen);
  });
});

describe('until when a certificate counts, as it is suggested', () => {
  const today = '2026-12-01';

  it.each([
    ['its own last day', { issuedOn: '2026-01-10', lastDay: '2027-06-30', validMonths: 12 }, '2027-06-30'],
    ['as long as the course’s own would', { issuedOn: '2026-10-15', lastDay: null, validMonths: 24 }, '2028-10-15'],
    ['a year where the course’s own has no end', { issuedOn: '2026-10-15', lastDay: null, validMonths: null }, '2027-10-15'],
    ['the last day of a shorter month', { issuedOn: '2026-08-31', lastDay: null, validMonths: 6 }, '2027-02-28'],
    ['over the end of a year', { issuedOn: '2026-12-01', lastDay: null, validMonths: 1 }, '2027-01-01'],
    ['today, when that would be over', { issuedOn: '2020-01-10', lastDay: null, validMonths: 12 }, today],
    ['five years at the most', { issuedOn: '2026-01-10', lastDay: '2099-12-31', validMonths: 12 }, latestLastDay(today)],
  ])('%s', (_what, facts, day) => {
    expect(suggestedLastDay(facts, today)).toBe(day);
  });

  it('is never longer than any other exemption', () => {
    expect([latestLastDay(today), latestLastDay('2028-02-29')]).toEqual(['2031-12-01', '2033-02-28']);
  });
});

it('copies are scans and photographs, not documents that can be written in', () => {
  expect(['PDF', 'PNG', 'JPEG', 'DOCX', 'XLSX', undefined].map(isCopyKind)).toEqual([true, true, true, false, false, false]);
});

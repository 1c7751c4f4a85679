import { describe, expect, it } from 'vitest';
import { shownAbove } from './figures.ts';
import { percentOfTarget } from './models.ts';
import { canonicalContent, defaultHeader, readHeader, type ReportContent } from './report-content.ts';
import { handOf, isEditable, lacksOf, needsReason, punctualityOf, reportStates, reportSteps, stepsFrom } from './report-state.ts';

describe('per cent of the target', () => {
  it.each([[120, 200, 60], [1, 3, 33.3], [0, 5, 0], [300, 200, 150], [null, 5, null], [5, null, null], [5, 0, null]])('%s of %s is %s', (quantity, target, percent) => expect(percentOfTarget(quantity, target)).toBe(percent));
});

describe('figures', () => {
  it('tell of no group of fewer than ten people', () => {
    expect(shownAbove('trained', 8, 9)).toEqual({ value: null, total: null });
    expect(shownAbove('trained', 8, 10)).toEqual({ value: 8, total: 10 });
    expect(shownAbove('reached', 0, 0)).toEqual({ value: null, total: null });
    expect(shownAbove('calls', 2, null)).toEqual({ value: 2, total: null });
    expect(shownAbove('broadcasts', 1, 3)).toEqual({ value: 1, total: 3 });
  });
});

describe('the way of a report', () => {
  it('knows a hand for every step, and every step from some state', () => {
    expect(Object.keys(handOf).toSorted()).toEqual([...reportSteps].toSorted());
    expect(new Set(reportStates.flatMap((state) => stepsFrom[state]))).toEqual(new Set(reportSteps));
    expect(reportSteps.filter(needsReason)).toEqual(['SEND_BACK', 'RETURN', 'REOPEN']);
    expect(reportStates.filter(isEditable)).toEqual(['DRAFT', 'RETURNED']);
    expect(stepsFrom.ACCEPTED).toEqual(['REOPEN']);
  });

  it('is late by its first sending, and missing only once the due second is over', () => {
    const due = '2026-12-14T16:59:59.000Z';
    expect(punctualityOf(null, due, '2026-12-14T16:59:59.999Z')).toBe('NOT_YET');
    expect(punctualityOf(null, due, '2026-12-14T17:00:00.000Z')).toBe('MISSING');
    expect(punctualityOf(due, due, '2027-01-01T00:00:00.000Z')).toBe('ON_TIME');
    expect(punctualityOf('2026-12-14T17:00:00.000Z', due, '2027-01-01T00:00:00.000Z')).toBe('LATE');
  });

  it('asks for what a report cannot do without', () => {
    const texts = { DIRECTION: 'a', DIFFICULTIES: '', NEXT: 'b', PROPOSALS: '' };
    expect(lacksOf({ header: { signerTitle: 'x' }, texts, lines: [{ status: 'BLOCKED', tasks: '' }] })).toEqual([]);
    expect(lacksOf({ header: { signerTitle: 'x' }, texts: { ...texts, NEXT: '' }, lines: [{ status: 'BLOCKED', tasks: 'Mượn máy' }] })).toEqual([]);
    expect(lacksOf({ header: { signerTitle: '' }, texts: { ...texts, DIRECTION: '', NEXT: '' }, lines: [{ status: null, tasks: '' }] })).toEqual(['signer', 'direction', 'lines', 'next']);
  });
});

describe('the content of a report', () => {
  const content = { unitName: 'UBND phường Hoa Lư', month: '2026-12', texts: { NEXT: 'b', DIRECTION: 'a' }, lines: [{ model: 28, name: 'x' }] } as unknown as ReportContent;
  it('has one text, whatever order it was built in', () => {
    const other = { lines: [{ name: 'x', model: 28 }], texts: { DIRECTION: 'a', NEXT: 'b' }, month: '2026-12', unitName: 'UBND phường Hoa Lư' } as unknown as ReportContent;
    expect(canonicalContent(other)).toBe(canonicalContent(content));
    expect(canonicalContent({ ...content, month: '2026-11' })).not.toBe(canonicalContent(content));
    expect(JSON.parse(canonicalContent(content))).toEqual(content);
  });

  it('begins with a head that fits the kind of unit', () => {
    expect(defaultHeader({ kind: 'COMMUNE_PC', name: 'UBND phường Hoa Lư' })).toMatchObject({ place: 'Hoa Lư', onBehalf: 'TM. ỦY BAN NHÂN DÂN', signerTitle: 'CHỦ TỊCH' });
    expect(defaultHeader({ kind: 'DEPARTMENT', name: 'Sở Y tế' })).toMatchObject({ onBehalf: '', signerTitle: '', signerName: '' });
    expect([readHeader('{"sign":"1"}'), readHeader('{"signerName":"A"}')]).toEqual([{ sign: '1', signerName: '' }, { signerName: 'A' }]);
  });
});

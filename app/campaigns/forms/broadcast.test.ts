import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../platform/http/forms.server.ts';
import { calendarQuery, closingForm, confirmSlotsForm, evaluationForm, placeForm, placesQuery, proofForm, removeSlotsForm, slotsQuery, surveyForm } from './broadcast.ts';
import { audienceForm } from './audience.ts';
import { lineForm, planParams } from './plan.ts';

interface Schema {
  safeParse(fields: unknown, options?: { reportInput: true }): { success: true; data: unknown } | { success: false; error: Parameters<typeof faultsOf>[0] };
}
/** The fields that are refused, with their sentences. */
function faults(schema: Schema, fields: object): Record<string, { vi: string; en: string }> {
  const parsed = schema.safeParse(fields, { reportInput: true });
  return parsed.success ? {} : faultsOf(parsed.error);
}
const survey = { unitId: 'u', phase: 'BEFORE', asked: '50', right: '20' };
const place = { name: 'Bảng', kind: 'LED', unitId: 'u', width: '', height: '' };
const line = { title: 'Việc', quarter: '1', topic: 'SECURITY', model: '27' };
const played = { deed: 'played', playedAt: '2026-11-23T12:00' };
const concluded = { inputs: 'a', outtakes: 'b', outcomes: 'c', impact: 'd', lesson: 'e', decision: 'KEEP' };

describe('a field of broadcasts and plans', () => {
  it.each<[string, Schema, object, string, unknown]>([
    ['a count of right answers that was left empty', surveyForm, survey, 'right', ''],
    ['a count of spaces', surveyForm, survey, 'asked', '  '],
    ['a count in another way of writing', surveyForm, survey, 'asked', '0x32'],
    ['a count with a sign', surveyForm, survey, 'right', '+5'],
    ['more people than there are', surveyForm, survey, 'asked', '100001'],
    ['a count that came twice', surveyForm, survey, 'asked', ['5', '6']],
    ['a name of two lines', placeForm, place, 'name', 'a\nb'],
    ['a name of nothing that can be seen', placeForm, place, 'name', ' \u00a0 '],
    ['a kind that objects have by nature', placeForm, place, 'kind', 'toString'],
    ['no unit', placeForm, place, 'unitId', ''],
    ['a size that is no number', placeForm, place, 'width', 'NaN'],
    ['a size without end', placeForm, place, 'height', 'Infinity'],
    ['a moment of a day that there is not', proofForm, played, 'playedAt', '2026-02-30T12:00'],
    ['a moment with its zone', proofForm, played, 'playedAt', '2026-11-24T12:00Z'],
    ['words for people as a broadcast', removeSlotsForm, { revision: '0', startsAt: '2026-11-24T05:00:00.000Z' }, 'medium', 'MESSAGE'],
    ['a revision before the first', removeSlotsForm, { medium: 'LED', startsAt: '2026-11-24T05:00:00.000Z' }, 'revision', '-1'],
    ['a start that is no instant', removeSlotsForm, { revision: '0', medium: 'LED' }, 'startsAt', '2026-11-24T12:00'],
    ['a closing without a reason', closingForm, {}, 'reason', '\n\t'],
    ['one slot where many are expected', confirmSlotsForm, {}, 'slots', 's'],
    ['a fifth quarter', lineForm, line, 'quarter', '5'],
    ['half a quarter', lineForm, line, 'quarter', '1.5'],
    ['a quarter that was left empty', lineForm, line, 'quarter', ''],
    ['a title of two lines', lineForm, line, 'title', 'a\r\nb'],
    ['a title that is too long', lineForm, line, 'title', 'ế'.repeat(201)],
    ['a stage that was left empty', evaluationForm, concluded, 'impact', ' '],
    ['a decision that there is not', evaluationForm, concluded, 'decision', 'keep'],
    ['a missed broadcast without its reason', proofForm, { deed: 'missed' }, 'missedReason', ' '],
    ['a broadcast that was heard at no time', proofForm, { deed: 'played' }, 'playedAt', ''],
    ['a photo that is text', proofForm, played, 'photo', 'data:image/png;base64,AAAA'],
    ['more categories than there are', audienceForm, { revision: '0' }, 'categories', Array.from({ length: 21 }, () => 'CIVIL_SERVANT')],
  ])('with %s is refused in words of both languages', (_what, schema, good, field, value) => {
    const found = faults(schema, { ...good, [field]: value });
    const [key = '', say] = Object.entries(found)[0] ?? [];
    expect(key.split('.')[0]).toBe(field);
    expect([say?.vi, say?.en]).toEqual([expect.stringMatching(/^\p{Lu}.+\.$/u), expect.stringMatching(/^\p{Lu}.+\.$/u)]);
  });

  it.each<[Schema, object]>([[surveyForm, survey], [placeForm, place], [lineForm, line], [evaluationForm, concluded], [proofForm, played]])('is taken when nothing is wrong', (schema, good) => expect(faults(schema, good)).toEqual({}));

  it('of counts may be zero where nobody was right, and ends at a hundred thousand', () => {
    expect(surveyForm.parse({ ...survey, asked: ' 100000 ', right: '0' })).toEqual({ ...survey, asked: 100_000, right: 0 });
  });
});

describe('the two buttons of a proof', () => {
  it('each say one thing: what was typed for the other is left out', () => {
    expect(proofForm.parse({ ...played, note: 'x', missedReason: 'Mất điện' })).toMatchObject({ playedAt: played.playedAt, note: 'x', missedReason: '' });
    expect(proofForm.parse({ ...played, deed: 'missed', note: 'x', missedReason: 'Mất điện' })).toMatchObject({ playedAt: '', note: '', missedReason: 'Mất điện' });
  });
});

describe('what stands in an address', () => {
  it.each(['2026-13', '2026-00', '1999-12', '2100-01', '2026-1', '2026-11-23', '', "2026-11'"])('the month %j is none', (month) => expect(calendarQuery.parse({ month })).toEqual({}));

  it('is read leniently: a page or a view that there is not is the first', () => {
    expect(slotsQuery.parse({ view: '__proto__', page: '0', confirmed: '-1' })).toEqual({ view: 'all', page: 1 });
    expect(placesQuery.parse({ q: 'x'.repeat(101), kind: 'led', state: '', page: '10001', added: 'x' })).toEqual({ q: '', state: 'open', page: 1 });
  });

  it.each(['2019', '2101', '202', '20260', ' 2026', '2e3', '-2026', '٢٠٢٦'])('the year %j has no plan', (year) => expect(planParams.safeParse({ year }).success).toBe(false));
});

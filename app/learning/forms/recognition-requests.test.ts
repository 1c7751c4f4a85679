import { describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { decisionForm, requestForm, typedRequest } from './recognition-requests.ts';

const typed = (change: Record<string, unknown> = {}) => ({ id: newId(), revision: '0', courseId: newId(), title: 'Bồi dưỡng an ninh mạng', number: '0417', issuer: 'Học viện', issuedOn: '15/09/2026', lastDay: '', note: '', ...change });
const faults = (form: { safeParse: (what: unknown) => { error?: { issues: readonly { path: readonly PropertyKey[] }[] } } }, what: unknown) => [...new Set(form.safeParse(what).error?.issues.map(({ path }) => path.join('.')))];

describe('what a certificate says', () => {
  it('is read as it is typed: days in both writings, empty ones as none, words composed and on one line', () => {
    expect(requestForm.parse(typed({ title: '  Bồi dưỡng\u202e  an ninh\nmạng '.normalize('NFD'), lastDay: '2027-09-30', note: ' \n ' }))).toMatchObject({ title: 'Bồi dưỡng an ninh mạng', issuedOn: '2026-09-15', lastDay: '2027-09-30', note: null, revision: 0 });
    expect(requestForm.parse(typed())).toMatchObject({ lastDay: null });
  });

  it.each<[string, Record<string, unknown>]>([
    ['id', { id: 'x' }], ['courseId', { courseId: '' }], ['title', { title: 'ab' }], ['title', { title: 'x'.repeat(201) }], ['number', { number: ' \u200b ' }], ['issuer', { issuer: undefined }], ['issuedOn', { issuedOn: '' }], ['issuedOn', { issuedOn: '31/02/2026' }], ['issuedOn', { issuedOn: '9'.repeat(100_000) }],
    ['lastDay', { lastDay: 'mai' }], ['lastDay', { lastDay: '14/09/2026' }], ['note', { note: 'x'.repeat(501) }],
  ])('with a wrong %s is told so there', (field, change) => {
    expect(faults(requestForm, typed(change))).toEqual([field]);
  });

  it('loses no half of a character and breaks at nothing', () => {
    expect(requestForm.parse(typed({ title: 'An ninh \ud800 mạng' })).title.isWellFormed()).toBe(true);
  });

  it('goes back to the form as it was typed', () => {
    const form = requestForm.parse(typed({ note: 'Bản giấy lưu ở cơ quan' }));
    expect(requestForm.parse(typedRequest(form))).toEqual(form);
  });
});

describe('a decision', () => {
  it.each<[string[], Record<string, string>]>([
    [[], { decision: 'ACCEPTED', lastDay: '30/09/2027', reason: '' }], [[], { decision: 'REFUSED', lastDay: '', reason: 'Chưa đủ' }], [[], { decision: 'REFUSED', lastDay: '30/09/2027', reason: 'Chưa đủ' }],
    [['decision'], { decision: '', lastDay: '', reason: 'Chưa đủ' }], [['lastDay'], { decision: 'ACCEPTED', lastDay: '', reason: '' }], [['reason'], { decision: 'REFUSED', lastDay: '', reason: ' . ' }], [['reason'], { decision: 'ACCEPTED', lastDay: '30/09/2027', reason: 'ok' }], [['reason'], { decision: 'REFUSED', lastDay: '', reason: 'x'.repeat(501) }],
  ])('has the faults %j: %j', (fields, what) => {
    expect(faults(decisionForm, what)).toEqual(fields);
  });
});

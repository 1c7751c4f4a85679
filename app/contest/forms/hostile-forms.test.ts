import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { faultsOf, fieldsOf } from '../../platform/http/forms.server.ts';
import { aboutForm, answerForm as answerQuestionForm, closingForm, criteriaForm, datasetsForm, deedForm, designForm, extensionForm, prizesForm, questionForm, rulesForm, timetableForm, tracksForm } from './calls.ts';
import { answerForm, beginForm, fileParams, handInForm, invitationParams, inviteForm, newEntryForm, partForm, partParams, pieceQuery, receiptParams } from './entries.ts';
import { codeForm, emailForm, erasureForm, newAddressForm, profileForm } from './outside.ts';
import { clearingForm, entriesQuery, lookForm, replyForm } from './screening.ts';

type Fields = Record<string, string | string[]>;
/** Fields as they come out of a body, after everything that the house does to them. */
function read(form: z.ZodType, fields: Fields) {
  const sent = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of Array.isArray(value) ? value : [value]) sent.append(Array.isArray(value) ? `${name}[]` : name, one);
  return form.safeParse(fieldsOf(sent), { reportInput: true });
}
const faulty = (form: z.ZodType, fields: Fields) => {
  const parsed = read(form, fields);
  return parsed.success ? {} : faultsOf(parsed.error);
};

const about = { revision: '1', title: 'Thi', code: 'SK27', slug: '', unitId: 'u', summary: 'Tóm tắt', eligibility: 'Mọi người' };
/** A form that is fine, by name: what is done to it below must be taken or refused in a sentence. */
const forms: Record<string, [z.ZodType, Record<string, string>]> = {
  about: [aboutForm, about],
  tracks: [tracksForm, { revision: '1', title_0: 'Một' }],
  criteria: [criteriaForm, { revision: '1', title_0: 'Một', weight_0: '100', maxScore_0: '10', anchors_0: 'thấp' }],
  prizes: [prizesForm, { revision: '1', kind_0: 'FIRST', title_0: 'Giải', count_0: '1', amount_0: '5' }],
  datasets: [datasetsForm, { revision: '1', title_0: 'Bộ', holder_0: 'Sở', url_0: 'https://x.vn', terms_0: 'Ghi nguồn' }],
  timetable: [timetableForm, { revision: '1', OPENS: '2026-12-01T08:00', ENTRIES_CLOSE: '', SCREENING_ENDS: '', SCORING_ENDS: '', RESULTS: '' }],
  design: [designForm, { revision: '1', blind: 'on', reviewsPerEntry: '3', scoringMethod: 'ADDITIVE', graceSeconds: '0' }],
  rules: [rulesForm, { revision: '1', body: 'Điều 1' }],
  deed: [deedForm, { revision: '1' }],
  extension: [extensionForm, { revision: '1', minutes: '30', reason: 'Đường truyền bị đứt' }],
  closing: [closingForm, { revision: '1', reason: 'Hoàn thành mọi việc' }],
  question: [questionForm, { question: 'Một đội nộp mấy bài?' }],
  'answer to a question': [answerQuestionForm, { answer: 'Được.', seenAt: '' }],
  'new entry': [newEntryForm, { title: 'Bài', track: '' }],
  part: [partForm, { body: 'Chữ', revision: '0' }],
  invitation: [inviteForm, { fullName: 'Lê Quý Đôn', email: 'don@vi-du.vn' }],
  'answer to an invitation': [answerForm, { answer: 'accept', agrees: 'on' }],
  'hand in': [handInForm, { key: '0123456789', rulesId: 'r', agreesRules: 'on', agreesData: 'on' }],
  upload: [beginForm, { name: 'a.pdf', bytes: '10' }],
  email: [emailForm, { email: 'a@b.vn' }],
  'new address': [newAddressForm, { email: 'a@b.vn' }],
  code: [codeForm, { code: '12345678' }],
  profile: [profileForm, { kind: 'ENTERPRISE', fullName: 'Lê', legalName: 'Công ty', taxCode: '2700123456', phone: '', place: '' }],
  erasure: [erasureForm, { confirm: 'on' }],
  look: [lookForm, { version: '1', outcome: 'ELIGIBLE', reason: 'Đủ mọi điều kiện', replyUntil: '' }],
  reply: [replyForm, { deed: 'reply', reply: 'Xin giải trình' }],
  tie: [replyForm, { deed: 'name', name: 'Công ty', reason: 'Quan hệ' }],
  clearing: [clearingForm, { deed: 'flag', id: 'f', note: 'Đã đối chiếu kỹ' }],
};
const hostile = ['', ' ', '\u0000', '-1', '1e9', '0x10', '999999999999999999999', 'NaN', '1.5', '<script>alert(1)</script>', "' or 1=1 --", '{{ten}}', '${x}', '🏆'.repeat(50), 'ế'.normalize('NFD').repeat(300), '\ud800', '\u202egpj.exe', '../../etc/passwd', '__proto__', 'constructor', 'null', 'undefined', '[object Object]', 'x'.repeat(1_000_000)];

describe.each(Object.entries(forms))('the form of %s', (_name, [form, fine]) => {
  it('is taken as it should be', () => expect(faulty(form, fine)).toEqual({}));

  it('answers whatever stands in a field with a value or a sentence in both languages, and never breaks', () => {
    for (const field of Object.keys(fine)) {
      for (const value of hostile) {
        const faults = faulty(form, { ...fine, [field]: value });
        for (const [at, say] of Object.entries(faults)) expect([field, at, say.vi.length > 8, say.en.length > 8]).toEqual([field, at, true, true]);
      }
      // A list where a word should be, and nothing at all.
      for (const fields of [{ ...fine, [field]: undefined }, { ...fine, [field]: ['a', 'b'] }]) {
        const faults = faulty(form, Object.fromEntries(Object.entries(fields).filter((pair): pair is [string, string | string[]] => pair[1] !== undefined)));
        for (const say of Object.values(faults)) expect(say.vi.length).toBeGreaterThan(8);
      }
    }
  });

  it('is not fooled by further fields, or by names of every object', () => {
    const more = { isLead: '1', owner_id: 'x', graceSeconds_0: '9', ['constructor']: 'x', toString: 'x', hasOwnProperty: 'x', id: (fine['id'] ?? 'y') };
    const parsed = read(form, { ...more, ...fine });
    expect(parsed.success).toBe(true);
    const [plain, given] = [read(form, fine).data, parsed.data] as [Record<string, unknown>, Record<string, unknown>];
    for (const key of Object.keys(plain)) expect([key, given[key]]).toEqual([key, plain[key]]);
  });
});

describe('money', () => {
  const amountOf = (typed: string) => {
    const parsed = read(prizesForm, { revision: '1', kind_0: 'FIRST', title_0: 'Giải', count_0: '1', amount_0: typed });
    return parsed.success ? ((parsed.data as { rows: { amount: number | null }[] }).rows[0]?.amount ?? null) : 'refused';
  };

  it.each<[string, number | null]>([['', null], ['0', 0], ['50000000', 50_000_000], ['50.000.000', 50_000_000], ['50,000,000 VND', 50_000_000], ['50 000 000 đồng', 50_000_000], ['5.000đ', 5_000], ['999999999999', 999_999_999_999]])('%j is %j', (typed, amount) => expect(amountOf(typed)).toBe(amount));
  it.each(['50.000.000,00', '50,5', '1.5', '1.00', '50.00.000', '.500', '5.', '-5', '1e6', '5 triệu', '1.000.000.000.000', '9999999999999', '５０'])('%j is refused: it is not read as something larger', (typed) => expect(amountOf(typed)).toBe('refused'));
  it('comes back from any way of parting its thousands', () => {
    fc.assert(fc.property(fc.nat(999_999_999), fc.constantFrom('.', ',', ' ', ''), (amount, sign) => amountOf(String(amount).replace(/\B(?=(\d{3})+$)/g, sign)) === amount));
  });
});

describe('an invitation', () => {
  it('takes only who could sign in there and be called so', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.oneof(fc.emailAddress(), fc.string()), (fullName, email) => {
      const [invited, known] = [read(inviteForm, { fullName, email }), read(emailForm, { email })];
      if (!invited.success) return;
      expect([known.success, (invited.data as { email: string }).email]).toEqual([true, (known.data as { email: string }).email]);
      expect((invited.data as { fullName: string }).fullName).toMatch(/^[^<>]*\p{L}[^<>]*$/u);
    }));
    for (const fullName of ['<b>Lê</b>', '12345', '', ' ', 'x'.repeat(121)]) expect(Object.keys(faulty(inviteForm, { fullName, email: 'a@b.vn' }))).toEqual(['fullName']);
    for (const email of [`${'a'.repeat(200)}@b.vn`, '', 'a', 'a@b.vn, c@d.vn']) expect(Object.keys(faulty(inviteForm, { fullName: 'Lê', email }))).toEqual(['email']);
  });
});

describe('what stands in an address', () => {
  it.each<[string, z.ZodType, Record<string, unknown>[]]>([
    ['a part', partParams, [{ id: 'x', part: 'team' }, { id: 'x', part: 'files' }, { id: '', part: 'plan' }, { id: 'x'.repeat(61), part: 'plan' }, { id: 'x', part: 'PLAN\u0000' }]],
    ['a receipt', receiptParams, [{ id: 'x', version: '0' }, { id: 'x', version: '-1' }, { id: 'x', version: '1.5' }, { id: 'x', version: 'x' }, { id: 'x', version: '100001' }]],
    ['a file', fileParams, [{ id: 'x', file: '' }, { id: 'x', file: 'y'.repeat(61) }]],
    ['an invitation', invitationParams, [{ token: '' }, { token: 'x'.repeat(101) }]],
    ['a piece', pieceQuery, [{ offset: '-1' }, { offset: '1.5' }, { offset: 'x' }, { offset: '100000001' }]],
  ])('%s is refused when it is none', (_name, form, all) => {
    for (const params of all) expect([params, form.safeParse(params).success]).toEqual([params, false]);
  });

  it('a filter that is none is left out, whatever it is', () => {
    fc.assert(fc.property(fc.record({ q: fc.anything(), track: fc.anything(), state: fc.anything(), page: fc.anything() }), (query) => {
      const { q, page, state } = entriesQuery.parse(query);
      expect([q.length <= 100, Number.isInteger(page) && page >= 1 && page <= 10_000, state === undefined || /^[A-Z]+$/.test(state)]).toEqual([true, true, true]);
    }));
  });
});

import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../platform/http/forms.server.ts';
import { newId } from '../../platform/ids.ts';
import { deedForm, listQuery, newQuery, revealForm, routingForm, ticketForm } from './tickets.ts';

const form = { once: newId(), kind: 'LEGAL_HELP', bodyKey: 'ubnd-xa', callId: '', unitId: '', summary: 'Hỏi thủ tục.', name: 'Nguyễn Thị Thuỳ Dương', contact: '0912345678', replyChannel: 'PHONE', aidGroup: '', limitationOn: '', party: '' };
const faults = (changes: Record<string, string>) => {
  const parsed = ticketForm.safeParse({ ...form, ...changes });
  return parsed.success ? {} : Object.fromEntries(Object.entries(faultsOf(parsed.error)).map(([field, { vi }]) => [field, vi]));
};
const misfit = { contact: 'Thông tin liên hệ chưa hợp với cách trả lời đã chọn.' };

describe('the contact', () => {
  it.each([
    ['PHONE', '0912345678'], ['PHONE', '+84 912 345 678'], ['PHONE', '(0229) 387-1234'], ['PHONE', '19000368'], ['PHONE', '+12025550100'],
    ['SMS', '0912 345 678'], ['SMS', '84912345678'],
    ['EMAIL', 'thuy.duong@vi-du.vn'], ['EMAIL', 'a@b.cc'],
    ['POST', 'Số 5, phố Cũ, phường Hoa Lư'], ['IN_PERSON', ''], ['IN_PERSON', 'tại bộ phận một cửa'],
  ])('%s reaches %s', (replyChannel, contact) => {
    expect(faults({ replyChannel, contact })).toEqual({});
  });

  it.each([
    ['PHONE', ''], ['PHONE', '--------'], ['PHONE', '((((((((()'], ['PHONE', '. . . . . .'], ['PHONE', '1-2-3-4-5'], ['PHONE', '0912345'], ['PHONE', '1234567890123456'], ['PHONE', 'gọi 0912345678'], ['PHONE', '++84912345678'],
    ['SMS', '02293871234'], ['SMS', '0612345678'], ['SMS', ''],
    ['EMAIL', 'a@b'], ['EMAIL', '@b.cc'], ['EMAIL', 'a b@c.dd'], ['EMAIL', 'a@b@c.dd'], ['EMAIL', `${'a'.repeat(65)}@b.cc`],
    ['POST', 'Số 5'],
  ])('%s does not reach %j', (replyChannel, contact) => {
    expect(faults({ replyChannel, contact })).toEqual(misfit);
  });

  it('is no longer than 200 letters, and one line', () => {
    expect(faults({ replyChannel: 'POST', contact: 'x'.repeat(201) })).toHaveProperty('contact');
    expect(ticketForm.parse({ ...form, replyChannel: 'POST', contact: 'Số 5,\n phố  Cũ' }).contact).toBe('Số 5, phố Cũ');
  });
});

describe('what was said', () => {
  it.each([['summary', 'Số tôi 037190001234', 'IDENTITY'], ['summary', 'Thẻ 4111 1111 1111 1111 12/28', 'CARD'], ['summary', 'mã OTP: 12 34 56', 'SECRET_CODE'], ['name', 'A 037190001234', 'IDENTITY'], ['party', 'B 164123456', 'IDENTITY']])('%s is refused with %j', (field, text, kind) => {
    const sentence = { IDENTITY: 'số giấy tờ', CARD: 'số thẻ ngân hàng', SECRET_CODE: 'mã OTP hoặc mật khẩu' }[kind] ?? '';
    expect(faults({ [field]: text })).toEqual({ [field]: expect.stringContaining(sentence) });
  });

  it('keeps a sum of money, masks a telephone, and is NFC', () => {
    expect(ticketForm.parse({ ...form, summary: ' Vay 200.000.000 đồng của 0912 345 678 '.normalize('NFD') }).summary).toBe('Vay 200.000.000 đồng của •••••••678');
  });

  it.each([[''], [' \n '], ['\u200b\u200b'], ['x'.repeat(3_001)]])('is not %j', (summary) => {
    expect(faults({ summary })).toHaveProperty('summary');
  });
});

describe('what it is', () => {
  it.each([['kind', 'CRIME_REPORT'], ['kind', 'INFORMATION'], ['kind', ''], ['replyChannel', 'FAX'], ['aidGroup', 'RICH'], ['limitationOn', '2026-02-30'], ['limitationOn', 'mai'], ['once', 'x'], ['bodyKey', ''], ['callId', '../x'], ['unitId', 'a b'], ['name', 'n'.repeat(121)]])('%s is not %j', (field, value) => {
    expect(Object.keys(faults({ [field]: value }))).toEqual([field]);
  });

  it('leaves out what was left empty', () => {
    expect(ticketForm.parse(form)).toMatchObject({ callId: null, unitId: null, aidGroup: null, limitationOn: null, party: '' });
    expect(ticketForm.parse({ ...form, aidGroup: 'CHILD', limitationOn: '2027-01-31', callId: 'c-1' })).toMatchObject({ callId: 'c-1', aidGroup: 'CHILD', limitationOn: '2027-01-31' });
  });
});

describe('steps', () => {
  it('need the revision of the page they were decided on', () => {
    for (const revision of ['-1', 'x', '1.5']) expect(deedForm.safeParse({ revision }).success, revision).toBe(false);
    expect(deedForm.safeParse({}).success).toBe(false);
    expect(deedForm.parse({ revision: '3' })).toEqual({ revision: 3, note: '', to: null, version: null, bodyKey: '' });
  });

  it('keep no identity number in their notes', () => {
    expect(deedForm.safeParse({ revision: '0', note: 'Đã đối chiếu 037190001234' }).success).toBe(false);
    // An answer names where to call; the timeline masks telephones when it is written (ticket-replies.test.ts).
    expect(deedForm.parse({ revision: '0', note: 'Gọi 1900 0368' }).note).toBe('Gọi 1900 0368');
  });

  it('that show a citizen need a reason of at least five letters, without numbers of papers', () => {
    for (const reason of ['', 'vì', '    x', '037190001234']) expect(revealForm.safeParse({ reason }).success, reason).toBe(false);
    expect(revealForm.parse({ reason: ' Gọi lại theo hẹn ' })).toEqual({ reason: 'Gọi lại theo hẹn' });
  });

  it('of a crime report have a way and perhaps a call, and no field for its content', () => {
    expect(routingForm.parse({ way: 'VNEID', callId: '', summary: 'Kể lại vụ việc', name: 'A' })).toEqual({ way: 'VNEID', callId: null });
    for (const way of ['', 'TICKET', 'constructor']) expect(routingForm.safeParse({ way, callId: '' }).success).toBe(false);
  });
});

describe('addresses', () => {
  it.each([
    [{}, { view: 'open', kind: '', code: '', commune: '', page: 1 }],
    [{ view: 'late', kind: 'COMPLAINT', mine: 'on', code: ' pt-2026 ', commune: '', page: '3' }, { view: 'late', kind: 'COMPLAINT', mine: 'on', code: 'pt-2026', commune: '', page: 3 }],
    [{ view: '__proto__', kind: "'--", mine: 'x', code: 'x'.repeat(41), page: '1e9' }, { view: 'open', kind: '', mine: undefined, code: '', commune: '', page: 1 }],
    [{ page: '0' }, { view: 'open', kind: '', code: '', commune: '', page: 1 }],
  ])('of the list: %j', (query, expected) => {
    expect(listQuery.parse(query)).toEqual(expected);
  });

  it('of a new ticket leave out what nobody understands', () => {
    expect(newQuery.parse({ kind: 'toString', call: '../../x', routed: '2' })).toEqual({ kind: undefined, call: undefined, routed: undefined });
    expect(newQuery.parse({ kind: 'CRIME_REPORT', call: 'c-1', routed: '1' })).toEqual({ kind: 'CRIME_REPORT', call: 'c-1', routed: '1' });
  });
});

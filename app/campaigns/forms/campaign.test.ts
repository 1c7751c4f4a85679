import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { faultsOf } from '../../platform/http/forms.server.ts';
import { approveForm, closedOf, correctForm, goalForm, goalTyped, messageForm, messageTyped, newCampaignForm, parametersTyped, publicForms, scheduleForm } from './campaign.ts';

/** The Vietnamese sentences of what a form refuses, `field: sentence`, one a line. */
const said = (form: z.ZodType, typed: unknown): string => {
  const parsed = form.safeParse(typed, { reportInput: true });
  return parsed.success ? '' : Object.entries(faultsOf(parsed.error)).map(([field, { vi }]) => `${field}: ${vi}`).join('\n');
};
const goal = { revision: '0', name: 'Cảnh báo', model: '27', contentSource: 'Công an tỉnh', goal: 'Nhận ra', measure: 'Tỷ lệ', baseline: '61,5', target: '80', after: '14', topic: 'SECURITY', urgency: 'NORMAL' };

describe('the goal', () => {
  it('reads shares as people here write them', () => {
    const read = (target: string) => goalForm.safeParse({ ...goal, target }).data?.target;
    expect(['80', '61,5', '61.25', '0', '100', ' 7 '].map(read)).toEqual([80, 61.5, 61.25, 0, 100, 7]);
    for (const wrong of ['', '100,01', '101', '-1', '61,555', '6 1', '1e2', '٦١', 'sáu', '61%', '0x10', 'NaN']) expect(said(goalForm, { ...goal, target: wrong }), wrong).toMatch(/^target: /);
    expect(goalForm.parse({ ...goal, baseline: '' }).baseline).toBeNull();
    expect(goalForm.parse({ ...goal, baseline: undefined }).baseline).toBeNull();
    expect(said(goalForm, { ...goal, baseline: '-3' })).toMatch(/^baseline: /);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a name of two lines', { name: 'Thư\r\nBcc: x@y.z' }, 'name'],
    ['a name with a control character', { name: 'a\u0000b' }, 'name'],
    ['a name of spaces', { name: '   ' }, 'name'],
    ['a name that is too long', { name: 'ế'.repeat(161) }, 'name'],
    ['a goal that is too long', { goal: 'x'.repeat(2_001) }, 'goal'],
    ['a third model', { model: '28' }, 'model'],
    ['a topic of its own', { topic: 'NEWS' }, 'topic'],
    ['no day to measure', { after: '0' }, 'after'],
    ['half a day', { after: '1.5' }, 'after'],
    ['a day in two years', { after: '366' }, 'after'],
    ['an urgency of its own', { urgency: 'VERY' }, 'urgency'],
    ['a box ticked otherwise', { isDuty: 'yes' }, 'isDuty'],
    ['no version', { revision: '' , name: '' }, 'name'],
    ['a version before the first', { revision: '-1' }, 'revision'],
  ])('is refused with %s', (_what, changes, field) => expect(said(goalForm, { ...goal, ...changes })).toMatch(new RegExp(`^${field}: \\S`)));

  it('that is urgent says why; one that is not needs no reason', () => {
    expect(said(goalForm, { ...goal, urgency: 'URGENT', urgentReason: '  ' })).toBe('urgentReason: Tin khẩn cấp cần nêu lý do.');
    expect(said(goalForm, { ...goal, urgency: 'URGENT', urgentReason: 'Mã độc\r\nđang lan' })).toMatch(/^urgentReason: /);
    expect(goalForm.parse({ ...goal, urgency: 'URGENT', urgentReason: ' Mã độc ' }).urgentReason).toBe('Mã độc');
  });

  it.each<[string, string, string]>([
    ['', 'một\nhai', 'pulse'], ['Q?', '', 'pulseOptions'], ['Q?', 'một', 'pulseOptions'], ['Q?', 'một\nhai\nba\nbốn\nnăm', 'pulseOptions'], ['{{ten}}?', 'một\nhai', 'pulseOptions'], ['Q?', 'một\n}}', 'pulseOptions'],
  ])('the question before and after %j with %j is refused', (pulse, pulseOptions, field) => {
    expect(said(goalForm, { ...goal, pulse, pulseOptions })).toBe(`${field}: Câu hỏi trước và sau cần một câu và từ hai đến bốn phương án, không dùng biến.`);
  });

  it('comes back as it was typed', () => {
    const read = goalForm.parse({ ...goal, isDuty: 'on', pulse: 'Q?', pulseOptions: ' đúng \r\n\r\n sai ' });
    expect(read.pulse).toEqual({ text: 'Q?', options: ['đúng', 'sai'], right: 0 });
    const { revision: _revision, ...typed } = goalTyped(read);
    // A box that is not ticked is not sent.
    expect(goalForm.parse({ revision: '0', ...Object.fromEntries(Object.entries(typed).filter(([name, value]) => !name.startsWith('is') || value)) })).toEqual(read);
    expect(typed).toMatchObject({ isDuty: 'on', isDrill: '', pulse: 'Q?', pulseOptions: 'đúng\nsai', baseline: '61.5' });
  });

  it.each([['tt-2026-01', 'TT-2026-01'], [' đa06/2026.1 ', 'ĐA06/2026.1'], ['ABC', 'ABC']])('takes the code %j as %s', (code, expected) => expect(newCampaignForm.parse({ ...goal, code }).code).toBe(expected));
  it.each(['', 'AB', '-AB', 'TT 01', 'Ê06', 'TT_01', 'T'.repeat(31), 'TT\n01', '../etc'])('refuses the code %j', (code) => expect(said(newCampaignForm, { ...goal, code })).toMatch(/^code: /));
});

describe('the schedule', () => {
  const schedule = { revision: '0', sendAt: '2026-11-25T08:00', notAfter: '2026-12-01T08:00', stagger: '0' };
  it.each([['2026-11-31T08:00'], ['2027-02-29T08:00'], ['2026-11-25T24:00'], ['25/11/2026'], ['31/11/2026 08:00'], ['11/25/2026 08:00'], ['2026-11-25T08:00:00'], ['2026-11-25T08:00Z'], ['']])('has no start at %j', (sendAt) => {
    expect(said(scheduleForm, { ...schedule, sendAt })).toContain('sendAt: Vui lòng nhập ngày giờ đầy đủ.');
  });

  it('ends after it begins, by a minute at least', () => {
    expect(said(scheduleForm, { ...schedule, notAfter: schedule.sendAt })).toBe('notAfter: Hạn gửi phải sau thời điểm bắt đầu gửi.');
    expect(said(scheduleForm, { ...schedule, notAfter: '2026-11-25T08:01' })).toBe('');
    for (const stagger of ['-1', '61', '1.5', 'bảy']) expect(said(scheduleForm, { ...schedule, stagger })).toMatch(/^stagger: /);
  });

  it('says of each channel what it does when its moment is closed, and only of those that were asked', () => {
    expect(closedOf(scheduleForm.parse({ ...schedule, closed_SMS: 'DROP', closed_EMAIL: 'WAIT' }))).toEqual({ SMS: 'DROP', EMAIL: 'WAIT' });
    expect(closedOf(scheduleForm.parse({ ...schedule, closed_IN_APP: 'DROP' }))).toEqual({});
    expect(said(scheduleForm, { ...schedule, closed_PUSH: 'LATER' })).toMatch(/^closed_PUSH: /);
  });
});

describe('the words for people', () => {
  const words = { revision: '0', subject: 'Tiêu đề', body: 'Lời' };
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['half an English version', { bodyEn: 'x' }, /^subjectEn: Bản tiếng Anh cần cả tiêu đề và lời/],
    ['the other half', { subjectEn: 'x' }, /^bodyEn: Bản tiếng Anh/],
    ['an English subject of two lines', { subjectEn: 'a\nb', bodyEn: 'x' }, /^subjectEn: /],
    ['a question without options', { question: 'Q?' }, /^options: /],
    ['five options', { question: 'Q?', options: 'a\nb\nc\nd\ne' }, /^options: /],
    ['a link out of the house', { link: '//evil.example' }, /^link: /],
    ['a channel of its own', { channels: ['FAX'] }, /^channels/],
    ['a text that is too long', { sms: 'x'.repeat(901) }, /^sms: /],
    ['parameters without a name', { zaloParameters: '= x' }, /^zaloParameters: Mỗi tham số một dòng/],
    ['parameters of two words', { zaloParameters: 'ho ten = x' }, /^zaloParameters: /],
  ])('are refused with %s', (_what, changes, expected) => expect(said(messageForm, { ...words, ...changes })).toMatch(expected));

  it('come back as they were typed', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'ế', 'Đ', '1', '.'), minLength: 1, maxLength: 20 });
    fc.assert(fc.property(line, line, fc.option(line), fc.uniqueArray(line, { minLength: 2, maxLength: 4 }), fc.subarray(['EMAIL', 'PUSH', 'SMS', 'ZALO', 'VNEID']), (subject, body, english, options, channels) => {
      const typed = { ...words, subject, body, ...(english ? { subjectEn: english, bodyEn: english } : {}), question: 'Q?', options: options.join('\r\n'), channels, sms: 'Chú ý', zaloTemplate: 'T1', zaloParameters: 'ten = {{ten}}\nnoi = Hoa Lư' };
      const read = messageForm.parse(typed);
      const back = messageTyped(read);
      expect(messageForm.parse({ ...back, revision: '0', channels: back['channels']?.split('\n').filter(Boolean) })).toEqual(read);
    }));
  });

  it('lose their marks in a text only when that is asked for', () => {
    expect(messageForm.parse({ ...words, sms: 'Chú ý “mã OTP”', smsPlain: 'on' }).sms).toBe('Chu y "ma OTP"');
    expect(messageForm.parse({ ...words, sms: 'Chú ý' }).sms).toBe('Chú ý');
    expect(parametersTyped()).toBe('');
  });
});

describe('the words of public media', () => {
  it.each<[keyof typeof publicForms, Record<string, string>, RegExp | '']>([
    ['LED', { pages: 'A\r\n\r\n B ', seconds: '6' }, ''],
    ['LED', { pages: ' \n ', seconds: '6' }, /^pages: /],
    ['LED', { pages: Array.from({ length: 13 }, () => 'A').join('\n'), seconds: '6' }, /^pages: /],
    ['LED', { pages: 'x'.repeat(121), seconds: '6' }, /^pages/],
    ['LED', { pages: 'A', seconds: '1' }, /^seconds: /],
    ['LED', { pages: 'A', seconds: '61' }, /^seconds: /],
    ['LOUDSPEAKER', { script: 'Thưa bà con.', infoType: 'SECURITY' }, ''],
    ['LOUDSPEAKER', { script: 'Thưa bà con.', infoType: 'NINTH' }, /^infoType: /],
    ['LOUDSPEAKER', { script: 'x'.repeat(6_001), infoType: 'POLICY' }, /^script: /],
    ['LOUDSPEAKER', { script: 'x', infoType: 'POLICY', language_1: 'Mường' }, /^variant_1: Mỗi bản tiếng dân tộc thiểu số/],
    ['LOUDSPEAKER', { script: 'x', infoType: 'POLICY', variant_3: 'Lời' }, /^language_3: Mỗi bản/],
    ['LOUDSPEAKER', { script: 'x', infoType: 'POLICY', language_0: 'M'.repeat(61), variant_0: 'Lời' }, /^language_0: /],
    ['POSTER', { headline: 'H', text: 'T', link: '/verify' }, ''],
    ['POSTER', { headline: 'H', text: 'T', link: 'https://evil.example' }, /^link: /],
    ['POSTER', { headline: 'H', text: 'T', link: '/sign-in' }, /^link: /],
    ['POSTER', { headline: 'a\nb', text: 'T', link: '/verify' }, /^headline: /],
    ['CRAWL', { text: 'Chú ý' }, ''],
    ['CRAWL', { text: 'a\r\nb' }, /^text: /],
    ['CRAWL', { text: 'x'.repeat(301) }, /^text: /],
  ])('%s with %j', (medium, fields, expected) => {
    const found = said(publicForms[medium], { revision: '0', ...fields });
    if (expected === '') expect(found).toBe('');
    else expect(found).toMatch(expected);
  });

  it('keep versions in other languages in their order, without the empty ones', () => {
    expect(publicForms.LOUDSPEAKER.parse({ revision: '0', script: 'x', infoType: 'POLICY', language_0: ' Mường ', variant_0: ' Lời ', language_2: 'Ê  Đê', variant_2: 'Lời 2', language_9: 'Dao', variant_9: 'Lời 9' })).toMatchObject({ variants: [{ language: 'Mường', text: 'Lời' }, { language: 'Ê Đê', text: 'Lời 2' }] });
  });
});

describe('approval and correction', () => {
  it('take a whole hash, and both halves of an English version', () => {
    expect([63, 64, 65].map((length) => approveForm.safeParse({ hash: 'a'.repeat(length) }).success)).toEqual([false, true, false]);
    const words = { subject: 'Đính chính', body: 'Bản đúng', reason: 'Sai' };
    expect(said(correctForm, words)).toBe('');
    expect(said(correctForm, { ...words, bodyEn: 'x' })).toContain('bodyEn: Bản tiếng Anh cần cả tiêu đề và lời');
    expect(said(correctForm, { ...words, subject: 'a\r\nBcc: x' })).toMatch(/^subject: /);
    expect(said(correctForm, { ...words, reason: '  ' })).toMatch(/^reason: /);
  });
});

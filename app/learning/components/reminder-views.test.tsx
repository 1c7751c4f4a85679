import type { ReactNode } from 'react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import { reminderMessages } from '../messages/reminders.ts';
import type { HistoryBatch } from '../queries/reminder-history.server.ts';
import type { ReminderPolicyPage } from '../queries/reminder-policy.server.ts';
import { reminderPolicy, type ReminderPolicy } from '../rules/reminder-policy.ts';
import { typedPolicy } from '../rules/typed-policy.ts';
import { HandReminderPage } from './hand-reminder-page.tsx';
import { ReminderBatchView } from './reminder-batch-page.tsx';
import { ReminderCalendarPage } from './reminder-calendar-page.tsx';
import { BatchChannels, ReminderHistoryPage } from './reminder-history-page.tsx';
import { ReminderPage, UnitOf, useStepName, Ways } from './reminder-parts.tsx';
import { ReminderPolicyView } from './reminder-policy-page.tsx';

const hostile = '"><script>alert(1)</script>';
const draw = (node: ReactNode, { locale = 'vi', answer }: { locale?: Locale; answer?: unknown } = {}) => drawPage(() => node, { locale, answer });
const words = (node: ReactNode, locale: Locale = 'vi') => wordsOf(draw(node, { locale }));
const t = reminderMessages.in('vi');

function Step({ of }: { of: string }) {
  return <>{useStepName()(of)}</>;
}

describe('the name of a step', () => {
  it.each([['before-7', 'Trước hạn 7 ngày', '7 days before'], ['before-1', 'Trước hạn 1 ngày', '1 day before'], ['due', 'Ngày đến hạn', 'On the due day'], ['after-1', 'Quá hạn 1 ngày', '1 day overdue'], ['after-31', 'Quá hạn 31 ngày', '31 days overdue'], ['manual-2026-11-23', 'Nhắc trực tiếp', 'By hand'], ['constructor', 'Nhắc trực tiếp', 'By hand']])('%s', (key, vi, en) => {
    expect([words(<Step of={key} />), words(<Step of={key} />, 'en')]).toEqual([vi, en]);
  });
});

describe('the frame of the pages', () => {
  it('takes the unit that one looks at along, but not to the rule, which is everybody’s', () => {
    const markup = draw(<ReminderPage tab="calendar" lead="" unit="u1">x</ReminderPage>);
    const tabs = [...markup.matchAll(/href="(\/admin\/reminders[^"]*)"/g)].map((found) => found[1]);
    expect(tabs).toEqual(['/admin/reminders?unit=u1', '/admin/reminders/calendar?unit=u1', '/admin/reminders/history?unit=u1', '/admin/reminders/escalations?unit=u1', '/admin/reminders/policy']);
    expect(markup.match(/aria-current="page"/g)?.length).toBeGreaterThanOrEqual(1);
  });

  it('says where somebody works, with what stands above, or that it is not known', () => {
    const at = (unitName: string | null, above: string | null) => words(<UnitOf person={{ unitName, above }} />);
    expect([at('Văn phòng', 'Hoa Lư'), at('Văn phòng', null), at(null, null)]).toEqual(['Văn phòng, Hoa Lư', 'Văn phòng', '–']);
  });

  it('says of each way why it is not taken, or why it waits', () => {
    expect(words(<Ways forecasts={[{ channel: 'IN_APP', suppressed: null, waits: null }, { channel: 'EMAIL', suppressed: 'OPTED_OUT', waits: 'CAP' }, { channel: 'SMS', suppressed: null, waits: 'QUIET_HOURS' }]} />)).toBe(`${t('channel.IN_APP')} ${t('channel.EMAIL')} : ${t('why.OPTED_OUT')} ${t('channel.SMS')} : ${t('why.QUIET_HOURS')}`);
  });
});

describe('the rule in words', () => {
  const page = (policy: Partial<ReminderPolicy> = {}): ReminderPolicyPage => {
    const value = { ...reminderPolicy.fallback, ...policy };
    const row = { value, from: null, to: null, legalBasis: `${hostile}...` };
    return { current: row, coming: null, newest: row, mark: 'm1', example: { dueOn: '2026-11-30', steps: [{ key: 'due', day: '2026-11-30', plain: '2026-11-30' }, { key: 'before-7', day: '2026-11-20', plain: '2026-11-23' }], escalations: [] } };
  };
  const view = (shown: ReminderPolicyPage, mayChange = true) => <ReminderPolicyView shown={shown} channels={['EMAIL', 'SMS']} mayChange={mayChange} isSaved={false} />;

  it.each<[string, Partial<ReminderPolicy>, string]>([
    ['all steps', {}, 'Nhắc trước hạn 7 và 1 ngày; vào ngày đến hạn; khi quá hạn 3, 10, 17, 24 và 31 ngày.'],
    ['one step', { before: [], after: null }, 'Nhắc vào ngày đến hạn.'],
    ['no step', { before: [], after: null, onDueDay: false }, 'Không nhắc tự động.'],
    ['only the inbox', { channels: [] }, 'Chỉ có thông báo trong hệ thống.'],
    ['every day', { workingDaysOnly: false }, 'Nhắc cả thứ Bảy, Chủ nhật và ngày lễ.'],
  ])('with %s', (_what, policy, sentence) => {
    expect(words(view(page(policy)))).toContain(sentence);
  });

  it('shows the days of an example, and which of them were moved', () => {
    const text = words(view(page()));
    expect(text).toContain('Thứ Hai, 30/11/2026');
    expect(text).toContain(t('example.moved', { day: 'Thứ Sáu, 20/11/2026', plain: 'Thứ Hai, 23/11/2026' }));
  });

  it('is a form for who may change it, with its mark, and words for the others', () => {
    expect(draw(view(page()))).toMatch(/name="mark" value="m1"/);
    const read = draw(view(page(), false));
    expect(read).not.toContain('method="post"');
    expect(wordsOf(read)).toContain(t('policy.read-only'));
    for (const markup of [draw(view(page())), read]) expect(markup).not.toContain('<script>');
  });

  it('keeps what was typed and unticked when it is refused', () => {
    const typed = { ...typedPolicy(reminderPolicy.fallback, 'Quy chế'), hour: '25:00' };
    const { onDueDay: _due, channel_EMAIL: _mail, ...values } = typed as Record<string, string>;
    const markup = draw(view(page()), { answer: { ok: false, faults: { hour: reminderMessages.both('fault.hour') }, values } });
    const ticked = [...markup.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)].map(([input]) => [/name="(\w+)"/.exec(input)?.[1], input.includes('checked')]);
    expect(Object.fromEntries(ticked)).toEqual({ onDueDay: false, workingDaysOnly: true, channel_EMAIL: false, channel_SMS: false, isDuty: true });
    expect(markup).toMatch(/name="hour"[^>]*value="25:00"/);
  });
});

describe('what was sent', () => {
  const states = { QUEUED: 1, SENDING: 2, UNCERTAIN: 3, ACCEPTED: 4, DELIVERED: 5, BOUNCED: 6, EXPIRED: 7, SUPPRESSED: 8, CANCELLED: 9, FAILED: 10 };
  const batch: HistoryBatch = { id: 'b', day: '2026-11-23', sendAt: '2026-11-23T01:00:00.000Z', slug: 'an-toan', title: hostile, step: 'before-7', dueOn: null, isMandatory: true, by: null, audience: 66, read: 1, channels: [{ channel: 'EMAIL', states, waiting: 11 }] };
  const counts = (shown: HistoryBatch) => (words(<BatchChannels batch={shown} />).replaceAll('.', '').match(/\d+/g) ?? []).map(Number);

  it('adds up to everybody, whatever became of each', () => {
    const count = fc.integer({ min: 0, max: 900 });
    fc.assert(fc.property(fc.record({ QUEUED: count, SENDING: count, UNCERTAIN: count, ACCEPTED: count, DELIVERED: count, BOUNCED: count, EXPIRED: count, SUPPRESSED: count, CANCELLED: count, FAILED: count }), count, (each, waiting) => {
      const numbers = counts({ ...batch, channels: [{ channel: 'SMS', states: each, waiting }] });
      expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(Object.values(each).reduce((sum, one) => sum + one, waiting));
    }), { numRuns: 30 });
    expect(counts(batch)).toEqual([12, 4, 5, 5, 24, 16]);
  });

  it('names a batch by course and step, and the house when nobody sent it; its day is the province’s', () => {
    const history = { units: [], courses: [{ slug: 'an-toan', title: hostile }], batches: [batch], count: 1, page: 1, pages: 1 };
    const node = <ReminderHistoryPage history={history as unknown as Parameters<typeof ReminderHistoryPage>[0]['history']} unit={undefined} course="an-toan" />;
    expect(draw(node)).not.toContain('<script>');
    const text = words(node);
    for (const part of ['Trước hạn 7 ngày', '23/11/2026 08:00', t('history.system')]) expect(text).toContain(part);
  });

  it('tells the fate of each message in words, and nothing that a provider wrote', () => {
    const person = (id: string, detail: string | null, readAt: string | null = null) => ({ id, fullName: hostile, unitName: 'Văn phòng', above: null, readAt, deliveries: [{ channel: 'EMAIL', state: 'SUPPRESSED', detail }] });
    const people = [person('1', 'COMPLETED'), person('2', '550 user unknown <a@vi-du.invalid>'), person('3', 'toString'), { ...person('4', null, '2026-11-23T02:00:00.000Z'), deliveries: [] }];
    const node = <ReminderBatchView shown={{ batch, people, page: 1, pages: 1 } as unknown as Parameters<typeof ReminderBatchView>[0]['shown']} />;
    const text = words(node);
    expect(draw(node)).not.toContain('<script>');
    expect(text).toContain(`(${t('detail.COMPLETED')})`);
    expect(text).toContain('23/11/2026 09:00');
    expect(text).not.toMatch(/550|vi-du|native code/);
  });
});

it('the calendar names holidays in the reader’s language and leads only to days that bring something', () => {
  const day = (one: string, changes: object = {}) => ({ day: one, isWorkingDay: true, holiday: null, total: 0, entries: [], escalations: [], digests: 0, ...changes });
  const days = [day('2026-12-31', { total: 2, entries: [{ slug: 'a', title: hostile, step: 'due', count: 2 }] }), day('2027-01-01', { isWorkingDay: false, holiday: { vi: 'Tết Dương lịch', en: 'New Year' } }), day('2027-01-02', { isWorkingDay: false })];
  const calendar = { units: [], total: 2, escalations: 0, digests: 0, today: '2026-12-31', days } as unknown as Parameters<typeof ReminderCalendarPage>[0]['calendar'];
  const markup = draw(<ReminderCalendarPage calendar={calendar} unit="u1" />);
  expect(markup).not.toContain('<script>');
  expect([...markup.matchAll(/href="(\/admin\/reminders\?day[^"]+)"/g)].map((found) => found[1])).toEqual(['/admin/reminders?day=2026-12-31&amp;unit=u1', '/admin/reminders?day=2026-12-31&amp;unit=u1&amp;course=a&amp;step=due']);
  expect(words(<ReminderCalendarPage calendar={calendar} unit={undefined} />, 'en')).toContain('New Year');
  expect(wordsOf(markup)).toContain('Tết Dương lịch');
});

describe('the check before people are reminded by hand', () => {
  const person = (id: string, state: string) => ({ id, fullName: `${hostile} ${id}`, unitName: 'Văn phòng', enrollmentId: 'e', dueOn: null, isMandatory: false, state, minutesLeft: 1_234, forecasts: [] });
  const page = (ready: string[], others: string[]) => {
    const groups = ready.length > 0 ? [{ dueOn: null, isMandatory: false, people: ready.map((id) => person(id, 'READY')), shown: { subject: hostile, html: '<p>Học tiếp</p>' } }] : [];
    const preview = { course: { slug: 'a', title: hostile }, groups, others: others.map((state, at) => person(`o${at}`, state)) };
    return draw(<HandReminderPage preview={preview as unknown as Parameters<typeof HandReminderPage>[0]['preview']} back="/units?unit=u" />);
  };

  it('sends to exactly those who are shown, and says of the others why not', () => {
    const markup = page(['1', '2'], ['TODAY', 'DONE', 'NOT_ENROLLED', 'INACTIVE']);
    expect([...markup.matchAll(/name="who\[\]" value="(\w+)"/g)].map((found) => found[1])).toEqual(['1', '2']);
    for (const state of ['TODAY', 'DONE', 'NOT_ENROLLED', 'INACTIVE'] as const) expect(wordsOf(markup)).toContain(t(`hand.state.${state}`));
    expect(markup).not.toContain('<script>');
    expect(wordsOf(markup)).toContain('1.234');
  });

  it('has no button when nobody would get anything, and only the way back when nobody was chosen', () => {
    expect([page([], ['DONE']).includes('btn-primary'), page([], []).includes('method="post"')]).toEqual([false, false]);
    expect(wordsOf(page([], []))).toContain(t('hand.none-chosen'));
    const promises = (markup: string) => wordsOf(markup).includes('bấm nút bên dưới');
    expect([promises(page(['1'], [])), promises(page([], ['TODAY'])), promises(page([], []))]).toEqual([true, false, false]);
  });
});

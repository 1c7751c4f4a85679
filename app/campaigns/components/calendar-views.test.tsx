import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { CalendarEntry, CalendarMonth } from '../queries/calendar.server.ts';
import { campaignStates } from '../rules/campaign-state.ts';
import { daysOf, weekdayOf } from '../rules/month.ts';
import { planFigures } from '../rules/plan-progress.ts';
import { Calendar, CalendarLegend } from './calendar.tsx';
import { PlanStrip } from './plan-strip.tsx';
import { PlanList, type PlanRow } from './slots.tsx';
import { StoredNow } from './stored-now.tsx';

const draw = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => drawPage(() => <>{node}</>, { locale });
const quiet = { from: '22:00', to: '07:00', channels: ['SMS', 'PUSH'] };
const entry = (changes: Partial<CalendarEntry> = {}): CalendarEntry => ({ at: '2026-11-23T02:00:00.000Z', hour: 9, campaignId: 'c', name: 'Cảnh báo <b>', state: 'SCHEDULED', isDrill: false, medium: null, places: 0, isSecond: false, isQuiet: false, waits: null, ...changes });
const month = (of: string, entries: Record<string, CalendarEntry[]> = {}, holidays: Record<string, string> = {}): CalendarMonth => ({ month: of, quiet, broadcastQuiet: { from: '22:00', to: '07:00' }, days: daysOf(of).map((day) => ({ day, holiday: holidays[day] ? { day, name_vi: holidays[day] ?? '', name_en: 'Holiday' } : null, entries: entries[day] ?? [] })) });
const calendar = (of: CalendarMonth, today = '2026-11-23', locale: 'vi' | 'en' = 'vi') => draw(<Calendar calendar={of} today={today} />, locale);
const dayOf = (page: string, number: string) => new RegExp(`<li class="month-day[^"]*"><h2>(?:(?!</h2>).)*month-number">${number}<[\\s\\S]*?(?=<li class="month-day|</ol></div>$)`).exec(page)?.[0] ?? '';

describe('a month of communication', () => {
  it('has each of its days once, from the right weekday on, in every month there is', () => {
    fc.assert(fc.property(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
      const which = `${year}-${String(number).padStart(2, '0')}`;
      const page = calendar(month(which));
      expect([...page.matchAll(/month-number">(\d\d)</g)].map(([, day]) => Number(day))).toEqual(daysOf(which).map((_, at) => at + 1));
      expect(page).toContain(`month-from-${weekdayOf(`${which}-01`)}`);
    }), { numRuns: 25 });
  });

  it('marks today, Sundays and holidays, and only a day on which nothing is stands back', () => {
    const page = calendar(month('2026-11', { '2026-11-24': [entry()] }, { '2026-11-20': 'Ngày Nhà giáo Việt Nam' }));
    const classes = (number: string) => /^<li class="([^"]+)"/.exec(dayOf(page, number))?.[1]?.split(' ').slice(1).toSorted();
    expect(['20', '21', '23', '24', '25'].map((number) => [number, classes(number)])).toEqual([
      ['20', ['month-holiday']], ['21', ['month-idle', 'month-weekend']], ['23', ['month-today']], ['24', []], ['25', ['month-idle']],
    ]);
    expect(wordsOf(page)).toContain('Ngày Nhà giáo Việt Nam');
    expect(calendar(month('2026-11'), '2026-12-01')).not.toContain('month-today');
    expect(wordsOf(calendar(month('2026-11', {}, { '2026-11-20': 'x' }), '2026-11-23', 'en'))).toContain('Holiday');
  });

  it('says of each entry when, what, and at how many places; a name is a name', () => {
    const page = calendar(month('2026-11', { '2026-11-23': [entry(), entry({ medium: 'LED', places: 1_200, at: '2026-11-23T05:30:00.000Z', hour: 12.5 }), entry({ isSecond: true })] }));
    expect(page).not.toContain('<b>');
    expect(wordsOf(dayOf(page, '23'))).toMatch(/09:00 Cảnh báo &lt;b&gt; \S.* 12:30 Cảnh báo &lt;b&gt; Bảng LED, .*1\.200 .*09:00/);
    const [first, second] = [wordsOf(calendar(month('2026-11', { '2026-11-23': [entry()] }))), wordsOf(calendar(month('2026-11', { '2026-11-23': [entry({ isSecond: true })] })))];
    expect(first).not.toBe(second);
    expect([...page.matchAll(/href="\/campaigns\/c"/g)]).toHaveLength(3);
  });

  it('says what waits for the morning, and marks what is a drill or not yet certain', () => {
    const waits = { channels: ['SMS', 'PUSH'], until: '2026-11-24T00:00:00.000Z' };
    expect(wordsOf(calendar(month('2026-11', { '2026-11-23': [entry({ waits })] })))).toMatch(/Tin nhắn SMS, Thông báo đẩy .*07:00/);
    const marked = campaignStates.filter((state) => calendar(month('2026-11', { '2026-11-23': [entry({ state })] })).includes('month-tags'));
    expect(marked).toEqual(['DRAFT', 'SUBMITTED', 'PAUSED']);
    expect(wordsOf(calendar(month('2026-11', { '2026-11-23': [entry({ isDrill: true })] })))).toContain('DIỄN TẬP');
  });

  it('folds what is too much for a day, and loses none of it', () => {
    const many = Array.from({ length: 8 }, (_, at) => entry({ campaignId: `c${at}` }));
    const page = calendar(month('2026-11', { '2026-11-23': many }));
    expect([...page.matchAll(/href="\/campaigns\/(c\d)"/g)].map(([, id]) => id)).toEqual(many.map(({ campaignId }) => campaignId));
    const [before = '', folded = ''] = dayOf(page, '23').split('<details');
    expect([before.match(/month-entry /g)?.length, folded.match(/month-entry /g)?.length]).toEqual([3, 5]);
    expect(wordsOf(folded)).toContain('5');
    expect(calendar(month('2026-11', { '2026-11-23': many.slice(0, 3) }))).not.toContain('<details');
  });

  it('draws every entry into the strip of its day, sends and broadcasts apart', () => {
    const page = dayOf(calendar(month('2026-11', { '2026-11-23': [entry({ hour: 0 }), entry({ hour: 23.99, medium: 'LED', places: 1 }), entry({ hour: 12 })] })), '23');
    expect([...page.matchAll(/class="strip-(send|broadcast)" x="([\d.]+)"/g)].map(([, kind, x]) => [kind, Number(x) >= 0 && Number(x) <= 236])).toEqual([['send', true], ['broadcast', true], ['send', true]]);
  });

  it('explains its signs with the hours in force', () => {
    expect(wordsOf(draw(<CalendarLegend quiet={quiet} broadcastQuiet={{ from: '21:00', to: '05:00' }} />))).toMatch(/22:00.*07:00.*Tin nhắn SMS, Thông báo đẩy/);
    expect(wordsOf(draw(<CalendarLegend quiet={{ ...quiet, from: '21:30', channels: [] }} broadcastQuiet={{ from: '20:45', to: '05:00' }} />, 'en'))).toMatch(/21:30.*20:45–05:00: broadcasts need a reason/);
  });
});

describe('the plan of the year above its campaigns', () => {
  const strip = (lines: Parameters<typeof planFigures>[0], { plan = true, canWrite = true, today = '2026-11-23' } = {}) =>
    draw(<PlanStrip year={2026} plan={plan ? { goal: 'g', legalBasis: 'b', revision: 1, changedAt: null, changedBy: null } : null} figures={planFigures(lines, [], 2026, today)} canWrite={canWrite} />);
  const line = (id: string, quarter: 1 | 4) => ({ id, quarter, topic: 'SECURITY', model: 26, droppedAt: null });

  it('leads to the plan, or to writing it for whoever may, and is silent about that for others', () => {
    expect(strip([])).toContain('href="/campaigns/plans/2026"');
    expect(strip([], { plan: false })).toContain('href="/campaigns/plans/2026/edit"');
    expect(strip([], { plan: false, canWrite: false })).not.toContain('<a');
    expect(wordsOf(strip([], { plan: false }))).toContain('Năm 2026 chưa có kế hoạch');
  });

  it('says how much is late, and draws no progress of nothing', () => {
    expect(strip([])).not.toMatch(/NaN|progress-/);
    expect(wordsOf(strip([line('a', 1), line('b', 4)]))).toMatch(/0 \/ 2/);
    expect(wordsOf(strip([line('a', 1)]))).not.toBe(wordsOf(strip([line('a', 4)])));
  });
});

describe('planned moments', () => {
  const plain = { quietReason: null, quietUntil: null, holiday: null, clashes: [], isUnexplained: false, unexplained: 0 };
  const plans: PlanRow[] = [{ ...plain, medium: 'LED', startsAt: '2026-11-23T05:00:00.000Z', places: 3 }, { ...plain, medium: 'LOUDSPEAKER', startsAt: '2026-11-23T23:00:00.000Z', places: 1_200 }];
  it('are said one by one in the time of the province, each with what can be done about it', () => {
    const page = draw(<PlanList plans={plans} isUrgent={false} end={(plan) => <button type="button">{plan.startsAt}</button>} />);
    expect(wordsOf(page)).toMatch(/Bảng LED.*23\/11\/2026 12:00.*3 .*Truyền thanh.*24\/11\/2026 06:00.*1\.200/);
    expect([...page.matchAll(/<button type="button">(.*?)<\/button>/g)].map(([, at = '']) => wordsOf(at))).toEqual(plans.map(({ startsAt }) => startsAt));
    expect(draw(<PlanList plans={plans} isUrgent={false} />)).not.toContain('<button');
    expect(draw(<PlanList plans={[]} isUrgent={false} />)).toBe('');
  });

  it('say what an approver should know: why in quiet hours, which day off, and what they run into', () => {
    const night = { ...plans[1], quietUntil: '2026-11-24T00:00:00.000Z', startsAt: '2026-11-23T23:00:00.000Z' } as PlanRow;
    const words = (plan: PlanRow, isUrgent = false) => wordsOf(draw(<PlanList plans={[plan]} isUrgent={isUrgent} />));
    expect(words({ ...night, quietReason: 'Bản tin sáng <b>' })).toContain('Trong giờ yên tĩnh. Lý do: Bản tin sáng &lt;b&gt;');
    expect(words({ ...night, isUnexplained: true })).toContain('chưa có lý do');
    expect(words(night, true)).toContain('vẫn phát vì khẩn cấp');
    expect(words({ ...night, holiday: { name_vi: 'Quốc khánh', name_en: 'National Day' }, clashes: [{ campaignId: 'x', name: 'Chiến dịch khác', startsAt: '2026-11-23T23:00:00.000Z', places: 2 }] })).toMatch(/Ngày nghỉ: Quốc khánh Trùng với “Chiến dịch khác” lúc 24\/11\/2026 06:00 tại 2 điểm/);
  });
});

describe('what somebody else has stored meanwhile', () => {
  const stored = (values: Record<string, string>, fields: Parameters<typeof StoredNow>[0]['fields'], faults: Record<string, { vi: string; en: string }> = { form: { vi: 'Đã bị đổi.', en: 'Changed.' } }) => drawPage(() => <StoredNow fields={fields} />, { answer: { ok: false, faults, values } });
  const name = { name: 'name', label: 'Tên', stored: 'Của người nhanh <b>' };

  it('is shown only where it differs from what was typed, and only when that is why the form came back', () => {
    expect(wordsOf(stored({ name: 'Của tôi' }, [name]))).toMatch(/Tên Của người nhanh &lt;b&gt;$/);
    expect(stored({ name: name.stored }, [name])).toBe('');
    expect(stored({ name: 'Của tôi' }, [name], { name: { vi: 'Dài quá.', en: 'Too long.' } })).toBe('');
    expect(drawPage(() => <StoredNow fields={[name]} />)).toBe('');
  });

  it.each([['một\r\nhai', 'một\nhai'], [' một ', 'một'], ['một\n', 'một']])('the ends of lines and spaces at the ends are no difference: %j and %j', (typed, kept) => {
    expect(stored({ name: typed }, [{ ...name, stored: kept }])).toBe('');
  });

  it('says in words when nothing is stored, and shows a choice by its name', () => {
    expect(wordsOf(stored({ name: 'x' }, [{ ...name, stored: '' }]))).not.toMatch(/Tên$/);
    expect(wordsOf(stored({ name: 'A' }, [{ ...name, stored: 'B', shown: 'Lựa chọn B' }]))).toMatch(/Tên Lựa chọn B$/);
  });
});

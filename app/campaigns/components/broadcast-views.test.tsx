import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { PlaceListRow } from '../queries/place.server.ts';
import type { SlotRow } from '../queries/broadcast.server.ts';
import { BroadcastCard } from './broadcast-card.tsx';
import { DayStrip, type StripMark } from './day-strip.tsx';
import { PlaceTable } from './place-list.tsx';
import { ProofForms, ProofShown, type SlotData } from './proof.tsx';
import { PlanForm, type PlanFormData } from './slot-plan.tsx';
import { NotReached, Plans, SlotState, type SlotsData } from './slots.tsx';
import { SlotTable } from './slot-table.tsx';

const now = '2026-11-23T05:00:00.000Z';
const slot = (changes: Partial<SlotRow> = {}): SlotRow => ({ id: 's', campaignId: 'c', medium: 'LED', startsAt: now, cancelledAt: null, playedAt: null, missedReason: null, confirmedAt: null, note: null, photo: null, photoType: null, correctionId: null, postUrl: null, place: 'Bảng', unitId: 'u', unitName: 'UBND xã A', confirmedBy: null, ...changes });
const data = (changes: { launched?: boolean; cancelled?: boolean; media?: string[]; write?: boolean; confirm?: boolean; view?: string; rows?: SlotRow[]; notReached?: unknown[]; plans?: unknown[] } = {}): SlotsData & PlanFormData =>
  ({
    campaign: { id: 'c', revision: 3, media: (changes.media ?? ['LED']).map((medium) => ({ medium })), launched_at: changes.launched ? 'x' : null, cancelled_at: changes.cancelled ? 'x' : null },
    units: [{ id: 'u', name: 'UBND xã A', depth: 1 }], now, today: '2026-11-23', quiet: { from: '22:00', to: '07:00' }, plans: changes.plans ?? [], rights: { write: changes.write ?? true, confirm: changes.confirm ?? true },
    slots: { rows: changes.rows ?? [slot()], view: changes.view ?? 'overdue', page: 1, count: 41, played: 0, missed: 0, overdue: 41, notReached: changes.notReached ?? [] },
  }) as unknown as SlotsData & PlanFormData;
const draw = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => drawPage(() => <>{node}</>, { locale });

describe('where a broadcast stands', () => {
  it.each<[string, Partial<SlotRow>, string]>([
    ['to come', { startsAt: '2026-11-23T05:00:00.001Z' }, 'Chờ phát'],
    ['over this very moment', {}, 'Chưa xác nhận'],
    ['heard', { playedAt: now }, 'Đã phát'],
    ['missed', { missedReason: 'x' }, 'Không phát'],
    ['taken back by the second in which its campaign ends', { cancelledAt: now }, 'Đã huỷ theo chiến dịch'],
    ['over before its campaign was cancelled', { cancelledAt: '2026-11-23T05:00:00.001Z' }, 'Chưa xác nhận'],
    ['heard in a campaign that was cancelled', { playedAt: now, cancelledAt: now }, 'Đã phát'],
  ])('is said of one that is %s', (_what, changes, words) => expect(wordsOf(draw(<SlotState slot={slot(changes)} now={now} />))).toBe(words));
});

describe('the list of broadcasts', () => {
  it('offers boxes to whoever may confirm, where there is something to confirm, and to nobody else', () => {
    const boxes = (changes: Parameters<typeof data>[0]) => [...draw(<SlotTable {...data(changes)} pages={2} />).matchAll(/name="slots\[\]"/g)].length;
    expect([boxes({}), boxes({ confirm: false }), boxes({ view: 'all' }), boxes({ view: 'missed' }), boxes({ rows: [] })]).toEqual([1, 0, 0, 0, 0]);
  });

  it('names each box by its place, keeps the view over pages, and takes names for names', () => {
    const page = draw(<SlotTable {...data({ rows: [slot({ place: '"><script>x' })] })} pages={2} />);
    expect(page).toMatch(/aria-label="Chọn &quot;&gt;&lt;script&gt;x"/);
    expect(page).toContain('href="/campaigns/c/slots?view=overdue&amp;page=2"');
    expect(wordsOf(page)).toContain('1 trong 41 lượt');
  });

  it('shows a place whose unit is gone without a word for it', () => {
    expect(draw(<SlotTable {...data({ rows: [slot({ unitName: null })] })} pages={1} />)).not.toMatch(/null|undefined/);
  });
});

describe('planning', () => {
  const plans = [{ medium: 'LED', startsAt: now, places: 1_200, quietReason: null, quietUntil: null, holiday: null, clashes: [], isUnexplained: false, unexplained: 0 }];
  it.each<[string, Parameters<typeof data>[0], boolean]>([
    ['written', { plans }, true], ['launched', { plans, launched: true }, false], ['cancelled', { plans, cancelled: true }, false], ['looked at by somebody who may not write', { plans, write: false }, false],
  ])('of a campaign that is %s', (_what, changes, canRemove) => {
    const page = draw(<Plans {...data(changes)} />);
    expect(page.includes('/slots/removal"')).toBe(canRemove);
    expect(wordsOf(page)).toContain('1.200 điểm');
  });

  it('needs words for the public first, and says where they are written', () => {
    const page = draw(<PlanForm {...data({ media: ['MESSAGE', 'EMAIL'] })} />);
    expect(page).not.toContain('<form');
    expect(page).toContain('href="/campaigns/c/content/led"');
  });

  it('are asked for under a heading only where the page is about more than that', () => {
    const headings = (title?: string) => [...draw(<PlanForm {...data()} {...(title ? { title } : {})} />).matchAll(/<h2[^>]*>([^<]+)/g)].map((hit) => hit[1]);
    expect([headings(), headings('Xếp lịch phát')]).toEqual([[], ['Xếp lịch phát']]);
  });

  it('that do not fit are said in a heading of their own, each with the way to its field', () => {
    const page = draw(<PlanForm {...data()} typed={{ unitId: '', from: '', to: '', t1: '25:00', t2: '', t3: '', t4: '' }} faults={{ from: { vi: 'Vui lòng chọn ngày.', en: 'Choose a day.' }, t1: { vi: 'Vui lòng nhập giờ.', en: 'Enter a time.' } }} />);
    expect(wordsOf(page)).toContain('Chưa xem trước được. Vui lòng xem lại: Vui lòng chọn ngày. Vui lòng nhập giờ.');
    expect(['href="#from"', 'href="#t1"', 'value="25:00"'].filter((part) => !page.includes(part))).toEqual([]);
  });
});

describe('the communes that are missing', () => {
  it('are named with the reason, or are said to be none', () => {
    const page = (notReached: unknown[], locale?: 'vi' | 'en') => wordsOf(draw(<NotReached {...data({ notReached })} />, locale));
    expect(page([])).toBe('Mọi xã, phường đều đã được phủ.');
    expect(page([{ id: 'a', name: 'UBND xã A', planned: 0, missedReason: null }, { id: 'b', name: 'UBND xã B', planned: 2, missedReason: 'Mất điện' }])).toMatch(/\(2\).*UBND xã A – chưa xếp lịch ?UBND xã B – Mất điện/);
    expect(page([{ id: 'a', name: 'UBND xã A', planned: 0, missedReason: null }], 'en')).toContain('not planned');
  });
});

describe('a proof', () => {
  const proof = (changes: object = {}): SlotData => ({ slot: { ...slot(), campaign: 'C', isDrill: 0, launchedAt: '2026-11-23T01:00:00.000Z', ...changes }, now, localNow: '2026-11-23T12:00', localStart: '2026-11-23T12:00', canConfirm: true }) as unknown as SlotData;

  it('is asked for once the broadcast has begun and its campaign is launched', () => {
    const forms = (changes: object) => [...draw(<ProofForms {...proof(changes)} />).matchAll(/<form/g)].length;
    expect([forms({}), forms({ launchedAt: null }), forms({ startsAt: '2026-11-23T05:00:00.001Z' })]).toEqual([2, 0, 0]);
  });

  it('shows its picture by what it shows, and words as words', () => {
    const page = draw(<ProofShown {...proof({ photo: 'abc', note: '<img src=x>', confirmedAt: now, confirmedBy: 'Đỗ Ân', playedAt: now, place: '"Bảng"' })} />);
    expect(page).toContain('alt="Ảnh xác nhận tại &quot;Bảng&quot;"');
    expect(page).not.toContain('<img src=x>');
    expect(wordsOf(page)).toContain('Đỗ Ân, 23/11/2026 12:00');
    expect(draw(<ProofShown {...proof()} />)).not.toContain('<img');
  });
});

describe('a list of places', () => {
  const row = (changes: Partial<PlaceListRow>): PlaceListRow => ({ id: 'p', kind: 'LED', name: 'Bảng', unitName: 'UBND xã A', width: 192, height: 64, closedAt: null, isOwn: true, ...changes });
  const list = (places: PlaceListRow[]) => draw(<PlaceTable query={{ q: 'a&b=c"', kind: 'LED', unit: undefined, state: 'open', page: 1 }} places={places} count={120} pages={3} />);

  it('leads to one’s own, says what has no size yet, and keeps the filter over pages', () => {
    const page = list([row({}), row({ id: 'q', isOwn: false, width: null, height: null }), row({ id: 'r', kind: 'STATION', width: null, height: null })]);
    expect([...page.matchAll(/href="\/campaigns\/places\/(\w)"/g)].map(([, id]) => id)).toEqual(['p', 'r']);
    expect(wordsOf(page)).toMatch(/192 × 64.*chưa ghi cỡ.*Đài truyền thanh UBND xã A 120/);
    expect(page).toContain('q=a%26b%3Dc%22&amp;kind=LED&amp;unit=&amp;state=open&amp;page=2');
  });
});

describe('a day as a strip', () => {
  const strip = (marks: StripMark[], quiet = { from: '22:00', to: '07:00' }) => draw(<DayStrip quiet={quiet} marks={marks} scale />);

  it('stays within its day: at its first minute, at its last, and without a quiet hour', () => {
    const xs = [...strip([{ hour: 0, kind: 'send' }, { hour: 23.99, kind: 'broadcast' }, { hour: 12, kind: 'send' }]).matchAll(/class="strip-(?:send|broadcast)" x="(-?[\d.]+)"/g)].map(([, x]) => Number(x));
    expect(xs.every((x) => x >= 0 && x <= 236)).toBe(true);
    expect([...strip([]).matchAll(/class="strip-quiet"/g)]).toHaveLength(2);
    expect(strip([], { from: '12:00', to: '12:00' })).not.toContain('strip-quiet');
  });

  it('has its hours beside the drawing: inside it they would be twice as large in a card that is twice as wide', () => {
    const drawn = strip([]);
    expect(drawn.match(/<svg[\s\S]*<\/svg>/)?.[0]).not.toContain('<text');
    expect(wordsOf(drawn).trim().split(/\s+/)).toEqual(['00:00', '06:00', '12:00', '18:00', '24:00']);
  });

  it('with its broadcasts confirmed says how many, also of none', () => {
    expect(wordsOf(draw(<BroadcastCard id="c" sum={{ slots: 0, played: 0, missing: 129 }} isLaunched />))).toMatch(/0 trong 0 lượt đã phát\. 129 xã/);
    expect(draw(<BroadcastCard id="c" sum={{ slots: 0, played: 0, missing: 0 }} isLaunched />)).not.toContain('NaN');
  });
});

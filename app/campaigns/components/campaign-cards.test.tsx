import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { Channel } from '../../messaging/index.ts';
import type { CampaignListRow, CampaignPage } from '../queries/campaign-page.server.ts';
import type { ScheduleFacts } from '../queries/forecast.server.ts';
import { campaignStates, type CampaignState } from '../rules/campaign-state.ts';
import { forecastOf, type ChannelFacts } from '../rules/forecast.ts';
import { lacksOf } from '../rules/readiness.ts';
import { AudienceCard } from './audience-card.tsx';
import { CampaignActions, type Rights } from './campaign-actions.tsx';
import { CampaignFacts } from './campaign-facts.tsx';
import { StateTag, stepsDone } from './campaign-parts.tsx';
import { CampaignTable } from './campaign-table.tsx';
import { ForecastCard } from './forecast.tsx';
import { Hands } from './hands.tsx';
import { LastLessons } from './lesson-card.tsx';
import { NextSteps } from './next-steps.tsx';
import { Readiness } from './readiness.tsx';

const draw = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => drawPage(() => <>{node}</>, { locale });
const said = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => wordsOf(draw(node, locale));
const linksIn = (page: string) => [...page.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href);

describe('what somebody may do with a campaign', () => {
  const all: Rights = { write: true, approve: true, stop: true };
  const deeds = (state: CampaignState, { rights = all, isAuthor = false, media = ['MESSAGE'] }: { rights?: Partial<Rights>; isAuthor?: boolean; media?: string[] } = {}) => {
    const launched = ['SCHEDULED', 'RUNNING', 'PAUSED', 'ENDED', 'EVALUATED'].includes(state);
    const campaign = { id: 'c', state, launched_at: launched ? 'x' : null, cancelled_at: state === 'CANCELLED' ? 'x' : null, media: media.map((medium) => ({ medium })) };
    const page = draw(<CampaignActions campaign={campaign} rights={{ write: false, approve: false, stop: false, ...rights }} isAuthor={isAuthor} />);
    return linksIn(page).map((href) => (href ?? '').replace('/campaigns/c/', '')).filter((href) => href !== 'slots').toSorted();
  };

  it.each<[CampaignState, string[]]>([
    ['DRAFT', ['goal', 'steering/cancel']],
    ['SUBMITTED', ['approval', 'goal', 'steering/cancel']],
    ['SCHEDULED', ['correction', 'evaluation', 'steering/cancel', 'steering/pause']],
    ['RUNNING', ['correction', 'evaluation', 'steering/cancel', 'steering/pause']],
    ['PAUSED', ['correction', 'evaluation', 'steering/cancel', 'steering/resume']],
    ['ENDED', ['correction', 'evaluation']],
    ['EVALUATED', ['correction', 'evaluation']],
    ['CANCELLED', []],
  ])('of one that is %s', (state, expected) => expect(deeds(state)).toEqual(expected));

  it.each(campaignStates)('and has no right to do is not offered while it is %s', (state) => {
    expect(deeds(state, { rights: { write: false, approve: false, stop: false } }).filter((deed) => deed !== 'evaluation')).toEqual([]);
  });

  it('is never to approve what she wrote herself, and she is told why', () => {
    expect(deeds('SUBMITTED', { isAuthor: true })).not.toContain('approval');
    expect(said(<CampaignActions campaign={{ id: 'c', state: 'SUBMITTED', launched_at: null, cancelled_at: null, media: [] }} rights={all} isAuthor />)).toMatch(/người khác|không.*duyệt/i);
  });

  it('is no correction where nobody was written to', () => expect(deeds('RUNNING', { media: ['LED', 'POSTER'] })).toEqual(['evaluation', 'steering/cancel', 'steering/pause']));
});

describe('the facts of a campaign', () => {
  const facts = (changes: Partial<CampaignPage> = {}, locale: 'vi' | 'en' = 'vi', recipients = 1_240) =>
    said(<CampaignFacts recipients={recipients} campaign={{ goal: 'Nhận ra', measure: 'Tỷ lệ', baseline_percent: 61, target_percent: 80, measured_after_days: 14, measured_by: 'SURVEY', send_at: null, not_after: null, media: [], urgency: 'NORMAL', urgent_reason: null, is_drill: 0, is_duty: 0, stagger_days: 0, pulse: null, topic: 'SECURITY', content_source: 'Công an tỉnh', ...changes } as CampaignPage} />, locale);

  it('are the same words before anything is set, without a gap that reads as a fault', () => {
    expect(facts()).toMatch(/Chủ đề An toàn thông tin Nguồn nội dung Công an tỉnh Mục tiêu Nhận ra .*Từ 61\s?% lên 80\s?% sau 14 ngày .*1\.240/);
    expect(facts()).not.toMatch(/null|undefined|NaN|Tính chất|Nửa số đơn vị|DIỄN TẬP/);
    expect(facts({ baseline_percent: null })).not.toMatch(/null/);
  });

  it('count nobody before it is handed in, and then whoever it is, be it nobody', () => {
    expect(facts({ submitted_at: null }, 'vi', 0)).toContain('Người nhận Chốt khi trình duyệt');
    expect(facts({ submitted_at: '2026-11-23T01:00:00.000Z' }, 'vi', 0)).toContain('Người nhận 0, theo danh sách chốt lúc 23/11/2026 08:00');
  });

  it('say what nobody may overlook: a drill, a duty, an urgency and its reason, a second wave, a question', () => {
    const words = facts({ is_drill: 1, is_duty: 1, urgency: 'URGENT', urgent_reason: 'Mã độc <b>đang lan', stagger_days: 14, pulse: JSON.stringify({ text: 'Hỏi?', options: ['Đúng', 'Sai'], right: 0 }), send_at: '2026-12-31T16:30:00.000Z', not_after: '2026-12-31T18:00:00.000Z', media: [{ medium: 'MESSAGE' }, { medium: 'LED' }] as CampaignPage['media'] });
    expect(words).toMatch(/^DIỄN TẬP .*31\/12\/2026 23:30 – 01\/01\/2027 01:00 .*Kênh Trong hệ thống · Bảng LED Mức ưu tiên Khẩn cấp: Mã độc &lt;b&gt;đang lan .*không áp dụng ngừng nhận .*\(ngày\) 14 .*Hỏi\? – Đúng – Sai/);
    const ways = (...media: string[]) => /Kênh (.*) Mức ưu tiên/.exec(facts({ media: media.map((medium) => ({ medium })) as CampaignPage['media'] }))?.[1];
    expect([ways('POSTER', 'LED', 'SMS', 'MESSAGE', 'EMAIL'), ways()]).toEqual(['Trong hệ thống · Thư điện tử · Tin nhắn SMS · Bảng LED · Áp phích, pano', 'Chưa có']);
    expect(facts({ is_duty: 1 }, 'en')).toContain('Nature Belongs to officials’ duties: nobody can opt out');
  });
});

describe('whose hands a campaign went through', () => {
  const at = '2026-11-23T01:00:00.000Z';
  it('are named with when, with their note, and with what was taken back', () => {
    const words = said(<Hands hands={{ authors: [{ id: 'a', fullName: 'Đinh An' }, { id: 'b', fullName: '<i>Bình' }], returned: null, approvals: [{ id: '1', fullName: 'Vũ Chi', at, note: 'Đồng ý', revokedAt: at }, { id: '2', fullName: 'Lê Dũng', at, note: '', revokedAt: null }] }} />);
    expect(words).toMatch(/Người soạn: Đinh An, &lt;i&gt;Bình Vũ Chi: Đồng ý 23\/11\/2026 08:00 – \S.* Lê Dũng 23\/11\/2026 08:00$/);
    expect(said(<Hands hands={{ authors: [], returned: null, approvals: [] }} />)).not.toMatch(/undefined|null/);
  });
});

describe('what a person should do next', () => {
  const row = (state: CampaignState, changes: Partial<CampaignListRow> = {}): CampaignListRow => ({ id: state, code: 'TT', name: `Chiến dịch ${state}`, model: 26, topic: 'SECURITY', isDrill: false, planLineId: null, state, sendAt: null, recipients: 0, evaluation: state === 'ENDED' ? { standing: 'open', from: '2026-12-07T02:00:00.000Z', dueAt: '2026-12-21T02:00:00.000Z' } : null, ...changes });
  const overdue = [{ id: 'o', name: 'Bảng LED', isDrill: true, count: 1_234 }];
  const steps = (rights: Partial<{ write: boolean; approve: boolean; confirm: boolean }>, rows = campaignStates.map((state) => row(state))) => draw(<NextSteps campaigns={rows} overdue={overdue} approvable={['SUBMITTED']} rights={{ write: false, approve: false, confirm: false, ...rights }} />);

  it('is only what is hers, each leading to where it is done', () => {
    expect(linksIn(steps({ approve: true }))).toEqual(['/campaigns/SUBMITTED/approval']);
    expect(linksIn(steps({ confirm: true }))).toEqual(['/campaigns/o/slots?view=overdue']);
    expect(linksIn(steps({ write: true }))).toEqual(['/campaigns/ENDED/evaluation', '/campaigns/DRAFT/check']);
    expect(steps({})).toBe('');
  });

  it('is no approval of her own campaign, and none that she has given', () => {
    const two = [row('SUBMITTED', { id: 'mine' }), row('SUBMITTED', { id: 'theirs' })];
    const links = (approvable: string[], approve = true) => linksIn(draw(<NextSteps campaigns={two} overdue={[]} approvable={approvable} rights={{ write: false, approve, confirm: false }} />));
    expect([links(['theirs']), links([]), links(['theirs', 'mine']), links(['mine', 'theirs'], false), links(['of another year'])]).toEqual([['/campaigns/theirs/approval'], [], ['/campaigns/mine/approval', '/campaigns/theirs/approval'], [], []]);
  });

  it.each([['early', 'Đã kết thúc, đánh giá từ 07/12/2026'], ['open', 'Chờ đánh giá, hạn 21/12/2026'], ['overdue', 'Quá hạn đánh giá từ 21/12/2026']] as const)('says of an evaluation that is %s by when', (standing, words) => {
    expect(wordsOf(steps({ write: true }, [row('ENDED', { evaluation: { standing, from: '2026-12-07T02:00:00.000Z', dueAt: '2026-12-21T02:00:00.000Z' } })]))).toContain(words);
  });

  it('says how many wait, that a drill is one, and how many more there are than it shows, which are folded', () => {
    expect(wordsOf(steps({ confirm: true }))).toMatch(/Bảng LED DIỄN TẬP .*1\.234/);
    const many = Array.from({ length: 6 }, (_, at) => row('DRAFT', { id: `d${at}` }));
    expect(linksIn(steps({ write: true }, many))).toHaveLength(6);
    expect(linksIn(steps({ write: true }, many).split('<details')[0] ?? '')).toHaveLength(4);
    expect(wordsOf(steps({ write: true }, many))).toMatch(/2 (?:việc|mục)/);
  });
});

describe('the list of campaigns', () => {
  it('says of each what it is and where it stands, and takes names for names', () => {
    const rows = campaignStates.map((state, at): CampaignListRow => ({ id: state, code: `TT-${at}`, name: `<u>${state}`, model: 27, topic: 'SECURITY', isDrill: at === 0, planLineId: null, state, sendAt: '2026-11-23T17:00:00.000Z', recipients: 1_000_000, evaluation: state === 'ENDED' ? { standing: 'overdue', from: '2026-12-07T02:00:00.000Z', dueAt: '2026-12-21T02:00:00.000Z' } : null }));
    const page = draw(<CampaignTable year={2026} campaigns={rows} />);
    expect(page).not.toContain('<u>');
    expect(linksIn(page)).toEqual(rows.map(({ id }) => `/campaigns/${id}`));
    expect(wordsOf(page).match(/DIỄN TẬP/g)).toHaveLength(1);
    expect(wordsOf(page).match(/Quá hạn đánh giá từ 21\/12\/2026/g)).toHaveLength(1);
    expect(new Set(campaignStates.map((state) => said(<StateTag state={state} />))).size).toBe(campaignStates.length);
  });

  it('marks the steps that are written, and not those that are not', () => {
    expect(stepsDone({ send_at: null, submitted_at: null, media: [] })).toEqual(['goal', 'audience']);
    expect(stepsDone({ send_at: 'x', submitted_at: null, media: [1] })).toEqual(['goal', 'audience', 'content', 'schedule']);
    expect(stepsDone({ send_at: 'x', submitted_at: 'x', media: [1] })).toContain('check');
  });
});

describe('what becomes of a campaign when its moment comes', () => {
  const start = { sendAt: '2026-11-21T16:00:00.000Z', notAfter: '2026-11-22T18:00:00.000Z', hour: 23, until: '2026-11-22T00:00:00.000Z', isPast: false, window: { firstDay: '2026-11-21', lastDay: '2026-11-23', crossesMidnight: false, isAllQuiet: false, isWeekend: true }, holidays: [] };
  const channel = (of: ChannelFacts['channel'], changes: Partial<ChannelFacts> = {}) => forecastOf({ channel: of, audience: 1_300, reachable: 1_240, overCap: 37, whenClosed: 'WAIT', ...changes }, { notAfter: start.notAfter, isUrgent: false, quietUntil: start.until, quietChannels: ['SMS'] });
  const facts = (changes: Partial<NonNullable<ScheduleFacts['start']>> | null): ScheduleFacts => ({ isFrozen: false, quiet: { from: '22:00', to: '07:00', channels: ['SMS'] }, cap: 3, start: changes && { ...start, forecasts: [channel('IN_APP'), channel('SMS'), channel('EMAIL')], ...changes } });
  const card = (changes: Parameters<typeof facts>[0], locale: 'vi' | 'en' = 'vi') => said(<ForecastCard facts={facts(changes)} />, locale);

  it('is said in numbers by channel: at once, waiting until the morning, over the cap', () => {
    expect(card({})).toMatch(/Trong hệ thống 1\.240 – – – 60 .*SMS – 1\.240, đến 07:00 – – 60 .*Thư điện tử 1\.203 37 đã đủ 3 tin\/24 giờ – – 60 .*1\.300 người/);
    expect(card({ forecasts: [channel('SMS', { whenClosed: 'DROP' })] })).toMatch(/SMS – – – 1\.240 60/);
    expect(card({ forecasts: [channel('SMS', { whenClosed: 'EXPIRE' })] }, 'en')).toMatch(/SMS – – 1,240 – 60/);
  });

  it('warns of what is easily overlooked, and of nothing else', () => {
    expect(card({ isPast: true })).toContain('Thời điểm bắt đầu đã qua');
    expect(card({})).toMatch(/là Thứ Bảy, 21\/11\/2026, ngày nghỉ/);
    const among = (...offered: Channel[]) => said(<ForecastCard facts={facts({})} offered={offered} />);
    expect(among('IN_APP', 'EMAIL', 'SMS')).not.toContain('chưa gửi được');
    expect(among('IN_APP', 'EMAIL')).toContain('Hệ thống chưa gửi được qua Tin nhắn SMS: các lượt gửi đó chờ rồi hết hạn');
    const tet = { day: '2026-11-21', name_vi: 'Tết Nguyên đán', name_en: 'Lunar New Year' };
    expect(card({ holidays: [tet] })).toMatch(/21\/11\/2026 là Tết Nguyên đán/);
    expect(card({ holidays: [tet] })).not.toContain('ngày nghỉ cuối tuần');
    expect(card({ holidays: [{ ...tet, day: '2026-11-22' }] }, 'en')).toMatch(/22\/11\/2026 Lunar New Year/);
    expect(card({ window: { ...start.window, crossesMidnight: true } })).toContain('kéo qua nửa đêm: từ 21/11/2026 23:00 đến 23/11/2026 01:00');
    expect(card({ window: { ...start.window, isAllQuiet: true } })).toMatch(/giờ yên tĩnh nên Tin nhắn SMS sẽ không gửi được/);
    expect(card({ window: { ...start.window, isAllQuiet: true }, forecasts: [channel('IN_APP')] })).not.toContain('sẽ không gửi được');
  });

  it('is nothing yet without a schedule, and no table for a campaign to the public', () => {
    expect(card(null)).toContain('Đặt thời điểm gửi');
    expect(card({ forecasts: [] })).toContain('không gửi tới từng người');
  });
});

describe('whom an audience holds', () => {
  const preview = { count: 1_300, mail: { reachable: 1_000, noAddress: 200, suppressed: 60, optedOut: 40 }, overCap: 37, sample: [{ fullName: '<b>An', unitName: 'UBND xã A' }, { fullName: 'Bình', unitName: null }] };
  it('adds up before the eyes, and shows some of them by name', () => {
    const words = said(<AudienceCard sentence="Mọi cán bộ." preview={preview} next="/campaigns/c/content" />);
    expect(words).toContain('Mọi cán bộ.');
    for (const number of ['1.300', '1.000', '200', '60', '40', '37']) expect(words).toContain(number);
    expect(words).toContain('&lt;b&gt;An');
    expect(words).not.toContain('null');
  });

  it('of nobody offers no way on that leads to a refusal unseen', () => {
    const words = said(<AudienceCard preview={{ count: 0, mail: { reachable: 0, noAddress: 0, suppressed: 0, optedOut: 0 }, overCap: 0, sample: [] }} sentence="Mọi cán bộ." next="/campaigns/c/content" />);
    expect(words).toMatch(/\b0\b/);
    expect(words).not.toMatch(/NaN|undefined/);
  });
});

describe('what a campaign still lacks', () => {
  const ready = { media: ['MESSAGE'], isDrill: false, sendAt: '2026-11-23T02:00:00.000Z', notAfter: '2026-11-30T02:00:00.000Z', now: '2026-11-23T01:00:00.000Z', people: 4, plans: [], hasUnshown: false };
  it('leads to the step that mends it, and is said to be nothing when all is there, with the way to the button', () => {
    const page = (changes: Partial<typeof ready>) => draw(<Readiness id="c" lacks={lacksOf({ ...ready, ...changes })} />);
    expect(linksIn(page({}))).toEqual(['#hand-in']);
    expect(wordsOf(page({}))).toContain('Đã đủ để trình duyệt.');
    expect(linksIn(page({ media: [], people: 0 }))).toEqual(['/campaigns/c/content']);
    expect(linksIn(page({ people: 0, now: ready.sendAt }))).toEqual(['/campaigns/c/audience', '/campaigns/c/schedule']);
    expect(linksIn(page({ hasUnshown: true }))).toEqual(['/campaigns/c/answers']);
    expect(wordsOf(page({ media: ['MESSAGE', 'LED'] }))).toMatch(/Nên xem lại .*mà chưa xếp lượt phát/);
  });
});

describe('what was learnt before', () => {
  it('stands with its decision beside what is planned now, and is silent when nothing was', () => {
    const lessons = [{ id: 'x', name: 'Chiến dịch cũ', topic: 'SECURITY', lesson: 'Nói việc cần làm trước <script>', decision: 'ADJUST' as const, decidedAt: '2026-10-01T01:00:00.000Z' }];
    const page = draw(<LastLessons lessons={lessons} />);
    expect(page).not.toContain('<script>');
    expect(wordsOf(page)).toMatch(/Chiến dịch cũ/);
    expect(linksIn(page)).toEqual(['/campaigns/x/evaluation']);
    expect(draw(<LastLessons lessons={[]} />)).toBe('');
  });
});

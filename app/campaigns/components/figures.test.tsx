import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { Funnel, FunnelRow } from '../queries/funnel.server.ts';
import type { CampaignListRow } from '../queries/campaign-page.server.ts';
import type { PlanLineRow } from '../queries/plan.server.ts';
import { differenceOf, shareOf, type Share } from '../rules/interval.ts';
import { planFigures, type PlannedCampaign, type PlannedLine } from '../rules/plan-progress.ts';
import { Conclusion, Survey, type EvaluationData } from './evaluation.tsx';
import { Stages, Verdict } from './evaluation-picture.tsx';
import { FunnelCards } from './funnel.tsx';
import { PlanProgress } from './plan-chart.tsx';
import { BesidePlan, PlanLines } from './plan-lines.tsx';
import { YearNav } from './year-nav.tsx';

const none: Omit<FunnelRow, 'channel'> = { waiting: 0, sent: 0, delivered: 0, unsure: 0, notSent: 0, failed: 0 };
const row = (channel: FunnelRow['channel'], counts: Partial<FunnelRow> = {}): FunnelRow => ({ channel, ...none, ...counts });
const funnel = (changes: Partial<Funnel> = {}): Funnel => ({ messageId: 'm', sendAt: '2026-11-23T17:00:00.000Z', isCorrection: false, audience: 0, read: 0, links: null, answers: null, rows: [row('IN_APP')], held: [], ...changes });
const draw = (funnels: Funnel[], locale: 'vi' | 'en' = 'vi') => drawPage(() => <FunnelCards funnels={funnels} />, { locale });

describe('the funnel of a campaign', () => {
  it('of nobody divides by nobody: no share is NaN, no bar has a width', () => {
    const page = draw([funnel()]);
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
    expect(page).not.toContain('part-delivered');
    expect(wordsOf(page)).toMatch(/Đợt gửi 24\/11\/2026 00:00.*0 trong 0 người nhận/);
  });

  it('fills each bar exactly once: its parts stand side by side and add up to the audience', () => {
    const page = draw([funnel({ audience: 8, rows: [row('EMAIL', { delivered: 1, sent: 2, waiting: 1, unsure: 1, notSent: 1, failed: 2 })] })]);
    const parts = [...page.matchAll(/class="part-(?!none)\w+" x="([\d.]+)" width="([\d.]+)"/g)].map(([, x, width]) => [Number(x), Number(width)] as const);
    expect(parts).toHaveLength(6);
    for (const [at, [x]] of parts.entries()) expect(x).toBe(parts.slice(0, at).reduce((sum, [, width]) => sum + width, 0));
    expect(parts.reduce((sum, [, width]) => sum + width, 0)).toBe(100);
    expect(wordsOf(page)).toMatch(/Cộng .*Thư điện tử 1 2 1 1 1 2 8/);
  });

  it.each<[string, Partial<FunnelRow>, string]>([['waits', { waiting: 1 }, 'yes'], ['is unsure', { unsure: 1 }, 'yes'], ['is over', { delivered: 1, failed: 2, notSent: 3, sent: 4 }, 'no']])('that %s follows by itself or stands still', (_what, counts, moving) => {
    expect(draw([funnel(), funnel({ messageId: 'n', rows: [row('SMS', counts)] })])).toContain(`data-moving="${moving}"`);
  });

  it('says whom a correction reached, who waits for the morning, and who followed the link', () => {
    const links = { people: 3, of: 40, visits: 1_234, channels: [{ channel: 'EMAIL' as const, people: 2 }, { channel: 'VNEID' as const, people: 1 }] };
    const held = [{ channel: 'EMAIL' as const, reason: 'QUIET_HOURS', until: '2026-11-24T00:00:00.000Z', count: 1_000 }];
    const words = wordsOf(draw([funnel({ isCorrection: true, audience: 1_000_000, read: 1, links: links as Funnel['links'], held, answers: { given: 4, right: 1 } })]));
    expect(words).toMatch(/Bản đính chính.*1\.000 lượt Thư điện tử chờ đến 24\/11\/2026 07:00.*Trả lời đúng 1 \(0\s?%\)/);
    expect(words).toMatch(/3 trong 40 người đã nhận mở liên kết\. Thư điện tử: 2 · VNeID \(gói bàn giao\): 1\. Ngoài ra 1\.234 lượt mở/);
    expect(wordsOf(draw([funnel({ audience: 1_000 })], 'en'))).toMatch(/1,000 recipients/);
  });
});

const figures: EvaluationData['figures'] = { read: null, followed: null, visits: 0, right: null, started: null, played: null, pulse: null, waves: null };
const survey = (units: EvaluationData['survey']['units'] = [], changes: Partial<EvaluationData['survey']> = {}): EvaluationData['survey'] => ({ units, before: null, after: null, isTotalHidden: false, change: null, ...changes });
const evaluated = (changes: Partial<EvaluationData> & { by?: string; target?: number; state?: string; launched?: boolean } = {}): EvaluationData => ({
  campaign: { id: 'c', measured_by: changes.by ?? 'QUESTION', measure: 'Tỷ lệ đúng..  ', target_percent: changes.target ?? 80, state: changes.state ?? 'ENDED', launched_at: changes.launched === false ? null : 'x' } as unknown as EvaluationData['campaign'],
  canWrite: true, figures, survey: survey(), evaluation: undefined as unknown as EvaluationData['evaluation'], units: [], today: '2026-11-23', standing: null, ...changes,
});
const said = (Part: (data: EvaluationData) => React.ReactNode, data: EvaluationData, locale: 'vi' | 'en' = 'vi') => wordsOf(drawPage(() => <>{Part(data)}</>, { locale }));

describe('what was learnt from a campaign', () => {
  it.each<[string, Share | null, number, string]>([
    ['nobody was counted', null, 80, 'Chưa có số liệu để so với chỉ tiêu'],
    ['everybody of many was right', shareOf(1_000, 1_000), 99, 'Đạt chỉ tiêu'],
    ['one of one was right', shareOf(1, 1), 80, 'Chưa kết luận được'],
    ['nobody of many was right', shareOf(0, 1_000), 1, 'Chưa đạt chỉ tiêu'],
    ['the target is nothing', shareOf(0, 5), 0, 'Đạt chỉ tiêu'],
  ])('when %s is said in words', (_what, right, target, verdict) => {
    expect(said((data) => <Verdict {...data} />, evaluated({ figures: { ...figures, right }, target }))).toContain(verdict);
  });

  it('compares the target with the figure that was chosen before the launch, and with no other', () => {
    const [after, citizens, right, read] = [shareOf(90, 100), shareOf(50, 100), shareOf(10, 100), shareOf(100, 100)];
    const all = { survey: survey([], { after: citizens }), figures: { ...figures, right, read, pulse: { before: null, after, change: null } } };
    const of = (by: string, changes: Parameters<typeof evaluated>[0] = all) => said((data) => <Verdict {...data} />, evaluated({ by, ...changes }));
    expect(of('PULSE')).toMatch(/Tỷ lệ đúng: chỉ tiêu 80\s?%, đo được 90\s?%.*Số được so với chỉ tiêu: Trả lời đúng câu hỏi trước và sau/);
    expect(of('SURVEY')).toMatch(/đo được 50\s?%/);
    expect(of('QUESTION')).toMatch(/đo được 10\s?%/);
    expect(of('READ')).toMatch(/đo được 100\s?%/);
    expect(of('STARTED')).toContain('Chưa có số liệu để so với chỉ tiêu');
    expect(of('PULSE', { ...all, figures: { ...figures, right, read } })).toContain('Chưa có số liệu để so với chỉ tiêu');
    expect(of('OTHER')).toContain('đo ngoài hệ thống');
  });

  it('asks why it is concluded before its day, says when that is overdue, and shows the reason that was given', () => {
    const dates = { from: '2026-12-07T02:00:00.000Z', dueAt: '2026-12-21T02:00:00.000Z' };
    const page = (standing: 'early' | 'open' | 'overdue') => said((data) => <Conclusion {...data} />, evaluated({ standing: { standing, ...dates } }));
    expect(page('early')).toMatch(/Lý do kết luận trước ngày đo.*07\/12\/2026/);
    expect(page('open')).not.toMatch(/Lý do kết luận|quá hạn/);
    expect(page('overdue')).toContain('quá hạn từ 21/12/2026');
    const evaluation = { decision: 'KEEP', decider: 'Đinh An', decided_at: dates.from, early_reason: 'Báo cáo <b>' } as unknown as EvaluationData['evaluation'];
    expect(said((data) => <Conclusion {...data} />, evaluated({ evaluation }))).toContain('Lý do: Báo cáo &lt;b&gt;');
  });

  it('shows what was counted with its bounds, and a fall as a fall', () => {
    const words = said((data) => <Stages {...data} />, evaluated({ figures: { ...figures, read: shareOf(3, 4), visits: 7, pulse: { before: shareOf(60, 100), after: shareOf(50, 100), change: differenceOf(shareOf(60, 100), shareOf(50, 100)) } } }));
    expect(words).toMatch(/Mở thông báo 75\s?% \(30\s?%–95\s?%\), 3 trên 4/);
    expect(words).toContain('7 lượt mở liên kết');
    expect(words).toContain('Thay đổi: -10,0 điểm (từ -23,2 đến 3,7).');
  });

  it.each<[string, boolean, boolean, RegExp]>([
    ['ENDED', true, true, /Ghi kết luận/], ['RUNNING', true, true, /chưa kết thúc/], ['PAUSED', true, true, /chưa kết thúc/], ['CANCELLED', true, true, /Ghi kết luận/],
    ['CANCELLED', false, true, /chưa kết thúc/], ['DRAFT', false, true, /chưa kết thúc/], ['ENDED', true, false, /^$/],
  ])('can be written down of a campaign that is %s (launched: %s) by a maker (%s)', (state, launched, canWrite, sentence) => {
    expect(said((data) => <Conclusion {...data} />, evaluated({ state, launched, canWrite }))).toMatch(sentence);
  });

  it('hides small groups, and the total that would tell them', () => {
    const units = [{ unitName: 'UBND xã A', before: shareOf(20, 50), after: null, isHidden: false }, { unitName: 'UBND xã B', before: null, after: null, isHidden: true }];
    const words = said((data) => <Survey {...data} />, evaluated({ survey: survey(units, { isTotalHidden: true }) }));
    expect(words).toMatch(/UBND xã A 40\s?% \(28\s?%–54\s?%\), 20 trên 50 Chưa có số liệu UBND xã B Dưới 10 người Dưới 10 người Cộng Ẩn, vì trừ đi sẽ lộ nhóm nhỏ Ẩn, vì/);
  });
});

describe('communes with broadcasts beside those without', () => {
  const units = [{ unitName: 'UBND xã A', before: shareOf(20, 50), after: shareOf(40, 50), isHidden: false }];
  const drawn = (communes: EvaluationData['survey']['communes'], locale: 'vi' | 'en' = 'vi') => said((data) => <Survey {...data} />, evaluated({ survey: survey(units, communes === undefined ? {} : { communes }) }), locale);
  const group = (count: number, of: number) => ({ communes: 3, before: null, after: shareOf(count, of) as Share });
  const difference = { difference: 0.22, low: 0.05, high: 0.38 };

  it('stand side by side with their bounds, and with what the bounds leave out', () => {
    const words = drawn({ reached: group(74, 100), open: { ...group(26, 50), before: shareOf(24, 50) }, difference, change: null });
    expect(words).toMatch(/Đã phát trước ngày hỏi sau 3 – 74\s?% .* Chưa phát vào ngày hỏi sau 3 48\s?% .* 52\s?% /);
    expect(words).toContain('hơn nơi chưa phát 22,0 điểm (từ 5,0 đến 38,0).');
    expect(words).toMatch(/coi người được hỏi là độc lập.*lý do khác/);
    expect(words).not.toContain('mức thay đổi chênh');
    expect(drawn({ reached: group(74, 100), open: group(26, 50), difference, change: { difference: 0.2, low: -0.01, high: 0.41 } }, 'en')).toMatch(/22\.0 points ahead .*change is 20\.0 points larger \(from [-−]1\.0 to 41\.0\)/);
  });

  it('say what is missing, and nothing in a conclusion of before there was the comparison', () => {
    expect(drawn(null)).toContain('cần khảo sát sau ở cả hai nhóm, mỗi nhóm từ 10 người');
    expect(drawn(undefined)).not.toContain('nơi chưa phát');
  });
});

const lines = (states: [quarter: 1 | 2 | 3 | 4, topic: string][]): PlannedLine[] => states.map(([quarter, topic], at) => ({ id: String(at), quarter, topic, droppedAt: null }));
const progress = (planned: PlannedLine[], campaigns: PlannedCampaign[], today = '2026-11-23') => drawPage(() => <PlanProgress figures={planFigures(planned, campaigns, 2026, today)} />);

describe('the plan of a year as a picture', () => {
  it('of nothing draws nothing', () => {
    expect(progress([], [])).not.toContain('<svg class="plan-chart"');
    expect(progress([], [{ planLineId: null, state: 'DRAFT', quarter: 1, topic: 'SECURITY' }])).not.toContain('plan-chart');
  });

  it('says aloud what it draws, and its frames are never higher than the picture', () => {
    const page = progress(lines([[1, 'SECURITY'], [1, 'TRAINING'], [4, 'SECURITY']]), [{ planLineId: '0', state: 'EVALUATED', quarter: 1, topic: 'SECURITY' }, { planLineId: null, state: 'ENDED', quarter: 2, topic: 'CONTEST' }]);
    expect(page).toMatch(/aria-label="[^"]*: [^"]* 2, [^"]* 1, [^"]* 0; /);
    for (const [, y, height] of page.matchAll(/y="([\d.]+)" width="\d+" height="([\d.]+)"/g)) expect([Number(y) >= 16, Number(y) + Number(height)]).toEqual([true, 124]);
    expect(page).not.toContain('NaN');
  });

  it('counts a campaign whose start is not known in the total, and in no quarter', () => {
    expect(wordsOf(progress([], [{ planLineId: null, state: 'RUNNING', quarter: null, topic: 'CONTEST' }]))).toMatch(/– – – – \+1/);
  });

  it('leads from lines to their campaigns, and offers no campaign for what was dropped or is carried out', () => {
    const campaign: CampaignListRow = { id: 'c', code: 'TT', name: 'Chiến dịch <b>', model: 26, topic: 'SECURITY', isDrill: true, planLineId: 'a', state: 'RUNNING', sendAt: null, recipients: 0, evaluation: null };
    const line = (id: string, changes: Partial<PlanLineRow> = {}): PlanLineRow => ({ id, quarter: 2, topic: 'SECURITY', model: 27, title: `Việc ${id}`, droppedAt: null, droppedReason: null, state: 'PLANNED', campaigns: [], ...changes });
    const all = [line('a', { campaigns: [campaign], state: 'RUNNING' }), line('b'), line('c', { state: 'DROPPED', droppedReason: 'Gộp' })];
    const page = (canWrite: boolean) => drawPage(() => <><PlanLines year={2026} lines={all} canWrite={canWrite} /><BesidePlan beside={[]} /></>);
    expect([...page(true).matchAll(/href="\/campaigns\/new\?line=(\w)"/g)].map(([, id]) => id)).toEqual(['b']);
    expect([...page(true).matchAll(/lines\/(\w)"/g)].map(([, id]) => id)).toEqual(['a', 'b']);
    expect(page(true)).toContain('Chiến dịch &lt;b&gt;');
    expect(page(false)).not.toMatch(/campaigns\/new|\/lines\//);
    expect(wordsOf(page(false))).toMatch(/DIỄN TẬP.*Gộp/);
  });

  it.each<[number, string[]]>([[2020, ['2021']], [2026, ['2025', '2027']], [2100, ['2099']]])('of %i leads to the years beside it that can have a plan', (year, beside) => {
    expect([...drawPage(() => <YearNav year={year} href={(other) => `/${other}`} />).matchAll(/href="\/(\d+)"/g)].map(([, other]) => other)).toEqual(beside);
  });
});

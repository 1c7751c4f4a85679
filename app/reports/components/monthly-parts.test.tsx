import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import type { DeskPage, DeskRow } from '../queries/desk.server.ts';
import type { SentLine } from '../queries/sent-reports.server.ts';
import { noStatuses, type ModelSum } from '../rules/consolidate.ts';
import { lineStatuses } from '../rules/models.ts';
import type { ReportContent, ReportLine } from '../rules/report-content.ts';
import { reportStates } from '../rules/report-state.ts';
import { wallRows } from '../rules/wall.ts';
import { DeskCounts, DeskTable, MonthNav, NextDeeds } from './desk.tsx';
import { AgencyRoles, Carriers, PastCarriers } from './model-parts.tsx';
import { PunctualityTag, StateTag, StatusTag } from './report-parts.tsx';
import { Figures, ReportShown } from './report-shown.tsx';
import { ReportTasks } from './report-tasks.tsx';
import { CameBack, ReportHistory, ReportSteps } from './report-way.tsx';
import { SentLines } from './summary-lines.tsx';
import { Branches, ModelSums, ReportedMonths } from './summary.tsx';
import { WallLegend, WallTable } from './wall.tsx';

const hostile = `<script>alert("x")</script> 'Sở' & ${'Rất dài '.repeat(40)}😀`;
const both: Locale[] = ['vi', 'en'];
const safe = (markup: string) => {
  expect(markup).not.toContain('<script>alert');
  expect(markup).toContain('&lt;script&gt;');
};
const query = { month: '2026-12', state: undefined, punctuality: undefined, q: '', done: undefined };
const row: DeskRow = { unitId: 'u', unitName: 'UBND xã', models: 0, reportId: null, revision: 0, state: 'NONE', punctuality: 'NOT_YET', firstSubmittedAt: null, dueAt: '2026-12-14T16:59:59.000Z', hasNoFocal: false };
const deskOf = (rows: DeskRow[], total = rows.length): DeskPage => ({
  rows, total, isOver: false, next: [], due: { day: '15/12/2026', time: null }, period: { month: '2026-12', start: '2026-11-15', end: '2026-12-15', lastDay: '2026-12-14', dueDay: '2026-12-14', dueAt: '2026-12-14T16:59:59.000Z' },
  states: Object.fromEntries(['NONE', ...reportStates].map((state) => [state, rows.filter((one) => one.state === state).length])) as DeskPage['states'], punctuality: { ON_TIME: 0, LATE: 0, MISSING: 0, NOT_YET: rows.length },
});

describe('the list of a month', () => {
  it.each(both)('of nobody says so, in %s, and with a filter leads back to everybody', (locale) => {
    expect(wordsOf(drawPart(<DeskTable desk={deskOf([])} query={query} canReceive />, { locale }))).toContain(locale === 'vi' ? 'Không có đơn vị nào' : 'No unit here');
    expect(drawPart(<DeskTable desk={deskOf([])} query={query} canReceive />, { locale })).not.toContain('<form');
    expect(drawPart(<DeskTable desk={deskOf([], 5)} query={{ ...query, q: 'x', state: 'DRAFT' }} canReceive />, { locale })).toContain('href="/reports/monthly?month=2026-12"');
  });

  it('lets the standing agency tick what was sent, and nobody else, and nothing else', () => {
    const rows = [{ ...row, reportId: 'r1', revision: 7, state: 'SUBMITTED' as const }, { ...row, unitId: 'v', reportId: 'r2', state: 'DRAFT' as const }];
    const ticks = (canReceive: boolean, shown = rows) => [...drawPart(<DeskTable desk={deskOf(shown)} query={query} canReceive={canReceive} />).matchAll(/value="(\w+:\d+)"/g)].map((match) => match[1]);
    expect([ticks(true), ticks(false), ticks(true, rows.slice(1))]).toEqual([['r1:7'], [], []]);
    expect(drawPart(<DeskTable desk={deskOf(rows.slice(1))} query={query} canReceive />)).not.toContain('/receipts');
  });

  it('keeps hostile names as names, and what is chosen while somebody searches', () => {
    const markup = drawPart(<DeskTable desk={deskOf([{ ...row, unitName: hostile, hasNoFocal: true }, { ...row, unitId: 'v' }])} query={{ ...query, q: '"><img>', state: 'NONE', punctuality: 'NOT_YET' }} canReceive={false} />);
    safe(markup);
    expect(markup).not.toContain('"><img>');
    expect(markup).toContain('name="state" value="NONE"');
    expect(markup).toContain('name="punctuality" value="NOT_YET"');
    expect(wordsOf(markup)).toContain('Chưa có đầu mối');
  });

  it.each(both)('counts only states that there are, besides the chosen one, in %s', (locale) => {
    const words = (state?: 'ACCEPTED') => drawPart(<DeskCounts desk={deskOf([row, { ...row, unitId: 'v', state: 'DRAFT' }])} query={{ ...query, state }} />, { locale });
    expect([words().includes('state=ACCEPTED'), words('ACCEPTED').includes('state=ACCEPTED'), words().includes('state=DRAFT')]).toEqual([false, true, true]);
  });

  it('goes over the year with its months', () => {
    expect([...drawPart(<MonthNav month="2026-12" />).matchAll(/month=(\d{4}-\d{2})/g)].map((match) => match[1])).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
    expect(drawPart(<MonthNav month="2026-01" path="/reports/monthly/wall" />)).toContain('/reports/monthly/wall?month=2025-11');
  });

  it('says what to do now: a button to begin, a link to go on, nothing for nothing', () => {
    const deed = { unitId: 'u', unitName: hostile, month: '2026-12', due: { day: '15/12/2026', time: null }, dueAt: row.dueAt, isLate: true };
    const markup = drawPart(<NextDeeds deeds={[{ ...deed, kind: 'BEGIN', reportId: null }, { ...deed, unitId: 'v', kind: 'APPROVE', reportId: 'r' }, { ...deed, unitId: 'w', kind: 'RETURNED', reportId: 's' }]} />);
    safe(markup);
    expect(markup.match(/<form/g)).toHaveLength(1);
    for (const href of ['/reports/monthly/r/approval', '/reports/monthly/s"']) expect(markup).toContain(href);
    expect(wordsOf(markup)).toContain('Đã quá hạn');
    expect(drawPart(<NextDeeds deeds={[]} />)).toBe('');
  });
});

const line: ReportLine = { model: 28, name: hostile, role: 'LEAD', status: null, quantity: null, target: null, measure: '', evidence: '', link: null, comment: '', difficulties: '', tasks: '' };
const content: ReportContent = {
  unitName: hostile, superior: null, month: '2026-12', start: '2026-11-15', lastDay: '2026-12-14', header: { sign: '', place: '', onBehalf: '', signerTitle: '', signerName: '' },
  texts: { DIRECTION: '', DIFFICULTIES: '', NEXT: '', PROPOSALS: '' }, lines: [], figures: [], files: [],
};
const at = '2026-12-14T02:00:00.000Z';

describe('a report', () => {
  it.each(both)('with nothing in it is whole, in %s', (locale) => {
    const shown = drawPart(<ReportShown id="r" content={content} />, { locale });
    expect([...shown.matchAll(/<h2[^>]*>(I{1,3}V?|IV|V)\. /g)].map(([, number]) => number), 'each part has its heading').toEqual(['I', 'II', 'III', 'IV', 'V']);
    const words = wordsOf(shown);
    expect(words.split(locale === 'vi' ? 'Không có.' : 'None.')).toHaveLength(3);
    expect(words.split(locale === 'vi' ? 'Chưa viết' : 'Not written')).toHaveLength(3);
    expect(words.split(locale === 'vi' ? '(để trống)' : '(empty)')).toHaveLength(6);
  });

  it('keeps hostile words as words, and its files under its own address', () => {
    const markup = drawPart(<ReportShown id="r" content={{ ...content, texts: { ...content.texts, NEXT: hostile }, lines: [{ ...line, status: 'BLOCKED', quantity: 5, evidence: hostile, comment: hostile, link: 'https://vi-du.invalid/?a="b"' }], files: [{ id: 'f', model: 28, name: '"><b>.pdf', kind: 'PDF', bytes: 5, sha256: 'x' }, { id: 'g', model: 30, name: 'khac.pdf', kind: 'PDF', bytes: 5, sha256: 'y' }] }} />);
    safe(markup);
    expect(markup).toContain('href="/reports/monthly/r/files/f"');
    expect(markup).not.toContain('khac.pdf');
    expect(markup).toContain('href="https://vi-du.invalid/?a=&quot;b&quot;" rel="noreferrer"');
    expect(markup).not.toContain('"><b>');
  });

  it.each<[Partial<ReportLine>, string]>([[{}, '–'], [{ quantity: 0, measure: 'bài' }, '0 bài'], [{ quantity: 1_250, target: 5_000, measure: 'người' }, '1.250 / 5.000 người Đạt 25% chỉ tiêu'], [{ quantity: 9, target: 4 }, '9 / 4 Đạt 225% chỉ tiêu'], [{ target: 4 }, '–']])('says of %j "%s"', (change, said) => {
    expect(rowsOf(drawPart(<ReportShown id="r" content={{ ...content, lines: [{ ...line, name: 'M', ...change }] }} />))[0]?.[2]).toBe(said);
  });

  it.each(both)('tells of no small group in its figures, in %s', (locale) => {
    const words = wordsOf(drawPart(<Figures figures={[{ model: 28, key: 'trained', value: null, total: null, countedAt: at }, { model: 26, key: 'reached', value: null, total: null, countedAt: at }, { model: 30, key: 'calls', value: 0, total: null, countedAt: at }]} />, { locale }));
    expect(words.split(locale === 'vi' ? 'dưới 10 người' : 'fewer than 10 people')).toHaveLength(3);
    expect(words).not.toMatch(/null|NaN|undefined/);
    expect(drawPart(<Figures figures={[]} />, { locale })).toBe('');
  });

  it('that is written has a way into each part, and carries over only where there is something', () => {
    const stored = { content: { ...content, lines: [line, { ...line, model: 30, name: 'M', status: 'STOPPED' as const }] }, revisions: { parts: { HEADER: 1 }, lines: {} } };
    const [first, second] = [drawPart(<ReportTasks id="r" stored={stored} previous={null} />), drawPart(<ReportTasks id="r" stored={stored} previous="2026-11" />)];
    for (const part of ['header', 'direction', 'difficulties', 'next', 'proposals']) expect(first).toContain(`/reports/monthly/r/parts/${part}`);
    for (const number of [28, 30]) expect(first).toContain(`/reports/monthly/r/lines/${number}`);
    expect([first.includes('carrying-over'), second.includes('carrying-over'), first.includes('/figures')]).toEqual([false, true, false]);
    safe(first);
  });
});

describe('the way of a report', () => {
  const head = { id: 'r', unitId: 'u', unitName: 'UBND xã', unitKind: 'COMMUNE_PC', month: '2026-12', start: '2026-11-15', end: '2026-12-15', lastDay: '2026-12-14', dueAt: row.dueAt, revision: 3, firstSubmittedAt: null, changedAt: at };
  const none = { write: false, approve: false, receive: false, isAuthor: false };
  const hrefs = (state: (typeof reportStates)[number], rights: Partial<typeof none>) => [...drawPart(<ReportSteps report={{ ...head, state }} rights={{ ...none, ...rights }} />).matchAll(/href="\/reports\/monthly\/r\/([^"]+)"/g)].map((match) => match[1]);

  it.each<[(typeof reportStates)[number], Partial<typeof none>, string[]]>([
    ['PENDING_APPROVAL', { write: true }, ['steps/take-back']], ['PENDING_APPROVAL', { approve: true }, ['approval', 'steps/send-back']], ['PENDING_APPROVAL', { approve: true, isAuthor: true }, []], ['PENDING_APPROVAL', { receive: true }, []],
    ['SUBMITTED', { receive: true }, ['steps/receive', 'steps/return']], ['SUBMITTED', { write: true, approve: true }, []], ['RECEIVED', { receive: true }, ['steps/accept', 'steps/return']], ['ACCEPTED', { receive: true }, ['steps/reopen']], ['ACCEPTED', { write: true, approve: true }, []], ['DRAFT', { write: true }, []],
  ])('in %s offers to %j %j', (state, rights, steps) => expect(hrefs(state, rights)).toEqual(steps));

  it.each(reportStates)('in %s offers nothing to whoever only reads', (state) => expect(hrefs(state, {})).toEqual([]));

  it('tells the author who leads that another leader has to approve, in both languages', () => {
    const say = (locale: Locale) => wordsOf(drawPart(<ReportSteps report={{ ...head, state: 'PENDING_APPROVAL' }} rights={{ ...none, approve: true, isAuthor: true }} />, { locale }));
    expect([say('vi'), say('en')]).toEqual(['Anh/Chị đã viết trong báo cáo này nên cần một lãnh đạo khác duyệt.', 'You have written in this report, so another leader has to approve it.']);
  });

  it('shows why it came back while it is open, and every step afterwards', () => {
    const step = { seq: 1, step: 'RETURN' as const, reason: hostile, by: 'Trần Thị Bình', byId: 'b', at, version: null };
    safe(drawPart(<CameBack report={{ ...head, state: 'RETURNED' }} steps={[step]} />));
    expect(drawPart(<CameBack report={{ ...head, state: 'ACCEPTED' }} steps={[step]} />)).toBe('');
    expect(drawPart(<CameBack report={{ ...head, state: 'DRAFT' }} steps={[]} />)).toBe('');
    expect(wordsOf(drawPart(<ReportHistory id="r" steps={[]} />))).toContain('chưa gửi duyệt');
    const history = drawPart(<ReportHistory id="r" steps={[{ ...step, seq: 2, step: 'SUBMIT', reason: null, version: 4 }, step]} />);
    safe(history);
    expect(history).toContain('/reports/monthly/r/versions/4');
  });
});

describe('signs', () => {
  it('have a word for every state, status and standing, in both languages', () => {
    for (const locale of both) {
      const words = [...(['NONE', ...reportStates] as const).map((state) => drawPart(<StateTag state={state} />, { locale })), ...[null, ...lineStatuses].map((status) => drawPart(<StatusTag status={status} />, { locale })), ...(['ON_TIME', 'LATE', 'MISSING', 'NOT_YET'] as const).map((one) => drawPart(<PunctualityTag punctuality={one} />, { locale }))].map(wordsOf);
      expect(words.every((word) => word.length > 2)).toBe(true);
      expect(new Set(words.slice(0, 7)).size).toBe(7);
      expect(new Set(words.slice(7, 14)).size).toBe(7);
    }
  });
});

describe('the consolidation', () => {
  const sum: ModelSum = { number: 28, name: hostile, groupKey: 'G', groupName: 'G', owed: 1_250, sent: 0, statuses: noStatuses(), quantities: [], figures: [] };
  const branch = { id: 'u', name: hostile, owed: 0, sent: 0, late: 0, statuses: noStatuses(), hasMore: false };

  it('of nothing is a sentence, not a table', () => {
    expect(wordsOf(drawPart(<ModelSums models={[]} />))).toContain('Chưa có báo cáo nào được gửi');
    expect(drawPart(<Branches month="2026-12" branches={[]} />)).toBe('');
    expect(wordsOf(drawPart(<ReportedMonths months={[]} />, { locale: 'en' }))).toContain('Nothing was sent yet');
  });

  it('shows dashes for what nobody said, and no number of a small group', () => {
    expect(rowsOf(drawPart(<ModelSums models={[{ ...sum, name: 'M' }]} />))).toEqual([['28. M', '0/1.250', '–', '–', '–']]);
    const [cells] = rowsOf(drawPart(<ModelSums models={[{ ...sum, name: 'M', statuses: { ...noStatuses(), BLOCKED: 2 }, quantities: [{ measure: 'người', quantity: 1_250.5, units: 2 }], figures: [{ key: 'trained', value: null, total: null }, { key: 'calls', value: 3, total: null }, { key: 'published', value: 40, total: null }] }]} />));
    expect(cells?.slice(2)).toEqual(['Đang vướng mắc: 2', '1.250,5 người (2 đơn vị)', 'dưới 10 người; Cuộc gọi 3']);
  });

  it('draws bars only where a branch has several units, and hostile names as names', () => {
    const [single, several] = [drawPart(<Branches month="2026-12" branches={[branch]} />), drawPart(<Branches month="2026-12" branches={[{ ...branch, owed: 3, hasMore: true }]} />)];
    for (const markup of [single, several]) safe(markup);
    expect([single.includes('<details'), several.includes('<details')]).toEqual([false, true]);
    safe(drawPart(<ModelSums models={[sum]} />));
    const sent: SentLine = { unitId: 'u', unitName: hostile, reportId: 'r', month: '2026-12', model: 28, status: 'STOPPED', quantity: null, target: null, measure: '', evidence: hostile, comment: '', difficulties: hostile, tasks: hostile };
    safe(drawPart(<SentLines lines={[sent]} />));
  });

  const bodies = (markup: string) => [...markup.matchAll(/<details[^>]*>(.*?)<\/details>/gs)].map(([, body = '']) => body);

  it('folds many models by the groups of the plan, with what has come in and where it is difficult in the line of each', () => {
    const models = Array.from({ length: 14 }, (_, at): ModelSum => ({ ...sum, number: at + 1, name: `M${at + 1}`, groupKey: at < 10 ? 'A' : 'B', groupName: at < 10 ? 'Dịch vụ công' : 'Tiện ích', owed: 3, sent: at % 2, statuses: { ...noStatuses(), BLOCKED: at === 11 ? 1 : 0 } }));
    const folded = bodies(drawPart(<ModelSums models={models} />));
    expect(folded.map((body) => wordsOf(body.slice(0, body.indexOf('</summary>'))))).toEqual(['Dịch vụ công: 10 mô hình, đã gửi 5/30 báo cáo', 'Tiện ích: 4 mô hình, đã gửi 2/12 báo cáo 1 mô hình có vướng mắc']);
    expect(folded.flatMap((body) => rowsOf(body).map(([name]) => name))).toEqual(models.map(({ number }) => `${number}. M${number}`));
    expect(bodies(drawPart(<ModelSums models={models.slice(0, 5)} />))).toEqual([]);
  });

  it.each([false, true])('shows the branches first of which something is missing, and folds the others (with units below: %s)', (hasMore) => {
    const branches = Array.from({ length: 20 }, (_, at) => ({ ...branch, id: `u${at}`, name: `Đơn vị ${at}`, owed: 4, sent: at === 17 ? 1 : 4, late: at === 17 ? 3 : 0, hasMore }));
    const markup = drawPart(<Branches month="2026-12" branches={branches} />);
    const [rest = ''] = bodies(markup);
    const named = (part: string) => [...part.matchAll(/unit=(u\d+)"/g)].map(([, id]) => id);
    expect(wordsOf(rest)).toContain('8 đơn vị khác');
    expect(named(markup.slice(0, markup.indexOf('<details')))).toEqual(['u17', ...Array.from({ length: 11 }, (_, at) => `u${at}`)]);
    expect(named(rest)).toEqual(['u11', 'u12', 'u13', 'u14', 'u15', 'u16', 'u18', 'u19']);
    expect(drawPart(<Branches month="2026-12" branches={branches.slice(0, 12)} />).includes('đơn vị khác')).toBe(false);
  });
});

describe('the wall picture', () => {
  it('has a sign and a word in every cell, and a legend for every sign', () => {
    const rows = wallRows([{ number: 1, name: hostile, groupKey: 'G', groupName: hostile }], ['2026-11', '2026-12'], [{ model: 1, month: '2026-12', status: 'IN_PROGRESS' }, { model: 1, month: '2026-12', status: 'IN_PROGRESS' }, { model: 1, month: '2026-12', status: 'BLOCKED' }]);
    const markup = drawPart(<WallTable months={['2026-11', '2026-12']} rows={rows} />);
    safe(markup);
    expect(wordsOf(markup)).toContain('Không có báo cáo');
    expect(wordsOf(markup)).toContain('Đang triển khai, 3 đơn vị, trong đó 1 vướng mắc');
    for (const locale of both) expect(drawPart(<WallLegend />, { locale }).match(/<li>/g)).toHaveLength(lineStatuses.length + 2);
  });
});

describe('the register', () => {
  const carrier = { id: 'a', unitId: 'u', unitName: hostile, model: 28, role: 'LEAD' as const, from: '2026-01-01', to: null, note: hostile };
  it('gives the way to end also for what ends later, and only to whoever may', () => {
    const markup = drawPart(<Carriers number={28} carriers={[carrier, { ...carrier, id: 'b', to: '2062-12-31' }]} canAssign />);
    safe(markup);
    for (const id of ['a', 'b']) expect(markup).toContain(`/reports/models/28/assignments/${id}`);
    expect(wordsOf(markup)).toContain('31/12/2062');
    expect(drawPart(<Carriers number={28} carriers={[carrier]} canAssign={false} />)).not.toContain('/assignments');
  });
  it('says plainly that nobody carries a model, and that the plan names none', () => {
    expect(wordsOf(drawPart(<Carriers number={28} carriers={[]} canAssign={false} />, { locale: 'en' }))).toContain('None recorded');
    expect(drawPart(<PastCarriers carriers={[]} />)).toBe('');
    expect(wordsOf(drawPart(<AgencyRoles roles={[]} />))).toContain('Kế hoạch không phân công');
    safe(drawPart(<AgencyRoles roles={[{ role: 'LEAD', agency: hostile, note: null }]} />));
  });
});

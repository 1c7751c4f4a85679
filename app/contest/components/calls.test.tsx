import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { Call } from '../queries/call.server.ts';
import type { EntryFlag, LockedFile } from '../queries/flags.server.ts';
import type { Profile } from '../queries/profile.server.ts';
import type { PublicCall } from '../queries/public-call.server.ts';
import type { LookRow, ScreenedRow } from '../queries/screening.server.ts';
import { phases } from '../rules/phase.ts';
import { callSteps } from '../rules/readiness.ts';
import { screeningStates } from '../rules/screening-state.ts';
import { AboutFields, CriterionRows, DatasetRows, KnownDatasets, PrizeRows, StepForm, TrackRows } from './call-fields.tsx';
import { CallLacks, CallStepPage, PhaseTag } from './call-parts.tsx';
import { DesignFields, designTyped, TimetableFields } from './design-fields.tsx';
import { FileCheck, FlagCheck } from './flag-parts.tsx';
import { CodeCard, EmailForm, OfficialsCard, ProfileFields } from './outside-parts.tsx';
import { ContestCrumbs, Criteria, Datasets, DeadlineSentence, Prizes, PublicTimetable, Tracks } from './public-parts.tsx';
import { PublicRules } from './public-rules.tsx';
import { EntryFilter, EntryTable, LookForm, Looks, Passages, ScreeningTag } from './screening-parts.tsx';

const refused = (faults: Record<string, string>, values: Record<string, string> = {}) => ({ ok: false, faults: Object.fromEntries(Object.entries(faults).map(([field, vi]) => [field, { vi, en: vi }])), values });
const call = { id: 'c', slug: 'sang-kien', code: 'SK26', title: 'Sáng kiến', summary: 'Tóm tắt', eligibility: 'Mọi người', unitId: 'u1', unitName: 'Sở', isBlind: true, reviewsPerEntry: 3, scoringMethod: 'ADDITIVE', finalists: 0, graceSeconds: 60, lateUploadMinutes: 30, publicVote: 'AFTER_RESULTS', pairReasons: 'NONE', revision: 5, publishedAt: null, closedAt: null, resultsAt: null, moments: {}, extensions: [], tracks: [], datasets: [], criteria: [], prizes: [], rules: [], hasScores: false, isAssigned: false } as unknown as Call;

describe('rows of a form', () => {
  const groups = (html: string) => html.match(/<fieldset/g)?.length ?? 0;

  it.each([[0, 3], [4, 7], [18, 20], [20, 20]])('%d that are stored leave room for new ones: %d are shown', (stored, shown) => {
    expect(groups(drawPart(<TrackRows tracks={Array.from({ length: stored }, (_, at) => ({ id: `t${at}`, title: `Lĩnh vực ${at}` }))} />))).toBe(shown);
  });

  it.each([[0, 2], [1, 2], [4, 5], [20, 20]])('%d that are stored leave one more open, %d in all and two at least; the others are folded', (stored, open) => {
    expect(groups(drawPart(<TrackRows tracks={Array.from({ length: stored }, (_, at) => ({ id: `t${at}`, title: `Lĩnh vực ${at}` }))} />).split('<details')[0] ?? '')).toBe(open);
  });

  it('grow to the last one that was typed, which keeps its words and its fault', () => {
    const html = drawPart(<TrackRows tracks={[]} />, { answer: refused({ title_7: 'Quá dài' }, { title_7: 'Dòng thứ tám <b>' }) });
    expect(groups(html)).toBe(8);
    expect(html).not.toContain('<details');
    expect(html).toContain('value="Dòng thứ tám &lt;b&gt;"');
    expect(html).toMatch(/id="title_7"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="title_7"/);
  });

  it('fold the empty ones again after a refusal: browsers send them all, with what they came with', () => {
    const sent = (rows: Record<string, string>[]) => Object.assign({ revision: '1' }, ...rows.map((row, at) => Object.fromEntries(Object.entries(row).map(([name, value]) => [`${name}_${at}`, value])))) as Record<string, string>;
    const empty = { id: '', kind: 'FIRST', title: '', count: '1', amount: '' };
    const shown = (answer: object) => { const [open = '', folded] = drawPart(<PrizeRows prizes={[]} />, { answer }).split('<details'); return [groups(open), groups(folded ?? '')]; };
    expect(shown(refused({ title_0: 'Quá dài' }, sent([{ ...empty, title: 'Giải nhất' }, empty, empty])))).toEqual([2, 1]);
    expect(shown(refused({ title_0: 'Quá dài' }, sent([{ ...empty, title: 'Giải nhất' }, empty, { ...empty, amount: '5' }])))).toEqual([3, 0]);
    // A fault is never folded away, whatever was typed.
    expect(shown(refused({ title_2: 'Thiếu tên' }, sent([empty, empty, empty])))).toEqual([3, 0]);
    expect(shown(refused({ form: 'Đã đổi' }, sent([empty, empty, empty])))).toEqual([2, 1]);
  });

  it.each<[Record<string, string>, number]>([[{ title_99: 'x' }, 20], [{ title_100: 'x' }, 3], [{ 'title_-1': 'x' }, 3], [{ title_1e9: 'x' }, 3], [{ title_19: 'x' }, 20], [{ title_20: 'x' }, 20], [{ __proto___5: 'x' }, 6], [{ '_4': ' ' }, 3]])('are never more than a form may have, whatever names were sent: %j', (values, count) => {
    expect(groups(drawPart(<TrackRows tracks={[]} />, { answer: refused({}, values) }))).toBe(count);
  });

  it('send the ids of what is stored, and none for new rows', () => {
    const ids = [...drawPart(<TrackRows tracks={[{ id: 'stored', title: 'Y tế' }]} />).matchAll(/name="id_\d" value="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['stored', '', '', '']);
  });

  it('show weights as people write them, anchors line by line, and money as digits', () => {
    const criteria = drawPart(<CriterionRows criteria={[{ id: 'c1', title: 'Tính mới', weight: 3_350, maxScore: 10, anchors: ['1–3: chưa rõ', '8–10: rõ'] }]} />);
    expect(criteria).toContain('value="33,5"');
    expect(criteria).toContain('1–3: chưa rõ\n8–10: rõ');
    const prizes = drawPart(<PrizeRows prizes={[{ id: 'p', kind: 'SECOND', title: 'Giải nhì', count: 2, amount: null }, { id: 'q', kind: 'FIRST', title: 'Giải nhất', count: 1, amount: 50_000_000 }]} />);
    expect(prizes).toContain('<option value="SECOND" selected="">');
    expect(prizes).toMatch(/name="amount_0"[^>]*value=""|value=""[^>]*name="amount_0"/);
    expect(prizes).toContain('value="50.000.000"');
  });

  it('of data sets hold a set of the own; those of other contests are chosen beside, and stay chosen', () => {
    expect(drawPart(<DatasetRows datasets={[{ id: 'd', title: 'Thủ tục', holder: 'Sở', url: null, terms: 'Ghi nguồn' }]} />)).toContain('Ghi nguồn');
    const known = [{ id: 'k1', title: 'Dân số', holder: 'Thống kê' }, { id: 'k2', title: 'Giờ mở cửa', holder: 'Trung tâm' }];
    const html = drawPart(<KnownDatasets known={known} />, { answer: refused({}, { known: 'k2' }) });
    expect(html).toMatch(/<input[^>]*value="k2"[^>]*checked=""|<input[^>]*checked=""[^>]*value="k2"/);
    expect(html).not.toMatch(/<input[^>]*value="k1"[^>]*checked=""|<input[^>]*checked=""[^>]*value="k1"/);
    expect(drawPart(<KnownDatasets known={[]} />)).toBe('');
  });
});

describe('writing a call', () => {
  it('comes with what is stored, or empty for a new one', () => {
    const units = [{ id: 'u1', name: 'Sở' }, { id: 'u2', name: 'Xã' }];
    expect(drawPart(<AboutFields call={call} units={units} />)).toMatch(/<option value="u1" selected="">/);
    expect(drawPart(<AboutFields call={null} units={units} />)).not.toContain('value="SK26"');
    expect(drawPart(<StepForm revision={5}>x</StepForm>)).toContain('name="revision" value="5"');
    expect(wordsOf(drawPart(<StepForm revision={5} last>x</StepForm>))).not.toContain('sang bước sau');
  });

  it('shows whoever may only read it what is stored: no empty rows, nothing to press, and who changes it', () => {
    const step = (canWrite: boolean, tracks: { id: string; title: string }[]) => drawPart(<CallStepPage call={call} step="tracks" canWrite={canWrite}><StepForm revision={1}><TrackRows tracks={tracks} /></StepForm></CallStepPage>);
    const stored = [{ id: 't', title: 'Y tế' }];
    const names = (html: string) => html.match(/name="title_\d"/g) ?? [];
    expect([names(step(true, stored)).length, names(step(false, stored)).length]).toEqual([4, 1]);
    expect([step(true, stored).includes('<button'), step(false, stored).includes('<button')]).toEqual([true, false]);
    expect(wordsOf(step(false, stored))).toContain('ban tổ chức sửa');
    expect(wordsOf(step(false, []))).toContain('Chưa có mục nào.');
  });

  it('says of every step whether it is done', () => {
    const html = drawPart(<CallStepPage call={call} step="criteria" canWrite>x</CallStepPage>);
    for (const step of callSteps) expect(html).toContain(`/contest-desk/c/${step}`);
    expect(wordsOf(html)).toContain('Tiêu chí (đang làm)');
    expect(wordsOf(html)).toContain('Lĩnh vực (chưa làm)');
    expect(html).not.toContain('disabled=""');
    for (const shut of [<CallStepPage key="a" call={call} step="criteria" canWrite={false}>x</CallStepPage>, <CallStepPage key="b" call={{ ...call, closedAt: '2026-11-23T00:00:00.000Z' }} step="criteria" canWrite>x</CallStepPage>]) expect(drawPart(shut)).toContain('disabled=""');
  });

  it('leads from each thing that is missing to its step, and says when nothing is', () => {
    const html = drawPart(<CallLacks id="c" lacks={[{ what: 'no-criteria', step: 'criteria', isBlocking: true }, { what: 'prizes', step: 'prizes', isBlocking: false }]} />);
    expect([...html.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/contest-desk/c/criteria', '/contest-desk/c/prizes']);
    const advice = wordsOf(drawPart(<CallLacks id="c" lacks={[{ what: 'prizes', step: 'prizes', isBlocking: false }]} />));
    expect(wordsOf(html).split(' ').slice(0, 3)).not.toEqual(advice.split(' ').slice(0, 3));
    expect(drawPart(<CallLacks id="c" lacks={[]} />)).not.toContain('<a ');
  });

  it('has a word of its own for every phase', () => {
    expect(new Set(phases.map((phase) => wordsOf(drawPart(<PhaseTag phase={phase} />)))).size).toBe(phases.length);
  });

  it.each([
    ['a draft', {}, []],
    ['published', { publishedAt: '2026-11-01T00:00:00.000Z' }, ['graceSeconds', 'lateUploadMinutes']],
    ['given out', { publishedAt: '2026-11-01T00:00:00.000Z', isAssigned: true }, ['reviewsPerEntry', 'graceSeconds', 'lateUploadMinutes']],
    ['scored', { publishedAt: '2026-11-01T00:00:00.000Z', isAssigned: true, hasScores: true }, ['reviewsPerEntry', 'finalists', 'graceSeconds', 'lateUploadMinutes']],
  ])('the design of one that is %s stands still where it has to: %j', (_state, more, fixed) => {
    const html = drawPart(<DesignFields call={{ ...call, ...more } as Call} />);
    const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([input]) => input);
    expect(['reviewsPerEntry', 'finalists', 'graceSeconds', 'lateUploadMinutes'].filter((name) => inputs.some((input) => input.includes(`name="${name}"`) && /readonly/i.test(input)))).toEqual(fixed);
    expect(html.includes('type="radio"')).toBe(!('hasScores' in more));
    expect(html).toContain('name="scoringMethod"');
  });

  it('shows moments as the clock of Vietnam has them, and those that are announced to read only', () => {
    const moments = { OPENS: '2026-11-01T01:00:00.000Z', ENTRIES_CLOSE: '2026-12-31T16:59:59.000Z' };
    const html = drawPart(<TimetableFields call={{ ...call, moments, publishedAt: '2026-10-31T00:00:00.000Z' } as Call} />);
    expect(html).toContain('value="31/12/2026 23:59:59"');
    expect(html.match(/readonly=""/gi)).toHaveLength(2);
    expect(wordsOf(html)).not.toContain('Đã gia hạn');
    expect(wordsOf(drawPart(<TimetableFields call={{ ...call, moments, publishedAt: '2026-10-31T00:00:00.000Z', extensions: [{ minutes: 90 }] } as unknown as Call} />))).toMatch(/Hạn nộp bài .*Đã gia hạn: nhận bài đến hết 01\/01\/2027 01:29:59\./);
    expect(drawPart(<TimetableFields call={{ ...call, moments } as Call} />)).not.toMatch(/readonly=""/i);
  });

  it('gives a parsed design back as it would be typed', () => {
    expect(designTyped({ revision: 1, blind: false, reviewsPerEntry: 5, scoringMethod: 'RAW_MEAN', finalists: 8, graceSeconds: 0, lateUploadMinutes: 45, publicVote: 'NONE', pairReasons: 'TEAMS' })).toEqual({ blind: '', reviewsPerEntry: '5', scoringMethod: 'RAW_MEAN', finalists: '8', graceSeconds: '0', lateUploadMinutes: '45', publicVote: 'NONE', pairReasons: 'TEAMS' });
  });
});

describe('the public page of a call', () => {
  const shown = { phase: 'OPEN', opensAt: '2026-11-01T01:00:00.000Z', closesAt: '2026-12-31T16:59:59.000Z', secondsLeft: 90_061, lateUploadMinutes: 30, publicVote: 'AFTER_RESULTS', pairReasons: 'NONE' } as PublicCall;

  it.each([
    ['announced', { phase: 'ANNOUNCED' }, '01/11/2026', false],
    ['open', {}, '23:59:59', true],
    ['over', { phase: 'JUDGING', secondsLeft: 0 }, '31/12/2026', false],
    ['called off before its deadline', { phase: 'CLOSED' }, 'Không nhận bài nữa.', false],
    ['without a deadline', { closesAt: null }, '', false],
  ])('says when it is %s what its moment is: %j', (_state, more, words, counts) => {
    const html = drawPart(<DeadlineSentence call={{ ...shown, ...more } as PublicCall} />);
    expect(wordsOf(html)).toContain(words);
    expect(html.includes('role="timer"')).toBe(counts);
  });

  it('counts down in days, hours, minutes and seconds', () => {
    expect(wordsOf(drawPart(<DeadlineSentence call={shown} />))).toContain('Còn 1 ngày 1 giờ 1 phút 1 giây');
  });

  it('leaves out what the call does not have', () => {
    for (const part of [<Tracks key="t" tracks={[]} />, <Datasets key="d" datasets={[]} />, <Prizes key="p" prizes={[]} />]) expect(drawPart(part)).toBe('');
    expect(wordsOf(drawPart(<Prizes prizes={[{ title: 'Giải nhất', count: 1, amount: 50_000_000 }, { title: 'Giải ba', count: 3, amount: null }] as unknown as PublicCall['prizes']} />))).toMatch(/Giải nhất .*50\.000\.000.*Giải ba/);
  });

  it('names the host of a data set before one goes there', () => {
    const html = drawPart(<Datasets datasets={[{ title: 'Thủ tục', holder: 'Sở', url: 'https://du-lieu.vi-du.invalid/a/b', terms: 'Ghi nguồn' }, { title: 'Sổ', holder: 'Xã', url: null, terms: 'Xin phép' }]} />);
    expect(wordsOf(html)).toContain('du-lieu.vi-du.invalid');
    expect(html.match(/<a /g)).toHaveLength(1);
  });

  it('says how it is judged, with weights as shares of a hundred', () => {
    const judged = { ...shown, isBlind: true, reviewsPerEntry: 3, scoringMethod: 'RAW_MEAN', finalists: 8, criteria: [{ title: 'Tính mới', weight: 4_000, maxScore: 10, anchors: [] }, { title: 'Áp dụng', weight: 6_000, maxScore: 10, anchors: ['8–10: rõ'] }] } as unknown as PublicCall;
    expect(rowsOf(drawPart(<Criteria call={judged} />))).toEqual([['Tính mới', '40%', '10', '–'], ['Áp dụng', '60%', '10', '8–10: rõ']]);
    expect(drawPart(<Criteria call={{ ...judged, isBlind: false, finalists: 0 }} />).length).toBeLessThan(drawPart(<Criteria call={judged} />).length);
  });

  it('keeps what was announced beside what holds now, with the reason', () => {
    const moved = { ...shown, timetable: [{ kind: 'OPENS', announced: '2026-11-01T01:00:00.000Z', at: '2026-11-01T01:00:00.000Z' }, { kind: 'ENTRIES_CLOSE', announced: '2026-12-31T16:59:59.000Z', at: '2026-12-31T18:29:59.000Z' }], extensions: [{ minutes: 90, reason: 'Đứt cáp', decidedAt: '2026-12-31T15:00:00.000Z' }] } as unknown as PublicCall;
    const html = drawPart(<PublicTimetable call={moved} />);
    const [opens, closes] = [...html.matchAll(/<dd>(.*?)<\/dd>/gs)].map(([, words = '']) => wordsOf(words));
    expect(opens).toBe('01/11/2026 08:00:00');
    expect([closes?.startsWith('01/01/2027 01:29:59'), closes?.includes('31/12/2026 23:59:59')]).toEqual([true, true]);
    expect(wordsOf(html)).toContain('Đứt cáp');
  });

  it('of rules that are not the newest says so, and leads to the others', () => {
    const version = (number: number) => ({ version: number, publishedAt: '2026-11-01T01:00:00.000Z', contentHash: 'h'.repeat(64) }) as PublicCall['rules'][number];
    const draw = (number: number, rules: number[]) => drawPart(<PublicRules call={{ slug: 's', title: 'Sáng kiến', rules: rules.map(version) }} rules={version(number)} html="<p>Điều 1</p>" change={null} />);
    expect(draw(1, [2, 1])).toContain('href="/contests/s/rules"');
    expect(draw(2, [2, 1])).not.toContain('href="/contests/s/rules"');
    expect(draw(2, [2, 1])).toContain('href="/contests/s/rules/1"');
    expect(draw(1, [1])).not.toContain('/rules/1"');
  });

  it('has its way back, to the contest where there is one', () => {
    expect([...drawPart(<ContestCrumbs call={{ slug: 's', title: 'Sáng kiến' }} here="Kết quả" />).matchAll(/<a[^>]*href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/contests', '/contests/s']);
  });
});

describe('screening', () => {
  const query = { q: 'bản đồ', track: 't1', state: 'REPLIED' as const, page: 2 };
  const row = (id: string): ScreenedRow => ({ id, number: `SK-${id}`, title: 'Bản đồ', owner: 'Công ty', trackId: null, track: null, submittedAt: '2026-11-20T03:00:00.000Z', state: 'UNCHECKED' });

  it('keeps the whole question in the address of every further page', () => {
    const html = drawPart(<EntryTable base="/d" query={query} rows={[row('1')]} count={60} pages={3} />);
    const hrefs = [...html.matchAll(/href="(\/d\/entries\?[^"]+)"/g)].map(([, href = '']) => new URLSearchParams(href.replaceAll('&amp;', '&').split('?')[1]));
    expect(hrefs.length).toBeGreaterThan(1);
    for (const asked of hrefs) expect([asked.get('q'), asked.get('track'), asked.get('state')]).toEqual(['bản đồ', 't1', 'REPLIED']);
    expect(rowsOf(html)).toEqual([['SK-1', 'Bản đồ', 'Công ty', '–', '20/11/2026 10:00:00', 'Chưa xem']]);
  });

  it('comes back with what was asked, and says when nothing was found', () => {
    const html = drawPart(<EntryFilter query={query} tracks={[{ id: 't1', title: 'Y tế' }]} />);
    for (const chosen of ['value="bản đồ"', '<option value="t1" selected="">', '<option value="REPLIED" selected="">']) expect(html).toContain(chosen);
    expect(drawPart(<EntryTable base="/d" query={query} rows={[]} count={0} pages={1} />)).not.toContain('<table');
  });

  it('has a word of its own for every state', () => {
    expect(new Set(screeningStates.map((state) => wordsOf(drawPart(<ScreeningTag state={state} />)))).size).toBe(screeningStates.length);
  });

  it('shows who looked to the desk, and to entrants nobody’s name', () => {
    const look: LookRow = { id: 'l', outcome: 'UNCLEAR', reason: 'Chưa rõ nguồn', by: 'Kiều Văn Phấn', at: '2026-11-23T02:00:00.000Z', replyUntil: '2026-11-30', reply: 'Có nguồn <b>', repliedAt: '2026-11-24T02:00:00.000Z', version: 1, isCurrent: true };
    const { by: _by, id: _id, ...nameless } = look;
    expect(wordsOf(drawPart(<Looks looks={[look]} today="2026-11-30" />))).toContain('Kiều Văn Phấn, 23/11/2026 09:00');
    const html = drawPart(<Looks looks={[nameless]} today="2026-11-30" />);
    expect(html).not.toContain('Kiều Văn Phấn');
    for (const word of ['30/11/2026', 'Có nguồn &lt;b&gt;', '24/11/2026 09:00']) expect(html).toContain(word);
    expect(html).toContain('Được giải trình đến hết 30/11/2026');
    expect(drawPart(<Looks looks={[nameless]} today="2026-12-01" />)).toContain('Thời gian giải trình đã hết vào cuối ngày 30/11/2026');
  });

  it('says of a look at an earlier version which one it was, and offers no reply to it', () => {
    const look = { outcome: 'UNCLEAR' as const, reason: 'Chưa rõ nguồn', at: '2026-11-23T02:00:00.000Z', replyUntil: '2026-11-30', reply: null, repliedAt: null, version: 2, isCurrent: false };
    const words = wordsOf(drawPart(<Looks looks={[look]} today="2026-11-24" />));
    expect(words).toContain('Kết luận về bản nộp 2; bài đã được nộp lại sau đó.');
    expect(words).not.toContain('Được giải trình');
    expect(wordsOf(drawPart(<Looks looks={[{ ...look, isCurrent: true }]} today="2026-11-24" />))).not.toContain('nộp lại');
  });

  it('keeps a look that was refused as it was typed', () => {
    const html = drawPart(<LookForm version={3} />, { answer: refused({ replyUntil: 'Chọn ngày sau hôm nay' }, { outcome: 'UNCLEAR', reason: 'Thiếu phần 4', replyUntil: '2026-11-01' }) });
    expect(html).toMatch(/<input[^>]*value="UNCLEAR"[^>]*checked=""|<input[^>]*checked=""[^>]*value="UNCLEAR"/);
    for (const typed of ['Thiếu phần 4', 'value="01/11/2026"', 'Chọn ngày sau hôm nay', 'name="version" value="3"']) expect(html).toContain(typed);
  });

  it('marks what two entries share, as text', () => {
    expect(drawPart(<Passages passages={[{ text: 'riêng ', isCommon: false }, { text: 'chung <i>', isCommon: true }]} />)).toBe('<p class="pre-line"><span>riêng </span><mark>chung &lt;i&gt;</mark></p>');
  });
});

describe('what a program flagged', () => {
  const flag: EntryFlag = { id: 'f1', version: 2, marks: 'MẬT', foundAt: '2026-11-23T02:00:00.000Z', lines: ['Độ MẬT của tài liệu'], cleared: null };
  const file: LockedFile = { id: 'l1', name: 'tệp.pdf', found: 'Eicar', released: null } as LockedFile;
  const answer = { by: 'Kiều Văn Phấn', at: '2026-11-24T02:00:00.000Z', note: 'Chỉ là tên riêng' };

  it('asks for a word, or shows the word that was given', () => {
    for (const open of [<FlagCheck key="a" flag={flag} />, <FileCheck key="b" file={file} />]) expect(drawPart(open)).toContain('name="note"');
    for (const done of [<FlagCheck key="a" flag={{ ...flag, cleared: answer }} />, <FileCheck key="b" file={{ ...file, released: answer }} />]) {
      expect(drawPart(done)).not.toContain('<form');
      expect(wordsOf(drawPart(done))).toContain('Chỉ là tên riêng');
    }
  });

  it('puts a fault and what was typed at the form that was sent, not at the others', () => {
    const sent = refused({ note: 'Ghi lý do' }, { deed: 'flag', id: 'f1', note: 'ngắn' });
    expect(drawPart(<FlagCheck flag={flag} />, { answer: sent })).toContain('ngắn');
    for (const other of [<FlagCheck key="a" flag={{ ...flag, id: 'f2' }} />, <FileCheck key="b" file={file} />]) {
      const html = drawPart(other, { answer: sent });
      expect([html.includes('ngắn'), html.includes('aria-invalid="true"')]).toEqual([false, false]);
    }
  });
});

describe('people from outside', () => {
  it('carry on where they wanted to go', () => {
    expect(drawPart(<EmailForm next="/contests/a?b=1&c" />)).toContain('name="next" value="/contests/a?b=1&amp;c"');
    expect(drawPart(<EmailForm next={undefined} />)).not.toContain('name="next"');
    expect(drawPart(<OfficialsCard next="/contests/a b" />)).toContain('href="/sign-in?next=%2Fcontests%2Fa%20b"');
    expect(drawPart(<OfficialsCard next={undefined} />)).toContain('href="/sign-in?next=%2Fcontests"');
  });

  it('type a code that no browser keeps or completes wrongly', () => {
    const html = drawPart(<CodeCard title="Nhập mã" submit="Đăng nhập" again="/contests/sign-in" minutes={15} tries={5} />);
    expect(html).toMatch(/autoComplete="one-time-code"|autocomplete="one-time-code"/);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(wordsOf(html)).toMatch(/15.*5/);
  });

  it('say who they are; officials keep the name that they have', () => {
    const profile = { isOutside: true, isNew: true, fullName: 'nguoi@vi-du.invalid', kind: null, legalName: '', taxCode: '', phone: '', place: '' } as unknown as Profile;
    const fresh = drawPart(<ProfileFields profile={profile} next={undefined} />);
    expect(fresh).not.toContain('value="nguoi@vi-du.invalid"');
    expect(fresh).toMatch(/<input[^>]*value="INDIVIDUAL"[^>]*checked=""|<input[^>]*checked=""[^>]*value="INDIVIDUAL"/);
    const official = drawPart(<ProfileFields profile={{ ...profile, isOutside: false, fullName: 'Trần Văn Bình' }} next={undefined} />);
    expect(official).toContain('type="hidden" name="fullName" value="Trần Văn Bình"');
  });
});

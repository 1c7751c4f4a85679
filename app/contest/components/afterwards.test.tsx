import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { Adoption, AdoptionStep } from '../queries/adoptions.server.ts';
import type { Feedback } from '../queries/feedback.server.ts';
import type { VoteDesk, VotePage } from '../queries/vote.server.ts';
import { adoptionStates } from '../rules/adoption.ts';
import { nextDeskStep, type DeskStep } from '../rules/desk-step.ts';
import { phases } from '../rules/phase.ts';
import { anomalies } from '../rules/vote.ts';
import { AdoptionCrumbs, AdoptionTable, AdoptionTag, Benefits, Milestones, Prompts } from './adoption-parts.tsx';
import { Evidence } from './evidence-link.tsx';
import { RoundFeedback } from './entrant-parts.tsx';
import { JudgingLinks } from './judging-links.tsx';
import { AdoptionsLink, PublicResultsLinks, ResultsLinks } from './results-links.tsx';
import { VoteCounts, VoteReportCard } from './vote-parts.tsx';

const adoption: Adoption = { id: 'a1', entryId: 'e', number: 'SK-001', title: 'Nhắc hạn <b>', contestId: 'c', contestTitle: 'Sáng kiến', contestSlug: 's', unitId: 'u', unitName: 'UBND phường Hoa Lư', state: 'PILOT', reason: null, recognition: 'FILED', recognitionTitle: null, revision: 4, startedAt: '2026-03-30T02:00:00.000Z', changedAt: '2026-04-15T02:00:00.000Z' };
const step = (more: Partial<AdoptionStep>): AdoptionStep => ({ id: 's', adoptionId: 'a1', kind: 'MILESTONE', title: 'Chạy thử', dueOn: '2026-05-31', doneOn: null, amount: null, unit: null, evidence: null, fileId: null, askedOn: null, answer: null, ...more });

describe('an adoption', () => {
  it('stands in its table with entry, unit, state and recognition, and what people typed stays text', () => {
    const html = drawPart(<AdoptionTable adoptions={[adoption]} />);
    expect(rowsOf(html)).toEqual([['SK-001 – Nhắc hạn &lt;b&gt;', 'Sáng kiến', 'UBND phường Hoa Lư', 'Đang thí điểm', expect.stringMatching(/\S/), '15/04/2026']]);
    expect(html).toContain('href="/contest-desk/adoptions/a1"');
  });

  it('has a title beside other lists, and one for screen readers alone', () => {
    const ofAll = drawPart(<AdoptionTable adoptions={[adoption]} />);
    expect(ofAll).toContain('<caption class="sr-only">Các bài được giao áp dụng');
    const ofOne = drawPart(<AdoptionTable adoptions={[adoption]} isOfOneContest />);
    expect(ofOne).toContain('<caption>Các bài được giao áp dụng');
    expect([ofAll, ofOne].map((part) => part.includes('data-label="Cuộc thi"'))).toEqual([true, false]);
  });

  it('has a word of its own for each state', () => {
    const words = adoptionStates.map((state) => wordsOf(drawPart(<AdoptionTag state={state} />)));
    expect(new Set(words).size).toBe(4);
    expect(words.at(-1)).toBe('Không áp dụng');
  });

  it('leads back to the list and, from a page below it, to itself', () => {
    expect(wordsOf(drawPart(<AdoptionCrumbs />))).toBe('Áp dụng sáng kiến');
    expect(drawPart(<AdoptionCrumbs adoption={adoption} />)).not.toContain('href="/contest-desk/adoptions/a1"');
    expect(drawPart(<AdoptionCrumbs adoption={adoption} here="Cập nhật" />)).toContain('href="/contest-desk/adoptions/a1"');
  });
});

describe('milestones', () => {
  const draw = (steps: AdoptionStep[], today: string, canWrite = true) => drawPart(<Milestones adoption={adoption} steps={steps} today={today} canWrite={canWrite} />);

  it.each([
    ['before its day', '2026-05-30', null, false, true],
    ['on its day', '2026-05-31', null, false, true],
    ['after its day', '2026-06-01', null, true, true],
    ['when it is done, however late', '2026-06-01', '2026-06-01', false, false],
  ])('one is late %s: %s', (_when, today, doneOn, isLate, canComplete) => {
    const html = draw([step({ doneOn })], today);
    expect([wordsOf(html).includes('Quá hạn'), html.includes('/steps/s/completion')]).toEqual([isLate, canComplete]);
  });

  it('are completed only by their owner, by a button that names which', () => {
    expect(draw([step({})], '2026-05-01', false)).not.toContain('<form');
    const html = draw([step({})], '2026-05-01');
    expect(html).toContain('aria-label="Đã xong: Chạy thử"');
    expect(html).toContain('name="revision" value="4"');
  });

  it('say that there is none, and leave out what is of another kind', () => {
    expect(wordsOf(draw([step({ kind: 'BENEFIT' }), step({ kind: 'PROMPT' })], '2026-05-01'))).toContain('Chưa có mốc nào.');
  });
});

describe('benefits', () => {
  it('are added up by their measure, with day and evidence', () => {
    const steps = [step({ id: '1', kind: 'BENEFIT', title: 'Quý II', amount: 1_200.5, unit: 'giờ', doneOn: '2026-06-30', evidence: 'https://vi-du.invalid/a' }), step({ id: '2', kind: 'BENEFIT', title: 'Quý III', amount: 10, unit: 'giờ', doneOn: '2026-09-30' }), step({ id: '3', kind: 'BENEFIT', title: 'Lượt', amount: 5, unit: 'lượt', doneOn: '2026-09-30' })];
    const html = drawPart(<Benefits steps={steps} files={[]} base="/x" />);
    expect(wordsOf(html)).toContain('Tổng: 1.210,5 giờ; 5 lượt');
    expect(wordsOf(html)).toContain('Quý II : 1.200,5 giờ (30/06/2026) Minh chứng');
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(wordsOf(drawPart(<Benefits steps={[]} files={[]} base="/x" />))).toBe('Lợi ích đo được Chưa đo được lợi ích nào.');
  });

  it('link to their evidence without handing on where the reader came from', () => {
    expect(drawPart(<Evidence href="https://vi-du.invalid/a" />)).toContain('rel="noreferrer nofollow"');
    expect(drawPart(<Evidence href={null} />)).toBe('');
  });
});

it('the questions say when they come, and which have been asked', () => {
  const words = wordsOf(drawPart(<Prompts steps={[step({ id: '1', kind: 'PROMPT', title: '3', dueOn: '2026-06-30', askedOn: '2026-06-30', doneOn: '2026-07-02', answer: 'Đã chạy thử.' }), step({ id: '2', kind: 'PROMPT', title: '6', dueOn: '2026-09-30', askedOn: '2026-09-30' }), step({ id: '3', kind: 'PROMPT', title: '12', dueOn: '2027-03-30' })]} />));
  expect(words).toBe('Lịch hỏi lại Sau 3 tháng: 30/06/2026 – đã hỏi Trả lời ngày 02/07/2026: Đã chạy thử. Sau 6 tháng: 30/09/2026 – chờ trả lời Sau 12 tháng: 30/03/2027');
});

describe('the counts of a vote', () => {
  const counted = (number: string, votes: number, rank: number, title: string | null): NonNullable<VotePage['counts']>[number] => ({ entryId: number, number, votes, rank, shown: title === null ? null : { title, by: 'Tác giả', team: [], summary: '' } });

  it('say places and numbers; an entry that may not be shown any more stands in them by its number only', () => {
    const html = drawPart(<VoteCounts counts={[counted('SK-1', 1_200, 1, 'Bản đồ'), counted('SK-2', 7, 2, null)]} closesAt="2026-12-01T16:59:59.000Z" />);
    expect(rowsOf(html)).toEqual([['1', 'SK-1 – Bản đồ', '1.200'], ['2', 'SK-2 Bài này không còn được hiển thị.', '7']]);
    expect(wordsOf(html)).toContain('Bình chọn kết thúc lúc 01/12/2026 23:59:59. 1.207 người đã bình chọn.');
  });
});

describe('the report of a vote', () => {
  const report: NonNullable<VoteDesk['report']> = { voters: 30, counted: 30, turnout: [{ day: '2026-11-23', kind: 'OFFICIAL', votes: 10 }, { day: '2026-11-23', kind: 'NEW', votes: 2 }, { day: '2026-11-24', kind: 'OUTSIDE', votes: 18 }], addresses: { count: 12, busiest: 4 }, refused: { TWICE: 3 }, anomalies: [] };
  const draw = (more: Partial<typeof report> = {}) => drawPart(<VoteReportCard report={{ ...report, ...more }} />);

  it('gathers the kinds of a day in one row, with noughts where nobody voted', () => {
    expect(rowsOf(draw())).toEqual([['23/11/2026', '10', '0', '2'], ['24/11/2026', '0', '18', '0']]);
    expect(wordsOf(draw())).toContain('30 / 30');
    expect(wordsOf(draw())).toContain('3 / 0 / 0');
  });

  it('has a sentence for each anomaly, and says that there is none', () => {
    expect(wordsOf(draw())).toContain('Không thấy điều bất thường.');
    const all = wordsOf(draw({ anomalies: [...anomalies] }));
    expect(all).not.toContain('Không thấy điều bất thường.');
    for (const word of ['không khớp', 'Trên 30%', 'Trên 20%', 'Trên 60%', 'thử bình chọn lần thứ hai']) expect(all).toContain(word);
  });
});

describe('feedback to an entrant', () => {
  const criteria: Feedback['criteria'] = [{ title: 'Tính mới', maxScore: 10, weight: 0.4 }, { title: 'Khả năng áp dụng', maxScore: 20, weight: 0.6 }];
  const sheet = (points: (number | null)[], more = {}) => ({ comment: '', abstained: false, points, reasons: [], ...more });
  const draw = (sheets: Feedback['rounds'][number]['sheets']) => drawPart(<RoundFeedback round={{ kind: 'PRELIMINARY', sheets }} criteria={criteria} />);

  it('has the mean beside each sheet, with the same decimals', () => {
    expect(rowsOf(draw([sheet([9, 15]), sheet([8, 14.5])]))).toEqual([['Tính mới', '8,50', '10', '9,00', '8,00'], ['Khả năng áp dụng', '14,75', '20', '15,00', '14,50']]);
  });

  it('leaves an abstention out of the mean and says so in its column', () => {
    expect(rowsOf(draw([sheet([9, 15]), sheet([null, null], { abstained: true })])).map((cells) => [cells[1], cells[4]])).toEqual([['9,00', 'từ chối chấm'], ['15,00', 'từ chối chấm']]);
    expect(rowsOf(draw([sheet([null, null], { abstained: true })])).map((cells) => cells[1])).toEqual(['–', '–']);
  });

  it('prints what a judge wrote as text, and says where she wrote nothing', () => {
    const html = draw([sheet([9, 15], { comment: 'Tốt <script>alert(1)</script>' }), sheet([8, 14])]);
    expect(html).toContain('Tốt &lt;script&gt;');
    expect(wordsOf(html)).toContain('Phiếu 2: Phiếu này không có nhận xét.');
  });

  it('says why a criterion got its points, where the judge said so', () => {
    const html = draw([sheet([9, 15], { reasons: ['Chưa nơi nào làm', ''] }), sheet([8, 14])]);
    expect(wordsOf(html)).toContain('Tính mới Chưa nơi nào làm');
    expect(html.match(/<dt/g)).toHaveLength(1);
  });
});

it('the links of a contest lead to the pages of its results', () => {
  const hrefs = (html: string) => [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href);
  expect(hrefs(drawPart(<ResultsLinks id="c" />))).toEqual(['/contest-desk/c/standing', '/contest-desk/c/appeals', '/contest-desk/c/adoptions', '/contest-desk/c/vote']);
  expect(hrefs(drawPart(<PublicResultsLinks slug="s" hasResults />))).toEqual(['/contests/s/results', '/contests/s/verification']);
  expect(hrefs(drawPart(<PublicResultsLinks slug="s" hasResults={false} />))).toEqual(['/contests/s/verification']);
  expect(hrefs(drawPart(<AdoptionsLink />))).toEqual(['/contest-desk/adoptions']);
});

it('shows which page of a contest comes next, and only that one', () => {
  const standsOut = (html: string) => [...html.matchAll(/<a [^>]*>/g)].filter(([link]) => link.includes('btn-primary')).map(([link]) => /href="\/contest-desk\/c\/(\w+)"/.exec(link)?.[1]);
  const both = (next: DeskStep | null) => standsOut(drawPart(<><JudgingLinks id="c" next={next} /><ResultsLinks id="c" next={next} /></>));
  for (const phase of phases) expect(both(nextDeskStep(phase)), phase).toEqual([nextDeskStep(phase)].filter((step) => step !== null));
  expect(phases.filter((phase) => nextDeskStep(phase) === null)).toEqual(['DRAFT', 'CLOSED']);
});

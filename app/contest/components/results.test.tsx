import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { line, readyView, round } from '../../../tests/world/standings.ts';
import type { Decision } from '../queries/decisions.server.ts';
import { DecisionTable, PrizeCounts, Verdict } from './decision-parts.tsx';
import { FinalLoads, FinalRanking } from './final-parts.tsx';
import { ResultsHead, WithdrawnNotice, type ResultStep } from './results-parts.tsx';
import { nameOf, StandingShown } from './standing-shown.tsx';

const three = [line('1', 1, 88.333333), line('2', 2, 80, { crossesCut: true }), line('3', 3, 7.5, { se: null })];
const standing = (view = readyView(three), judges: Record<string, string> = {}) => drawPart(<StandingShown view={view} judges={judges} />);

describe('the standing', () => {
  it('has two decimals in every line of a column, however round a number is', () => {
    const table = rowsOf(standing());
    expect(table.map((cells) => cells[2])).toEqual(['88,33', '80,00', '7,50']);
    expect(table.map((cells) => cells[3])).toEqual(['2,00', '2,00', 'chưa đủ phiếu để tính']);
    expect(table.map((cells) => cells[4])).toEqual(['84,33 – 92,33', '76,00 – 84,00', '–']);
    expect(rowsOf(drawPart(<StandingShown view={readyView(three)} judges={{}} />, { locale: 'en' })).map((cells) => cells[2])).toEqual(['88.33', '80.00', '7.50']);
  });

  it('shows nothing that is a minus nought', () => {
    const view = readyView([line('1', 1, 50)], { standing: { method: 'ADDITIVE', cut: null, lines: [line('1', 1, 50)], judges: [{ judge: 'j', bias: -0.001, se: null, sheets: 4 }] } });
    expect(rowsOf(standing(view, { j: 'Đặng Văn A' })).at(-1)).toEqual(['Đặng Văn A', '0,00', '–', '4']);
  });

  it('marks those whose band crosses the border, in the picture and in the table', () => {
    const html = standing(readyView(three, { standing: { method: 'ADDITIVE', lines: three, cut: 82.1, judges: [] } }));
    expect(wordsOf(html)).toContain('3 bài, 3 giải theo xếp hạng. 1 bài có khoảng tin cậy cắt đường ranh giới giải.');
    expect(wordsOf(html)).toContain('Ranh giới giải: 82,10 điểm.');
    expect(rowsOf(html).map((cells) => cells.at(-1))).toEqual(['–', 'Gần ranh giới giải', '–']);
    expect(html.match(/stroke-dasharray|strokeDasharray/g)).toHaveLength(3);
    expect(standing()).not.toMatch(/stroke-dasharray|strokeDasharray/);
  });

  it('says each band in words, for those who cannot see it', () => {
    expect(standing()).toContain('aria-label="Hạng 1, bài SK-1: 88,33 điểm, khoảng từ 84,33 đến 92,33"');
  });

  it('draws a band within the picture, also one below nought or beyond a hundred', () => {
    const wide = [line('1', 1, 100, { low: 80, high: 120 }), line('2', 2, 0, { low: -30, high: 30 })];
    const numbers = [...standing(readyView(wide)).matchAll(/class="interval-fill" x="([\d.-]+)" width="([\d.]+)"/g)].map(([, x, width]) => [Number(x), Number(x) + Number(width)]);
    expect(numbers).toHaveLength(2);
    for (const [from = -1, to = 101] of numbers) expect([from >= 0, to <= 100.01]).toEqual([true, true]);
  });

  it('draws no more bands than a picture can hold, and has all in its table', () => {
    const many = Array.from({ length: 75 }, (_, at) => line(String(at), at + 1, 90 - at));
    const html = standing(readyView(many));
    expect(html.match(/class="interval"/g)).toHaveLength(60);
    expect(rowsOf(html)).toHaveLength(75);
  });

  it('tells judges who score high from those who score low, with a sign, only where there are names for them', () => {
    const judges = [{ judge: 'a', bias: 4.2, se: 1.1, sheets: 10 }, { judge: 'b', bias: -4.2, se: 1.1, sheets: 9 }];
    const view = readyView(three, { standing: { method: 'ADDITIVE', lines: three, cut: null, judges } });
    expect(rowsOf(standing(view, { a: 'Dễ Tính', b: 'Nghiêm Khắc' })).slice(3)).toEqual([['Dễ Tính', '+4,20', '1,10', '10'], ['Nghiêm Khắc', '-4,20', '1,10', '9']]);
    expect(wordsOf(standing())).not.toContain('Độ dễ – khó của giám khảo');
  });

  it.each([
    ['nothing is given out', { state: 'NO_ROUND' as const }, 'Chưa phân công chấm'],
    ['sheets are missing', { state: 'WAITING' as const, round: { ...round, locked: 5 } }, 'Đã khoá 5 trên 12 phiếu chấm'],
    ['the final runs', { state: 'WAITING' as const, round: { ...round, kind: 'FINAL' as const, assigned: 84, locked: 7 } }, 'Chung kết: đã so 7 trên 84 lượt'],
    ['groups are not linked', { state: 'DISCONNECTED' as const, round, groups: [['SK-1', 'SK-2'], ['SK-3']] }, 'Nhóm 1: SK-1, SK-2'],
    ['it is not committed to', { state: 'SEALED' as const, round, entries: 4, unscored: ['SK-9'] }, 'Chưa có điểm: SK-9.'],
  ])('says so while %s, and shows no points', (_when, view, words) => {
    const html = drawPart(<StandingShown view={view} judges={{}} />);
    expect(wordsOf(html)).toContain(words);
    expect(html).not.toContain('class="interval"');
  });

  it('says which method counts, and that duels order the first of a final', () => {
    expect(wordsOf(standing())).toContain('mô hình cộng');
    const final = wordsOf(standing(readyView(three, { round: { ...round, kind: 'FINAL' }, standing: { method: 'RAW_MEAN', lines: three, cut: null, judges: [] } })));
    expect([final.includes('Điểm trung bình cộng của các phiếu'), final.includes('Bradley–Terry')]).toEqual([true, true]);
  });

  it('names an entry as far as it may be named', () => {
    expect(nameOf(undefined)).toBe('–');
    expect(nameOf({ id: 'x', number: 'SK-1', title: null, owner: null })).toBe('SK-1');
    expect(nameOf({ id: 'x', number: 'SK-1', title: 'Bản đồ', owner: 'Lương Thế Vinh' })).toBe('SK-1 – Bản đồ – Lương Thế Vinh');
  });
});

const decision = (entry: string, prize: string | null, reason = ''): Decision => ({ id: `d${entry}`, entry, prize, reason, deciderId: 'o', decider: 'Kiều Văn Phấn', decidedAt: '2026-11-23T02:00:00.000Z' });

describe('decisions', () => {
  const decisions = [decision('1', 'p1'), decision('2', null, 'Trùng với sáng kiến năm trước.')];
  const table = (canDecide: boolean) => drawPart(<DecisionTable view={readyView(three)} decisions={decisions} contestId="c" canDecide={canDecide} canRead={false} />);

  it('stand beside the ranking with whoever made them and why', () => {
    expect(rowsOf(table(true)).map((cells) => cells.slice(0, 5))).toEqual([
      ['1', 'SK-1', '88,33', 'Giải nhất', 'Theo thứ hạng Kiều Văn Phấn, 23/11/2026 09:00'],
      ['2', 'SK-2', '80,00', 'Không trao giải', 'Trùng với sáng kiến năm trước. Kiều Văn Phấn, 23/11/2026 09:00'],
      ['3', 'SK-3', '7,50', 'Chưa quyết định', '–'],
    ]);
  });

  it('lead to their page only whoever may decide, with the entry in the name of the link', () => {
    expect([...table(true).matchAll(/href="([^"]+)" aria-label="([^"]+)">([^<]+)</g)].map(([, href, name, words]) => [href, name, words])).toEqual([
      ['/contest-desk/c/decisions/1', 'Quyết định bài SK-1', 'Sửa'], ['/contest-desk/c/decisions/2', 'Quyết định bài SK-2', 'Sửa'], ['/contest-desk/c/decisions/3', 'Quyết định bài SK-3', 'Quyết định'],
    ]);
    expect(table(false)).not.toContain('<a ');
  });

  it('count what is left of each prize', () => {
    const words = wordsOf(drawPart(<PrizeCounts prizes={readyView(three).prizes} decisions={[decision('1', 'p1'), decision('2', 'p2')]} />));
    expect(words).toContain('Giải nhất Còn 0 / 1 Giải nhì Còn 1 / 2 Giải dữ liệu mở Còn 1 / 1');
  });

  it('of a prize that is no more say no prize', () => {
    expect([false, true].map((isFinal) => wordsOf(drawPart(<Verdict decision={undefined} prizes={[]} isFinal={isFinal} />)))).toEqual(['Chưa quyết định', 'Không có giải']);
    expect(wordsOf(drawPart(<Verdict decision={decision('1', 'gone')} prizes={readyView(three).prizes} />))).toBe('Không trao giải');
  });
});

describe('the final', () => {
  const lines = [line('1', 1, 80, { duels: { strength: 1.456, se: 0.4 } }), line('2', 2, 90, { duels: { strength: -1.4, se: null } }), line('3', 3, 70)];

  it('orders finalists by strength and leaves out the others; points stand beside', () => {
    const html = drawPart(<FinalRanking view={readyView(lines)} isDetermined />);
    expect(rowsOf(html)).toEqual([['1', 'SK-1', '1,46 ± 0,40', '80,00'], ['2', 'SK-2', '-1,40', '90,00']]);
    expect(wordsOf(html)).not.toContain('chưa xác định hết thứ tự');
    expect(wordsOf(drawPart(<FinalRanking view={readyView(lines)} isDetermined={false} />))).toContain('chưa xác định hết thứ tự');
  });

  const load = (more: object) => ({ judge: 'j', name: 'Đặng Thị B', decided: 28, count: 28, overtaken: 0, ...more });
  it.each([
    ['everything is compared', {}, false, false],
    ['a pair is open', { decided: 27 }, true, false],
    ['a tie has overtaken some', { overtaken: 7 }, true, true],
  ])('offers to take pairs back when %s', (_when, more, canRelease, isMarked) => {
    const html = drawPart(<FinalLoads loads={[load(more)]} contestId="c" />);
    expect(html.includes('href="/contest-desk/c/final/release"')).toBe(canRelease);
    expect(wordsOf(html).includes('7 lượt có xung đột, cần thu hồi')).toBe(isMarked);
  });
});

describe('the way to the results', () => {
  const progress = { committed: true, final: false, opened: false, decided: false, published: false };
  const head = (finalists: number, more: Partial<typeof progress> = {}, step: ResultStep = 'unblinding') => drawPart(<ResultsHead contest={{ id: 'c', title: 'Cuộc thi', finalists, closedAt: null }} step={step} title="Mở danh tính" lead="" progress={{ ...progress, ...more }} isReady />);

  it('has a sixth step where the design has a final, and each step leads to its page', () => {
    const hrefs = (html: string) => [...html.matchAll(/href="\/contest-desk\/c\/(\w+)"/g)].map(([, step]) => step);
    expect(hrefs(head(0))).toEqual(['standing', 'commitment', 'unblinding', 'decisions', 'results']);
    expect(hrefs(head(8))).toEqual(['standing', 'commitment', 'final', 'unblinding', 'decisions', 'results']);
  });

  it('says of each step whether it is done, to those who hear it as well', () => {
    const words = wordsOf(head(8, { final: true, decided: true }));
    for (const step of ['Xếp hạng (đã xong)', 'Cam kết (đã xong)', 'Chung kết (đã xong)', 'Mở danh tính (đang ở đây)', 'Quyết định (đã xong)', 'Công bố (chưa làm)']) expect(words).toContain(step);
    expect(head(8).match(/aria-current="step"/g)).toHaveLength(1);
  });

  it('marks the next step to do on the page of a final that the contest does not have', () => {
    expect(wordsOf(head(0, {}, 'final'))).toContain('Mở danh tính (đang ở đây)');
    expect(wordsOf(head(0, { opened: true }, 'final'))).toContain('Quyết định (đang ở đây)');
    expect(wordsOf(head(8, {}, 'final'))).toContain('Chung kết (đang ở đây)');
  });
});

it('results that were taken back say when and why, and the last ones that new ones will follow', () => {
  const withdrawn = { version: 1, hash: 'x', publishedAt: '2026-11-16T02:00:00.000Z', withdrawnAt: '2026-11-20T02:00:00.000Z', reason: 'Một tệp chưa được chấm <b>.' };
  const [last, older] = [true, false].map((isLast) => drawPart(<WithdrawnNotice withdrawn={withdrawn} isLast={isLast} />));
  for (const html of [last, older]) for (const word of ['16/11/2026', '20/11/2026', 'Một tệp chưa được chấm &lt;b&gt;.']) expect(html).toContain(word);
  expect((last?.length ?? 0) > (older?.length ?? 0)).toBe(true);
});

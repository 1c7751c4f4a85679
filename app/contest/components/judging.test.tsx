import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { ReviewRow } from '../queries/assignment.server.ts';
import type { AssignmentShown } from '../queries/assignment-shown.server.ts';
import type { BlindEntry } from '../queries/blind-entry.server.ts';
import type { JudgeRow } from '../queries/judges.server.ts';
import type { OpenReview } from '../queries/read-review.server.ts';
import { tieKinds } from '../rules/conflicts.ts';
import { GivenOut, PlanPreview, Refusal, ReviewTable } from './assignment-parts.tsx';
import { BlindReading } from './blind-reading.tsx';
import { InviteButtons, JudgeTable, OfficialSearch, shownTies, TieTable } from './judge-list.tsx';
import { JudgeTag, SheetTag, TieReason } from './judging-parts.tsx';
import { LockedSheet, ScoreForm } from './score-sheet.tsx';

const refused = (faults: Record<string, string>, values: Record<string, string> = {}) => ({ ok: false, faults: Object.fromEntries(Object.entries(faults).map(([field, vi]) => [field, { vi, en: vi }])), values });

describe('the jury', () => {
  const judge = (more: Partial<JudgeRow>): JudgeRow => ({ id: 'j', userId: 'u', fullName: 'Đặng Thị A', email: null, employer: null, unitName: null, isFromOutside: false, maxReviews: 10, state: 'ACCEPTED', hasDeclared: false, conflicts: 0, reviews: 0, locked: 0, ...more });
  const draw = (...rows: Partial<JudgeRow>[]) => drawPart(<JudgeTable base="/d" judges={rows.map(judge)} />);

  it('stands with where each works, what she said, her ties and her load', () => {
    expect(rowsOf(draw({ unitName: 'Sở Y tế', hasDeclared: true, conflicts: 2, reviews: 6, locked: 4 }))).toEqual([['Đặng Thị A', 'Sở Y tế', expect.stringMatching(/Đã khai quan hệ$/), '2', '4 xong / 6 được giao Nhận tối đa 10']]);
  });

  it.each([
    ['her employer, before any unit', { employer: 'Viện Dữ liệu', unitName: 'Sở Y tế' }, 'Viện Dữ liệu'],
    ['her unit', { unitName: 'Sở Y tế' }, 'Sở Y tế'],
    ['that she is from outside', { isFromOutside: true }, 'bên ngoài'],
    ['nothing', {}, '–'],
  ])('says of a judge %s', (_what, more, words) => {
    expect(rowsOf(draw(more))[0]?.[1]).toBe(words);
  });

  it('is empty in words of its own', () => {
    expect(wordsOf(draw())).toContain('Chưa mời giám khảo nào');
  });

  it('has a tag of its own for every state of a seat and of a sheet', () => {
    const seats = (['INVITED', 'ACCEPTED', 'DECLINED', 'REMOVED'] as const).map((state) => wordsOf(drawPart(<JudgeTag state={state} />)));
    const sheets = (['NEW', 'DRAFT', 'LOCKED', 'ABSTAINED'] as const).map((state) => wordsOf(drawPart(<SheetTag state={state} />)));
    expect([new Set(seats).size, new Set(sheets).size]).toEqual([4, 4]);
  });
});

describe('looking for an official', () => {
  const found = [{ id: 'u1', fullName: 'Lê A', unitName: null, email: null, isInvited: false }, { id: 'u2', fullName: 'Lê B', unitName: 'Sở Y tế', email: 'b@vi-du.invalid', isInvited: true }];

  it('leads to the check of ties only for those who are not in the jury yet', () => {
    const html = drawPart(<OfficialSearch base="/d" q="Lê" found={found} />);
    expect(rowsOf(html)).toEqual([['Lê A', '–', '–', 'Dò xung đột lợi ích'], ['Lê B', 'Sở Y tế', 'b@vi-du.invalid', 'Đã mời']]);
    expect(html).toContain('href="/d/judges/new?user=u1"');
    expect(html).not.toContain('user=u2');
  });

  it('says that nobody is called so, but not before somebody was asked for', () => {
    expect(wordsOf(drawPart(<OfficialSearch base="/d" q="zzz" found={[]} />))).toContain('Không tìm thấy cán bộ nào.');
    expect(wordsOf(drawPart(<OfficialSearch base="/d" q="" found={[]} />))).not.toContain('Không tìm thấy');
  });
});

describe('ties', () => {
  const tie = (key: string, number: string, reason: string, source = 'ORGANISATION') => ({ key, number, title: 'Bản đồ', source, reason });

  it('are counted by entry, however many reasons each has', () => {
    const html = drawPart(<TieTable ties={[tie('1', 'SK-1', 'SAME_UNIT'), tie('2', 'SK-1', 'Bạn học', 'JUDGE'), tie('3', 'SK-2', 'SAME_DOMAIN')]} />);
    expect(wordsOf(html)).toContain('Có xung đột với 2 bài;');
    expect(rowsOf(html)).toHaveLength(3);
    expect(wordsOf(drawPart(<TieTable ties={[]} />))).toBe('Không tìm thấy xung đột nào với các bài đã nộp.');
  });

  it('say their kinds in words, and what somebody wrote as it was written', () => {
    for (const kind of tieKinds) expect(wordsOf(drawPart(<TieReason reason={kind} />))).not.toMatch(/[A-Z]{3}_|^$/);
    expect(wordsOf(drawPart(<TieReason reason="SAME_UNIT SAME_DOMAIN" />))).toContain(', ');
    expect(drawPart(<TieReason reason="Bạn học <b> SAME_UNIT" />)).toBe('Bạn học &lt;b&gt; SAME_UNIT');
  });

  it('of a judge’s page have the key that their row has', () => {
    expect(shownTies([{ id: 'c1', number: 'SK-1', title: 'T', source: 'JUDGE', reason: 'R' } as never])).toEqual([{ key: 'c1', number: 'SK-1', title: 'T', source: 'JUDGE', reason: 'R' }]);
  });

  it('are looked for first: the button that invites names its deed only where there are two', () => {
    expect(drawPart(<InviteButtons base="/d" deed="invite" />)).toContain('name="deed" value="invite"');
    expect(drawPart(<InviteButtons base="/d" />)).not.toContain('name="deed"');
  });
});

describe('the plan of an assignment', () => {
  const plan: AssignmentShown = { seed: 7, fingerprint: 'f'.repeat(64), entries: 4, unscreened: 0, screening: { waiting: 0, until: null, replied: 0, unchecked: 0 }, end: { at: '2026-11-20T17:44:59.999Z', isOver: true }, judges: 3, reviews: 12, extra: 0, groups: 1, loads: [{ judgeId: 'a', name: 'Lê A', count: 3 }, { judgeId: 'b', name: 'Lê B', count: 5 }], short: [] };
  const draw = (more: Partial<AssignmentShown> = {}) => drawPart(<PlanPreview base="/d" shown={{ ...plan, ...more }} />);

  it('is sent back with the seed and the fingerprint of what was seen', () => {
    expect(draw()).toContain('name="seed" value="7"');
    expect(draw()).toContain(`name="fingerprint" value="${'f'.repeat(64)}"`);
    expect(wordsOf(draw())).toContain('3–5');
  });

  it.each([
    ['reviews were added to link judges', { extra: 2 }, '2 phiếu thêm'],
    ['entries wait to be screened', { unscreened: 3 }, '3 bài đã nộp không được kết luận hợp lệ'],
    ['replies may still come', { screening: { waiting: 2, until: '2026-11-30', replied: 1, unchecked: 0 } }, '2 bài còn được giải trình, muộn nhất đến hết ngày 30/11/2026. 1 bài đã giải trình'],
    ['judges are not linked', { groups: 2 }, 'Có 2 nhóm giám khảo không chung bài nào.'],
    ['entries lack judges', { short: [{ entryId: 'e', number: 'SK-1', title: 'Bản đồ', missing: 1, free: 2, full: ['Lê A', 'Lê B'] }] }, 'SK-1 – Bản đồ 1 2 Lê A, Lê B'],
    ['nobody is full where they lack', { short: [{ entryId: 'e', number: 'SK-1', title: 'Bản đồ', missing: 1, free: 0, full: [] }] }, 'SK-1 – Bản đồ 1 0 –'],
    ['there is nothing to give out', { reviews: 0 }, 'Chưa có gì để phân công'],
  ])('says so when %s', (_when, more, words) => {
    expect(wordsOf(draw(more))).toContain(words);
    expect(wordsOf(draw())).not.toContain(words);
  });

  it('that was refused says why above it', () => {
    expect(wordsOf(drawPart(<Refusal />, { answer: refused({ form: 'Phương án đã đổi.' }) }))).toContain('Phương án đã đổi.');
    expect(drawPart(<Refusal />)).toBe('');
  });
});

describe('reviews that were given out', () => {
  const review = (id: string, more: Partial<ReviewRow> = {}): ReviewRow => ({ id, entryId: 'e1', number: 'SK-1', title: 'Bản đồ', label: '07', judgeId: 'j', judgeName: 'Lê A', lockedAt: null, isAbstained: false, hasBegun: false, isTied: false, ...more });
  const locked = { lockedAt: '2026-11-23T02:00:00.000Z', hasBegun: true };

  it.each([
    ['not begun', {}, 'Chưa chấm', true],
    ['begun', { hasBegun: true }, 'Đang chấm', true],
    ['locked', locked, 'Đã khoá', false],
    ['locked, and a tie turned up', { ...locked, isTied: true }, 'Đã khoá có xung đột, cần thu hồi', true],
    ['abstained', { ...locked, isAbstained: true }, 'Không chấm', true],
  ])('one that is %s says so, and can be released: %j', (_state, more, words, canRelease) => {
    const html = drawPart(<ReviewTable base="/d" rows={[review('r', more)]} canChange />);
    expect(rowsOf(html)[0]?.[3]).toBe(words);
    expect(html.includes('href="/d/assignment/r/release"')).toBe(canRelease);
  });

  it('stand still once the round is committed', () => {
    expect(drawPart(<ReviewTable base="/d" rows={[review('r')]} canChange={false} />)).not.toContain('<a ');
  });

  it('count those that are locked, and entries that have fewer judges than they should', () => {
    const rows = [review('1', locked), review('2', { ...locked, isAbstained: true }), review('3', { entryId: 'e2' }), review('4', { entryId: 'e2' })];
    expect(wordsOf(drawPart(<GivenOut base="/d" canChange={false} rows={rows} assignedAt="2026-11-23T02:00:00.000Z" wanted={2} />))).toBe('Phân công lúc 23/11/2026 09:00 · 2 trong 4 phiếu đã khoá 1 bài đang có ít hơn 2 giám khảo');
    expect(wordsOf(drawPart(<GivenOut base="/d" canChange={false} rows={rows.slice(2)} assignedAt="2026-11-23T02:00:00.000Z" wanted={2} />))).not.toContain('ít hơn');
  });
});

describe('an entry as a judge reads it', () => {
  const entry: BlindEntry = { title: 'Bản đồ <i>', owner: null, parts: [{ part: 'SUMMARY', body: 'Đoạn một.\ntiếp\n\nĐoạn hai.' }, { part: 'PLAN', body: '  ' }], files: [{ place: 2, name: 'tep-2.pdf', bytes: 1_500 }], waitingFiles: 0 } as never;
  const draw = (more: object = {}) => drawPart(<BlindReading entry={{ ...entry, ...more }} base="/judging/x" />);

  it('has its words as paragraphs, and says where there are none', () => {
    expect(draw().match(/<p class="pre-line">/g)).toHaveLength(2);
    expect(wordsOf(draw())).toContain('Không có nội dung.');
    expect(draw()).toContain('Bản đồ &lt;i&gt;');
  });

  it('offers files by their place, never by a name or an id of theirs', () => {
    expect(draw()).toContain('href="/judging/x/files/2"');
    expect(wordsOf(draw())).toContain('tep-2.pdf (2 kB)');
    expect(wordsOf(draw({ files: [], waitingFiles: 3 }))).toContain('Không có tệp nào để đọc. 3 tệp còn chờ');
  });

  it('says who stands behind it only where the entry itself says so', () => {
    expect(wordsOf(draw())).not.toContain('Người dự thi:');
    expect(wordsOf(draw({ owner: { name: 'Lương Thế Vinh', number: 'SK-1' } }))).toContain('Người dự thi: Lương Thế Vinh · số SK-1');
  });
});

describe('a score sheet', () => {
  const criteria = [{ id: 'c1', title: 'Tính mới', weight: 0.4, maxScore: 10, anchors: ['1–3: chưa rõ'] }, { id: 'c2', title: 'Áp dụng', weight: 0.6, maxScore: 20, anchors: [] }];
  const sheet = { revision: 3, savedAt: '2026-11-23T02:00:00.000Z', lockedAt: null, comment: 'Rõ ràng', note: 'Xem lại nguồn', confidence: 4, abstainedReason: null, scores: [{ criterionId: 'c1', value: 7.5, reason: 'Có số liệu' }] };
  const desk = (more: object = {}) => ({ id: 'r', label: '07', criteria, isOver: false, sheet: { ...sheet, ...more } }) as unknown as OpenReview['desk'];

  it('comes with what was saved, with a comma as people write it', () => {
    const html = drawPart(<ScoreForm desk={desk()} total={null} />);
    for (const stored of ['name="score-c1"', 'value="7,5"', 'Có số liệu', 'Rõ ràng', 'Xem lại nguồn', 'name="revision" value="3"']) expect(html).toContain(stored);
    expect(html).toMatch(/value="4"[^>]*checked|checked=""[^>]*value="4"/);
    expect(wordsOf(html)).toContain('Đã lưu lúc 23/11/2026 09:00:00.');
    expect(wordsOf(html)).not.toContain('Tổng theo trọng số');
  });

  it('keeps what was typed where it was refused, rather than what was saved, each fault at its field', () => {
    const html = drawPart(<ScoreForm desk={desk()} total={83.25} />, { answer: refused({ 'score-c1': 'Điểm không đúng', confidence: 'Chọn mức tự tin' }, { 'score-c1': 'mười', 'reason-c1': 'Lý do mới', comment: '', note: '', confidence: '', abstainReason: '' }) });
    expect(html).toContain('value="mười"');
    expect(html).toContain('Lý do mới');
    expect(html).not.toContain('value="7,5"');
    expect(html).toMatch(/id="score-c1"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="score-c1"/);
    expect(wordsOf(html)).toContain('Tổng theo trọng số: 83,3 trên 100');
  });

  it('that is locked is words only: no field, no button', () => {
    const html = drawPart(<LockedSheet desk={desk({ lockedAt: '2026-11-23T03:00:00.000Z' })} total={75} />);
    expect(html).not.toMatch(/<(input|textarea|button|form)/);
    expect(wordsOf(html)).toContain('Phiếu đã khoá lúc 23/11/2026 10:00:00.');
    expect(wordsOf(html)).toContain('7,5 / 10 – Có số liệu');
  });

  it('that was abstained from says why, and one whose time is over says that', () => {
    expect(wordsOf(drawPart(<LockedSheet desk={desk({ lockedAt: sheet.savedAt, scores: [], abstainedReason: 'Ngoài chuyên môn' })} total={null} />))).toContain('Ngoài chuyên môn');
    expect(wordsOf(drawPart(<LockedSheet desk={desk()} total={null} />))).toContain('Đã hết thời hạn chấm.');
  });
});

import { describe, expect, it } from 'vitest';
import { consolidate, countStatuses, noStatuses } from './consolidate.ts';
import { dueParts } from './due-words.ts';
import { issuerName, summaryPaper, unitPaper } from './monthly-paper.ts';
import type { ReportContent } from './report-content.ts';
import { wallRows, wallTake } from './wall.ts';

const models = [27, 28, 30].map((number) => ({ number, name: `Mô hình ${number}`, groupKey: 'G3', groupName: 'Phục vụ công dân số' }));
const line = (unitId: string, model: number, status: 'IN_PROGRESS' | 'BLOCKED' | 'COMPLETED', quantity: number | null = null, measure = '') => ({ unitId, model, status, quantity, measure });

describe('the consolidation', () => {
  it('counts who owes, who sent, and what they say', () => {
    const owed = [{ unitId: 'a', models: [{ number: 27 }, { number: 28 }] }, { unitId: 'b', models: [{ number: 28 }] }];
    const [first, second, ...more] = consolidate(models, owed, [line('a', 28, 'BLOCKED', 3, 'người'), line('b', 28, 'IN_PROGRESS', 4.5, 'Người'), line('c', 28, 'COMPLETED', 2, 'bài')], []);
    expect(first).toMatchObject({ number: 27, owed: 1, sent: 0, statuses: noStatuses() });
    expect(second).toMatchObject({ number: 28, owed: 3, sent: 3, statuses: { ...noStatuses(), BLOCKED: 1, IN_PROGRESS: 1, COMPLETED: 1 } });
    expect(second?.quantities).toEqual([{ measure: 'người', quantity: 7.5, units: 2 }, { measure: 'bài', quantity: 2, units: 1 }]);
    expect(more).toEqual([]);
  });

  it('adds up no numbers without a measure, no answers of the whole province, and shows no small group', () => {
    const [sum] = consolidate([models[1] ?? { number: 0, name: '', groupKey: '', groupName: '' }], [], [line('a', 28, 'COMPLETED', 5)], [
      { model: 28, key: 'trained', value: 10, total: 20 }, { model: 28, key: 'trained', value: 5, total: 12 }, { model: 28, key: 'published', value: 40, total: null }, { model: 28, key: 'calls', value: 3, total: null },
    ]);
    expect(sum?.quantities).toEqual([]);
    expect(sum?.figures).toEqual([{ key: 'trained', value: 15, total: 32 }, { key: 'calls', value: 3, total: null }]);
  });

  it('counts each status', () => expect(countStatuses([{ status: 'BLOCKED' }, { status: 'BLOCKED' }])).toEqual({ ...noStatuses(), BLOCKED: 2 }));
});

describe('the wall picture', () => {
  const of = (month: string, model: number, ...statuses: ('IN_PROGRESS' | 'BLOCKED' | 'COMPLETED')[]) => statuses.map((status) => ({ month, model, status }));
  const rows = wallRows(models, ['2026-10', '2026-11'], [...of('2026-10', 27, 'COMPLETED'), ...of('2026-11', 27, 'IN_PROGRESS', 'COMPLETED', 'BLOCKED', 'IN_PROGRESS'), ...of('2026-11', 28, 'COMPLETED', 'BLOCKED')]);

  it('shows what most units say; of two alike the one that asks for more attention', () => {
    expect(rows[0]?.cells).toEqual([{ month: '2026-10', status: 'COMPLETED', units: 1, blocked: 0 }, { month: '2026-11', status: 'IN_PROGRESS', units: 4, blocked: 1 }]);
    expect(rows[1]?.cells[1]).toEqual({ month: '2026-11', status: 'BLOCKED', units: 2, blocked: 1 });
    expect(rows[2]?.cells[1]).toEqual({ month: '2026-11', status: null, units: 0, blocked: 0 });
  });

  it('says its last month in one sentence', () => {
    expect(wallTake(rows)).toEqual({ month: '2026-11', blocked: 2, worst: { number: 27, name: 'Mô hình 27', units: 1 }, running: 1, silent: 1 });
    expect(wallTake([])).toBeNull();
  });
});

describe('the due moment in words', () => {
  it('is "before the 15th" for the last second of the 14th, and a time for any other', () => {
    expect(dueParts('2026-12-14T16:59:59.000Z', 'Asia/Ho_Chi_Minh')).toEqual({ day: '15/12/2026', time: null });
    expect(dueParts('2026-12-31T16:59:59.000Z', 'Asia/Ho_Chi_Minh')).toEqual({ day: '01/01/2027', time: null });
    expect(dueParts('2026-12-10T10:00:00.000Z', 'Asia/Ho_Chi_Minh')).toEqual({ day: '10/12/2026', time: '17:00' });
  });
});

const content: ReportContent = {
  unitName: 'UBND phường Hoa Lư', superior: null, month: '2026-12', start: '2026-11-15', lastDay: '2026-12-14', header: { sign: '12/BC-UBND', place: 'Hoa Lư', onBehalf: 'Tm. Ủy ban nhân dân', signerTitle: 'Chủ tịch', signerName: '' },
  texts: { DIRECTION: 'Dòng một\n\n  Dòng hai  ', DIFFICULTIES: '', NEXT: '=1+1', PROPOSALS: '<b>' },
  lines: [{ model: 28, name: 'MOOC', role: 'LEAD', status: 'IN_PROGRESS', quantity: 1250, target: 5000, measure: 'người', evidence: 'Kế hoạch\nsố 3', link: 'https://vi-du.invalid', comment: '', difficulties: '', tasks: '' }, { model: 30, name: 'Call Center', role: null, status: null, quantity: null, target: 3, measure: '', evidence: '', link: null, comment: '', difficulties: '', tasks: '' }],
  figures: [{ model: 28, key: 'trained', value: 60, total: 80, countedAt: '2026-12-14T02:00:00.000Z' }, { model: 28, key: 'reached', value: null, total: null, countedAt: '2026-12-14T02:00:00.000Z' }], files: [],
};

describe('a report as a document', () => {
  it('has the head, the parts and the signature of the form', () => {
    const paper = unitPaper(content, { day: '2026-12-14', isDraft: false });
    expect(paper).toMatchObject({ superior: null, issuer: 'Ủy ban nhân dân phường Hoa Lư', sign: '12/BC-UBND', place: 'Hoa Lư', day: '2026-12-14', kind: 'BÁO CÁO', subject: 'Kết quả thực hiện các mô hình điểm Đề án 06 tháng 12 năm 2026', isDraft: false, signer: { onBehalf: ['TM. ỦY BAN NHÂN DÂN'], title: 'CHỦ TỊCH', name: null } });
    expect(paper.parts.map(({ heading }) => heading.split('.')[0])).toEqual(['I', 'II', 'III', 'IV', 'V']);
    expect(paper.parts[0]?.paragraphs).toEqual(['Dòng một', 'Dòng hai']);
    expect(paper.parts[2]?.paragraphs).toEqual(['Không có.']);
    expect(paper.opening[0]).toContain('từ ngày 15/11/2026 đến ngày 14/12/2026');
  });

  it('has tables whose columns fill the page and whose rows fit them', () => {
    const paper = unitPaper(content, { day: '2026-12-14', isDraft: true });
    const summary = summaryPaper({ month: '2026-12', start: '2026-11-15', lastDay: '2026-12-14', province: 'UBND tỉnh Ninh Bình', rows: [{ unitName: 'A', punctuality: 'LATE', firstSubmittedAt: 'x' }], models: consolidate(models, [], [line('a', 28, 'BLOCKED', 3, 'người')], []), texts: [], lines: [], day: '2026-12-15', scope: { kind: 'PROVINCE' } });
    const tables = [paper, summary].flatMap((one) => [...one.parts.map(({ table }) => table), ...one.annexes.map(({ table }) => table)]).filter((table) => table !== undefined);
    expect(tables).toHaveLength(4);
    for (const { columns, rows } of tables) {
      expect(columns.reduce((sum, { width }) => sum + width, 0)).toBe(100);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
    expect(tables[0]?.rows).toEqual([['28', 'MOOC', 'Đang triển khai', '1.250 / 5.000 người', '25', 'Kế hoạch; số 3; https://vi-du.invalid'], ['30', 'Call Center', 'Chưa ghi', '', '', '']]);
    expect(paper.annexes[0]?.table.rows.map((row) => row[3])).toEqual(['60/80', 'Dưới 10 người, không nêu số']);
  });

  it('leaves room for what is not known yet', () => {
    const paper = unitPaper({ ...content, superior: 'UBND tỉnh Ninh Bình', unitName: 'Sở Y tế', header: { sign: '', place: '', onBehalf: '', signerTitle: '', signerName: '' }, figures: [] }, { day: '2026-12-14', isDraft: true });
    expect(paper).toMatchObject({ superior: 'UBND tỉnh Ninh Bình', issuer: 'Sở Y tế', sign: null, annexes: [], isDraft: true, signer: { onBehalf: [], title: '' } });
    expect(issuerName('Công an tỉnh')).toBe('Công an tỉnh');
  });

  it('puts the province together, with who is late in an annex and what units find difficult', () => {
    const paper = summaryPaper({
      month: '2026-12', start: '2026-11-15', lastDay: '2026-12-14', province: 'UBND tỉnh Ninh Bình', day: '2026-12-15', models: [], scope: { kind: 'PROVINCE' },
      rows: [{ unitName: 'A', punctuality: 'ON_TIME', firstSubmittedAt: 'x' }, { unitName: 'B', punctuality: 'LATE', firstSubmittedAt: 'x' }, { unitName: 'C', punctuality: 'MISSING', firstSubmittedAt: null }],
      texts: [{ unitName: 'A', difficulties: 'Thiếu thiết bị.\nThiếu người.', next: 'Tập huấn.', proposals: ' ' }], lines: [],
    });
    expect(paper.parts[0]?.paragraphs).toEqual(['2 trong 3 đơn vị đã gửi báo cáo: 1 đúng hạn, 1 chậm. 1 đơn vị chưa nộp.', 'Danh sách đơn vị gửi chậm hoặc chưa nộp nêu tại Phụ lục kèm theo.']);
    expect(paper.parts[2]?.paragraphs).toEqual(['A: Thiếu thiết bị. Thiếu người.']);
    expect(paper.parts[3]?.paragraphs).toEqual(['A: Tập huấn.']);
    expect(paper.parts[4]?.paragraphs).toEqual(['Không có.']);
    expect(paper.annexes[0]?.table.rows).toEqual([['1', 'B', 'Chậm'], ['2', 'C', 'Chưa nộp']]);
    expect(paper).toMatchObject({ isDraft: true, place: 'Ninh Bình' });
  });
});

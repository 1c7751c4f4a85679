import { describe, expect, it } from 'vitest';
import { consolidate, noStatuses } from './consolidate.ts';
import { issuerName, summaryPaper, unitPaper, type SummaryFacts } from './monthly-paper.ts';
import { percentOfTarget } from './models.ts';
import { canonicalContent, defaultHeader, type ReportContent, type ReportLine } from './report-content.ts';
import { annexOrigin } from './paper-words.ts';
import { lacksOf } from './report-state.ts';

const line: ReportLine = { model: 28, name: 'Khoá học trực tuyến', role: 'LEAD', status: 'IN_PROGRESS', quantity: 3, target: 4, measure: 'người', evidence: '', link: null, comment: '', difficulties: '', tasks: '' };
const content: ReportContent = {
  unitName: 'Sở Y tế', superior: 'UBND tỉnh Ninh Bình', month: '2027-01', start: '2026-12-15', lastDay: '2027-01-14', header: { sign: '', place: '', onBehalf: '', signerTitle: '', signerName: '' },
  texts: { DIRECTION: '', DIFFICULTIES: '', NEXT: '', PROPOSALS: '' }, lines: [line], figures: [], files: [],
};
const rowOf = (change: Partial<ReportLine>) => unitPaper({ ...content, lines: [{ ...line, ...change }] }, { day: '2027-01-14', isDraft: true }).parts[1]?.table?.rows[0];
const facts: SummaryFacts = { month: '2026-12', start: '2026-11-15', lastDay: '2026-12-14', province: 'UBND tỉnh Ninh Bình', rows: [], models: [], texts: [], lines: [], day: '2026-12-15', scope: { kind: 'PROVINCE' } };

describe('a line of the document', () => {
  it.each<[Partial<ReportLine>, string, string]>([
    [{}, '3 / 4 người', '75'], [{ quantity: null }, '', ''], [{ target: null }, '3 người', ''], [{ measure: '' }, '3 / 4', '75'], [{ measure: '', target: null }, '3', ''], [{ quantity: 0 }, '0 / 4 người', '0'], [{ quantity: 1_250.5, target: 1_000 }, '1.250,5 / 1.000 người', '125,1'],
  ])('with %j says "%s" and "%s"', (change, result, percent) => expect([rowOf(change)?.[3], rowOf(change)?.[4]]).toEqual([result, percent]));

  it('has its evidence on one line, whatever empty lines were typed', () => {
    expect(rowOf({ evidence: 'Kế hoạch số 3\n\n \n  Biên bản  ', link: 'https://vi-du.invalid', comment: '\nGhi chú\n' })?.[5]).toBe('Kế hoạch số 3; Biên bản; https://vi-du.invalid; Ghi chú');
    expect(rowOf({ evidence: ' \n ' })?.[5]).toBe('');
  });

  it('names the files of its model and of no other', () => {
    const file = (model: number, name: string) => ({ id: name, model, name, kind: 'PDF', bytes: 1, sha256: 'x' });
    const files = [file(28, 'Kế hoạch 45.pdf'), file(30, 'khác.pdf'), file(28, 'ds.xlsx')];
    expect(unitPaper({ ...content, files, lines: [{ ...line, evidence: 'Danh sách', comment: 'Ghi chú' }] }, { day: '2027-01-14', isDraft: true }).parts[1]?.table?.rows[0]?.[5]).toBe('Danh sách; Tệp: Kế hoạch 45.pdf, ds.xlsx; Ghi chú');
  });

  it('says its difficulties and tasks in the parts that are about them, after what concerns the whole unit', () => {
    const paper = unitPaper({ ...content, texts: { ...content.texts, DIFFICULTIES: 'Thiếu người.' }, lines: [{ ...line, difficulties: 'Thiếu máy.\n\nMạng yếu.' }, { ...line, model: 30, name: 'Call Center', tasks: 'Tuyển hai người.' }] }, { day: '2027-01-14', isDraft: true });
    expect(paper.parts.slice(2, 4).map(({ paragraphs }) => paragraphs)).toEqual([['Thiếu người.', 'Mô hình 28 (Khoá học trực tuyến): Thiếu máy. Mạng yếu.'], ['Mô hình 30 (Call Center): Tuyển hai người.']]);
  });

  it('leaves hostile words as words', () => expect(rowOf({ evidence: '<script>', comment: '=HYPERLINK("x")' })?.[5]).toBe('<script>; =HYPERLINK("x")'));
});

describe('the document of a unit', () => {
  it('says nothing where nothing was written, and leaves room for the place', () => {
    const paper = unitPaper(content, { day: '2027-01-14', isDraft: true });
    expect(paper.parts.filter(({ table }) => !table).map(({ paragraphs }) => paragraphs)).toEqual(Array.from({ length: 4 }, () => ['Không có.']));
    expect(paper).toMatchObject({ place: '…………', sign: null, annexes: [], superior: 'UBND tỉnh Ninh Bình', subject: 'Kết quả thực hiện các mô hình điểm Đề án 06 tháng 01 năm 2027', signer: { onBehalf: [], title: '', name: null } });
    expect(paper.opening[0]).toContain('từ ngày 15/12/2026 đến ngày 14/01/2027');
  });

  it('counts up to its own day when it is dated before its month ends', () => {
    expect(unitPaper(content, { day: '2027-01-12', isDraft: false }).opening[0]).toContain('từ ngày 15/12/2026 đến ngày 12/01/2027');
    expect(summaryPaper({ ...facts, day: '2026-12-13' }).opening[0]).toContain('từ ngày 15/11/2026 đến ngày 13/12/2026');
    expect(summaryPaper(facts).opening[0]).toContain('đến ngày 14/12/2026');
  });

  it('without any model has a table without rows', () => expect(unitPaper({ ...content, lines: [] }, { day: '2027-01-14', isDraft: true }).parts[1]?.table?.rows).toEqual([]));

  it('tells in its annex of no group of fewer than ten people', () => {
    const at = '2027-01-14T02:00:00.000Z';
    const paper = unitPaper({ ...content, figures: [{ model: 28, key: 'trained', value: null, total: null, countedAt: at }, { model: 30, key: 'calls', value: 1_250, total: null, countedAt: at }, { model: 26, key: 'broadcasts', value: 0, total: 12, countedAt: at }] }, { day: '2027-01-14', isDraft: false });
    expect(paper.annexes[0]?.table.rows.map((row) => [row[0], row[1], row[3]])).toEqual([['28', 'Khoá học trực tuyến', 'Dưới 10 người, không nêu số'], ['30', '', '1.250'], ['26', '', '0/12']]);
  });

  it('points to its annex where it has one, and to none where it has none', () => {
    const figures = [{ model: 28, key: 'trained' as const, value: 60, total: 80, countedAt: '2027-01-14T02:00:00.000Z' }];
    const leads = [[], figures].map((some) => unitPaper({ ...content, figures: some }, { day: '2027-01-14', isDraft: true })).map(({ parts, annexes }) => [parts[1]?.paragraphs.join(' ').includes('Phụ lục kèm theo'), annexes.length]);
    expect(leads).toEqual([[false, 0], [true, 1]]);
  });

  it('ends with a sentence that says what it was, and is signed by whoever was named', () => {
    const paper = unitPaper({ ...content, header: { ...content.header, signerName: 'Lê Thị Ví Dụ' } }, { day: '2027-01-14', isDraft: false });
    expect([paper.closing, paper.signer.name]).toEqual(['Trên đây là báo cáo kết quả thực hiện các mô hình điểm Đề án 06 tháng 01 năm 2027 của Sở Y tế', 'Lê Thị Ví Dụ']);
  });

  it('names its body in capitals at its head only', () => {
    expect(annexOrigin(unitPaper({ ...content, unitName: 'UBND phường Hoa Lư' }, { day: '2027-01-14', isDraft: true }))).toBe('(Kèm theo Báo cáo số ........../.......... ngày 14 tháng 01 năm 2027 của Ủy ban nhân dân phường Hoa Lư)');
  });

  it.each([['UBND phường Hoa Lư', 'Ủy ban nhân dân phường Hoa Lư'], ['Sở Y tế', 'Sở Y tế'], ['Ban quản lý UBND cũ', 'Ban quản lý UBND cũ'], ['', '']])('names "%s" as "%s"', (name, said) => expect(issuerName(name)).toBe(said));

  it.each([['COMMUNE_PC', 'UBND phường Hoa Lư', 'Hoa Lư', 'CHỦ TỊCH'], ['COMMUNE_PC', 'UBND xã Gia Viễn', 'Gia Viễn', 'CHỦ TỊCH'], ['PROVINCE_PC', 'UBND tỉnh Ninh Bình', 'Ninh Bình', 'CHỦ TỊCH'], ['DEPARTMENT', 'Sở UBND xã', 'Ninh Bình', '']])('of %s %s begins with the place %s', (kind, name, place, signerTitle) => {
    expect(defaultHeader({ kind, name })).toMatchObject({ place, signerTitle, sign: '' });
  });
});

describe('the consolidated document', () => {
  it('counts whoever has not sent as missing, also before the due moment, and names only who is late', () => {
    const rows = (['ON_TIME', 'LATE', 'MISSING', 'NOT_YET'] as const).map((punctuality, at) => ({ unitName: `Đơn vị ${at}`, punctuality, firstSubmittedAt: null }));
    const paper = summaryPaper({ ...facts, rows });
    expect(paper.parts[0]?.paragraphs).toEqual(['2 trong 4 đơn vị đã gửi báo cáo: 1 đúng hạn, 1 chậm. 2 đơn vị chưa nộp.', 'Danh sách đơn vị gửi chậm hoặc chưa nộp nêu tại Phụ lục kèm theo.']);
    expect(paper.annexes[0]?.table.rows).toEqual([['1', 'Đơn vị 1', 'Chậm'], ['2', 'Đơn vị 2', 'Chưa nộp']]);
  });

  it('puts each unit’s difficulties on one line and leaves out whoever has none', () => {
    const paper = summaryPaper({ ...facts, texts: [{ unitName: 'A', difficulties: 'Một\n\n hai ', next: '', proposals: '' }, { unitName: 'B', difficulties: ' \n', next: 'Rà soát', proposals: '<b>Xin máy</b>' }] });
    expect(paper.parts.slice(2).map(({ paragraphs }) => paragraphs)).toEqual([['A: Một hai'], ['B: Rà soát'], ['B: <b>Xin máy</b>']]);
  });

  it('tells by model what several units say of it', () => {
    const said = (model: number, unitName: string, difficulties: string, tasks = '') => ({ model, unitName, difficulties, tasks });
    const models = consolidate([{ number: 23, name: 'Hồ sơ', groupKey: 'G3', groupName: '' }, { number: 28, name: 'MOOC', groupKey: 'G3', groupName: '' }], [{ unitId: 'a', models: [{ number: 23 }, { number: 28 }] }], [], []);
    const paper = summaryPaper({ ...facts, models, texts: [{ unitName: 'C', difficulties: 'Chung', next: '', proposals: '' }], lines: [said(28, 'A', 'Thiếu\nmáy'), said(23, 'B', ' ', 'Đối chiếu'), said(28, 'B', 'Mạng yếu')] });
    expect(paper.parts.slice(2, 4).map(({ paragraphs }) => paragraphs)).toEqual([['C: Chung', 'Mô hình 28 (MOOC): A: Thiếu máy; B: Mạng yếu'], ['Mô hình 23 (Hồ sơ): B: Đối chiếu']]);
  });

  it.each<[SummaryFacts['scope'], object, string]>([
    [{ kind: 'PROVINCE' }, { superior: 'UBND tỉnh Ninh Bình', issuer: 'Tổ công tác Đề án 06', place: 'Ninh Bình', signer: { onBehalf: ['TL. TỔ TRƯỞNG'], title: 'CƠ QUAN THƯỜNG TRỰC', name: null } }, 'cơ quan thường trực tổng hợp báo cáo của các đơn vị'],
    [{ kind: 'PART', unitName: 'Sở Y tế' }, { issuer: 'Tổ công tác Đề án 06', signer: { onBehalf: ['TL. TỔ TRƯỞNG'], title: 'CƠ QUAN THƯỜNG TRỰC', name: null } }, 'cơ quan thường trực tổng hợp báo cáo của Sở Y tế và các đơn vị trực thuộc'],
    [{ kind: 'OWN', unitName: 'UBND phường Hoa Lư' }, { superior: 'UBND tỉnh Ninh Bình', issuer: 'Ủy ban nhân dân phường Hoa Lư', place: 'Hoa Lư', signer: { onBehalf: ['TM. ỦY BAN NHÂN DÂN'], title: 'CHỦ TỊCH', name: null } }, 'UBND phường Hoa Lư tổng hợp báo cáo của đơn vị mình và các đơn vị trực thuộc'],
    [{ kind: 'OWN', unitName: 'Sở Y tế' }, { issuer: 'Sở Y tế', place: 'Ninh Bình', signer: { onBehalf: [], title: '', name: null } }, 'Sở Y tế tổng hợp'],
    [{ kind: 'OWN', unitName: 'UBND tỉnh Ninh Bình' }, { superior: null, issuer: 'Ủy ban nhân dân tỉnh Ninh Bình', place: 'Ninh Bình' }, 'UBND tỉnh Ninh Bình tổng hợp'],
  ])('of %j stands in the name of whoever puts it together, and says of whom', (scope, head, opening) => {
    const paper = summaryPaper({ ...facts, scope });
    expect(paper).toMatchObject(head);
    expect(paper.opening[0]).toContain(opening);
    if (scope.kind === 'OWN') expect([paper.issuer, ...paper.signer.onBehalf].join()).not.toMatch(/Tổ công tác|TL\. TỔ TRƯỞNG/);
  });

  it('of nobody is whole all the same', () => {
    const paper = summaryPaper(facts);
    expect([paper.parts.map(({ paragraphs }) => paragraphs.length), paper.parts[1], paper.annexes]).toEqual([[1, 1, 1, 1, 1], { heading: 'II. Kết quả thực hiện các mô hình', paragraphs: ['Không có.'] }, []]);
  });
});

describe('putting models together', () => {
  const model = { number: 28, name: 'M', groupKey: 'G', groupName: 'G' };
  const sent = (unitId: string, quantity: number | null = null, measure = '') => ({ unitId, model: 28, status: 'COMPLETED' as const, quantity, measure });
  const carrying = (...ids: string[]) => ids.map((unitId) => ({ unitId, models: [{ number: 28 }] }));

  it.each<[string, string[], string[], number, number]>([
    ['all carry, none sent', ['a', 'b'], [], 2, 0], ['all sent', ['a', 'b'], ['a', 'b'], 2, 2], ['sent by one that no longer carries it', ['a'], ['b'], 2, 1], ['carried by none any more', [], ['a', 'b'], 2, 2], ['one of three', ['a', 'b', 'c'], ['b'], 3, 1],
  ])('%s', (_name, carriers, senders, owed, count) => {
    const [sum] = consolidate([model], carrying(...carriers), senders.map((id) => sent(id)), []);
    expect([sum?.owed, sum?.sent]).toEqual([owed, count]);
  });

  it('never says that more sent than are in it, and leaves out what nobody has', () => {
    expect(consolidate([model], [], [], [])).toEqual([]);
    expect(consolidate([], carrying('a'), [sent('a')], [])).toEqual([]);
    expect(consolidate([model], [{ unitId: 'a', models: [{ number: 1 }] }], [], [])).toEqual([]);
  });

  it('adds up quantities of one measure, however it is written', () => {
    const [sum] = consolidate([model], [], [sent('a', 1, 'Người'), sent('b', 2, 'NGƯỜI'), sent('c', 0.5, 'người'), sent('d', 9, ''), sent('e', null, 'người'), sent('f', 4, 'bài')], []);
    expect(sum?.quantities).toEqual([{ measure: 'Người', quantity: 3.5, units: 3 }, { measure: 'bài', quantity: 4, units: 1 }]);
    expect(sum?.statuses).toEqual({ ...noStatuses(), COMPLETED: 6 });
  });

  it('keeps back the people of several small groups together, too', () => {
    const figures = (total: number) => [{ model: 28, key: 'trained' as const, value: 2, total }, { model: 28, key: 'trained' as const, value: 1, total: 4 }];
    expect(consolidate([model], carrying('a'), [], figures(5))[0]?.figures).toEqual([{ key: 'trained', value: null, total: null }]);
    expect(consolidate([model], carrying('a'), [], figures(6))[0]?.figures).toEqual([{ key: 'trained', value: 3, total: 10 }]);
  });
});

describe('small rules', () => {
  it('per cent of the target is a number or nothing', () => {
    for (const [quantity, target] of [[999_999_999_999, 0.000001], [0, 0.000001], [0.000001, 999_999_999_999]] as const) expect(Number.isFinite(percentOfTarget(quantity, target))).toBe(true);
    for (const [quantity, target] of [[1, 0], [1, -1], [null, null]] as const) expect(percentOfTarget(quantity, target)).toBeNull();
  });

  it('a report without a model lacks nothing for it', () => {
    expect(lacksOf({ header: { signerTitle: 'CHỦ TỊCH' }, texts: { ...content.texts, DIRECTION: 'a', NEXT: 'b' }, lines: [] })).toEqual([]);
  });

  it('the text that is hashed keeps the order of lists and every letter', () => {
    const two = { ...content, lines: [line, { ...line, model: 30 }] };
    expect(canonicalContent(two)).not.toBe(canonicalContent({ ...two, lines: two.lines.toReversed() }));
    expect(canonicalContent({ ...content, texts: { ...content.texts, NEXT: 'a ' } })).not.toBe(canonicalContent({ ...content, texts: { ...content.texts, NEXT: 'a' } }));
    expect(JSON.parse(canonicalContent(two))).toEqual(two);
  });
});

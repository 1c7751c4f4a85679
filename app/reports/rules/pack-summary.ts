import type { Day } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { countedIn, noPackCounts, type PackCounts } from './pack-learning.ts';
import type { Paper } from './paper.ts';

/** What the first page of a pack says. */
export interface PackSummary {
  issuer: string;
  unit: string;
  from: Day;
  to: Day;
  madeOn: Day;
  people: number;
  courses: readonly { title: string; counts: PackCounts }[];
  /** Direct sub-units with all below them, in the order of the tree. */
  units: readonly { name: string; people: number; counts: PackCounts }[];
  certificates: number;
  reminders: number;
  files: readonly { name: string; rows: number | null }[];
  keyName: string;
}

/** So many that the summary stays on one page. */
const [mostCourses, mostUnits] = [5, 8];
const contents: Readonly<Record<string, string>> = { 'hoc-tap.csv': 'Từng người, từng khoá học', 'don-vi.csv': 'Tổng hợp theo đơn vị và khoá học', 'chung-nhan.csv': 'Chứng nhận cấp hoặc thu hồi trong kỳ', 'nhac-viec.csv': 'Lượt nhắc việc trong kỳ', 'nhat-ky.csv': 'Việc quản lý đào tạo ghi trong nhật ký' };
const number = (value: number): string => value.toLocaleString('vi-VN');
const share = (counts: PackCounts): string => (countedIn(counts) === 0 ? '–' : `${(permille(counts) / 10).toLocaleString('vi-VN')}%`);

/** Rounded, but all is said only of all, and nothing only of nothing. */
function permille(counts: PackCounts): number {
  const [done, all] = [counts.COMPLETED, countedIn(counts)];
  return done === 0 || done === all ? (done / all) * 1_000 : Math.min(999, Math.max(1, Math.round((done / all) * 1_000)));
}
const cells = (counts: PackCounts): string[] => [number(countedIn(counts)), number(counts.COMPLETED), number(counts.OVERDUE), share(counts)];
const countColumns = [{ head: 'Được giao', width: 13, isNumeric: true }, { head: 'Hoàn thành', width: 13, isNumeric: true }, { head: 'Quá hạn', width: 12, isNumeric: true }, { head: 'Tỷ lệ', width: 10, isNumeric: true }];

/** Adds counts up. */
export const sumOf = (list: readonly PackCounts[]): PackCounts => list.reduce((sum, counts) => ({ COMPLETED: sum.COMPLETED + counts.COMPLETED, OVERDUE: sum.OVERDUE + counts.OVERDUE, IN_PROGRESS: sum.IN_PROGRESS + counts.IN_PROGRESS, NOT_STARTED: sum.NOT_STARTED + counts.NOT_STARTED, CANCELLED: sum.CANCELLED + counts.CANCELLED }), noPackCounts());

/** The summary as a paper: figures by course and by sub-unit, and what lies beside it. */
export function summaryPaper(summary: PackSummary): Paper {
  const { unit, from, to } = summary;
  return {
    superior: null,
    issuer: summary.issuer,
    sign: '',
    place: '',
    day: summary.madeOn,
    kind: 'Bảng tóm tắt hồ sơ kiểm tra',
    subject: `Đào tạo, bồi dưỡng của ${unit}\ntừ ngày ${dayWords(from)} đến ngày ${dayWords(to)}`,
    addressees: [],
    opening: [`Vào cuối kỳ đơn vị và các đơn vị trực thuộc có ${number(summary.people)} người. Trong kỳ: ${number(summary.certificates)} chứng nhận được cấp hoặc thu hồi, ${number(summary.reminders)} lượt nhắc việc.`],
    parts: [
      { heading: '1. Theo khoá học', paragraphs: [], table: { columns: [{ head: 'Khoá học', width: 52 }, ...countColumns], rows: courseRows(summary.courses) } },
      ...(summary.units.length > 0 ? [{ heading: '2. Theo đơn vị', paragraphs: [], table: unitTable(summary.units) }] : []),
      { heading: `${summary.units.length > 0 ? 3 : 2}. Các tệp kèm theo`, paragraphs: [], table: { columns: [{ head: 'Tệp', width: 25 }, { head: 'Nội dung', width: 60 }, { head: 'Số dòng', width: 15, isNumeric: true }], rows: summary.files.map(({ name, rows }) => [name, contents[name] ?? '', rows === null ? '–' : number(rows)]), note: `Mã băm SHA-256 của từng tệp nằm trong manifest.json, được ký số bằng khoá ${summary.keyName}; cách kiểm tra: /packs/key.` } },
    ],
    annexes: [],
    recipients: [],
    signer: { onBehalf: [], title: '', name: '' },
    isDraft: false,
  };
}

/** What needs most comes first; what does not fit is one line. */
function foremost<Item extends { counts: PackCounts }>(items: readonly Item[], most: number): { shown: readonly Item[]; rest: readonly Item[] } {
  const sorted = items.toSorted((one, other) => open(other.counts) - open(one.counts));
  return items.length <= most + 1 ? { shown: sorted, rest: [] } : { shown: sorted.slice(0, most), rest: sorted.slice(most) };
}

function courseRows(courses: PackSummary['courses']): string[][] {
  const { shown, rest } = foremost(courses, mostCourses);
  const rows = shown.map(({ title, counts }) => [title, ...cells(counts)]);
  return rest.length === 0 ? rows : [...rows, [`${number(rest.length)} khoá học khác`, ...cells(sumOf(rest.map(({ counts }) => counts)))]];
}

function unitTable(units: PackSummary['units']) {
  const { shown, rest } = foremost(units, mostUnits);
  const row = (name: string, people: number, counts: PackCounts) => [name, number(people), ...cells(counts)];
  const rows = shown.map(({ name, people, counts }) => row(name, people, counts));
  if (rest.length > 0) rows.push(row(`${number(rest.length)} đơn vị khác`, rest.reduce((sum, { people }) => sum + people, 0), sumOf(rest.map(({ counts }) => counts))));
  return { columns: [{ head: 'Đơn vị (gồm đơn vị trực thuộc)', width: 40 }, { head: 'Số người', width: 12, isNumeric: true }, ...countColumns], rows };
}

const open = (counts: PackCounts): number => countedIn(counts) - counts.COMPLETED;

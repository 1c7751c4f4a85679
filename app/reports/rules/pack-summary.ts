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
  files: readonly { name: string; rows: number | null; sha256: string }[];
  keyName: string;
}

/** So many that the summary stays on one page. */
const mostUnits = 8;
const number = (value: number): string => value.toLocaleString('vi-VN');
const share = (counts: PackCounts): string => (countedIn(counts) === 0 ? '–' : `${(Math.round((counts.COMPLETED / countedIn(counts)) * 1_000) / 10).toLocaleString('vi-VN')}%`);
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
    sign: null,
    place: '........',
    day: summary.madeOn,
    kind: 'Bảng tóm tắt hồ sơ kiểm tra',
    subject: `Đào tạo, bồi dưỡng của ${unit}\ntừ ngày ${dayWords(from)} đến ngày ${dayWords(to)}`,
    addressees: [],
    opening: [`Vào cuối kỳ đơn vị và các đơn vị trực thuộc có ${number(summary.people)} người. Trong kỳ: ${number(summary.certificates)} chứng nhận được cấp hoặc thu hồi, ${number(summary.reminders)} lượt nhắc việc.`],
    parts: [
      { heading: '1. Theo khoá học', paragraphs: [], table: { columns: [{ head: 'Khoá học', width: 52 }, ...countColumns], rows: summary.courses.map(({ title, counts }) => [title, ...cells(counts)]) } },
      ...(summary.units.length > 0 ? [{ heading: '2. Theo đơn vị', paragraphs: [], table: unitTable(summary.units) }] : []),
      { heading: `${summary.units.length > 0 ? 3 : 2}. Các tệp kèm theo`, paragraphs: [], table: { columns: [{ head: 'Tệp', width: 20 }, { head: 'Số dòng', width: 12, isNumeric: true }, { head: 'SHA-256', width: 68 }], rows: summary.files.map(({ name, rows, sha256 }) => [name, rows === null ? '–' : number(rows), sha256]), note: `Gói được ký số bằng khoá ${summary.keyName}; cách kiểm tra: /packs/key.` } },
    ],
    annexes: [],
    recipients: [],
    signer: { onBehalf: [], title: 'Người lập', name: null },
    isDraft: false,
  };
}

/** The units that need most come first; those that do not fit are one line. */
function unitTable(units: PackSummary['units']) {
  const sorted = units.toSorted((one, other) => open(other.counts) - open(one.counts));
  const [shown, rest] = units.length <= mostUnits + 1 ? [sorted, []] : [sorted.slice(0, mostUnits), sorted.slice(mostUnits)];
  const row = (name: string, people: number, counts: PackCounts) => [name, number(people), ...cells(counts)];
  const rows = shown.map(({ name, people, counts }) => row(name, people, counts));
  if (rest.length > 0) rows.push(row(`${number(rest.length)} đơn vị khác`, rest.reduce((sum, { people }) => sum + people, 0), sumOf(rest.map(({ counts }) => counts))));
  return { columns: [{ head: 'Đơn vị (gồm đơn vị trực thuộc)', width: 40 }, { head: 'Số người', width: 12, isNumeric: true }, ...countColumns], rows };
}

const open = (counts: PackCounts): number => countedIn(counts) - counts.COMPLETED;

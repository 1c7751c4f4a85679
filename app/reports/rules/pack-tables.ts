import type { SheetColumn } from '../../platform/sheets/sheet.ts';
import type { PackState } from './pack-learning.ts';

/* The tables of an inspection pack are a document of the province: in Vietnamese whoever asks for it. */

const text = (head: string): SheetColumn => ({ head, kind: 'text' });
const day = (head: string): SheetColumn => ({ head, kind: 'day' });
const number = (head: string): SheetColumn => ({ head, kind: 'number' });
const person = [text('Mã số cán bộ'), text('Đơn vị')];

/** The columns of each table. People go by their staff number: names stay in the program. */
export const packColumns = {
  learning: [...person, text('Khoá học'), number('Lần học'), text('Bắt buộc'), day('Ngày giao'), day('Hạn hoàn thành'), day('Ngày bắt đầu'), day('Ngày hoàn thành'), text('Tình trạng cuối kỳ'), { head: 'Điểm bài thi cuối khoá', kind: 'decimal' }, text('Số hiệu chứng nhận'), text('Tình trạng chứng nhận')],
  units: [text('Đơn vị'), number('Số người'), text('Khoá học'), number('Số lượt được giao'), number('Hoàn thành'), number('Quá hạn'), number('Đang học'), number('Chưa bắt đầu'), number('Đã huỷ')],
  certificates: [text('Số hiệu chứng nhận'), ...person, text('Khoá học'), day('Ngày cấp'), day('Có giá trị đến hết'), day('Ngày thu hồi'), text('Lý do thu hồi'), text('Tình trạng cuối kỳ')],
  reminders: [day('Ngày nhắc'), ...person, text('Khoá học'), text('Bước nhắc'), day('Hạn hoàn thành')],
  deeds: [text('Mã việc'), text('Việc'), number('Số lần')],
} as const satisfies Record<string, readonly SheetColumn[]>;

const reasons: Record<string, string> = { ISSUED_IN_ERROR: 'Cấp nhầm hoặc sai thông tin', RULES_BROKEN: 'Vi phạm quy định học tập, kiểm tra', REPLACED: 'Cấp lại', RENEWED: 'Đã cấp cho lần học sau', OTHER: 'Theo quyết định của cơ quan cấp' };

const states: Record<PackState, string> = { COMPLETED: 'Hoàn thành', OVERDUE: 'Quá hạn', IN_PROGRESS: 'Đang học', NOT_STARTED: 'Chưa bắt đầu', CANCELLED: 'Đã huỷ' };
const certificates: Record<'VALID' | 'EXPIRED' | 'REVOKED', string> = { VALID: 'Còn giá trị', EXPIRED: 'Hết giá trị', REVOKED: 'Đã thu hồi' };

/** Words in the cells. */
export const packWords = {
  yes: 'Có',
  no: 'Không',
  noCourse: '(không được giao khoá học nào)',
  state: states,
  certificate: certificates,
  revoked: (reason: string | null): string => (reason === null ? '' : (reasons[reason] ?? reasons['OTHER'] ?? '')),
};

/** A step of reminding in words: `before-7`, `due`, `after-3`; others as they are. */
export function stepWords(step: string): string {
  const [, side, days] = /^(before|after)-(\d+)$/.exec(step) ?? [];
  if (side) return `${days} ngày ${side === 'before' ? 'trước hạn' : 'sau hạn'}`;
  if (step === 'due') return 'đúng ngày đến hạn';
  return step.startsWith('manual-') ? 'nhắc trực tiếp' : step;
}

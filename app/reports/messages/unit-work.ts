import { defineMessages } from '../../platform/i18n/messages.ts';

/** What is still open for a unit that somebody wants to end, and what to do about it. */
export const unitWorkMessages = defineMessages({
  'classes': ['Đơn vị còn {n} lớp học sắp tới. Huỷ lớp hoặc chờ lớp học xong rồi kết thúc đơn vị.', 'The unit has {n} classes to come. Cancel them, or end the unit when they are over.'],
  'rules': ['Còn {n} quy tắc giao học của riêng đơn vị này. Kết thúc quy tắc ở Quản trị → Giao học trước.', '{n} rules of assignment belong to this unit. End them under Administration → Assignments first.'],
  'reports': ['Còn {n} báo cáo tháng của đơn vị chưa được nộp. Nộp báo cáo trước.', '{n} monthly reports of the unit are not handed in. Hand them in first.'],
  'models': ['Đơn vị đang được giao {n} mô hình. Giao mô hình cho đơn vị khác trước.', 'The unit carries {n} models. Give them to another unit first.'],
  'places': ['Đơn vị còn {n} điểm phát. Đóng điểm phát hoặc chuyển sang đơn vị khác trước.', 'The unit has {n} broadcast places. Close them or give them to another unit first.'],
});

import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of what judges write: notes to the organisers, and the words on their sheets. */
export const judgeNoteMessages = defineMessages({
  'title': ['Ghi chú của giám khảo', 'Notes of the judges'],
  'lead': ['Ghi chú hiện ngay khi giám khảo lưu phiếu, không kèm điểm. Ví dụ: nghi sao chép, tệp không mở được, lộ danh tính.', 'Notes show as soon as a judge saves the sheet, without any score. For example: suspected copying, a file that does not open, a name that gives somebody away.'],
  'none': ['Chưa có ghi chú nào', 'No notes yet'],
  'none-text': ['Khi giám khảo viết cho ban tổ chức, ghi chú hiện ở đây.', 'What judges write to the organisers shows here.'],
  'entry': ['Bài dự thi', 'Entry'],
  'judge': ['Giám khảo', 'Judge'],
  'note': ['Ghi chú', 'Note'],
  'state': ['Trạng thái', 'State'],
  'new': ['Chưa xem', 'Not seen'],
  'see': ['Đã xem xét', 'Looked at'],
  'see-of': ['Đã xem xét ghi chú về bài {number}', 'Note about entry {number} looked at'],
  'seen': ['{by}, {at}', '{by}, {at}'],
  'done': ['Đã ghi nhận.', 'Recorded.'],
  'fault.changed': ['Giám khảo vừa sửa ghi chú này. Hãy đọc lại.', 'The judge has just changed this note. Please read it again.'],
  'sheets.title': ['Giám khảo viết gì về bài {number}', 'What the judges wrote about entry {number}'],
  'sheets.lead': ['Mọi phiếu đã khoá của vòng chấm, xếp theo điểm, không nêu tên giám khảo.', 'All locked sheets of the round in the order of their points, without the judges’ names.'],
  'sheets.link': ['Phiếu chấm', 'Sheets'],
  'sheets.link-of': ['Phiếu chấm của bài {number}', 'Sheets of entry {number}'],
  'sheet': ['Phiếu {number}', 'Sheet {number}'],
  'sheet.abstained': ['Không chấm. {reason}', 'Abstained. {reason}'],
  'sheet.score': ['{points}/{max}. {reason}', '{points}/{max}. {reason}'],
  'sheet.comment': ['Nhận xét', 'Comment'],
  'sheet.confidence': ['Mức tự tin', 'Confidence'],
  'sheet.note': ['Ghi chú cho ban tổ chức', 'Note to the organisers'],
});

import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of what a campaign is measured by, from when it is concluded, and what happened at the same time. */
export const measuringMessages = defineMessages({
  by: ['So chỉ tiêu với số nào', 'Figure that the target is compared with'],
  'by-hint': ['Chọn trước khi phát hành. Kết luận chỉ so chỉ tiêu với đúng số này.', 'Chosen before the launch. The verdict compares the target with this figure only.'],
  'by.PULSE': ['Trả lời đúng câu hỏi trước và sau (lần sau)', 'Right answers to the question before and after (after)'],
  'by.QUESTION': ['Trả lời đúng câu hỏi xác nhận trong thông báo', 'Right answers to the question of the notice'],
  'by.SURVEY': ['Khảo sát người dân (lần sau)', 'Survey of citizens (after)'],
  'by.READ': ['Mở thông báo', 'Opened the notice'],
  'by.FOLLOWED': ['Mở liên kết trong tin', 'Followed the link'],
  'by.STARTED': ['Bắt đầu khoá học được dẫn tới', 'Started the linked course'],
  'by.PLAYED': ['Lượt phát đã xác nhận', 'Confirmed broadcasts'],
  'by.OTHER': ['Số đo ngoài hệ thống', 'A figure from elsewhere'],
  'verdict-other': ['Chỉ tiêu này đo ngoài hệ thống; kết quả nằm trong phần kết luận.', 'This target is measured elsewhere; the result stands in the conclusion.'],
  'verdict-by': ['Số đem so: {by}.', 'Compared with: {by}.'],
  from: ['Hiệu quả đo từ {day}. Nếu kết luận trước ngày đó, cần nêu lý do.', 'The effect is measured from {day} on. Concluding earlier needs a reason.'],
  late: ['Đánh giá đã quá hạn từ {day}.', 'The evaluation is overdue since {day}.'],
  'early-reason': ['Lý do kết luận trước ngày đo', 'Why it is concluded before that day'],
  'early-said': ['Kết luận trước ngày đo. Lý do: {reason}', 'Concluded before the day of measuring. Reason: {reason}'],
});

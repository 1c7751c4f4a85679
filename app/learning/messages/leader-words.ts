import { defineMessages } from '../../platform/i18n/messages.ts';

/** Words of what leaders get: who is late, and the figures of the week. They hold counts; names stand in the product only. */
export const leaderWords = defineMessages({
  'escalation.subject': ['Báo quá hạn: {course}, {count} người', 'Overdue: {course}, {count} people'],
  'escalation.body': ['Khoá học **{course}**: {count} người thuộc phạm vi của Anh/Chị đã quá hạn mà chưa hoàn thành.', 'Course **{course}**: {count} people of your units are overdue.'],
  'escalation.step': ['quá hạn từ {days} ngày: {count} người', 'overdue for {days} days or more: {count} people'],
  'escalation.above': ['{count} người đã được báo tới lãnh đạo trực tiếp trước đó mà vẫn chưa hoàn thành.', '{count} of them were told of to their own leader before and are still not done.'],
  'escalation.names': ['Danh sách họ tên chỉ xem được trong hệ thống và luôn theo tình trạng mới nhất. Ở đó Anh/Chị có thể nhắc từng người.', 'The names can be seen in the system only, always as things stand. There you can remind each of them.'],
  'escalation.sms': ['Học 06: {count} người thuộc đơn vị quá hạn khoá {course}. Đăng nhập để xem danh sách.', 'Học 06: {count} people of your units are overdue in {course}. Sign in to see the list.'],
  'escalation.reason': ['Anh/Chị là lãnh đạo đơn vị của những người này', 'you lead the units of these people'],

  'digest.subject': ['Tổng hợp học tập tuần, đến {day}', 'Weekly training figures, {day}'],
  'digest.lead': ['Tình hình học tập của {unit}, so với bảy ngày trước:', 'Training in {unit}, compared with seven days ago:'],
  'digest.units': ['các đơn vị do Anh/Chị phụ trách', 'the units that you lead'],
  'digest.done': ['{done} trên {total} người hoàn thành{change}', '{done} of {total} people have completed{change}'],
  'digest.doing': ['{count} đang học', '{count} in progress'],
  'digest.late': ['{count} quá hạn{change}', '{count} overdue{change}'],
  'digest.soon': ['{count} đến hạn trong {days} ngày tới', '{count} due within {days} days'],
  'digest.up': [' (tăng {count})', ' (up {count})'],
  'digest.down': [' (giảm {count})', ' (down {count})'],
  'digest.more': ['và {count} khoá học khác', 'and {count} further courses'],
  'digest.place': ['Xem ai cần hỗ trợ ở trang Đơn vị.', 'The page Units shows who needs help.'],
  'digest.reason': ['Anh/Chị là lãnh đạo đơn vị; bản tổng hợp gửi mỗi tuần một lần', 'you lead a unit; the figures come once a week'],
});

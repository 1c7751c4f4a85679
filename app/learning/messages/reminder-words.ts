import { defineMessages } from '../../platform/i18n/messages.ts';

/** Words of the reminders themselves, as they stand in the inbox and in mails. */
export const reminderWords = defineMessages({
  'subject.before': ['Nhắc học: {course}, hạn {due}', 'Reminder: {course}, due on {due}'],
  'subject.tomorrow': ['Nhắc học: {course}, hạn ngày mai {due}', 'Reminder: {course}, due tomorrow, {due}'],
  'subject.today': ['Hôm nay {due} là hạn hoàn thành: {course}', 'Due today, {due}: {course}'],
  'subject.yesterday': ['Quá hạn từ hôm qua {due}: {course}', 'Overdue since yesterday, {due}: {course}'],
  'subject.late': ['Quá hạn {due}: {course}', 'Overdue since {due}: {course}'],
  'subject.open': ['Nhắc học: {course}', 'Reminder: {course}'],

  'due.before': ['Khoá học **{course}** có hạn hoàn thành {due}, còn {days} ngày.', 'The course **{course}** is due on {due}, in {days} days.'],
  'due.tomorrow': ['Khoá học **{course}** có hạn hoàn thành ngày mai, {due}.', 'The course **{course}** is due tomorrow, {due}.'],
  'due.today': ['Hôm nay, {due}, là hạn hoàn thành khoá học **{course}**.', 'Today, {due}, is the due day of the course **{course}**.'],
  'due.yesterday': ['Khoá học **{course}** có hạn hoàn thành hôm qua, {due}.', 'The course **{course}** was due yesterday, {due}.'],
  'due.late': ['Khoá học **{course}** có hạn hoàn thành {due}, đã quá hạn {days} ngày.', 'The course **{course}** was due on {due}, {days} days ago.'],
  'due.open': ['Khoá học **{course}** chưa hoàn thành.', 'The course **{course}** is not completed yet.'],

  mandatory: ['Đây là khoá học bắt buộc.', 'This course is mandatory.'],
  minutes: ['Phần còn lại mất khoảng {minutes} phút.', 'What is left takes about {minutes} minutes.'],
  place: ['Hệ thống giữ nguyên chỗ đang học dở, có thể học tiếp từng phần ngắn.', 'Your place is kept; you can go on in short steps.'],
  done: ['Nếu vừa hoàn thành khoá học, Anh/Chị không cần làm gì thêm.', 'If you have just completed it, nothing more needs to be done.'],
  by: ['{person} nhắc Anh/Chị hoàn thành khoá học này.', '{person} reminds you to complete this course.'],
  sms: ['Nhắc học: {course}, hạn {due}. Đăng nhập hệ thống Học 06 để học tiếp.', 'Reminder: {course}, due on {due}. Sign in to Học 06 to go on.'],
  'sms.open': ['Nhắc học: {course}. Đăng nhập hệ thống Học 06 để học tiếp.', 'Reminder: {course}. Sign in to Học 06 to go on.'],

  'reason.mandatory': ['khoá học này được giao bắt buộc cho Anh/Chị', 'this course is mandatory for you'],
  'reason.enrolled': ['Anh/Chị đã ghi danh khoá học này', 'you are enrolled in this course'],
  'reason.by-mandatory': ['{person} nhắc về khoá học bắt buộc của Anh/Chị', '{person} reminds you of a mandatory course'],
  'reason.by-enrolled': ['{person} nhắc về khoá học mà Anh/Chị đã ghi danh', '{person} reminds you of a course in which you are enrolled'],
});

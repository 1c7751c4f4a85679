import { defineMessages } from '../../platform/i18n/messages.ts';

export type NoticeKey = 'waits' | 'sent-back' | 'returned' | 'before' | 'before-leader' | 'late' | 'late-leader';

/** What is written to people about monthly reports. */
export const monthlyNotices = defineMessages({
  'waits.subject': ['Báo cáo tháng {month} chờ duyệt', 'Monthly report {month} waits for your approval'],
  'waits.body': ['Báo cáo tháng {month} của {unit} đã được gửi duyệt. Anh/Chị vui lòng xem và phê duyệt để gửi cơ quan thường trực.', 'The monthly report {month} of {unit} was handed in. Please read it and approve it, so that it goes to the standing agency.'],
  'waits.reason': ['Anh/Chị là lãnh đạo của đơn vị báo cáo.', 'You lead the unit that reports.'],
  'sent-back.subject': ['Báo cáo tháng {month} được trả lại để sửa', 'Monthly report {month} came back for changes'],
  'sent-back.body': ['Lãnh đạo đã trả lại báo cáo tháng {month} của {unit}. Lý do có trên trang báo cáo.', 'The leader sent the monthly report {month} of {unit} back. The reason stands on the page of the report.'],
  'sent-back.reason': ['Anh/Chị là đầu mối báo cáo của đơn vị.', 'You are the focal point of the unit.'],
  'returned.subject': ['Cơ quan thường trực trả lại báo cáo tháng {month}', 'The standing agency returned monthly report {month}'],
  'returned.body': ['Cơ quan thường trực yêu cầu bổ sung báo cáo tháng {month} của {unit}. Lý do có trên trang báo cáo.', 'The standing agency asks for a supplement to the monthly report {month} of {unit}. The reason stands on the page of the report.'],
  'returned.reason': ['Anh/Chị là đầu mối báo cáo của đơn vị.', 'You are the focal point of the unit.'],
  'before.subject': ['Báo cáo tháng {month}: hạn {due}', 'Monthly report {month}: due {due}'],
  'before.body': ['{unit} chưa gửi báo cáo tháng {month}. Hạn gửi: {due}.', '{unit} has not sent the monthly report {month}. It is due {due}.'],
  'before.reason': ['Anh/Chị là đầu mối báo cáo của đơn vị.', 'You are the focal point of the unit.'],
  'before-leader.subject': ['Báo cáo tháng {month} chờ duyệt: hạn {due}', 'Monthly report {month} waits for approval: due {due}'],
  'before-leader.body': ['Báo cáo tháng {month} của {unit} đang chờ duyệt và chưa được gửi. Hạn gửi: {due}.', 'The monthly report {month} of {unit} waits for approval and has not been sent. It is due {due}.'],
  'before-leader.reason': ['Anh/Chị là lãnh đạo của đơn vị báo cáo.', 'You lead the unit that reports.'],
  'late.subject': ['Báo cáo tháng {month}: đã quá hạn', 'Monthly report {month}: past due'],
  'late.body': ['{unit} chưa gửi báo cáo tháng {month}; hạn gửi là {due}. Anh/Chị vui lòng gửi sớm, hoặc cho cơ quan thường trực biết nếu có vướng mắc.', '{unit} has not sent the monthly report {month}, which was due {due}. Please send it soon, or tell the standing agency what hinders you.'],
  'late.reason': ['Anh/Chị là đầu mối báo cáo của đơn vị.', 'You are the focal point of the unit.'],
  'late-leader.subject': ['Báo cáo tháng {month} chờ duyệt: đã quá hạn', 'Monthly report {month} waits for approval: past due'],
  'late-leader.body': ['Báo cáo tháng {month} của {unit} đang chờ duyệt; hạn gửi là {due}. Anh/Chị vui lòng xem và phê duyệt.', 'The monthly report {month} of {unit} waits for approval; it was due {due}. Please read it and approve it.'],
  'late-leader.reason': ['Anh/Chị là lãnh đạo của đơn vị báo cáo.', 'You lead the unit that reports.'],
  'due.before': ['trước ngày {day}', 'before {day}'],
  'due.until': ['đến {time} ngày {day}', 'until {time} on {day}'],
  'units-more': ['{unit} và {count} đơn vị khác', '{unit} and {count} more units'],
});

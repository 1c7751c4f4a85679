import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of the step before units are reminded of a missing monthly report. */
export const lateMessages = defineMessages({
  'title': ['Nhắc đơn vị chưa nộp báo cáo tháng {month}', 'Remind units of the missing report {month}'],
  'crumb': ['Nhắc đơn vị chưa nộp', 'Remind units'],
  'lead': ['{count} đơn vị chưa nộp và đã quá hạn. {due}. Chọn đơn vị cần nhắc; người nhận và nội dung hiện đúng như sẽ gửi.', '{count} units are missing after the due moment. {due}. Choose whom to remind; who gets what is shown as it will be sent.'],
  'lead-open': ['Kỳ báo cáo chưa đến hạn. {due}. Hệ thống tự nhắc trước hạn và một lần sau hạn.', 'The report is not due yet. {due}. The system reminds before the due day and once after it.'],
  'none': ['Không có đơn vị nào cần nhắc', 'Nobody has to be reminded'],
  'none-over': ['Mọi đơn vị phải báo cáo đã gửi báo cáo của kỳ này.', 'Every unit that owes a report has sent it.'],
  'once': ['Mỗi đơn vị chỉ được nhắc một lần trong ngày, bằng thông báo trong hệ thống và thư điện tử. Việc nhắc được ghi nhật ký.', 'A unit is reminded once a day, in the program and by e-mail. It is written in the log.'],
  'caption': ['Đơn vị chưa nộp', 'Missing units'],
  'col.choose': ['Nhắc', 'Remind'],
  'col.unit': ['Đơn vị', 'Unit'],
  'col.state': ['Trạng thái', 'State'],
  'col.to': ['Người nhận', 'Who gets it'],
  'col.reminded': ['Lần nhắc gần nhất', 'Last reminded'],
  'as.FOCAL_POINT': ['đầu mối', 'focal point'],
  'as.UNIT_LEADER': ['lãnh đạo, báo cáo đang chờ duyệt', 'leader, it waits for approval'],
  'nobody': ['Chưa có người nhận', 'Nobody to be asked'],
  'today': ['Đã nhắc hôm nay', 'Reminded today'],
  'words.FOCAL_POINT': ['Nội dung gửi đầu mối', 'What focal points get'],
  'words.UNIT_LEADER': ['Nội dung gửi lãnh đạo', 'What leaders get'],
  'send': ['Gửi lời nhắc', 'Send the reminder'],
  'back': ['Quay lại danh sách', 'Back to the list'],
  'fault.none-chosen': ['Vui lòng chọn ít nhất một đơn vị.', 'Please choose a unit at least.'],
  'fault.nobody': ['Không còn đơn vị nào trong số đã chọn cần nhắc: đã gửi báo cáo, đã được nhắc hôm nay hoặc chưa có người nhận.', 'None of the chosen units has to be reminded: it has sent, was reminded today or has nobody to be asked.'],
});

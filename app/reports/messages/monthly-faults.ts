import { defineMessages } from '../../platform/i18n/messages.ts';

/** Why something about a monthly report is refused. */
export const monthlyFaults = defineMessages({
  'fault.handed-in': ['Báo cáo đã được gửi duyệt nên không sửa được. Vui lòng rút lại trước khi sửa.', 'The report was handed in and cannot be changed. Please take it back first.'],
  'fault.changed-meanwhile': ['Nội dung vừa được lưu ở nơi khác. Bản đang lưu và bản Anh/Chị vừa nhập đều được giữ ở dưới; vui lòng xem rồi lưu lại.', 'This was just saved elsewhere. What is stored and what you typed are both shown below; please look at them and save again.'],
  'fault.faster': ['{person} đã làm trước: {step} lúc {at}. Vui lòng xem lại báo cáo.', '{person} was faster: {step} at {at}. Please look at the report again.'],
  'fault.own-report': ['Người đã viết báo cáo không tự duyệt được. Cần một lãnh đạo khác duyệt.', 'Whoever has written in the report cannot approve it. Another leader has to.'],
  'fault.reason': ['Vui lòng ghi lý do, ít nhất 10 ký tự.', 'Please give a reason of at least 10 characters.'],
  'fault.lacking': ['Báo cáo còn thiếu nội dung. Vui lòng xem danh sách bên dưới.', 'The report is not complete. Please see the list below.'],
  'fault.not-begun': ['Kỳ báo cáo này chưa bắt đầu.', 'This period has not begun.'],
  'fault.owes-nothing': ['Đơn vị chưa được giao mô hình nào trong kỳ này nên không phải báo cáo.', 'The unit carries no model in this period and owes no report.'],
  'fault.no-previous': ['Đơn vị chưa có báo cáo tháng trước để chép.', 'The unit has no earlier report to carry over.'],
  'fault.number': ['Vui lòng nhập một số không âm, ví dụ 1.250 hoặc 12,5.', 'Please enter a number that is not negative, for example 1.250 or 12,5.'],
  'fault.target': ['Chỉ tiêu phải lớn hơn 0.', 'The target must be more than 0.'],
  'fault.link': ['Đường dẫn phải bắt đầu bằng http:// hoặc https://.', 'The link must begin with http:// or https://.'],
  'fault.month': ['Tháng không đúng, ví dụ 2026-11.', 'That is no month, for example 2026-11.'],
  'file.NONE': ['Vui lòng chọn một tệp.', 'Please choose a file.'],
  'file.TOO_LARGE': ['Tệp lớn hơn 20 MB. Vui lòng giảm dung lượng hoặc đưa đường dẫn vào ô minh chứng.', 'The file is larger than 20 MB. Please make it smaller or put a link into the evidence field.'],
  'file.ENDING': ['Chỉ nhận tệp PDF, DOCX, XLSX, PNG, JPG.', 'Only PDF, DOCX, XLSX, PNG and JPG files are taken.'],
  'file.EMPTY': ['Tệp rỗng.', 'The file is empty.'],
  'file.MISMATCH': ['Nội dung tệp không đúng với phần mở rộng của tên tệp.', 'What is in the file does not fit the ending of its name.'],
  'file.UNSAFE': ['Tệp bị hỏng, có mật khẩu, có macro hoặc là loại không nhận. Vui lòng xuất lại thành PDF.', 'The file is broken, locked, holds macros or is of a kind that is not taken. Please export it as PDF.'],
  'file.PICTURE': ['Ảnh bị hỏng hoặc chưa đầy đủ. Vui lòng chụp lại hoặc mở ảnh, lưu lại rồi tải lên.', 'The picture is broken or incomplete. Please take it again, or open it, save it anew and upload that.'],
  'file.INFECTED': ['Bộ quét mã độc đã chặn tệp này.', 'The malware scanner stopped this file.'],
  'file.COUNT': ['Mỗi mô hình có tối đa {max} tệp.', 'A model has at most {max} files.'],
});

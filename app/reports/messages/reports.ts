import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of the way in to reports. */
export const reportsMessages = defineMessages({
  'title': ['Báo cáo', 'Reports'],
  'crumbs': ['Đường dẫn', 'Breadcrumb'],
  'lead': ['Số liệu của đơn vị, xuất ra tệp và báo cáo theo kỳ.', 'Figures of your units, as files and as periodic reports.'],
  'none': ['Chưa có báo cáo nào dành cho Anh/Chị', 'There is no report for you yet'],
  'none-text': ['Khi được giao vai trò lãnh đạo đơn vị, đầu mối hoặc quản trị đào tạo, các báo cáo sẽ hiện ở đây.', 'With the role of a unit leader, focal point or training administrator, reports appear here.'],
  'units': ['Tiến độ đơn vị', 'Progress of units'],
  'units.text': ['Tỷ lệ hoàn thành, ai quá hạn, kiến thức nào cần củng cố.', 'Completion, who is overdue, which knowledge needs attention.'],
  'lists': ['Lập danh sách', 'Make a list'],
  'lists.text': ['Chọn nội dung, điều kiện, cột; xem trước và xuất Excel, CSV.', 'Choose subject, conditions, columns; look at it and take it as Excel or CSV.'],
  'saved': ['Danh sách đã lưu', 'Saved lists'],
  'packs': ['Gói hồ sơ kiểm tra', 'Inspection packs'],
  'packs.text': ['Hồ sơ đào tạo của một đơn vị, ký số, kiểm tra được khi không có mạng.', 'The training of a unit, digitally signed, verifiable without a connection.'],
  'saved.text': ['Mở lại, chia sẻ, đặt lịch gửi hằng tuần hoặc hằng tháng.', 'Open again, share, have it sent weekly or monthly.'],
});

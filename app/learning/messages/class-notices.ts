import { defineMessages } from '../../platform/i18n/messages.ts';

/** What people of a class are told. */
export const classNotices = defineMessages({
  'reason': ['Anh/Chị đã đăng ký lớp học này', 'You are enrolled in this class'],
  'cancelled.subject': ['Lớp học đã huỷ', 'A class has been cancelled'],
  'cancelled.body': ['Lớp **{title}** không tổ chức nữa.\n\nLý do: {note}', 'The class **{title}** will not take place.\n\nReason: {note}'],
  'changed.subject': ['Lịch lớp học đã thay đổi', 'The timetable of a class has changed'],
  'changed.body': ['Lớp **{title}** có ngày giờ hoặc địa điểm mới. Anh/Chị vui lòng mở trang của lớp để xem lịch hiện hành.', 'The class **{title}** has new times or another place. Please open its page for the present timetable.'],
  'moved-up.subject': ['Anh/Chị đã có chỗ trong lớp học', 'You have a place in a class'],
  'moved-up.body': ['Có người trả chỗ, nên Anh/Chị chuyển từ danh sách chờ sang danh sách học viên của lớp **{title}**. Nếu không dự được, vui lòng trả chỗ trên trang của lớp để người sau vào học.', 'Somebody gave a place back, so you have moved from the waiting list into the class **{title}**. If you cannot come, please give your place back on the page of the class.'],
});

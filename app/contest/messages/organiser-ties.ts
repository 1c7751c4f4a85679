import { defineMessages } from '../../platform/i18n/messages.ts';

/** Why an organiser leaves what concerns judges to others. */
export const organiserTieMessages = defineMessages({
  'OWN': ['Anh/Chị có bài trong cuộc thi này nên người khác phải phân công chấm và xem ai chấm bài nào.', 'You have an entry in this contest, so somebody else must give entries out and see who judges which.'],
  'ORGANISATION': ['Đơn vị hoặc tổ chức của Anh/Chị có bài trong cuộc thi này nên người khác phải phân công chấm và xem ai chấm bài nào.', 'Your unit or organisation has an entry in this contest, so somebody else must give entries out and see who judges which.'],
  'others': ['Người làm được bước này: {names}.', 'Who can take this step: {names}.'],
  'nobody': ['Hiện chưa có ai khác trong ban tổ chức làm được; đề nghị quản trị hệ thống giao vai trò tổ chức cuộc thi cho người không có bài và không cùng đơn vị.', 'Nobody else among the organisers can at present; please ask the system administrator to give the role to somebody without an entry and of another unit.'],
});

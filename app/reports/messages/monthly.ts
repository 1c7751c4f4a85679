import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of a unit's monthly report. */
export const monthlyMessages = defineMessages({
  'history.HAND_IN': ['gửi duyệt', 'handed in'],
  'history.TAKE_BACK': ['rút lại để sửa', 'taken back'],
  'history.SEND_BACK': ['lãnh đạo trả lại', 'sent back by the leader'],
  'history.SUBMIT': ['phê duyệt và gửi', 'approved and sent'],
  'history.RECEIVE': ['tiếp nhận', 'received'],
  'history.RETURN': ['yêu cầu bổ sung', 'returned for a supplement'],
  'history.ACCEPT': ['chấp nhận', 'accepted'],
  'history.REOPEN': ['mở lại sau khi chấp nhận', 'opened again after acceptance'],
});

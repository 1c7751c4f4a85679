import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of the page on which a campaign takes words from answers. */
export const answerMessages = defineMessages({
  'title': ['Câu trả lời đi kèm', 'Answers that go with it'],
  'lead': ['Chèn lời của câu trả lời đang công bố vào kênh. Mọi câu trong danh sách phải đang được công bố vào lúc gửi, nếu không thì không trình và không phát hành được.', 'Takes the words of a published answer into a medium. Every answer on the list must be shown when the campaign is sent, or it can be neither handed in nor launched.'],
  'link': ['Chèn câu trả lời', 'Insert an answer'],
  'pick': ['Câu trả lời', 'Answer'],
  'into': ['Chèn vào', 'Insert into'],
  'into.none': ['Không chèn lời, chỉ yêu cầu công bố trước khi gửi', 'No words, only that it must be shown'],
  'button': ['Thêm', 'Add'],
  'public': ['Công khai', 'Public'],
  'internal': ['Nội bộ', 'Internal'],
  'not-shown': ['chưa công bố', 'not published'],
  'in-writing': ['{count} câu đang soạn hoặc chờ công bố, chưa chọn được ở đây.', '{count} are being written or wait to be published, and cannot be chosen yet.'],
  'in-writing.one': ['Câu trả lời đang soạn', 'An answer that is being written'],
  'list': ['Các câu phải công bố trước khi gửi', 'Answers that must be shown'],
  'none': ['Chiến dịch chưa có câu trả lời nào đi kèm', 'No answers go with the campaign yet'],
  'col.state': ['Vào lúc gửi', 'When it is sent'],
  'state.shown': ['Được công bố', 'Shown'],
  'state.missing': ['Không được công bố', 'Not shown'],
  'remove': ['Bỏ', 'Remove'],
  'back': ['Về nội dung', 'Back to the content'],
});

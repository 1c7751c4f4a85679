import { defineMessages } from '../app/platform/i18n/messages.ts';

/** What the command that checks receipts says. */
export const receiptCommandMessages = defineMessages({
  usage: ['Cách dùng: npm run receipt:verify -- <tệp biên nhận .json> <khoá công khai>', 'Usage: npm run receipt:verify -- <receipt file .json> <public key>'],
  'no-file': ['Không đọc được tệp biên nhận', 'Receipt file not readable'],
  good: ['Đúng: biên nhận và nội dung còn nguyên', 'Right: receipt and content are unchanged'],
  'good-bare': ['Đúng: biên nhận còn nguyên; tệp này không kèm nội dung của bài', 'Right: the receipt is unchanged; this file does not hold the content of the entry'],
  'good-withdrawal': ['Đúng: biên nhận rút bài còn nguyên', 'Right: the receipt of the withdrawal is unchanged'],
  'bad.FORM': ['Sai: tệp không phải biên nhận, hoặc đã bị sửa', 'Wrong: no receipt, or changed'],
  'bad.KEY': ['Sai: khoá công khai không đúng dạng', 'Wrong: malformed public key'],
  'bad.SIGNATURE': ['Sai: chữ ký không khớp, biên nhận đã bị sửa hoặc khoá khác', 'Wrong: the signature does not fit; a changed receipt or another key'],
  'bad.CONTENT': ['Sai: nội dung đã bị sửa sau khi nộp', 'Wrong: the content was changed after it was handed in'],
});

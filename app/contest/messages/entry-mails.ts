import { defineMessages } from '../../platform/i18n/messages.ts';

/** What entrants are told by mail and in their inbox. Names come in as variables of the message. */
export const entryMails = defineMessages({
  'invite.subject': ['Lời mời vào nhóm dự thi {number}', 'Invitation to the team of entry {number}'],
  'invite.body': ['{by} mời Anh/Chị cùng làm bài dự thi {number} của cuộc thi {contest}.\n\nMở đường dẫn bên dưới để đồng ý hoặc từ chối. Lời mời có hiệu lực 14 ngày và chỉ dành cho địa chỉ thư này.', '{by} invites you to work on entry {number} of the contest {contest}.\n\nOpen the link below to accept or decline. The invitation is good for 14 days and for this address only.'],
  'invite.reason': ['Anh/Chị nhận thư này vì một nhóm dự thi đã mời địa chỉ này.', 'You get this because a team has invited this address.'],
  'receipt.subject': ['Biên nhận nộp bài {number}, lần {version}', 'Receipt of entry {number}, version {version}'],
  'receipt.body': [
    'Máy chủ đã nhận bài dự thi {number}, lần nộp {version}, lúc {at} (giờ Việt Nam).\n\nMã băm SHA-256 của toàn bộ nội dung:\n\n`{hash}`\n\n{files}\n\nTệp biên nhận có chữ ký của máy chủ ở đường dẫn bên dưới. Có thể sửa và nộp lại cho đến hết hạn.',
    'The server has received entry {number}, version {version}, at {at} (Vietnam time).\n\nSHA-256 of the whole content:\n\n`{hash}`\n\n{files}\n\nThe receipt with the server’s signature is behind the link below. You may change the entry and hand it in again until the deadline.',
  ],
  'receipt.proof': ['Biên nhận có chữ ký của máy chủ, kiểm tra được mà không cần kết nối: lưu thư này thành tệp văn bản rồi chạy `npm run receipt:verify`. Khoá công khai ở trang `/contests/receipt-key`.', 'The signed receipt, which can be checked without a connection: save this mail as text and run `npm run receipt:verify`. The public key stands at `/contests/receipt-key`.'],
  'receipt.no-files': ['Bài không có tệp kèm theo.', 'The entry has no files.'],
  'receipt.file': ['- {kind}, {bytes} byte, SHA-256 `{sha256}`', '- {kind}, {bytes} bytes, SHA-256 `{sha256}`'],
  'receipt.reason': ['Anh/Chị nhận thư này vì là thành viên của bài dự thi.', 'You get this because you are a member of the entry.'],
  'withdrawn.subject': ['Bài dự thi {number} đã được rút', 'Entry {number} was withdrawn'],
  'withdrawn.proof': ['Biên nhận rút bài có chữ ký của máy chủ, kiểm tra được mà không cần kết nối: lưu thư này thành tệp văn bản rồi chạy `npm run receipt:verify`. Khoá công khai ở trang `/contests/receipt-key`.', 'The signed receipt of the withdrawal, which can be checked without a connection: save this mail as text and run `npm run receipt:verify`. The public key stands at `/contests/receipt-key`.'],
  'withdrawn.body.AGAIN': ['Trưởng nhóm đã rút bài dự thi {number} lúc {at} (giờ Việt Nam). Có thể nộp lại cho đến hết hạn.', 'The team’s lead has withdrawn entry {number} at {at} (Vietnam time). It may be handed in again until the deadline.'],
  'withdrawn.body.FINAL': ['Trưởng nhóm đã rút bài dự thi {number} lúc {at} (giờ Việt Nam), sau hạn nộp bài: bài không được chấm và không nộp lại được. Các lần nộp và biên nhận vẫn được giữ.', 'The team’s lead has withdrawn entry {number} at {at} (Vietnam time), after the deadline: it will not be judged and cannot be handed in again. What was handed in and its receipts are kept.'],
  'withdrawn.body.ORGANISER': ['Ban tổ chức đã rút bài dự thi {number} theo đề nghị của nhóm lúc {at} (giờ Việt Nam). Lý do ghi lại: {reason} Bài không được chấm tiếp, không xếp hạng và không nộp lại được. Các lần nộp và biên nhận vẫn được giữ. Nếu nhóm không đề nghị, hãy báo ngay ban tổ chức.', 'The organisers have withdrawn entry {number} at the team’s request at {at} (Vietnam time). The reason on record: {reason} It is not judged any further, has no place and cannot be handed in again. What was handed in and its receipts are kept. If the team did not ask for this, please tell the organisers at once.'],
});

import { defineMessages } from '../../platform/i18n/messages.ts';

/** What each kind of trouble of a delivery means; those of the way to the server are the platform's (trouble.ts). */
export const deliveryTroubleMessages = defineMessages({
  'no-number': ['Người nhận không có số di động để gửi.', 'The recipient has no mobile number.'],
  'no-address': ['Người nhận không có địa chỉ để gửi.', 'The recipient has no address.'],
  'no-text': ['Tin không có nội dung cho kênh này.', 'The message has no text for this channel.'],
  letters: ['Máy chủ thư không nhận địa chỉ có chữ có dấu trước ký tự @.', 'The mail server takes no address with such letters before the @.'],
  'no-device': ['Người nhận không còn thiết bị nào nhận thông báo.', 'The recipient has no device left that takes notices.'],
  endpoint: ['Địa chỉ nhận thông báo của thiết bị không thuộc dịch vụ được phép.', 'The address of the device belongs to no service that is allowed.'],
  credentials: ['Máy chủ gửi không chấp nhận tài khoản của hệ thống. Kiểm tra tên, mật khẩu hoặc khoá truy cập của kênh này.', 'The sending server does not accept the system’s account. Check the name, the password or the access key of this channel.'],
  'too-many': ['Nhà cung cấp báo gửi quá nhiều trong một thời gian. Chờ một lúc rồi gửi lại.', 'The provider says that too much was sent within a time. Wait a while, then send again.'],
  paid: ['Nhà cung cấp báo tài khoản hết tiền hoặc hết hạn mức.', 'The provider says that the account has no money or no quota left.'],
  door: ['Địa chỉ của nhà cung cấp trong cấu hình không còn đúng.', 'The provider’s address in the configuration is not right any more.'],
  server: ['Máy chủ của nhà cung cấp gặp lỗi. Gửi lại sau.', 'The provider’s server has a fault. Send again later.'],
  'not-taken': ['Nhà cung cấp không nhận tin này.', 'The provider did not take this message.'],
  zalo: ['Zalo không nhận tin này. Số hiệu lỗi của Zalo ở phần chi tiết.', 'Zalo did not take this message. Its own number stands in the details.'],
  address: ['Máy chủ thư báo địa chỉ người nhận không có hoặc không nhận thư.', 'The mail server says that the recipient’s address does not exist or takes no mail.'],
  full: ['Hộp thư người nhận đã đầy.', 'The recipient’s mailbox is full.'],
  'too-big': ['Thư lớn hơn mức mà máy chủ nhận.', 'The mail is larger than the server takes.'],
  policy: ['Máy chủ thư từ chối theo quy định của nó, thường vì bản ghi SPF, DKIM, DMARC của tên miền gửi hoặc vì coi là thư rác.', 'The mail server refused by its own policy, usually because of the SPF, DKIM or DMARC records of our domain, or because it takes this for spam.'],
  later: ['Máy chủ thư tạm thời không nhận, và đã thử đủ số lần. Có thể gửi lại.', 'The mail server did not take it for the time being, and all tries are used up. It can be sent again.'],
  mail: ['Máy chủ thư từ chối thư này.', 'The mail server refused this mail.'],
});

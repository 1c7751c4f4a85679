import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of the ways that lead through systems of others: webhook, VNeID, posts on portals and pages. */
export const wayMessages = defineMessages({
  'webhook.to': ['Gửi tới {origin}, mỗi người nhận một lần gọi.', 'Goes to {origin}, one call for each recipient.'],
  'webhook.nowhere': ['Máy chủ chưa khai báo hệ thống nhận (WEBHOOK_URL, WEBHOOK_SECRET), nên các lượt này chờ rồi hết hạn. Vui lòng liên hệ quản trị hệ thống hoặc bỏ kênh này.', 'The server has no receiving system yet (WEBHOOK_URL, WEBHOOK_SECRET), so these deliveries wait and expire. Please ask the system administrator or take the channel out.'],
  'webhook.nameless': ['Không có tên, địa chỉ hay số điện thoại của ai; hệ thống nhận tra người theo mã của hệ thống này.', 'It holds no name, address or number of anybody; the receiver knows people by our ids.'],
  'webhook.headers': ['Tiêu đề kèm chữ ký', 'Headers with the signature'],
  'webhook.body': ['Nội dung gửi (JSON)', 'Body (JSON)'],
  'webhook.trial': ['Chữ ký ở đây dùng khoá thử công khai nên hệ thống nhận sẽ từ chối. Khi gửi thật, mã lượt gửi, giờ và chữ ký được đặt riêng cho từng lượt.', 'Signed here with a public trial key, which the receiver refuses. When it is sent, each delivery has its own id, time and signature.'],
  'vneid.columns': ['Tên và đơn vị được điền từ danh sách trong gói bàn giao.', 'Name and unit are filled in from the list in the package.'],
  'channels.idle': ['Máy chủ này chưa dùng được: {channels}. Quản trị hệ thống bật bằng biến môi trường.', 'Not available on this server: {channels}. The system administrator turns them on by environment variables.'],
  'post.title': ['Tiêu đề bài', 'Title of the post'],
  'post.text': ['Nội dung bài', 'Text of the post'],
  'post.text-hint': ['Chữ thuần, mỗi đoạn cách nhau một dòng trống, để dán được vào cổng thông tin và trang mạng xã hội.', 'Plain text with an empty line between paragraphs, so that it can be pasted into portals and social pages.'],
  'post.link': ['Liên kết cuối bài', 'Link at the end'],
  'post.link-hint': ['Một trang của hệ thống, bắt đầu bằng dấu gạch chéo. Để trống nếu không dẫn đi đâu.', 'A page of the system, starting with a slash. Empty when it leads nowhere.'],
  'post.more': ['Xem thêm: {address}', 'Read more: {address}'],
  'post.length': ['{letters} ký tự, tính cả liên kết. Nhiều trang mạng xã hội chỉ hiện vài dòng đầu khi chưa bấm xem thêm.', '{letters} characters with the link. Many social pages show only the first lines until a reader asks for more.'],
  'proof.url': ['Địa chỉ bài đã đăng', 'Address of the post'],
  'proof.url-hint': ['Địa chỉ đầy đủ, dạng https://…, mở được mà không cần đăng nhập.', 'The whole address, like https://…, that opens without signing in.'],
  'proof.posted-at': ['Đăng lúc', 'Posted at'],
  'proof.photo': ['Ảnh chụp màn hình bài đăng (JPEG, PNG, WebP, tối đa 5 MB)', 'Screenshot of the post (JPEG, PNG, WebP, up to 5 MB)'],
  'proof.photo-hint': ['Không để lộ bình luận, tên hay ảnh của người đọc.', 'Leave out comments, names and pictures of readers, please.'],
  'proof.photo-alt': ['Ảnh chụp bài đăng tại {place}', 'Screenshot from {place}'],
  'proof.one-by-one': ['Bài đăng được xác nhận từng bài, vì cần địa chỉ của bài.', 'Posts are confirmed one by one, because each needs its address.'],
  'fault.url': ['Vui lòng nhập địa chỉ của bài đã đăng, dạng https://…, không kèm tên đăng nhập hay mật khẩu.', 'Please enter the address of the post, like https://…, without a user name or password.'],
});

import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of the mails themselves. */
export const mailMessages = defineMessages({
  province: ['Tỉnh Ninh Bình', 'Ninh Bình Province'],
  product: ['Học 06 – Đào tạo và truyền thông Đề án 06', 'Học 06 – Training and communication for Đề án 06'],
  greeting: ['Kính gửi Anh/Chị {name},', 'Dear {name},'],
  drill: ['[DIỄN TẬP]', '[DRILL]'],
  'drill-text': ['Đây là thư diễn tập. Anh/Chị không cần làm gì ngoài hệ thống này.', 'This mail is part of a drill. Nothing needs to be done outside this system.'],
  correction: ['[ĐÍNH CHÍNH]', '[CORRECTION]'],
  'correction-text': ['Thư này đính chính và thay cho thư đã gửi trước đó.', 'This mail corrects and replaces one that was sent before.'],
  open: ['Mở trong hệ thống', 'Open it in the system'],
  'leads-to': ['Liên kết mở trang {page} của hệ thống này.', 'The link opens the page {page} of this system.'],
  question: ['Thư có một câu hỏi xác nhận: {question} Vui lòng trả lời trong hệ thống.', 'One question to confirm: {question} Please answer it in the system.'],
  reason: ['Anh/Chị nhận thư này vì {reason}.', 'You receive this mail because {reason}.'],
  duty: ['Thư này thuộc nhiệm vụ của Anh/Chị nên không có mục ngừng nhận.', 'This mail belongs to your duties, so you cannot unsubscribe from it.'],
  unsubscribe: ['Ngừng nhận thư về chủ đề này', 'Stop mails about this topic'],
  genuine: ['Hệ thống không bao giờ hỏi mật khẩu qua thư. Nếu còn ngờ vực, Anh/Chị tự gõ địa chỉ {host}.', 'The system never asks for passwords by mail. When in doubt, type the address {host} yourself.'],
  'topic.TRAINING': ['đào tạo', 'training'],
  'topic.SECURITY': ['an toàn thông tin', 'information security'],
  'topic.PROJECT_06': ['Đề án 06', 'Đề án 06'],
  'topic.CONTEST': ['cuộc thi', 'contests'],
  'topic.SYSTEM': ['hệ thống', 'the system'],
  'body.too-long': ['Nội dung thư dài {length} ký tự, tối đa là {max}. Nếu dán từ trang web hay Word, vui lòng dán dạng văn bản thuần.', 'The mail has {length} characters, at most {max} are allowed. When pasting from a web page or Word, please paste plain text.'],
  'body.html': ['Nội dung thư có mã HTML ({found}). Vui lòng chỉ dùng đoạn văn, danh sách, chữ đậm và liên kết.', 'The mail holds HTML code ({found}). Please use only paragraphs, lists, emphasis and links.'],
  'body.image': ['Thư không kèm hình ảnh. Vui lòng đặt liên kết tới trang có hình.', 'Mails carry no images. Please link to a page that shows the image.'],
  'body.link': ['Liên kết {link} không dùng được trong thư. Chỉ dùng địa chỉ https hoặc trang của hệ thống, không dẫn tới trang đăng nhập hay kích hoạt.', 'The link {link} cannot be used in a mail. Use only https addresses or pages of the system, never a sign-in or activation page.'],
  'body.variable': ['Biến {found} không có nên không điền được. Chỉ dùng được ten và don_vi trong hai dấu ngoặc nhọn.', 'There is no variable {found}. Only ten and don_vi can stand in double braces.'],
  'body.braces': ['Có dấu ngoặc nhọn kép thiếu một bên. Vui lòng viết đủ hai bên quanh tên biến hoặc bỏ đi.', 'A double brace has no partner. Please close it around a variable or take it out.'],
  'body.deep': ['Nội dung thư lồng quá nhiều cấp. Vui lòng viết gọn lại.', 'The mail is nested too deeply. Please simplify it.'],
});

/** Texts of the page behind the unsubscribe link. */
export const unsubscribeMessages = defineMessages({
  title: ['Ngừng nhận thư', 'Stop these mails'],
  ask: ['Bấm nút dưới đây để không nhận thêm thư điện tử về chủ đề {topic}. Thông báo trong hệ thống và thư thuộc nhiệm vụ vẫn được gửi.', 'Press the button to get no more mails about {topic}. Notices in the system and mails that belong to your duties are still sent.'],
  confirm: ['Ngừng nhận', 'Stop these mails'],
  done: ['Đã ngừng gửi thư điện tử về chủ đề {topic}', 'No more mails about {topic} will be sent'],
  'done-text': ['Anh/Chị không cần làm gì thêm. Nếu bấm nhầm, Anh/Chị có thể nhận lại.', 'Nothing more needs to be done. If this was a mistake, you can receive them again.'],
  return: ['Nhận lại thư về chủ đề này', 'Receive these mails again'],
  unknown: ['Đường dẫn này không còn dùng được. Có thể thư đã quá cũ hoặc đường dẫn bị sao chép thiếu. Anh/Chị có thể đăng nhập để chọn loại thư muốn nhận.', 'This link can no longer be used. The mail may be too old or the link incomplete. You can sign in and choose which mails you want.'],
});

/** Texts of the pages with the mails that are kept instead of being sent. */
export const keptMailMessages = defineMessages({
  title: ['Thư giữ lại', 'Kept mails'],
  lead: ['Chưa khai báo máy chủ thư nên thư được giữ thành tệp thay vì gửi đi.', 'No mail server is set up, so mails are kept as files instead of being sent.'],
  crumbs: ['Đường dẫn trang', 'Breadcrumb'],
  admin: ['Quản trị', 'Administration'],
  none: ['Chưa có thư nào được giữ lại', 'No mail has been kept yet'],
  'none-text': ['Khi có máy chủ thư, thư được gửi thẳng và không hiện ở đây.', 'Once there is a mail server, mails are sent and do not show here.'],
  subject: ['Tiêu đề', 'Subject'],
  to: ['Người nhận', 'To'],
  day: ['Ngày', 'Day'],
  size: ['Dung lượng', 'Size'],
  bytes: ['{size} kB', '{size} kB'],
  newest: ['Hiển thị {count} thư mới nhất.', 'Showing the newest {count} mails.'],
  'no-subject': ['(không có tiêu đề)', '(no subject)'],
  headers: ['Đầu thư', 'Headers'],
  'header.subject': ['Tiêu đề', 'Subject'],
  'header.from': ['Người gửi', 'From'],
  'header.to': ['Người nhận', 'To'],
  'header.date': ['Thời điểm gửi', 'Date'],
  text: ['Nội dung dạng văn bản', 'Text'],
  preview: ['Xem bản trình bày', 'See the laid out mail'],
  download: ['Tải tệp .eml', 'Download the .eml file'],
});

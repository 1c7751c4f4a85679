import { defineMessages } from './i18n/messages.ts';

/** Sentences that any feature may need: refusals, form faults, generic words. */
export const platformMessages = defineMessages({
  'error.not-found': ['Không tìm thấy nội dung này. Có thể đường dẫn sai hoặc nội dung đã ngừng sử dụng.', 'This could not be found. The address may be wrong or the content may have been withdrawn.'],
  'error.forbidden': ['Anh/Chị không có quyền thực hiện thao tác này. Nếu cần quyền này, vui lòng liên hệ quản trị hệ thống.', 'You do not have the right to do this. If you need it, please ask the system administrator.'],
  'error.conflict': ['Nội dung vừa được thay đổi ở nơi khác. Vui lòng tải lại trang rồi thử lại.', 'This has just been changed elsewhere. Please reload the page and try again.'],
  'error.limit': ['Có quá nhiều yêu cầu trong thời gian ngắn. Vui lòng chờ {seconds} giây rồi thử lại.', 'Too many requests in a short time. Please wait {seconds} seconds and try again.'],
  'error.too-large': ['Nội dung gửi lên quá lớn (tối đa {max}). Nội dung đang nhập vẫn còn ở trang trước; vui lòng rút ngắn rồi gửi lại.', 'What you sent is too large (at most {max}). Your text is still on the previous page; please shorten it and send it again.'],
  'error.unavailable': ['Hệ thống đang bận hoặc tạm gián đoạn. Chưa có gì bị thay đổi; vui lòng thử lại sau ít phút.', 'The system is busy or interrupted. Nothing has been changed; please try again in a few minutes.'],
  'error.disk-full': ['Ổ đĩa của máy chủ đã đầy nên chưa lưu được. Chưa có gì bị thay đổi; vui lòng báo quản trị hệ thống.', 'The server disk is full, so nothing was saved. Nothing has been changed; please tell the system administrator.'],
  'error.unauthenticated': ['Phiên làm việc đã hết hạn, vui lòng đăng nhập lại. Nội dung đang nhập đã được lưu nháp.', 'Your session has expired, please sign in again. What you were typing has been kept as a draft.'],
  'error.origin': ['Yêu cầu không đến từ trang chính thức nên đã bị từ chối. Vui lòng mở lại trang từ địa chỉ đúng.', 'The request did not come from the official site and was refused. Please open the page again from the right address.'],
  'error.params': ['Đường dẫn không hợp lệ.', 'The address is not valid.'],
  'error.unexpected': ['Đã có lỗi ngoài dự kiến. Chúng tôi đã ghi nhận; vui lòng thử lại.', 'Something unexpected went wrong. It has been recorded; please try again.'],
  'refusal.title': ['Chưa thực hiện được', 'This could not be done'],
  'refusal.back': ['Về trang trước', 'Back to the previous page'],
  'refusal.home': ['Về trang chủ', 'Go to the home page'],
  'form.required': ['Vui lòng nhập thông tin này.', 'Please fill this in.'],
  'form.invalid': ['Nội dung chưa đúng. Vui lòng kiểm tra lại.', 'This is not right. Please check it.'],
  'form.too-long': ['Nội dung dài quá {max} ký tự.', 'This is longer than {max} characters.'],
  'file.xlsx': ['Xuất Excel', 'Export Excel'],
  'file.csv': ['Xuất CSV', 'Export CSV'],
  'diff.added': ['thêm', 'added'],
  'diff.removed': ['bỏ', 'removed'],
});

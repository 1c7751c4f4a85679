import { defineMessages } from '../platform/i18n/messages.ts';

/** Texts of signing in, accounts and units. */
export const peopleMessages = defineMessages({
  'sign-in.title': ['Đăng nhập', 'Sign in'],
  'sign-in.lead': ['Học và làm bài kiểm tra về Đề án 06 và an toàn thông tin.', 'Courses and assessments on Project 06 and information security.'],
  'sign-in.identifier': ['Thư điện tử hoặc mã số cán bộ', 'E-mail or staff number'],
  'sign-in.password': ['Mật khẩu', 'Password'],
  'sign-in.show': ['Hiện', 'Show'],
  'sign-in.forgotten': ['Quên mật khẩu: nhờ quản trị đào tạo của đơn vị cấp mật khẩu tạm.', 'Forgotten it: ask your training administrator for a temporary password.'],
  'sign-in.submit': ['Đăng nhập', 'Sign in'],
  'sign-in.wrong': ['Thư điện tử, mã số cán bộ hoặc mật khẩu chưa đúng. Vui lòng kiểm tra rồi thử lại.', 'The e-mail, staff number or password is not right. Please check and try again.'],
  'sign-in.locked': ['Tài khoản tạm khoá do nhập sai nhiều lần. Vui lòng thử lại sau {minutes} phút hoặc nhờ quản trị đào tạo mở khoá.', 'The account is locked after several wrong passwords. Please try again in {minutes} minutes or ask a training administrator to unlock it.'],
  'sign-in.disabled': ['Tài khoản đã ngừng sử dụng. Vui lòng liên hệ quản trị đào tạo của đơn vị.', 'The account is no longer in use. Please contact your training administrator.'],
  'sign-in.expired-password': ['Mật khẩu tạm đã hết hạn. Vui lòng nhờ quản trị đào tạo cấp lại.', 'The temporary password has expired. Please ask a training administrator for a new one.'],
  'sign-in.kept': ['Phiên làm việc đã hết hạn, vui lòng đăng nhập lại. Nội dung đang nhập đã được lưu nháp.', 'Your session has expired, please sign in again. What you were typing has been kept.'],
  'sign-in.required': ['Vui lòng đăng nhập để tiếp tục.', 'Please sign in to continue.'],
});

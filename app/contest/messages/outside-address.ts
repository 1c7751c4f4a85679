import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts for moving an account from outside to another e-mail address. */
export const addressMessages = defineMessages({
  'link': ['Đổi địa chỉ thư điện tử', 'Change the e-mail address'],
  'title': ['Đổi địa chỉ thư điện tử', 'Change the e-mail address'],
  'lead': ['Mã 8 chữ số được gửi tới địa chỉ mới. Địa chỉ cũ được báo sau khi đổi.', 'An 8-digit code goes to the new address. The old address is told after the change.'],
  'now': ['Địa chỉ hiện nay', 'Address now'],
  'new': ['Địa chỉ thư điện tử mới', 'New e-mail address'],
  'code.title': ['Xác nhận địa chỉ mới', 'Confirm the new address'],
  'code.submit': ['Đổi địa chỉ', 'Change the address'],
  'back': ['Quay lại hồ sơ', 'Back to the profile'],
  'done': ['Đã đổi địa chỉ thư điện tử và đăng xuất khỏi mọi thiết bị khác. Từ nay mã đăng nhập được gửi tới địa chỉ mới.', 'The e-mail address has been changed and you are signed out everywhere else. Codes go to the new address from now on.'],
  'fault.same': ['Đây là địa chỉ đang sử dụng. Vui lòng nhập địa chỉ khác.', 'This is the address in use. Please enter another one.'],
  'fault.official': ['Địa chỉ của tài khoản cán bộ không đổi được ở đây. Vui lòng liên hệ quản trị của đơn vị công tác.', 'Addresses of officials’ accounts cannot be changed here. Please turn to the administrators of your unit.'],
  'mail.subject': ['Mã xác nhận địa chỉ thư điện tử', 'Your code to confirm this address'],
  'mail.body': ['Mã xác nhận địa chỉ này cho hồ sơ dự thi là:\n\n**{code}**\n\nMã dùng một lần, đến {until}. Không đọc mã này cho bất kỳ ai. Nếu Anh/Chị không yêu cầu, hãy bỏ qua thư này.', 'The code that confirms this address for a contest profile is:\n\n**{code}**\n\nIt can be used once, until {until}. Do not tell it to anybody. If you did not ask for this, please ignore this mail.'],
  'mail.reason': ['địa chỉ này vừa được nhập để thay địa chỉ của một hồ sơ dự thi', 'this address was just entered as the new one of a contest profile'],
  'mail.taken-subject': ['Địa chỉ này đã có tài khoản', 'This address has an account already'],
  'mail.taken-body': ['Có người vừa nhập địa chỉ này làm địa chỉ mới của hồ sơ dự thi. Địa chỉ đã gắn với một tài khoản nên không dùng được cho hồ sơ khác.\n\nNếu đó là Anh/Chị: vui lòng dùng một địa chỉ khác, hoặc đăng nhập bằng chính địa chỉ này. Nếu không phải, hãy bỏ qua thư này.', 'Somebody has just entered this address as the new one of a contest profile. It belongs to an account already, so another profile cannot use it.\n\nIf that was you: please use another address, or sign in with this one. If not, please ignore this mail.'],
  'told.subject': ['Hồ sơ dự thi đã đổi sang địa chỉ khác', 'Your contest profile has moved to another address'],
  'told.body': ['Lúc {at}, hồ sơ dự thi của Anh/Chị đã chuyển sang một địa chỉ thư điện tử khác. Địa chỉ này không còn dùng để đăng nhập hồ sơ đó.\n\nNếu không phải Anh/Chị thực hiện, vui lòng báo ngay cho ban tổ chức.', 'On {at} your contest profile was moved to another e-mail address. This address does not open that profile any more.\n\nIf it was not you, please tell the organisers at once.'],
  'told.reason': ['hồ sơ dự thi vừa chuyển khỏi địa chỉ này', 'a contest profile has just moved away from this address'],
});

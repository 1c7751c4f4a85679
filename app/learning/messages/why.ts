import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts that tell a learner why a course is hers, or why she need not take it. */
export const whyMessages = defineMessages({
  title: ['Vì sao tôi được giao?', 'Why was this assigned to me?'],
  'link-of': ['Vì sao tôi được giao? {course}', 'Why was this assigned to me? {course}'],
  'source.SELF': ['Anh/Chị tự ghi danh ngày {day}. Khoá học không bắt buộc đối với ghi danh này.', 'You enrolled yourself on {day}. This enrolment is optional.'],
  'source.ASSIGNED': ['Khoá học được giao cho Anh/Chị ngày {day}.', 'The course was assigned to you on {day}.'],
  'source.PLAN': ['Khoá học mở lại cho Anh/Chị ngày {day} theo chu kỳ học lại.', 'The course opened for you again on {day}, as it does regularly.'],
  rule: ['Quy tắc “{rule}”', 'Rule “{rule}”'],
  who: ['Áp dụng cho: {who}.', 'It is for: {who}.'],
  since: ['Quy tắc áp dụng cho Anh/Chị từ {day}.', 'The rule has applied to you since {day}.'],
  due: ['Hạn theo quy tắc: {day}.', 'Due day by the rule: {day}.'],
  'due-none': ['Quy tắc không đặt hạn.', 'The rule sets no due day.'],
  'due-counts': ['Hạn được áp dụng: {day}, là hạn sớm nhất.', 'The day that counts is {day}, the earliest one.'],
  kept: ['Quy tắc “{rule}” không còn áp dụng cho Anh/Chị từ {day}. Anh/Chị đã bắt đầu nên khoá học được giữ lại, nay là tự chọn và không có hạn.', 'The rule “{rule}” has not applied to you since {day}. You had begun, so the course stays yours: optional and without a due day.'],
  ask: ['Cần hỏi thêm: bộ phận quản trị đào tạo của {unit}.', 'Questions: the training administration of {unit}.'],
  'ask-nobody': ['Cần hỏi thêm: bộ phận quản trị đào tạo của đơn vị.', 'Questions: the training administration of your unit.'],
  'exempt.title': ['Anh/Chị được miễn khoá học này đến hết {day}', 'You are exempted from this course until {day}'],
  'exempt.text': ['Trong thời gian này không có hạn và không có lời nhắc. Lý do: {kind}. Căn cứ: {reason}', 'Meanwhile there is no due day and no reminder. Reason: {kind}. Grounds: {reason}'],
  'recognised.title': ['Chứng nhận nơi khác được tính thay khoá học này đến hết {day}', 'A certificate from elsewhere counts instead of this course until {day}'],
  'recognised.text': ['Số {number}, {issuer} cấp ngày {issued}. Anh/Chị không phải học lại trong thời gian này.', 'No. {number}, issued by {issuer} on {issued}. Meanwhile you need not take the course.'],
});

import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of what judges of a final wrote, as the team of an entry reads it. */
export const feedbackMessages = defineMessages({
  'mask.own': ['[bài này]', '[this entry]'],
  'mask.other': ['[bài kia]', '[the other]'],
  'mask.another': ['[bài khác]', '[another entry]'],
  'mask.hidden': ['[đã ẩn]', '[hidden]'],
  'pairs.title': ['Lý do của giám khảo ở chung kết', 'Why judges chose in the final'],
  'pairs.lead': ['Mỗi dòng là lý do một giám khảo ghi khi so bài này với một bài khác. Tên giám khảo, bài kia và thông tin nhận ra bài khác được thay bằng chữ trong ngoặc vuông; thứ tự không theo cặp hay thời gian.', 'Each line is the reason of one judge who compared this entry with another. Judges, the other entry and what would name it are replaced by words in square brackets; the order follows neither pairs nor time.'],
  'pairs.none': ['Không giám khảo nào ghi lý do khi so bài này.', 'No judge gave a reason when comparing this entry.'],
  'pairs.THIS': ['Chọn bài này ({count})', 'Chose this entry ({count})'],
  'pairs.OTHER': ['Chọn bài kia ({count})', 'Chose the other ({count})'],
  'pairs.DRAW': ['Ngang nhau ({count})', 'Equally good ({count})'],
});

import { defineMessages } from '../../platform/i18n/messages.ts';

/** What judges and entrants are told unasked: that time runs out, or that something has changed. The contest's title comes in as a variable of the message. */
export const contestReminders = defineMessages({
  'score.subject': ['Còn {count} bài dự thi chờ Anh/Chị chấm', '{count} entries still wait for your scores'],
  'score.body': ['Cuộc thi **{contest}**: còn {count} phiếu chưa khoá. Hạn chấm gần nhất: {until} (giờ Việt Nam).', 'Contest **{contest}**: {count} sheets are not locked yet. The nearest deadline is {until} (Vietnam time).'],
  'score.reason': ['Anh/Chị là giám khảo của cuộc thi.', 'You are a judge of the contest.'],
  'invited.subject': ['Lời mời làm giám khảo chờ trả lời', 'An invitation to judge waits for your answer'],
  'invited.body': ['Ban tổ chức cuộc thi **{contest}** mời Anh/Chị làm giám khảo và chưa nhận được trả lời. Hãy mở trang Chấm thi để nhận lời hoặc từ chối.', 'The organisers of the contest **{contest}** invited you as a judge and have no answer yet. Open the judging page to accept or decline.'],
  'invited.reason': ['Anh/Chị được mời làm giám khảo.', 'You are invited as a judge.'],
  'draft.subject': ['Bài dự thi {number} chưa nộp', 'Entry {number} has not been handed in'],
  'draft.body': ['Cuộc thi **{contest}** nhận bài đến hết {until} (giờ Việt Nam). Bài {number} còn là bản nháp: trưởng nhóm cần nộp trước lúc đó.', 'The contest **{contest}** takes entries until the end of {until} (Vietnam time). Entry {number} is still a draft: its lead has to hand it in before.'],
  'draft.reason': ['Anh/Chị là thành viên của bài dự thi.', 'You are a member of the entry.'],
  'extended.subject': ['Gia hạn nộp bài dự thi', 'More time to hand in entries'],
  'extended.body': ['Hạn nộp bài của cuộc thi **{contest}** lùi thêm {minutes} phút, đến hết {until} (giờ Việt Nam), như nhau cho mọi người. Lý do ở trang của cuộc thi.', 'The deadline of the contest **{contest}** moves by {minutes} minutes, to the end of {until} (Vietnam time), the same for everybody. The reason stands on the page of the contest.'],
  'rules.subject': ['Thể lệ cuộc thi có bản mới', 'The rules of a contest have changed'],
  'rules.body': ['Cuộc thi **{contest}** công bố thể lệ bản {version}. Trang thể lệ nêu rõ phần thay đổi.', 'The contest **{contest}** has published version {version} of its rules. The page of the rules shows what has changed.'],
  'entrant.reason': ['Anh/Chị có bài trong cuộc thi này.', 'You have an entry in this contest.'],
});

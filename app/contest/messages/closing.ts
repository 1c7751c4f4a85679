import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of ending a contest: what it means, what stands in the way, what people are told. */
export const closingMessages = defineMessages({
  'what.results': ['Kết quả đã công bố ở lại trang công khai. Sau khi kết thúc không nhận phản ánh, không thu hồi kết quả, không trao giải và không bỏ phiếu nữa; việc áp dụng sau giải vẫn tiếp tục.', 'The published results stay. After closing no objection, withdrawal, award or vote is possible any more; what becomes of the prizes goes on.'],
  'what.called-off': ['Cuộc thi chưa có kết quả nên kết thúc lúc này là dừng cuộc thi: không nhận bài, không chấm, không công bố nữa. Người dự thi và giám khảo được báo kèm lý do.', 'There are no results yet, so closing now calls the contest off: no entries, judging or publication any more. Entrants and judges are told, with the reason.'],
  'what.public': ['Lý do hiện trên trang công khai của cuộc thi.', 'The reason shows on the contest’s public page.'],
  'open': ['Chưa kết thúc được.', 'The contest cannot be closed yet.'],
  'open.appeals': ['{count} phản ánh chưa trả lời.', '{count} objections have no answer.'],
  'open.upheld': ['{count} phản ánh được chấp nhận nhưng kết quả chưa thu hồi.', '{count} objections were upheld, but the results have not been taken back.'],
  'open.window': ['Người dự thi còn được phản ánh đến {until}.', 'Entrants may still object until {until}.'],
  'open.award': ['{count} giải chưa ghi là đã trao.', '{count} prizes have not been recorded as awarded.'],
  'open.vote': ['Bỏ phiếu bình chọn còn mở đến {until}.', 'The public vote is open until {until}.'],
  'public.results': ['Cuộc thi kết thúc ngày {day}. {reason}', 'The contest was closed on {day}. {reason}'],
  'public.called-off': ['Cuộc thi đã dừng ngày {day} và không có kết quả. {reason}', 'The contest was called off on {day} and has no results. {reason}'],
  'public.no-reason': ['Cuộc thi kết thúc ngày {day}.', 'The contest was closed on {day}.'],
  'told.subject': ['Cuộc thi đã dừng', 'A contest has been called off'],
  'told.body.ENTRANT': ['Ban tổ chức dừng cuộc thi **{contest}**; cuộc thi không có kết quả. Lý do: {reason} Bài và biên nhận của Anh/Chị vẫn xem được.', 'The organisers have called the contest **{contest}** off; it has no results. Reason: {reason} Your entry and its receipt can still be read.'],
  'told.body.JUDGE': ['Ban tổ chức dừng cuộc thi **{contest}**; Anh/Chị không cần chấm tiếp. Lý do: {reason} Các phiếu đã viết được giữ nguyên.', 'The organisers have called the contest **{contest}** off; no further judging is needed. Reason: {reason} What you have written is kept.'],
  'told.reason.ENTRANT': ['Anh/Chị có bài trong cuộc thi này.', 'You have an entry in this contest.'],
  'told.reason.JUDGE': ['Anh/Chị là giám khảo của cuộc thi.', 'You are a judge of the contest.'],
});

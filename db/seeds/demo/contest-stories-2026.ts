import { prizes, type CallStory } from './contest-story.ts';

type Idea = readonly [title: string, summary: string];

/** Results are out since 16/11/2026, the public votes, and an objection waits for its answer. */
export const voted: CallStory = {
  code: 'AT26', slug: 'an-toan-thong-tin-o-co-so-2026', title: 'Sáng kiến an toàn thông tin ở cơ sở năm 2026', writtenAt: '2026-06-01T02:00:00.000Z', publishedAt: '2026-06-05T02:00:00.000Z',
  summary: 'Cách làm đơn giản giúp xã, trường học, trạm y tế và tổ dân phố tránh lừa đảo và lộ lọt dữ liệu.',
  moments: { OPENS: '2026-06-08T01:00:00.000Z', ENTRIES_CLOSE: '2026-08-31T16:59:59.000Z', SCREENING_ENDS: '2026-09-15T16:59:59.000Z', SCORING_ENDS: '2026-10-20T16:59:59.000Z', RESULTS: '2026-11-16T02:00:00.000Z' },
  prizes: prizes.filter(({ kind }) => kind !== 'THIRD' && kind !== 'CONSOLATION'),
};

/** The first round is committed to, and the last eight are compared two by two. */
export const inFinal: CallStory = {
  code: 'CX26', slug: 'giai-phap-so-cap-xa-2026', title: 'Giải pháp chuyển đổi số cấp xã năm 2026', writtenAt: '2026-05-04T02:00:00.000Z', publishedAt: '2026-05-11T02:00:00.000Z',
  summary: 'Giải pháp mà một xã, phường tự vận hành được trong sáu tháng, không cần đầu tư lớn.',
  moments: { OPENS: '2026-05-15T01:00:00.000Z', ENTRIES_CLOSE: '2026-08-14T16:59:59.000Z', SCREENING_ENDS: '2026-08-31T16:59:59.000Z', SCORING_ENDS: '2027-01-15T16:59:59.000Z', RESULTS: '2027-01-29T02:00:00.000Z' },
  prizes: prizes.filter(({ kind }) => kind !== 'CONSOLATION'),
  finalists: 8,
  pairReasons: 'TEAMS',
};

export const safetyIdeas: readonly Idea[] = [
  ['Bảng đối chiếu số điện thoại chính thức của xã', 'Một trang in, dán ở nhà văn hoá: cơ quan nào gọi từ số nào, và không bao giờ hỏi gì.'],
  ['Năm phút an toàn đầu giờ họp thôn', 'Mỗi cuộc họp mở đầu bằng một tình huống lừa đảo có thật, đã xoá tên.'],
  ['Hộp khoá USB của trạm y tế', 'Thiết bị lạ được bỏ vào hộp, người phụ trách kiểm tra rồi trả lại.'],
  ['Thẻ nhắc mật khẩu không ghi mật khẩu', 'Thẻ giúp người cao tuổi nhớ cụm từ của mình mà người khác đọc không hiểu.'],
  ['Diễn tập gọi điện giả danh cho cán bộ một cửa', 'Mỗi quý một cuộc gọi thử, kết quả chỉ tính theo nhóm, không nêu tên.'],
  ['Dấu niêm phong hồ sơ giấy có mã kiểm tra', 'Biết ngay hồ sơ đã bị mở trong lúc chuyển giữa hai bộ phận.'],
  ['Góc hỏi nhanh về đường dẫn lạ ở trường học', 'Học sinh gửi ảnh chụp đường dẫn, đội tình nguyện trả lời trong ngày.'],
  ['Danh mục thiết bị và người giữ của tổ dân phố', 'Một bảng ngắn, cập nhật mỗi tháng, khi mất máy biết gọi ai.'],
  ['Mẫu tin cảnh báo phát loa trong mười phút', 'Soạn sẵn, điền địa danh, hai người duyệt rồi phát.'],
];

export const villageIdeas: readonly Idea[] = [
  ['Lịch tiếp công dân có số thứ tự từ xa', 'Người dân lấy số ở nhà, đến đúng giờ, không phải chờ.'],
  ['Sổ mượn thiết bị dùng chung của xã', 'Biết máy chiếu, loa, xe đang ở đâu, ai giữ, khi nào trả.'],
  ['Một trang việc cần làm hôm nay cho trưởng thôn', 'Gộp việc từ năm ban, ngành vào một danh sách theo ngày.'],
  ['Theo dõi kiến nghị cử tri đến khi xong', 'Mỗi kiến nghị có người nhận, hạn trả lời và kết quả công khai.'],
  ['Bản đồ hộ cần hỗ trợ khi mưa lũ', 'Tổng hợp theo thôn, chỉ đội ứng cứu xem được từng hộ.'],
  ['Phiếu góp ý sau khi làm thủ tục bằng ba biểu tượng', 'Bấm một lần ở quầy, kết quả từng tuần dán tại bảng tin.'],
  ['Nhắc lịch tiêm và khám định kỳ của trạm y tế', 'Danh sách nhắc theo tuần, gọi điện cho hộ không dùng điện thoại thông minh.'],
  ['Biên bản họp thôn soạn theo mẫu trên điện thoại', 'Điền khi họp, đọc lại tại chỗ, ký và lưu trong ngày.'],
  ['Tra cứu quy hoạch thửa đất tại nhà văn hoá', 'Một máy dùng chung, cán bộ địa chính trực hai buổi mỗi tuần.'],
  ['Kho biểu mẫu đã điền thử của cấp xã', 'Người dân xem mẫu đã điền đúng trước khi viết.'],
  ['Bảng theo dõi rác thải và điểm tập kết', 'Tổ tự quản chụp ảnh, xã xếp lịch xe theo điểm đầy.'],
  ['Danh bạ công việc thay vì danh bạ chức vụ', 'Tìm theo việc cần làm, ra người và giờ trực.'],
  ['Số hoá sổ tay lịch sử làng nghề', 'Trường học và hội người cao tuổi cùng ghi, cùng kiểm tra.'],
];

/** Why a judge of the final chose; most write nothing. */
export const pairReasons = ['Dễ làm hơn với người và máy mà xã đang có.', 'Có cách đo trước và sau, bài kia chưa nêu.', 'Ý tưởng gần nhau; bài này viết rõ ai chịu trách nhiệm.', 'Hai bài ngang nhau về hiệu quả, khác nhau ở chi phí duy trì.'] as const;

/** What each vote is more likely to fall on, in the order of the prizes. */
export const favour = [5, 3, 3, 2, 2, 2, 1] as const;

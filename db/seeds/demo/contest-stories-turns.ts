import type { CallStory } from './contest-story.ts';

type Idea = readonly [title: string, summary: string];

/** Judges are at work until the middle of December; on its way entries were withdrawn, refused and readmitted. */
export const inJudging: CallStory = {
  code: 'DM26', slug: 'ung-dung-du-lieu-mo-2026', title: 'Ứng dụng dữ liệu mở của tỉnh năm 2026', writtenAt: '2026-08-03T02:00:00.000Z', publishedAt: '2026-08-06T02:00:00.000Z',
  summary: 'Biến các bộ dữ liệu mở của tỉnh thành thứ người dân, trường học và doanh nghiệp dùng hằng ngày.',
  moments: { OPENS: '2026-08-10T01:00:00.000Z', ENTRIES_CLOSE: '2026-09-30T16:59:59.000Z', SCREENING_ENDS: '2026-10-15T16:59:59.000Z', SCORING_ENDS: '2026-12-18T16:59:59.000Z', RESULTS: '2027-01-20T02:00:00.000Z' },
};

/** Called off: hardly anybody entered. */
export const calledOff: CallStory = {
  code: 'CD26', slug: 'cho-dan-sinh-khong-tien-mat-2026', title: 'Chợ dân sinh không tiền mặt năm 2026', writtenAt: '2026-04-20T02:00:00.000Z', publishedAt: '2026-04-24T02:00:00.000Z',
  summary: 'Cách giúp tiểu thương và người mua ở chợ xã thanh toán không tiền mặt mà không phải lo bị lừa.',
  moments: { OPENS: '2026-05-04T01:00:00.000Z', ENTRIES_CLOSE: '2026-06-30T16:59:59.000Z', SCREENING_ENDS: '2026-07-15T16:59:59.000Z', SCORING_ENDS: '2026-08-14T16:59:59.000Z', RESULTS: '2026-09-01T02:00:00.000Z' },
};

/** The last four have a turn of their own: readmitted late, not eligible, withdrawn by the organisers, withdrawn in time. */
export const mapIdeas: readonly Idea[] = [
  ['Giờ mở cửa thật của bộ phận một cửa trên bản đồ', 'Gộp giờ làm việc đã công bố với ngày nghỉ, bản đồ nào cũng đọc được.'],
  ['Tìm thủ tục bằng câu hỏi thường ngày', 'Gõ “mới sinh con cần gì” ra đúng thủ tục trong danh mục của tỉnh.'],
  ['Dự báo chỗ học lớp một theo xã', 'Dùng dân số tổng hợp theo nhóm tuổi để trường chuẩn bị trước hai năm.'],
  ['Bảng so thời gian giải quyết giữa các xã', 'Mỗi quý một bảng, cùng cách tính, kèm chú thích vì sao khác nhau.'],
  ['Tuyến xe lưu động theo nơi ít điểm tiếp nhận', 'Tìm cụm dân cư xa điểm tiếp nhận nhất để xếp lịch xe lưu động.'],
  ['Bài tập thống kê lớp chín bằng dữ liệu của tỉnh', 'Mười bài tập dùng số liệu thật đã tổng hợp, giáo viên tải về dùng ngay.'],
  ['Máy tính lệ phí theo danh mục thủ tục', 'Chọn việc cần làm, thấy tổng lệ phí và giấy tờ phải mang.'],
  ['Nhịp dân số của xã trên một trang', 'Một trang in được về tuổi, giới tính và thay đổi qua năm năm.'],
  ['Chỉ số dễ đến của điểm tiếp nhận hồ sơ', 'Tính quãng đường và thời gian chờ, xếp theo thôn, cập nhật mỗi tháng.'],
  ['Gói phần mềm quản lý hồ sơ trọn bộ', 'Bộ phần mềm đang bán, có thể lắp ngay tại xã.'],
  ['Cảnh báo giờ cao điểm ở quầy', 'Xem trước giờ nào đông trong tuần từ số liệu lượt hồ sơ tổng hợp.'],
  ['Lịch dữ liệu: bộ nào cập nhật khi nào', 'Nhắc người dùng khi một bộ dữ liệu mở có bản mới.'],
];

/** The last one is a draft that was begun and left. */
export const marketIdeas: readonly Idea[] = [
  ['Thẻ giá kèm mã thanh toán của từng sạp', 'Một tấm thẻ, ban quản lý chợ kiểm tra mã mỗi tuần để không ai dán đè.'],
  ['Sổ tay tiểu thương đối chiếu tiền đã nhận', 'Ba bước đối chiếu trước khi giao hàng, dán ngay tại sạp.'],
  ['', ''],
];

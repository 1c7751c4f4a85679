/** The words of the demo's contests. Nobody in them is a real person, no firm a real firm. */

export const criteria = [
  { title: 'Tính mới', weight: 0.2 },
  { title: 'Hiệu quả cho người dân', weight: 0.3 },
  { title: 'Khả năng áp dụng', weight: 0.2 },
  { title: 'Dữ liệu dùng đúng quy định', weight: 0.2 },
  { title: 'Khả năng nhân rộng', weight: 0.1 },
] as const;
export const anchors = ['1–3: chưa rõ', '4–6: đạt một phần', '7–8: tốt', '9–10: rất tốt, có số liệu'];
export const prizes = [
  { kind: 'FIRST', title: 'Giải nhất', count: 1, amount: 30_000_000 },
  { kind: 'SECOND', title: 'Giải nhì', count: 2, amount: 20_000_000 },
  { kind: 'THIRD', title: 'Giải ba', count: 3, amount: 10_000_000 },
  { kind: 'CONSOLATION', title: 'Giải khuyến khích', count: 5, amount: 3_000_000 },
  { kind: 'SPECIAL', title: 'Giải dùng dữ liệu mở', count: 1, amount: 5_000_000 },
] as const;
export const tracks = ['Dịch vụ công và thủ tục hành chính', 'An sinh, y tế, giáo dục', 'Quản lý dân cư ở cơ sở', 'Dữ liệu mở và phân tích'] as const;
export const datasets = [
  { title: 'Danh mục thủ tục hành chính của tỉnh', holder: 'Văn phòng UBND tỉnh', path: 'thu-tuc-hanh-chinh' },
  { title: 'Điểm tiếp nhận hồ sơ và giờ làm việc', holder: 'Trung tâm Phục vụ hành chính công tỉnh', path: 'diem-tiep-nhan' },
  { title: 'Dân số theo xã, phường, nhóm tuổi (tổng hợp)', holder: 'Thống kê tỉnh', path: 'dan-so-tong-hop' },
] as const;

export interface CallStory {
  code: string;
  slug: string;
  title: string;
  summary: string;
  moments: Record<'OPENS' | 'ENTRIES_CLOSE' | 'SCREENING_ENDS' | 'SCORING_ENDS' | 'RESULTS', string>;
  writtenAt: string;
  publishedAt: string;
  /** All of them unless the call has its own. */
  prizes?: readonly (typeof prizes)[number][];
  /** How many go into a pairwise final. */
  finalists?: number;
  /** Whether finalists read why judges chose; as published. */
  pairReasons?: 'NONE' | 'TEAMS';
}
const eligibility = 'Cá nhân, tổ chức, doanh nghiệp có địa chỉ tại Việt Nam; cán bộ, công chức, viên chức của tỉnh. Mỗi bài do một người đứng tên.';
export const rules = `## Đối tượng\n\n${eligibility}\n\n## Dữ liệu\n\nChỉ dùng dữ liệu mở, dữ liệu tổng hợp hoặc dữ liệu giả lập. Không dùng dữ liệu cá nhân thật.\n\n## Chấm thi\n\nGiám khảo chấm độc lập, không biết tên tác giả. Điểm được hiệu chỉnh theo độ dễ – khó của từng giám khảo. Bằng điểm thì xét tiêu chí có trọng số lớn nhất.\n\n## Công nhận sáng kiến\n\nGiải thưởng không thay cho thủ tục công nhận sáng kiến.`;
export { eligibility };

export const past: CallStory = {
  code: 'SK25', slug: 'sang-kien-du-lieu-dan-cu-2025', title: 'Sáng kiến ứng dụng dữ liệu dân cư năm 2025', writtenAt: '2025-11-24T02:00:00.000Z', publishedAt: '2025-11-28T02:00:00.000Z',
  summary: 'Tìm giải pháp dùng dữ liệu dân cư và dữ liệu mở để giảm giấy tờ, giảm đi lại cho người dân Ninh Bình.',
  moments: { OPENS: '2025-12-01T01:00:00.000Z', ENTRIES_CLOSE: '2025-12-31T16:59:59.000Z', SCREENING_ENDS: '2026-01-15T16:59:59.000Z', SCORING_ENDS: '2026-02-13T16:59:59.000Z', RESULTS: '2026-03-10T02:00:00.000Z' },
};
export const present: CallStory = {
  code: 'SK26', slug: 'sang-kien-du-lieu-dan-cu-2026', title: 'Sáng kiến ứng dụng dữ liệu dân cư và dữ liệu mở năm 2026', writtenAt: '2026-10-20T02:00:00.000Z', publishedAt: '2026-10-28T02:00:00.000Z',
  summary: 'Lần thứ hai: ưu tiên giải pháp cho người cao tuổi, người ở xa và cán bộ cấp xã.',
  moments: { OPENS: '2026-11-02T01:00:00.000Z', ENTRIES_CLOSE: '2026-12-31T16:59:59.000Z', SCREENING_ENDS: '2027-01-15T16:59:59.000Z', SCORING_ENDS: '2027-02-26T16:59:59.000Z', RESULTS: '2027-03-15T02:00:00.000Z' },
};

/** Two whom a visitor can be, then those who fill the list. Each has a domain of her own: one that officials use would tie her to every judge among them. */
export const outsiders = [
  { email: 'nha-sang-che@ao-sen.vi-du.invalid', fullName: 'Lương Đắc Lộc', kind: 'INDIVIDUAL', legalName: null },
  { email: 'doanh-nghiep@dong-chiem.vi-du.invalid', fullName: 'Tạ Thị Phương Nghi', kind: 'ENTERPRISE', legalName: 'Công ty cổ phần Dữ liệu Đồng Chiêm' },
  { email: 'thi-sinh-03@nui-chua.vi-du.invalid', fullName: 'Âu Dương Khuê', kind: 'INDIVIDUAL', legalName: null },
  { email: 'thi-sinh-04@ben-thuyen.vi-du.invalid', fullName: 'Quản Thế Toại', kind: 'INDIVIDUAL', legalName: null },
  { email: 'thi-sinh-05@ben-duc.vi-du.invalid', fullName: 'Khổng Thị Lụa Vàng', kind: 'ORGANISATION', legalName: 'Câu lạc bộ Tin học Bến Đục' },
  { email: 'thi-sinh-06@lau-trang.vi-du.invalid', fullName: 'Nghiêm Bá Thụ', kind: 'ENTERPRISE', legalName: 'Công ty TNHH Phần mềm Lau Trắng' },
  { email: 'thi-sinh-07@cau-gioi.vi-du.invalid', fullName: 'Lều Thị Thoa', kind: 'INDIVIDUAL', legalName: null },
  { email: 'thi-sinh-08@con-noi.vi-du.invalid', fullName: 'Ông Thế Truyền', kind: 'ORGANISATION', legalName: 'Nhóm nghiên cứu Dữ liệu mở Cồn Nổi' },
] as const;

/** Titles with the first sentence of their summary. */
export const ideas: readonly (readonly [title: string, summary: string])[] = [
  ['Nhắc hạn giấy tờ qua loa truyền thanh và tin nhắn', 'Nhắc người dân trước khi giấy tờ hết hạn, dùng số liệu tổng hợp theo thôn.'],
  ['Một tờ khai cho ba thủ tục khi sinh con', 'Gộp khai sinh, thường trú, bảo hiểm y tế vào một tờ khai điền sẵn.'],
  ['Bản đồ điểm tiếp nhận hồ sơ gần nhất', 'Chỉ đường đến nơi còn mở cửa, kèm thời gian chờ.'],
  ['Kiểm tra hồ sơ trước khi đến quầy', 'Người dân chụp giấy tờ, máy báo thiếu gì ngay trên điện thoại, không lưu ảnh.'],
  ['Phiếu hẹn lưu động cho người cao tuổi', 'Xếp lịch cán bộ đến nhà làm căn cước theo cụm dân cư.'],
  ['Dự báo số lượt làm căn cước theo tháng', 'Dùng số liệu tổng hợp để bố trí máy và người.'],
  ['Sổ tay thủ tục bằng lời nói', 'Nghe hướng dẫn thủ tục bằng giọng đọc, dùng được khi không có mạng.'],
  ['Tự động điền tờ khai cư trú', 'Điền sẵn từ dữ liệu người dân đồng ý chia sẻ.'],
  ['Cảnh báo hồ sơ sắp trễ hạn cho lãnh đạo xã', 'Một trang nêu hồ sơ nào sắp trễ, ở bước nào, vì sao.'],
  ['Bộ dữ liệu giả lập để đào tạo cán bộ', 'Dữ liệu dân cư giả để tập thao tác mà không đụng dữ liệu thật.'],
  ['Hỏi đáp về định danh điện tử tại nhà văn hoá', 'Bảng hỏi đáp in được, cập nhật theo câu trả lời đã thẩm định.'],
  ['Lịch làm việc của bộ phận một cửa dạng dữ liệu mở', 'Mọi ứng dụng đọc được giờ mở cửa chính thức.'],
  ['Đối chiếu danh sách tiêm chủng theo mã định danh đã mã hoá', 'Trạm y tế tìm trẻ chưa tiêm mà không trao đổi họ tên.'],
  ['Phân luồng học sinh đầu cấp theo nơi cư trú', 'Tính phương án phân tuyến công bằng từ số liệu tổng hợp.'],
  ['Chi trả an sinh không dùng tiền mặt cho người không có điện thoại', 'Thẻ giấy có mã, điểm chi trả đối chiếu bằng căn cước.'],
  ['Thống kê nhu cầu nhà trẻ theo khu công nghiệp', 'Dự báo số chỗ cần có từ dữ liệu tạm trú tổng hợp.'],
  ['Tìm người thân khi thiên tai', 'Gia đình báo an toàn, xã tổng hợp theo thôn, xoá sau bảy ngày.'],
  ['Cấp giấy xác nhận cư trú điện tử có mã kiểm tra', 'Cơ quan nhận kiểm tra bằng mã, không yêu cầu bản giấy.'],
  ['Nhận biết đường dẫn giả mạo cơ quan nhà nước', 'Dán đường dẫn vào để biết thật hay giả.'],
  ['Bảng điều phối tổ công nghệ số cộng đồng', 'Chia việc theo thôn, ghi kết quả bằng ba lần chạm.'],
  ['Hướng dẫn thủ tục bằng tiếng Mường', 'Bản nói và bản chữ cho bà con vùng cao.'],
  ['Tra cứu tình trạng hồ sơ qua mã trên biên nhận', 'Quét mã là biết hồ sơ đang ở bước nào.'],
  ['Gợi ý thủ tục theo sự kiện cuộc đời', 'Chọn sự kiện, nhận danh sách việc cần làm theo thứ tự.'],
  ['Đo thời gian chờ tại quầy bằng phiếu số', 'Công bố thời gian chờ thực tế dưới dạng dữ liệu mở.'],
  ['Chữ ký số một lần cho hộ kinh doanh', 'Ký trên điện thoại của cán bộ, có người làm chứng.'],
  ['Sổ hộ tịch tra cứu theo nét chữ', 'Nhận dạng sổ cũ, cán bộ xác nhận từng dòng.'],
  ['Mẫu đồng ý chia sẻ dữ liệu dễ hiểu', 'Một trang, ba câu, rút lại bằng một nút.'],
  ['Phát hiện trùng hồ sơ trợ cấp bằng dữ liệu ẩn danh', 'So khớp mã băm giữa hai cơ quan, không lộ danh tính.'],
  ['Bản tin dân cư của xã hằng tháng', 'Tự soạn bản tin từ số liệu tổng hợp, chủ tịch duyệt.'],
  ['Ki-ốt hướng dẫn cho người khiếm thị', 'Phím nổi và giọng nói theo từng bước.'],
  ['Đặt lịch theo nhóm cho doanh nghiệp', 'Một lần đặt cho cả phân xưởng làm căn cước.'],
  ['Thư viện câu trả lời cho trợ lý ảo của tỉnh', 'Câu trả lời có nguồn, có ngày, có người chịu trách nhiệm.'],
  ['Chuyển hồ sơ giữa xã cũ và xã mới', 'Tự tìm đơn vị kế thừa sau sắp xếp.'],
  ['Kiểm kê thiết bị một cửa bằng mã QR', 'Biết máy nào hỏng, ở đâu, bao lâu.'],
  ['Khai báo lưu trú cho nhà nghỉ nhỏ', 'Ba trường, không cần tài khoản, có mã xác nhận.'],
  ['Cập nhật số nhà sau khi đổi tên đường', 'Đề xuất đổi hàng loạt, cán bộ duyệt theo tuyến.'],
  ['Lớp học định danh cho người bán hàng ở chợ', 'Bài học mười phút tại sạp.'],
  ['Hộp thư góp ý có mã theo dõi', 'Góp ý không cần tên, vẫn nhận được trả lời.'],
  ['Dữ liệu mở về thời tiết và thu hoạch cho xã', 'Ghép dự báo với lịch mùa vụ.'],
  ['Bảng giá dịch vụ công dễ đọc', 'Một trang cho mỗi thủ tục, so sánh trực tuyến và trực tiếp.'],
];

export const drafts: readonly (readonly [title: string, summary: string, isSubmitted: boolean])[] = [
  ['Tủ nhận kết quả ngoài giờ hành chính', 'Người dân lấy kết quả bằng mã, không cần nghỉ việc.', true],
  ['Nhắc lịch tái khám từ trạm y tế xã', 'Nhắc bằng cuộc gọi tự động cho người không dùng điện thoại thông minh.', true],
  ['Bản đồ người cần hỗ trợ khi mưa lũ', 'Tổng hợp theo thôn, không nêu tên.', true],
  ['Trợ lý soạn tờ trình cho cấp xã', 'Soạn theo mẫu, trích nguồn.', false],
  ['Đối chiếu địa giới cũ và mới cho bưu điện', 'Tra mã vùng sau sắp xếp.', false],
  ['', '', false],
  ['Bảng báo mất điện, mất nước theo thôn', 'Người dân xem lịch sửa chữa, cán bộ không phải trả lời từng cuộc gọi.', true],
];

/** What a member of the cast noted on a lesson, how many days before the demo's present. Invented; it names nobody. */
export interface NoteWords {
  email: string;
  course: 'an-toan-thong-tin' | 'de-an-06';
  lesson: string;
  daysAgo: number;
  body: string;
}

const note = (email: string, course: NoteWords['course']) => (lesson: string, daysAgo: number, ...lines: string[]): NoteWords => ({ email, course, lesson, daysAgo, body: lines.join('\n') });
const learner = note('hoc-vien@vi-du.invalid', 'an-toan-thong-tin');
const learnerOn06 = note('hoc-vien@vi-du.invalid', 'de-an-06');
const leader = note('lanh-dao@vi-du.invalid', 'de-an-06');

export const noteWords: readonly NoteWords[] = [
  learner('con-nguoi-la-cua-vao', 41, 'Ba câu hỏi trước khi bấm: ai gửi, muốn mình làm gì, kiểm tra bằng kênh nào khác.', 'Dán tờ “bốn không, bốn nên” cạnh màn hình quầy số 2.'),
  learner('buc-tranh-nguy-co', 40, 'Danh sách hộ dân gửi nhầm vào nhóm Zalo cũng là sự cố phải báo, không phải chỉ thu hồi là xong.'),
  learner('bao-ngay-15-phut-dau', 38, 'Ngắt mạng, không tắt nguồn, chụp màn hình, gọi đầu mối.', 'Hỏi lại Văn phòng: số trực ngoài giờ là số nào? (đã hỏi, ghi ở bảng tin của Trung tâm)'),
  learner('mat-khau-dai-de-nho', 33, 'Câu dài nhiều từ dễ nhớ hơn mật khẩu ngắn có dấu lạ.', 'Việc của mình: đổi mật khẩu hộp thư trước cuối tháng.'),
  learner('giup-nguoi-dan-dung-lai', 20, 'Câu để nói với người lớn tuổi: “Công an không làm việc qua điện thoại. Bác để cháu gọi giúp số trực của công an phường.”'),
  learnerOn06('ba-nen-tang', 62, 'Cơ sở dữ liệu dân cư → thẻ căn cước → tài khoản định danh. Thiếu một là dịch vụ phía sau không chạy.'),
  learnerOn06('ho-tro-khong-lam-thay', 49, 'Ngồi cạnh, chỉ tay, không cầm máy của người dân.', 'Câu hỏi cho buổi họp tổ: có bàn riêng cho người cao tuổi không?'),
  leader('ai-chiu-trach-nhiem', 25, 'Cơ quan thường trực ở tỉnh là Công an tỉnh. Phân công lại đầu mối của phường trước kỳ báo cáo.'),
  leader('thoi-han-va-tinh-trang', 24, 'Báo cáo trước ngày 15 hằng tháng. Nhắc Phòng Văn hoá – Xã hội gửi số liệu trước ngày 10.'),
];

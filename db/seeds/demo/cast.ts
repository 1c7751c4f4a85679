import type { Grant, Role } from '../../../app/people/actor.ts';
import type { Gender } from './rules/names.ts';

/** One easily typed password for every demo account. It fits the password rules; a demo province holds no real person's data. */
export const DEMO_PASSWORD = 'Hoc06-tinh-mau-2026';

export interface DemoAccount {
  role: Role;
  email: string;
  staffNo: string;
  fullName: string;
  /** What a visitor can try with it, one sentence. */
  canTry: string;
}

/** Where a named member of the cast works. */
export interface CastMember extends DemoAccount {
  gender: Gender;
  birthYear: number;
  joinedOn: string;
  unitKey: string;
  title: string;
  accountKind: 'ADMIN' | 'OPERATOR';
  scope: Grant['scope'];
  /** The key of the subtree's top. */
  scopeKey: string | null;
}

export const HOA_LU = 'phuong-14329-hoa-lu-2025';
const digitalDivision = 'so-khoa-hoc-va-cong-nghe-2025--phong-chuyen-doi-so';

/** Nobody here is a real person. */
export const cast: readonly CastMember[] = [
  {
    role: 'LEARNER', email: 'hoc-vien@vi-du.invalid', staffNo: 'NB-000001', fullName: 'Đinh Thị Thuỳ Dung', gender: 'female', birthYear: 1991, joinedOn: '2015-09-01',
    unitKey: `${HOA_LU}--trung-tam-phuc-vu-hanh-chinh-cong`, title: 'Chuyên viên tiếp nhận và trả kết quả', accountKind: 'OPERATOR', scope: 'SELF', scopeKey: null,
    canTry: 'Học tiếp khoá An toàn thông tin đang dở, làm bài kiểm tra, xem chứng nhận.',
  },
  {
    role: 'UNIT_LEADER', email: 'lanh-dao@vi-du.invalid', staffNo: 'NB-000002', fullName: 'Phạm Quang Hưng', gender: 'male', birthYear: 1976, joinedOn: '2001-03-01',
    unitKey: HOA_LU, title: 'Phó Chủ tịch UBND', accountKind: 'OPERATOR', scope: 'SUBTREE', scopeKey: HOA_LU,
    canTry: 'Xem tiến độ của UBND phường Hoa Lư và các phòng trực thuộc, ai chưa học, ai quá hạn; học theo lộ trình lãnh đạo.',
  },
  {
    role: 'TRAINING_ADMIN', email: 'dao-tao@vi-du.invalid', staffNo: 'NB-000003', fullName: 'Vũ Thị Mai Hương', gender: 'female', birthYear: 1984, joinedOn: '2008-08-15',
    unitKey: 'so-noi-vu-2025--phong-cong-chuc-vien-chuc', title: 'Chuyên viên chính', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Quản lý tài khoản cán bộ, nhập danh sách từ tệp, theo dõi tiến độ toàn tỉnh, thu hồi và cấp lại chứng nhận.',
  },
  {
    role: 'CONTENT_EDITOR', email: 'bien-tap@vi-du.invalid', staffNo: 'NB-000004', fullName: 'Trần Minh Quân', gender: 'male', birthYear: 1989, joinedOn: '2013-05-02',
    unitKey: digitalDivision, title: 'Chuyên viên', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Xem trước khoá học, ngân hàng câu hỏi, ban hành phiên bản mới.',
  },
  {
    role: 'AUDITOR', email: 'kiem-tra@vi-du.invalid', staffNo: 'NB-000005', fullName: 'Lã Thị Ngọc Bích', gender: 'female', birthYear: 1980, joinedOn: '2004-10-01',
    unitKey: 'thanh-tra-tinh--phong-nghiep-vu-1', title: 'Chuyên viên chính', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Đọc nhật ký hệ thống và tiến độ toàn tỉnh, không sửa được gì.',
  },
  {
    role: 'SYSTEM_ADMIN', email: 'quan-tri@vi-du.invalid', staffNo: 'NB-000006', fullName: 'Bùi Đức Anh', gender: 'male', birthYear: 1987, joinedOn: '2011-07-01',
    unitKey: digitalDivision, title: 'Chuyên viên chính', accountKind: 'ADMIN', scope: 'ALL', scopeKey: null,
    canTry: 'Quản lý tài khoản, vai trò, đơn vị; xem tình trạng hệ thống.',
  },
  {
    role: 'CAMPAIGN_MAKER', email: 'truyen-thong@vi-du.invalid', staffNo: 'NB-000007', fullName: 'Nguyễn Thị Lan Chi', gender: 'female', birthYear: 1990, joinedOn: '2014-04-01',
    unitKey: digitalDivision, title: 'Chuyên viên', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Soạn chiến dịch truyền thông, trình duyệt, theo dõi kết quả gửi, đánh giá.',
  },
  {
    role: 'CAMPAIGN_APPROVER', email: 'duyet-tin@vi-du.invalid', staffNo: 'NB-000008', fullName: 'Hoàng Văn Thành', gender: 'male', birthYear: 1978, joinedOn: '2003-09-01',
    unitKey: digitalDivision, title: 'Trưởng phòng', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Duyệt chiến dịch do người khác soạn; tin khẩn cấp cần hai người duyệt.',
  },
  {
    role: 'CHANNEL_OPERATOR', email: 'van-hanh@vi-du.invalid', staffNo: 'NB-000009', fullName: 'Đỗ Thị Hải Yến', gender: 'female', birthYear: 1994, joinedOn: '2018-06-01',
    unitKey: HOA_LU, title: 'Công chức Văn hoá – Xã hội', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Xác nhận lượt phát của đài truyền thanh, bảng LED, kèm thời gian và ảnh; làm bài kiểm tra đầu vào của kỳ học lại.',
  },
  {
    role: 'ANSWER_APPRAISER', email: 'tham-dinh@vi-du.invalid', staffNo: 'NB-000010', fullName: 'Tạ Quang Khải', gender: 'male', birthYear: 1981, joinedOn: '2005-11-01',
    unitKey: 'cong-an-tinh--pc06', title: 'Cán bộ', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Thẩm định câu trả lời do người khác soạn, đặt giờ công bố và giờ rút.',
  },
  {
    role: 'CALL_AGENT', email: 'tong-dai@vi-du.invalid', staffNo: 'NB-000011', fullName: 'Lương Thị Kim Ngân', gender: 'female', birthYear: 1996, joinedOn: '2019-07-01',
    unitKey: 'van-phong-ubnd-tinh--trung-tam-phuc-vu-hanh-chinh-cong-tinh', title: 'Chuyên viên tiếp nhận và trả kết quả', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Nhận cuộc gọi ở bàn trực tổng đài, tìm câu trả lời, ghi phiếu, chuyển cơ quan có thẩm quyền.',
  },
  {
    role: 'CALL_SUPERVISOR', email: 'truong-ca@vi-du.invalid', staffNo: 'NB-000012', fullName: 'Chu Đức Thuận', gender: 'male', birthYear: 1983, joinedOn: '2008-02-01',
    unitKey: 'van-phong-ubnd-tinh--trung-tam-phuc-vu-hanh-chinh-cong-tinh', title: 'Phó Giám đốc Trung tâm', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Xem bảng theo dõi tổng đài, câu hỏi chưa có lời đáp, phiếu sắp quá hạn.',
  },
  {
    role: 'LEGAL_OFFICER', email: 'phap-ly@vi-du.invalid', staffNo: 'NB-000013', fullName: 'Mai Thị Thanh Hoà', gender: 'female', birthYear: 1988, joinedOn: '2012-03-01',
    unitKey: 'so-tu-phap--phong-hanh-chinh-va-bo-tro-tu-phap', title: 'Chuyên viên', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Nhận phiếu hỗ trợ pháp lý, trả lời người dân đúng hạn, chuyển trợ giúp pháp lý.',
  },
  {
    role: 'CONTEST_ORGANISER', email: 'to-chuc-thi@vi-du.invalid', staffNo: 'NB-000014', fullName: 'Ngô Thị Bảo Trâm', gender: 'female', birthYear: 1986, joinedOn: '2010-09-01',
    unitKey: digitalDivision, title: 'Chuyên viên', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Soạn cuộc thi sáng kiến, sơ loại, phân công chấm, xem xếp hạng, quyết định giải, giao áp dụng.',
  },
  {
    role: 'CONTEST_APPROVER', email: 'cong-bo-giai@vi-du.invalid', staffNo: 'NB-000015', fullName: 'Trịnh Văn Khoát', gender: 'male', birthYear: 1974, joinedOn: '1999-05-01',
    unitKey: digitalDivision, title: 'Chuyên viên', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Công bố kết quả cuộc thi do người khác quyết định, ghi nhận trao giải.',
  },
  {
    role: 'FOCAL_POINT', email: 'dau-moi@vi-du.invalid', staffNo: 'NB-000016', fullName: 'Phùng Thị Minh Nguyệt', gender: 'female', birthYear: 1987, joinedOn: '2011-09-01',
    unitKey: HOA_LU, title: 'Công chức Văn phòng – Thống kê', accountKind: 'OPERATOR', scope: 'SUBTREE', scopeKey: HOA_LU,
    canTry: 'Viết báo cáo tháng về các mô hình của phường Hoa Lư, trình lãnh đạo duyệt, gửi cơ quan thường trực.',
  },
  {
    role: 'STANDING_AGENCY', email: 'thuong-truc@vi-du.invalid', staffNo: 'NB-000017', fullName: 'Đặng Hữu Tường', gender: 'male', birthYear: 1979, joinedOn: '2002-09-01',
    unitKey: 'cong-an-tinh--pc06', title: 'Cán bộ', accountKind: 'OPERATOR', scope: 'ALL', scopeKey: null,
    canTry: 'Tiếp nhận, trả lại, chấp nhận báo cáo tháng của các đơn vị, tổng hợp toàn tỉnh.',
  },
];

/** One account for each role, for the sign-in help of the demo. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = cast.map(({ role, email, staffNo, fullName, canTry }) => ({ role, email, staffNo, fullName, canTry }));

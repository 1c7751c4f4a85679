import { everybody, type AudienceRules, type Evaluation, type MessageContent, type PersonalMedium, type PlanLine, type PublicMedium, type StoredGoal } from '../../../app/campaigns/index.server.ts';
import { unitId } from '../ids.ts';
import { HOA_LU } from './cast.ts';

/** One campaign of the demo's year: what was written, when, and how it went. */
export interface Story {
  code: string;
  /** The line of the year's plan that it carries out, by its title. */
  line?: string;
  goal: StoredGoal;
  audience: AudienceRules;
  message?: { content: MessageContent; channels: PersonalMedium[]; sms: string };
  media: [PublicMedium, Record<string, unknown>][];
  writtenAt: string;
  sendAt: string;
  notAfter: string;
  stagger?: number;
  slots: { medium: PublicMedium; at: string; quietReason?: string; wave?: 1 | 2 }[];
  ends: 'DRAFT' | 'SUBMITTED' | 'LAUNCHED';
  readShare: number;
  rightShare: number;
  /** Right answers before and after. */
  pulseShares: [before: number, after: number];
  /** In how many communes citizens were asked, and on which days before and after. */
  surveys?: { communes: number; before: string; after: string };
  conclusion?: Evaluation;
}

const source = 'Tổ công tác Đề án 06 – Công an tỉnh';
const base: StoredGoal = { name: '', model: 26, contentSource: source, goal: '', measure: '', baseline: null, target: 80, after: 14, topic: 'PROJECT_06', isDuty: true, isDrill: false, urgency: 'NORMAL', urgentReason: null };
const inHoaLu: AudienceRules = { ...everybody, unitIds: [unitId(HOA_LU)] };
const severalUnits = [HOA_LU, 'phuong-14362-tam-diep-2025', 'xa-14464-gia-vien-2025', 'xa-14620-phat-diem-2025', 'phuong-14533-tay-hoa-lu-2025', 'so-noi-vu-2025'];
const nothing = { media: [], slots: [], readShare: 0, rightShare: 0, pulseShares: [0, 0] as [number, number] };

const fakeApps: [PublicMedium, Record<string, unknown>][] = [
  ['LED', { pages: ['CHỈ CÀI VNEID TỪ KHO ỨNG DỤNG CHÍNH THỨC', 'CÔNG AN KHÔNG NÂNG MỨC ĐỊNH DANH QUA ĐIỆN THOẠI'], seconds: 6 }],
  ['LOUDSPEAKER', { script: 'Thưa bà con. Gần đây có người gọi điện tự xưng cán bộ phường, yêu cầu cài ứng dụng để nâng định danh lên mức 2. Công an không làm việc này qua điện thoại. Bà con chỉ cài VNeID từ kho ứng dụng chính thức. Nếu nghi ngờ, bà con hỏi công an nơi gần nhất.', infoType: 'SECURITY' }],
  ['POSTER', { headline: 'Chỉ cài VNeID từ kho ứng dụng chính thức', text: 'Không cài ứng dụng từ đường dẫn lạ.\nKhông đọc mã OTP cho bất kỳ ai.\nNghi ngờ thì hỏi công an nơi gần nhất.', link: '/help' }],
  ['POST', { title: 'Chỉ cài VNeID từ kho ứng dụng chính thức', text: 'Gần đây có người gọi điện tự xưng cán bộ phường, gửi đường dẫn và yêu cầu cài ứng dụng để nâng mức định danh.\n\nCông an không nâng mức định danh qua điện thoại. Ứng dụng VNeID chỉ có trong kho ứng dụng chính thức của điện thoại.\n\nNếu đã cài từ đường dẫn lạ, hãy ngắt mạng điện thoại và báo công an nơi gần nhất.', link: '/help' }],
];

/** What the province means to do, year by year. The document names are real, the lines are invented. */
export const plans: readonly { year: number; goal: string; legalBasis: string; writtenAt: string; lines: readonly PlanLine[] }[] = [
  {
    year: 2026, writtenAt: '2026-01-12T03:00:00.000Z',
    goal: 'Mọi cán bộ, công chức, viên chức nắm mục tiêu và nội dung Đề án 06; người dân biết cách dùng VNeID an toàn và nơi được hỗ trợ. Mỗi quý có ít nhất một đợt truyền thông về an toàn thông tin.',
    legalBasis: 'Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ về việc tăng cường công tác truyền thông chính sách\nKế hoạch phối hợp số 107/KHPPH-TCTĐA06/CPTW-UBND ngày 02/8/2023, mô hình 26 và 27',
    lines: [
      { title: 'Cán bộ nắm mục tiêu Đề án 06', quarter: 1, topic: 'PROJECT_06', model: 26 },
      { title: 'Cảnh báo lừa đảo trực tuyến dịp Tết', quarter: 1, topic: 'SECURITY', model: 27 },
      { title: 'Hướng dẫn nâng định danh điện tử mức 2', quarter: 2, topic: 'PROJECT_06', model: 27 },
      { title: 'Mật khẩu và xác thực hai lớp cho cán bộ', quarter: 3, topic: 'SECURITY', model: 26 },
      { title: 'Cảnh báo ứng dụng VNeID giả mạo', quarter: 4, topic: 'SECURITY', model: 27 },
      { title: 'Nhắc hoàn thành khoá An toàn thông tin', quarter: 4, topic: 'TRAINING', model: 26 },
      { title: 'Phát động cuộc thi sáng kiến khai thác dữ liệu', quarter: 4, topic: 'CONTEST', model: 26 },
    ],
  },
  {
    year: 2027, writtenAt: '2026-11-16T03:00:00.000Z',
    goal: 'Duy trì nhịp truyền thông mỗi quý; tăng tỷ lệ trả lời đúng sau mỗi đợt so với năm 2026.',
    legalBasis: 'Chỉ thị số 07/CT-TTg ngày 21/3/2023 của Thủ tướng Chính phủ về việc tăng cường công tác truyền thông chính sách',
    lines: [
      { title: 'Cảnh báo lừa đảo trực tuyến dịp Tết Đinh Mùi', quarter: 1, topic: 'SECURITY', model: 27 },
      { title: 'Cán bộ mới nắm mục tiêu Đề án 06', quarter: 1, topic: 'PROJECT_06', model: 26 },
    ],
  },
];

/** Nothing here happened; the places are real, the figures are invented. */
export const stories: readonly Story[] = [
  {
    ...nothing, code: 'TT-2026-02', line: 'Cán bộ nắm mục tiêu Đề án 06', ends: 'LAUNCHED', readShare: 0.82, rightShare: 0.74, pulseShares: [0.46, 0.81],
    goal: { ...base, name: 'Cán bộ nắm mục tiêu Đề án 06', goal: 'Cán bộ, công chức, viên chức nói được mục tiêu và các nhóm tiện ích của Đề án 06.', measure: 'Tỷ lệ trả lời đúng câu hỏi xác nhận', baseline: 55, target: 75, pulse: { text: 'Đề án 06 được phê duyệt tại văn bản nào?', options: ['Quyết định 06/QĐ-TTg ngày 06/01/2022', 'Nghị định 06/2022/NĐ-CP', 'Luật Căn cước 2023'], right: 0 } },
    audience: { ...everybody, level: 'COMMUNE', roles: ['UNIT_LEADER'] },
    message: { content: { vi: { subject: 'Năm nhóm tiện ích của Đề án 06', body: 'Đề án 06 phát triển ứng dụng dữ liệu dân cư, định danh và xác thực điện tử theo năm nhóm tiện ích. Bài học đầu của khoá Đề án 06 giải thích từng nhóm trong mười phút.' }, link: '/courses/de-an-06', question: { text: 'Đề án 06 có mấy nhóm tiện ích?', options: ['Năm', 'Ba', 'Bảy'], right: 0 } }, channels: ['EMAIL'], sms: '' },
    writtenAt: '2026-02-24T02:00:00.000Z', sendAt: '2026-03-02T01:00:00.000Z', notAfter: '2026-03-16T01:00:00.000Z', stagger: 7,
    conclusion: { inputs: 'Một chuyên viên trong hai ngày; nội dung do Tổ công tác Đề án 06 cung cấp.', outtakes: 'Phần lớn cán bộ kể được ba trong năm nhóm tiện ích.', outcomes: 'Số người bắt đầu khoá Đề án 06 tăng trong tuần đầu.', impact: 'Chưa đủ thời gian để thấy tác động tới người dân.', lesson: 'Thư ngắn kèm một câu hỏi được mở nhiều hơn thư dài.', decision: 'KEEP' },
  },
  {
    ...nothing, code: 'TT-2026-07', line: 'Hướng dẫn nâng định danh điện tử mức 2', ends: 'LAUNCHED', stagger: 7, surveys: { communes: 16, before: '2026-06-26', after: '2026-07-06' },
    goal: { ...base, name: 'Nâng định danh điện tử mức 2 tại nhà văn hoá', model: 27, goal: 'Người dân biết nơi, giấy tờ và thời gian làm định danh điện tử mức 2.', measure: 'Tỷ lệ người dân trả lời đúng nơi làm', baseline: 50, target: 70, after: 20 },
    audience: everybody,
    media: [['LOUDSPEAKER', { script: 'Thưa bà con. Công an xã, phường nhận làm định danh điện tử mức 2 tại nhà văn hoá vào sáng thứ Bảy. Bà con mang theo căn cước và điện thoại đang dùng.', infoType: 'POLICY' }]],
    writtenAt: '2026-06-22T02:00:00.000Z', sendAt: '2026-06-29T01:00:00.000Z', notAfter: '2026-07-12T01:00:00.000Z', slots: [{ medium: 'LOUDSPEAKER', at: '2026-06-30T10:00:00.000Z', wave: 1 }, { medium: 'LOUDSPEAKER', at: '2026-07-08T10:00:00.000Z', wave: 2 }],
    conclusion: { inputs: 'Đài truyền thanh của các xã, phường; một bản tin dài nửa phút.', outtakes: 'Người dân nhớ ngày và nơi làm, ít người nhớ giấy tờ cần mang.', outcomes: 'Ở các xã, phường đã phát, số câu trả lời đúng tăng nhiều hơn ở nơi chưa phát.', impact: 'Công an xã ghi nhận đông người đến hơn vào sáng thứ Bảy; chưa tách được nguyên nhân khác.', lesson: 'Nói giấy tờ cần mang ở câu đầu.', decision: 'ADJUST' },
  },
  {
    ...nothing, code: 'TT-2026-11', line: 'Cảnh báo ứng dụng VNeID giả mạo', ends: 'LAUNCHED', readShare: 0.58, rightShare: 0.79, media: fakeApps,
    goal: { ...base, name: 'Cảnh báo ứng dụng VNeID giả mạo', model: 27, goal: 'Cán bộ và người dân không cài ứng dụng định danh từ đường dẫn lạ.', measure: 'Tỷ lệ trả lời đúng câu “cài ứng dụng từ đường dẫn lạ”', measuredBy: 'QUESTION', baseline: 61, target: 80, topic: 'SECURITY', urgency: 'PRIORITY' },
    audience: inHoaLu,
    message: { content: { vi: { subject: 'Cảnh báo ứng dụng VNeID giả mạo', body: 'Kẻ gian gửi đường dẫn cài ứng dụng giả để chiếm quyền điện thoại.\n\n- Chỉ cài VNeID từ kho ứng dụng chính thức.\n- Công an không nâng mức định danh qua điện thoại.\n- Gặp trường hợp nghi ngờ, báo công an nơi gần nhất.' }, link: '/courses/an-toan-thong-tin', question: { text: 'Có người gọi điện bảo cài ứng dụng từ đường dẫn trong tin nhắn. Anh/Chị làm gì?', options: ['Không cài, báo công an', 'Cài rồi gỡ ngay', 'Chuyển tiếp cho đồng nghiệp thử'], right: 0 } }, channels: ['EMAIL', 'VNEID'], sms: '' },
    writtenAt: '2026-11-12T02:00:00.000Z', sendAt: '2026-11-17T01:00:00.000Z', notAfter: '2026-12-01T01:00:00.000Z',
    slots: [{ medium: 'LOUDSPEAKER', at: '2026-11-18T10:00:00.000Z' }, { medium: 'LED', at: '2026-11-19T10:00:00.000Z' }, { medium: 'POSTER', at: '2026-11-20T01:00:00.000Z' }, { medium: 'POST', at: '2026-11-18T02:00:00.000Z' }, { medium: 'LOUDSPEAKER', at: '2026-11-25T22:30:00.000Z', quietReason: 'Bản tin sáng thường lệ của đài truyền thanh xã' }, { medium: 'LOUDSPEAKER', at: '2026-11-26T10:00:00.000Z' }],
  },
  {
    ...nothing, code: 'TT-2026-12', line: 'Nhắc hoàn thành khoá An toàn thông tin', ends: 'SUBMITTED',
    goal: { ...base, name: 'Hoàn thành khoá An toàn thông tin trước 15/12', goal: 'Cán bộ chưa học xong khoá An toàn thông tin hoàn thành trước hạn báo cáo.', measure: 'Tỷ lệ người trong đối tượng hoàn thành khoá học', measuredBy: 'OTHER', baseline: 0, target: 60, topic: 'TRAINING' },
    audience: { ...everybody, course: { slug: 'an-toan-thong-tin', state: 'NOT_COMPLETED' } },
    message: { content: { vi: { subject: 'Còn vài bài nữa là xong khoá An toàn thông tin', body: 'Anh/Chị chưa hoàn thành khoá An toàn thông tin. Mỗi bài khoảng mười phút, hệ thống giữ chỗ đang học dở.' }, link: '/courses/an-toan-thong-tin' }, channels: ['EMAIL'], sms: '' },
    writtenAt: '2026-11-20T02:00:00.000Z', sendAt: '2026-12-01T01:00:00.000Z', notAfter: '2026-12-15T01:00:00.000Z',
  },
  {
    ...nothing, code: 'TT-2026-14', ends: 'SUBMITTED',
    goal: { ...base, name: 'Lãnh đạo đơn vị xác nhận đầu mối an toàn thông tin', goal: 'Mỗi đơn vị có một đầu mối an toàn thông tin đang làm việc và liên lạc được.', measure: 'Tỷ lệ lãnh đạo trả lời đúng nơi báo sự cố', measuredBy: 'QUESTION', baseline: null, target: 85, after: 10, topic: 'SECURITY' },
    audience: { ...everybody, unitIds: severalUnits.map(unitId), roles: ['UNIT_LEADER', 'TRAINING_ADMIN'], exceptUnitIds: [unitId(`${HOA_LU}--trung-tam-phuc-vu-hanh-chinh-cong`)] },
    message: { content: { vi: { subject: 'Xác nhận đầu mối an toàn thông tin của đơn vị', body: 'Trước ngày 10/12, Anh/Chị kiểm tra tên và số điện thoại của đầu mối an toàn thông tin tại {{don_vi}}. Khi có sự cố, đầu mối là người nhận cuộc gọi đầu tiên.' }, link: '/courses/an-toan-thong-tin', question: { text: 'Khi nghi máy tính của đơn vị bị tấn công, báo cho ai trước?', options: ['Đầu mối an toàn thông tin của đơn vị', 'Nhà cung cấp máy tính', 'Nhóm trò chuyện của cơ quan'], right: 0 } }, channels: ['EMAIL', 'WEBHOOK'], sms: '' },
    writtenAt: '2026-11-21T07:00:00.000Z', sendAt: '2026-12-03T01:00:00.000Z', notAfter: '2026-12-11T01:00:00.000Z',
  },
  {
    ...nothing, code: 'TT-2026-13', ends: 'DRAFT',
    goal: { ...base, name: 'Diễn tập cảnh báo khẩn khi hệ thống bị tấn công', goal: 'Mọi đơn vị nhận được cảnh báo khẩn trong mười phút.', measure: 'Tỷ lệ người mở thông báo trong mười phút', measuredBy: 'READ', baseline: null, target: 70, after: 1, topic: 'SECURITY', isDrill: true, urgency: 'URGENT', urgentReason: 'Diễn tập theo kế hoạch an toàn thông tin năm' },
    audience: { ...everybody, roles: ['UNIT_LEADER'] },
    message: { content: { vi: { subject: 'Ngắt máy tính khỏi mạng và chờ hướng dẫn', body: 'Nếu là tình huống thật, Anh/Chị ngắt máy tính khỏi mạng và gọi đầu mối an toàn thông tin của đơn vị.' } }, channels: ['EMAIL', 'PUSH'], sms: '' },
    writtenAt: '2026-11-21T02:00:00.000Z', sendAt: '2026-12-10T02:00:00.000Z', notAfter: '2026-12-10T09:00:00.000Z',
  },
];

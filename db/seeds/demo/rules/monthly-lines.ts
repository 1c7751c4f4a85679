import type { LineStatus, ReportContent, ReportLine } from '../../../../app/reports/index.server.ts';
import type { Random } from './random.ts';

/** What is counted of a model, and about how much of it a unit sets out to do; what is not named is counted in tasks. */
const measures: Readonly<Record<number, readonly [measure: string, target: number]>> = {
  2: ['kiosk', 4], 3: ['dịch vụ', 20], 4: ['hồ sơ chứng thực', 3_000], 5: ['dịch vụ', 25], 6: ['lượt khám', 12_000], 8: ['điểm', 6], 9: ['cơ sở lưu trú', 60], 12: ['xe', 40], 13: ['điểm du lịch', 5], 18: ['lượt', 900], 21: ['trường', 12],
  23: ['người', 8_000], 26: ['cán bộ', 120], 27: ['lượt phát', 240], 28: ['người', 100], 29: ['tin báo', 60], 30: ['lượt hỗ trợ', 400], 31: ['trường', 12], 34: ['thửa đất', 9_000], 35: ['hồ sơ', 6_000], 36: ['đối tượng', 1_200], 41: ['sáng kiến', 3], 42: ['hệ thống', 3], 43: ['người', 100],
};
const continuous = new Set([26, 27, 28, 29, 30, 43]);
const troubles = ['Thiết bị đọc thẻ chưa đủ, đang chờ cấp bổ sung.', 'Dữ liệu cũ sai lệch, phải đối chiếu lại từng hồ sơ.', 'Phần mềm chuyên ngành chưa kết nối ổn định.', 'Nhân lực kiêm nhiệm, không kịp tiến độ.', 'Chưa bố trí được kinh phí trong năm.'];
const evidences = ['Kế hoạch số {n}/KH-UBND và báo cáo tuần của tổ công tác.', 'Danh sách đã đối chiếu, lưu tại văn phòng.', 'Biên bản kiểm tra ngày {d}.', 'Ảnh và nhật ký các buổi hướng dẫn tại nhà văn hoá.', 'Số liệu xuất từ hệ thống chuyên ngành.'];

/** How one unit gets on with one model over the year: month after month it only grows, and now and then it is held up. */
export interface Course {
  model: number;
  target: number;
  measure: string;
  /** Share of the target at the beginning, and what a month adds. */
  start: number;
  pace: number;
  blocked: readonly [from: number, to: number] | null;
  trouble: string;
}

/** Draws the course of a model in a unit. */
export function drawCourse(model: number, random: Random): Course {
  const [measure, usual] = measures[model] ?? ['nhiệm vụ', 8];
  const from = random.int(1, 9);
  return { model, measure, target: Math.max(1, Math.round(usual * (0.7 + random.next() * 0.6))), start: 0.25 + random.next() * 0.35, pace: 0.02 + random.next() * 0.045, blocked: random.chance(0.16) ? [from, from + random.int(1, 3)] : null, trouble: random.pick(troubles) };
}

/** What the unit says of it in the month with this number of the year. */
export function lineOf(course: Course, name: string, at: number, random: Random): ReportLine {
  const isBlocked = course.blocked !== null && at >= course.blocked[0] && at <= course.blocked[1];
  const share = Math.min(1, course.start + course.pace * (isBlocked ? (course.blocked?.[0] ?? at) : at));
  const quantity = Math.round(course.target * share);
  const status: LineStatus = isBlocked ? 'BLOCKED' : continuous.has(course.model) ? 'MAINTAINED' : quantity >= course.target ? 'COMPLETED' : at === 0 && course.start < 0.28 ? 'NOT_STARTED' : 'IN_PROGRESS';
  const evidence = random.pick(evidences).replace('{n}', String(random.int(12, 98))).replace('{d}', `${String(random.int(1, 28)).padStart(2, '0')}`);
  return { model: course.model, name, role: null, status, quantity, target: course.target, measure: course.measure, evidence, link: null, comment: '', difficulties: isBlocked ? course.trouble : '', tasks: isBlocked ? 'Làm việc với đơn vị liên quan, báo cáo kết quả tháo gỡ trong kỳ tới.' : '' };
}

const directions = ['Ban hành {n} văn bản chỉ đạo; giao ban hằng tuần với tổ công tác.', 'Họp tổ công tác ngày {d}, kiểm điểm từng nhiệm vụ và giao hạn hoàn thành.', 'Kiểm tra thực tế {n} điểm; tuyên truyền trên loa truyền thanh và trang thông tin điện tử.'];
const nexts = ['Tổ chức {n} buổi hướng dẫn lưu động cho người dân.', 'Hoàn thành đối chiếu dữ liệu còn lại, báo cáo kết quả trước kỳ sau.', 'Rà soát cán bộ chưa hoàn thành khoá học, bố trí thời gian học.'];
const proposals = ['', '', 'Đề nghị cấp bổ sung thiết bị đọc thẻ căn cước.', 'Đề nghị tập huấn thêm cho tổ công nghệ số cộng đồng.'];

/** The words around the lines. */
export function textsOf(lines: readonly ReportLine[], random: Random): ReportContent['texts'] {
  const fill = (text: string) => text.replace('{n}', String(random.int(2, 6))).replace('{d}', String(random.int(2, 27)));
  const blocked = lines.filter(({ status }) => status === 'BLOCKED');
  return { DIRECTION: random.shuffle(directions).slice(0, 2).map(fill).join('\n'), DIFFICULTIES: blocked.length > 1 ? 'Nhiều nhiệm vụ cùng dồn vào một số ít cán bộ kiêm nhiệm.' : '', NEXT: random.shuffle(nexts).slice(0, 2).map(fill).join('\n'), PROPOSALS: random.pick(proposals) };
}

import { defineMessages } from '../platform/i18n/messages.ts';

/** What the parts of settings are called for people; in the form they keep the names by which the program knows them. */
export const settingParts = defineMessages({
  write: ['thao tác ghi', 'writes'],
  points: ['số lần', 'times'],
  seconds: ['trong số giây', 'within seconds'],
  'sign-in': ['đăng nhập', 'sign-ins'],
  'public-lookup': ['tra cứu công khai', 'public look-ups'],
  suggestion: ['gợi ý khi gõ', 'suggestions while typing'],
  minLength: ['số ký tự ít nhất', 'least length'],
  passphraseLength: ['số ký tự của cụm từ', 'length of a passphrase'],
  history: ['số mật khẩu cũ không dùng lại', 'old passwords not used again'],
  temporaryPasswordHours: ['mật khẩu tạm có hiệu lực (giờ)', 'temporary password holds (hours)'],
  activationLinkHours: ['đường dẫn kích hoạt có hiệu lực (giờ)', 'activation link holds (hours)'],
  firstAdminLinkHours: ['đường dẫn quản trị đầu tiên có hiệu lực (giờ)', 'first administrator’s link holds (hours)'],
  idleMinutes: ['người học không thao tác (phút)', 'learners idle (minutes)'],
  staffIdleMinutes: ['người có vai trò không thao tác (phút)', 'staff idle (minutes)'],
  absoluteHours: ['tối đa (giờ)', 'at most (hours)'],
  failures: ['số lần sai', 'failures'],
  minutes: ['số phút chờ', 'minutes to wait'],
  enabled: ['có bật', 'on'],
  days: ['số ngày', 'days'],
  from: ['từ', 'from'],
  to: ['đến', 'to'],
  channels: ['kênh', 'channels'],
  daysToFinish: ['số ngày phải xong', 'days to finish'],
  shortestNotice: ['báo trước ít nhất (ngày)', 'shortest notice (days)'],
  attendanceShare: ['tỷ lệ dự lớp phải đạt (%)', 'attendance needed (%)'],
  checkInMinutes: ['điểm danh trong (phút)', 'check-in within (minutes)'],
  before: ['nhắc trước hạn (ngày)', 'before the due day (days)'],
  onDueDay: ['nhắc vào ngày đến hạn', 'on the due day'],
  after: ['nhắc khi quá hạn', 'after the due day'],
  first: ['lần đầu sau (ngày)', 'first after (days)'],
  every: ['rồi mỗi (ngày)', 'then every (days)'],
  times: ['số lần', 'times'],
  hour: ['lúc', 'at'],
  until: ['không muộn hơn', 'no later than'],
  workingDaysOnly: ['chỉ ngày làm việc', 'working days only'],
  catchUpDays: ['gửi bù trong (ngày)', 'caught up within (days)'],
  escalation: ['báo lãnh đạo khi quá hạn', 'told to leaders when late'],
  digest: ['thư tuần của lãnh đạo', 'leaders’ weekly letter'],
  weekday: ['thứ trong tuần (1 là thứ Hai)', 'day of the week (1 is Monday)'],
  isDuty: ['tin bắt buộc', 'cannot be turned off'],
  questionsADay: ['câu hỏi mỗi ngày', 'questions a day'],
  answersADay: ['câu trả lời mỗi ngày', 'answers a day'],
  reportsADay: ['báo vi phạm mỗi ngày', 'reports of posts a day'],
  changeDays: ['được sửa trong (ngày)', 'may be changed within (days)'],
  least: ['số người ít nhất để hiện kết quả', 'least people for results to show'],
  QUESTION: ['câu hỏi', 'question'],
  LEGAL_HELP: ['hỗ trợ pháp lý', 'legal help'],
  LEGAL_AID: ['trợ giúp pháp lý', 'legal aid'],
  COMPLAINT: ['khiếu nại', 'complaint'],
  DENUNCIATION: ['tố cáo', 'denunciation'],
  PETITION: ['kiến nghị', 'petition'],
  FEEDBACK: ['phản ánh', 'feedback'],
  rushMinutes: ['hạn khi đã quá gần (phút làm việc)', 'due within when it is close (working minutes)'],
  spans: ['các khoảng giờ', 'spans'],
  kind: ['kỳ số liệu', 'period of the figures'],
  dueDay: ['ngày hạn trong tháng', 'due day of the month'],
  dueTime: ['giờ hạn', 'due time'],
  remindBefore: ['nhắc trước hạn (ngày làm việc)', 'reminders before (working days)'],
  remindAfter: ['nhắc sau hạn (ngày làm việc)', 'reminder after (working days)'],
  keepDays: ['giữ (ngày)', 'kept (days)'],
  mostReports: ['số danh sách nhiều nhất', 'most lists'],
  mostDays: ['kỳ dài nhất (ngày)', 'longest period (days)'],
  mostOpen: ['số gói đang làm nhiều nhất', 'most packs under way'],
  true: ['có', 'yes'],
  false: ['không', 'no'],
});

/** The words of a part's name or of a value that is yes or no; any other code as it is. */
export function partWord(locale: 'vi' | 'en', name: string): string {
  return Object.hasOwn(settingParts.catalogue, name) ? (settingParts.in(locale) as (key: string) => string)(name) : name;
}

/** The names of all parts of a value, each once, in the order in which they stand. */
export function namesIn(json: string): string[] {
  const walk = (value: unknown): string[] => (typeof value !== 'object' || value === null ? [] : Array.isArray(value) ? value.flatMap(walk) : Object.entries(value).flatMap(([name, part]) => [name, ...walk(part)]));
  return [...new Set(walk(JSON.parse(json)))];
}

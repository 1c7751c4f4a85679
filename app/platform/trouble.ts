import { defineMessages } from './i18n/messages.ts';

/** A kind of technical trouble, with the words by which programs, drivers and servers say it. */
export type Sign<Kind extends string> = readonly [kind: Kind, words: RegExp];

/** The first kind whose words stand in what was said; null for what nobody has a sentence for. */
export function kindOf<Kind extends string>(said: string, signs: readonly Sign<Kind>[]): Kind | null {
  return signs.find(([, words]) => words.test(said))?.[0] ?? null;
}

/** What can go wrong on the way to another machine, by the codes of Node and OpenSSL. */
export const networkSigns = [
  ['certificate', /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH|ALTNAME|ERR_SSL|ERR_TLS|EPROTO|^ETLS\b/],
  ['timeout', /ETIMEDOUT|ESOCKETTIMEDOUT|\bTIMEOUT\b|timed? ?out/i],
  ['refused', /ECONNREFUSED/],
  ['name', /ENOTFOUND|EAI_AGAIN|^EDNS\b/],
  ['cut-off', /ECONNRESET|EPIPE|ECONNABORTED|EHOSTUNREACH|ENETUNREACH|socket hang up|^ECONNECTION\b|^ESOCKET\b/],
] as const satisfies readonly Sign<string>[];

/** What can go wrong with a job of ours. Refusals of our own begin with their kind (errors.ts). */
export const jobSigns = [
  ['ended', /the process ended during every try/],
  ['no-handler', /^no handler for job /],
  ['locked', /database (table )?is locked|SQLITE_(BUSY|LOCKED)/],
  ['disk-full', /ENOSPC|no space left|database or disk is full|SQLITE_FULL/],
  ['not-found', /^not-found: /],
  ['forbidden', /^forbidden: /],
  ['conflict', /^conflict: /],
  ['invalid', /^(invalid|too-large): /],
  ['busy', /^(limit|unavailable): /],
  ['file-missing', /ENOENT/],
  ['file-denied', /EACCES|EPERM|EROFS|readonly database/],
  ['files-open', /EMFILE|ENFILE/],
  ['memory', /out of memory|ERR_WORKER_OUT_OF_MEMORY|heap limit/i],
  ['version', /no such (table|column)/],
  ['rule', /constraint failed/],
  ['ledger', /^the ledger refused /],
  ['payload', /^\s*\[\s*\{[^]*"(code|path)"|in JSON at position|Unexpected (token|end of JSON)/],
  ...networkSigns,
] as const satisfies readonly Sign<string>[];

/** What each kind means, and what to do about it. */
export const troubleMessages = defineMessages({
  details: ['Chi tiết kỹ thuật', 'Technical details'],
  unknown: ['Chưa có lời giải thích cho lỗi này. Gửi chi tiết kỹ thuật cho người phụ trách máy chủ nếu lỗi lặp lại.', 'There is no explanation for this one yet. Give the technical details to whoever runs the server if it comes again.'],
  none: ['Không ghi lại lý do.', 'No reason was recorded.'],
  ended: ['Tiến trình dừng giữa chừng ở mọi lần chạy. Kiểm tra bộ nhớ của máy chủ rồi chạy lại.', 'The process ended in the middle of every try. Check the memory of the server, then retry.'],
  'no-handler': ['Phiên bản đang chạy không có công việc này. Kiểm tra phiên bản của máy chủ web và tiến trình xử lý có giống nhau không.', 'The version that runs does not know this job. Check that the web server and the worker are of the same version.'],
  locked: ['Cơ sở dữ liệu bận quá lâu vì một chương trình khác đang ghi. Chạy lại khi chương trình đó xong.', 'The database was busy for too long, because another program was writing. Retry when that one is done.'],
  'disk-full': ['Ổ đĩa của máy chủ đã đầy. Giải phóng chỗ trống rồi chạy lại.', 'The disk of the server is full. Free some space, then retry.'],
  'not-found': ['Dữ liệu mà công việc cần không còn nữa. Thường không cần chạy lại.', 'What the job was about is gone. Usually there is nothing to retry.'],
  forbidden: ['Người đã yêu cầu công việc này không còn quyền làm.', 'Whoever asked for this job no longer has the right to it.'],
  conflict: ['Dữ liệu đã thay đổi trong lúc chạy. Có thể chạy lại.', 'The data changed meanwhile. It can be retried.'],
  invalid: ['Dữ liệu hoặc tệp giao cho công việc không hợp lệ, nên chạy lại sẽ không khác.', 'The data or the file that the job was given is not valid; a retry changes nothing.'],
  busy: ['Hệ thống bận hoặc tạm gián đoạn. Có thể chạy lại.', 'The system was busy or interrupted. It can be retried.'],
  'file-missing': ['Không tìm thấy tệp trên máy chủ. Kiểm tra thư mục dữ liệu.', 'A file is missing on the server. Check the data folder.'],
  'file-denied': ['Chương trình không được phép đọc hoặc ghi tệp. Kiểm tra quyền của thư mục dữ liệu.', 'The program may not read or write a file. Check the rights of the data folder.'],
  'files-open': ['Máy chủ đã mở quá nhiều tệp cùng lúc. Chạy lại khi máy chủ bớt việc.', 'The server has too many files open. Retry when it has less to do.'],
  memory: ['Máy chủ không đủ bộ nhớ cho công việc này.', 'The server has too little memory for this job.'],
  version: ['Cơ sở dữ liệu và chương trình không cùng phiên bản. Khởi động lại máy chủ web để cập nhật cơ sở dữ liệu.', 'Database and program are of different versions. Restart the web server, which brings the database up to date.'],
  rule: ['Dữ liệu vi phạm một ràng buộc của cơ sở dữ liệu, nên không có gì được ghi.', 'The data breaks a rule of the database, so nothing was written.'],
  ledger: ['Sổ gửi tin không nhận tin của công việc này.', 'The ledger of messages did not take what this job wrote.'],
  payload: ['Không đọc được dữ liệu giao cho công việc, thường vì công việc do phiên bản cũ tạo ra.', 'What the job was given cannot be read, usually because an older version queued it.'],
  certificate: ['Không xác minh được chứng thư của máy chủ bên kia, nên không lập được kết nối an toàn.', 'The certificate of the other server cannot be verified, so there was no secure connection.'],
  timeout: ['Máy chủ bên kia không trả lời trong thời gian chờ.', 'The other server did not answer in time.'],
  refused: ['Máy chủ bên kia không nhận kết nối. Kiểm tra địa chỉ, cổng và tường lửa.', 'The other server takes no connection. Check the address, the port and the firewall.'],
  name: ['Không tìm thấy máy chủ bên kia theo tên. Kiểm tra tên trong cấu hình và máy chủ DNS.', 'The other server is not found by its name. Check the name in the configuration, and DNS.'],
  'cut-off': ['Kết nối tới máy chủ bên kia bị đứt.', 'The connection to the other server was cut off.'],
});

export type JobTrouble = (typeof jobSigns)[number][0];
export type NetworkTrouble = (typeof networkSigns)[number][0];

import { defineMessages } from '../../app/platform/i18n/messages.ts';

/** What `npm run backup` and `npm run restore` say. */
export const backupMessages = defineMessages({
  'made': ['Đã sao lưu vào {folder} ({size} MB).', 'Backed up into {folder} ({size} MB).'],
  'pruned': ['Đã xoá {count} bản sao lưu cũ, giữ lại {keep} bản mới nhất.', 'Removed {count} old backups, kept the newest {keep}.'],
  'no-database': ['Thư mục {folder} chưa có cơ sở dữ liệu để sao lưu.', 'There is no database in {folder} to back up.'],
  'bad-keep': ['--keep phải là số nguyên từ 1 trở lên.', '--keep must be a whole number from 1.'],
  'usage': ['Cách dùng: npm run restore -- <thư mục bản sao lưu> [--replace] [--sent-until 2026-11-30T10:15]', 'How to use it: npm run restore -- <backup folder> [--replace] [--sent-until 2026-11-30T10:15]'],
  'no-manifest': ['{folder} không phải là bản sao lưu hoàn chỉnh: không đọc được manifest.json.', '{folder} is not a complete backup: manifest.json cannot be read.'],
  'changed': ['Bản sao lưu trong {folder} đã bị thay đổi hoặc hỏng: mã kiểm tra không khớp.', 'The backup in {folder} has been changed or damaged: its checksum does not match.'],
  'damaged': ['Cơ sở dữ liệu trong bản sao lưu bị hỏng: {fault}', 'The database in the backup is damaged: {fault}'],
  'newer': ['Bản sao lưu do phiên bản mới hơn của chương trình tạo ra ({steps}). Vui lòng cài phiên bản đó trước.', 'The backup was made by a newer version of the program ({steps}). Please install that version first.'],
  'server-runs': ['Máy chủ hoặc tiến trình xử lý đang dùng thư mục dữ liệu {folder}. Vui lòng dừng lại trước khi khôi phục.', 'A server or worker is using the data folder {folder}. Please stop it before restoring.'],
  'exists': ['Thư mục {folder} đã có cơ sở dữ liệu. Thêm --replace để thay thế; cơ sở dữ liệu cũ sẽ được giữ lại bên cạnh.', 'There is a database in {folder} already. Add --replace to replace it; the old one will be kept beside it.'],
  'restored': ['Đã khôi phục bản sao lưu ngày {madeAt} vào {folder}.', 'Restored the backup of {madeAt} into {folder}.'],
  'bad-moment': ['--sent-until {given}: phải là giờ địa phương dạng 2026-11-30T10:15, từ {from} (lúc sao lưu) đến {to} (bây giờ).', '--sent-until {given}: must be a local time like 2026-11-30T10:15, from {from} (the backup) to {to} (now).'],
  'taken': ['Coi như đã gửi mọi tin đến hạn tới {moment}: {count} lượt gửi. Các kênh đang tạm dừng; mở lại ở Quản trị → Kênh gửi tin.', 'Everything due until {moment} counts as sent: {count} deliveries. All channels are paused; let them go on under Administration → Channels.'],
  'all-waits': ['Mọi tin đang chờ trong bản sao lưu sẽ được gửi khi mở lại các kênh, kể cả tin đã gửi sau lúc sao lưu. Muốn tránh gửi lặp, khôi phục lại với --sent-until.', 'Everything that waits in the backup is sent once the channels go on, also what was sent after the backup. To avoid sending twice, restore again with --sent-until.'],
  'kept': ['Cơ sở dữ liệu cũ được giữ tại {file}.', 'The old database is kept at {file}.'],
});

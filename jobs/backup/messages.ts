import { defineMessages } from '../../app/platform/i18n/messages.ts';

/** What `npm run backup` and `npm run restore` say. */
export const backupMessages = defineMessages({
  'made': ['Đã sao lưu vào {folder} ({size} MB).', 'Backed up into {folder} ({size} MB).'],
  'pruned': ['Đã xoá {count} bản sao lưu cũ, giữ lại {keep} bản mới nhất.', 'Removed {count} old backups, kept the newest {keep}.'],
  'no-database': ['Thư mục {folder} chưa có cơ sở dữ liệu để sao lưu.', 'There is no database in {folder} to back up.'],
  'bad-keep': ['--keep phải là số nguyên từ 1 trở lên.', '--keep must be a whole number from 1.'],
  'usage': ['Cách dùng: npm run restore -- <thư mục bản sao lưu> [--replace]', 'How to use it: npm run restore -- <backup folder> [--replace]'],
  'no-manifest': ['{folder} không phải là bản sao lưu hoàn chỉnh: không đọc được manifest.json.', '{folder} is not a complete backup: manifest.json cannot be read.'],
  'changed': ['Bản sao lưu trong {folder} đã bị thay đổi hoặc hỏng: mã kiểm tra không khớp.', 'The backup in {folder} has been changed or damaged: its checksum does not match.'],
  'damaged': ['Cơ sở dữ liệu trong bản sao lưu bị hỏng: {fault}', 'The database in the backup is damaged: {fault}'],
  'newer': ['Bản sao lưu do phiên bản mới hơn của chương trình tạo ra ({steps}). Vui lòng cài phiên bản đó trước.', 'The backup was made by a newer version of the program ({steps}). Please install that version first.'],
  'server-runs': ['Máy chủ hoặc tiến trình xử lý đang dùng thư mục dữ liệu {folder}. Vui lòng dừng lại trước khi khôi phục.', 'A server or worker is using the data folder {folder}. Please stop it before restoring.'],
  'exists': ['Thư mục {folder} đã có cơ sở dữ liệu. Thêm --replace để thay thế; cơ sở dữ liệu cũ sẽ được giữ lại bên cạnh.', 'There is a database in {folder} already. Add --replace to replace it; the old one will be kept beside it.'],
  'restored': ['Đã khôi phục bản sao lưu ngày {madeAt} vào {folder}.', 'Restored the backup of {madeAt} into {folder}.'],
  'kept': ['Cơ sở dữ liệu cũ được giữ tại {file}.', 'The old database is kept at {file}.'],
});

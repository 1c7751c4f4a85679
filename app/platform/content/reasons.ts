import { defineMessages } from '../i18n/messages.ts';

/** What can be wrong with any text file that people write by hand. */
export const fileReasons = defineMessages({
  'file.too-large': ['Tệp nặng {size} kB, tối đa {max} kB.', 'The file has {size} kB; at most {max} kB are allowed.'],
  'file.not-utf8': ['Tệp không phải UTF-8. Hãy lưu lại ở bảng mã UTF-8.', 'The file is not UTF-8. Save it as UTF-8.'],
  'file.not-nfc': ['Chữ có dấu ở dạng tổ hợp rời (NFD): "{word}". Hãy gõ lại hoặc chuyển sang NFC.', 'Decomposed letters (NFD): "{word}". Type them again or convert to NFC.'],
  'file.invisible': ['Có ký tự ẩn {code}. Hãy xoá ký tự này.', 'There is an invisible character {code}. Delete it.'],
  'file.crlf': ['Tệp xuống dòng kiểu Windows (CRLF). Nên lưu với LF.', 'The file has Windows line ends (CRLF). Save it with LF.'],
  'file.bom': ['Tệp bắt đầu bằng ký tự BOM. Nên lưu UTF-8 không BOM.', 'The file begins with a byte-order mark. Save it as UTF-8 without BOM.'],
  'yaml.syntax': ['YAML sai cú pháp: {message}', 'Not valid YAML: {message}'],
  'yaml.required': ['Thiếu {field}.', '{field} is missing.'],
  'yaml.unknown': ['Không có trường tên {field}.', 'There is no field named {field}.'],
  'yaml.choice': ['{field} phải là một trong: {choices}.', '{field} must be one of: {choices}.'],
  'yaml.type': ['{field} phải là {type}.', '{field} must be {type}.'],
  'yaml.format': ['{field} chưa đúng dạng ({format}).', '{field} does not have the right form ({format}).'],
  'yaml.small': ['{field} nhỏ hoặc ngắn hơn mức tối thiểu {min}.', '{field} is smaller or shorter than {min}.'],
  'yaml.few': ['{field} cần ít nhất {min} mục.', '{field} needs at least {min} entries.'],
  'yaml.many': ['{field} có nhiều nhất {max} mục.', '{field} takes at most {max} entries.'],
  'yaml.big': ['{field} lớn hoặc dài hơn mức tối đa {max}.', '{field} is larger or longer than {max}.'],
  'yaml.invalid': ['{field} chưa đúng: {message}', '{field} is not right: {message}'],
});

import { defineMessages } from '../../platform/i18n/messages.ts';

/** Why a file of `content/faq` cannot be loaded. */
export const contentReasons = defineMessages({
  'folder.none': ['Thiếu thư mục {name}.', 'The folder {name} is missing.'],
  'file.none': ['Thiếu tệp {name}.', 'The file {name} is missing.'],
  'file.unknown': ['Tệp lạ {name}. Thư mục chủ đề chỉ có các tệp ten-cau-hoi.md.', 'Unknown file {name}. A topic folder holds only files slug.md.'],
  'file.slug': ['Tên tệp {name} phải là chữ thường không dấu, số và dấu gạch nối.', 'The file name {name} must be lower-case letters without marks, digits and hyphens.'],
  'topic.unknown': ['Thư mục {name} không có trong {list}.', 'The folder {name} is not in {list}.'],
  'key.twice': ['Khoá {key} ghi hai lần.', 'The key {key} is written twice.'],
  'slug.reserved': ['Tên tệp {name} là địa chỉ của một trang có sẵn. Đặt tên khác.', 'The file name {name} is the address of a page that exists already. Choose another one.'],
  'slug.twice': ['Mã {slug} đã dùng ở {other}.', 'The slug {slug} is used in {other} already.'],
  'body.unknown': ['Không có cơ quan {key} trong {list}.', 'There is no body {key} in {list}.'],
  'related.unknown': ['Không có câu trả lời {slug}.', 'There is no answer {slug}.'],
  'related.self': ['Câu trả lời không thể liên quan tới chính nó.', 'An answer cannot be related to itself.'],
  'matter.missing': ['Tệp phải bắt đầu bằng phần thông tin giữa hai dòng ---.', 'A file must begin with its front matter between two --- lines.'],
  'matter.language': ['Dòng đầu phải là --- trơn; không dùng {found}.', 'The first line must be a plain ---; {found} is not allowed.'],
  'text.none': ['Chưa có phần các bước.', 'There are no steps.'],
  'text.shout': ['Không dùng dấu chấm than: “{text}”.', 'No exclamation marks: “{text}”.'],
  'document.dates': ['{name} ghi hiệu lực {here}, nhưng ở {other} ghi {there}. Một văn bản chỉ có một khoảng hiệu lực.', '{name} is valid {here} here, but {there} in {other}. A document has one period of validity.'],
  'document.order': ['{name}: ngày hết hiệu lực trước ngày có hiệu lực.', '{name}: it ends before it begins.'],
});

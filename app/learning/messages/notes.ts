import { defineMessages } from '../../platform/i18n/messages.ts';

/** Texts of the page of one's own notes. */
export const noteMessages = defineMessages({
  'title': ['Ghi chú của tôi', 'My notes'],
  'lead': ['Mọi ghi chú Anh/Chị đã viết khi học, xếp theo khoá học. Chỉ mình Anh/Chị thấy trang này.', 'Everything you noted while studying, by course. Only you can see this page.'],
  'crumbs': ['Vị trí trang', 'Where you are'],
  'courses': ['Khoá học', 'Courses'],
  'print': ['In', 'Print'],
  'search': ['Tìm trong ghi chú', 'Search in your notes'],
  'search-button': ['Tìm kiếm', 'Search'],
  'search-example': ['Ví dụ: mật khẩu, báo đầu mối', 'Example: password, focal point'],
  'filter': ['Lọc theo khoá học', 'Filter by course'],
  'all': ['Tất cả', 'All'],
  'found': ['{n} ghi chú có “{q}”.', '{n} notes with “{q}”.'],
  'show-all': ['Xem tất cả ghi chú', 'Show all notes'],
  'none': ['Không tìm thấy kết quả phù hợp', 'No matching results'],
  'none-text': ['Thử từ ngắn hơn hoặc bỏ dấu: “mat khau”, “dinh danh”.', 'Try a shorter word, with or without marks.'],
  'empty': ['Chưa có ghi chú nào', 'No notes yet'],
  'empty-text': ['Trong mỗi bài học có ô “Ghi chú của tôi”. Điều Anh/Chị viết ở đó được gom lại ở đây.', 'Each lesson has a box “My notes”. What you write there is gathered here.'],
  'to-courses': ['Đến khoá học', 'Go to the courses'],
  'module': ['Mô-đun {n}: {title}', 'Module {n}: {title}'],
  'saved': ['sửa lúc {time}', 'changed {time}'],
  'edit': ['Sửa ghi chú', 'Edit the note'],
  'edit-of': ['Sửa ghi chú của bài “{lesson}”', 'Edit the note on “{lesson}”'],
  'gone': ['Bài này không còn trong khoá học; ghi chú vẫn được giữ.', 'The course has this lesson no more; your note is kept.'],
  'link': ['Mọi ghi chú của tôi', 'All my notes'],
});

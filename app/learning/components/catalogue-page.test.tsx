import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { CatalogueCourse } from '../queries/catalogue.server.ts';
import { CataloguePage, type CatalogueView } from './catalogue-page.tsx';

const course: CatalogueCourse = { slug: 'an-toan', title: 'An toàn', summary: 'Tóm tắt', periods: 4, minutes: 90, lessons: 8, lessonsCompleted: 2, isEnrolled: true, isMandatory: true, dueOn: '2026-11-20', completedAt: null, first: [] };
const lesson = { courseSlug: 'an-toan', courseTitle: 'An toàn', slug: 'thu-la', title: 'Thư lạ', summary: 'Ba dấu hiệu', minutes: 8 };
const draw = (view: Partial<CatalogueView>) => renderToStaticMarkup(<CataloguePage view={{ q: '', courses: [], lessons: [], today: '2026-11-23', ...view }} />);

describe('CataloguePage', () => {
  it('tells an empty catalogue from a search without results', () => {
    expect(draw({})).toContain('Chưa có khoá học nào được phát hành');
    expect(draw({ q: 'xyz' })).toContain('Không tìm thấy kết quả phù hợp');
    expect(draw({ q: 'xyz' })).not.toContain('Chưa có khoá học nào');
  });

  it('leads to the learning paths, except in the middle of a search', () => {
    expect(draw({})).toMatch(/href="\/paths"[^>]*>.*?Lộ trình học/);
    expect(draw({ q: 'xyz' })).not.toContain('/paths');
  });

  it('counts courses and lessons together and keeps the question in the box', () => {
    const page = draw({ q: '"an" <toàn>', courses: [course], lessons: [lesson] });
    expect(page).toContain('2 kết quả cho “&quot;an&quot; &lt;toàn&gt;”');
    expect(page).toContain('value="&quot;an&quot; &lt;toàn&gt;"');
    expect(page).toContain('href="/learn/an-toan/thu-la"');
  });

  it('shows standing only to those who are enrolled', () => {
    expect(draw({ courses: [course] })).toContain('2/8 bài học');
    expect(draw({ courses: [course] })).toContain('Quá hạn 3 ngày');
    const stranger = draw({ courses: [{ ...course, isEnrolled: false, isMandatory: false, dueOn: null }] });
    expect(stranger).not.toMatch(/2\/8|Bắt buộc|Tự chọn|progressbar/);
  });

  it('says that a course is done instead of late', () => {
    const page = draw({ courses: [{ ...course, completedAt: '2026-11-21T01:00:00.000Z' }] });
    expect(page).toContain('Đã xong');
    expect(page).not.toContain('Quá hạn');
  });
});

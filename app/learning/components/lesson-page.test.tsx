import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { sampleBody, sampleDetails } from '../../../tests/world/courses.ts';
import type { LessonView } from '../rules/lesson-view.ts';
import { lessonView } from '../rules/lesson-view.ts';
import { LessonPage } from './lesson-page.tsx';

const when = '2026-11-20T01:00:00.000Z';
const facts = { courseSlug: 'an-toan', courseTitle: 'An toàn', lessonId: 'b', slug: 'bai-b', moduleKey: 'm1', title: 'Bài B', minutes: 8, details: sampleDetails, body: sampleBody() };
const siblings = ['a', 'b', 'c'].map((id) => ({ id, slug: `bai-${id}`, title: `Bài ${id}`, openedAt: when, completedAt: id === 'a' ? when : null, position: id === 'b' ? 420 : 0 }));
const base = lessonView(facts, siblings, null, { today: '2026-11-23', unanswered: 0 });
const draw = (change: Partial<LessonView> = {}) => renderToStaticMarkup(<LessonPage view={{ ...base, ...change }} />);

describe('LessonPage', () => {
  it('leaves the place for the prose open and tells the script where it is', () => {
    expect(draw()).toContain('<slot data-slot="prose"></slot>');
    expect(draw()).toMatch(/data-island="lesson" data-lesson="b" data-course="an-toan" data-position="420" data-answers="\/learn\/an-toan\/bai-b\/answers"/);
  });

  it('has one heading of the first rank and one form that ends the lesson', () => {
    expect(draw().match(/<h1/g)).toHaveLength(1);
    expect(draw()).toContain('<form method="post" action="/learn/an-toan/bai-b/completion" id="lesson-completion">');
  });

  it('leads back, but not before the first lesson', () => {
    expect(draw()).toMatch(/href="\/learn\/an-toan\/bai-a"[^>]*>.*?Bài trước/);
    expect(draw({ previous: null })).not.toContain('Bài trước');
  });

  it('says how many questions are still open, and that the others are kept', () => {
    expect(draw({ unanswered: 2 })).toContain('Còn 2 câu hỏi hoặc bài thực hành trong bài chưa làm xong. Phần đã chọn đã được lưu.');
    expect(draw()).not.toContain('chưa làm xong');
  });

  it('lists sources and marks those to be compared', () => {
    expect(draw()).toContain('Luật An ninh mạng, Điều 26');
    expect(draw()).toContain('Kế hoạch của tỉnh (cần đối chiếu văn bản chính thức)');
  });

  it('warns when the review is late', () => {
    expect(draw({ reviewLate: true })).toContain('đã quá hạn rà soát (15/02/2027)');
    expect(draw()).not.toContain('quá hạn rà soát');
  });

  it('offers to continue only in the middle of an unfinished lesson', () => {
    expect(draw()).toContain('data-resume');
    for (const change of [{ position: 50 }, { position: 950 }, { completedAt: when }]) expect(draw(change)).not.toContain('data-resume');
  });

  it('puts the own note with its revision into the form of the lesson, with a button that goes to the note', () => {
    const page = draw({ note: { body: 'của <tôi>', revision: 3, updatedAt: when } });
    expect(page).toContain('action="/learn/an-toan/bai-b/note"');
    expect(page).toContain('<input type="hidden" form="lesson-completion" name="lesson-note-revision" value="3"/>');
    expect(page).toContain('của &lt;tôi&gt;</textarea>');
    expect(page).toContain('Đã lưu lúc 20/11/2026 08:00');
  });
});

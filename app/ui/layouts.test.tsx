import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CertificateCard } from './certificate-card.tsx';
import { ExamLayout, QuestionCard, QuestionNavigator, Timer } from './exam-layout.tsx';
import * as ui from './index.ts';
import { LessonLayout, MarginNote } from './lesson-layout.tsx';

const words = { todo: 'chưa học', doing: 'đang học', done: 'xong', locked: 'chưa mở' };

describe('LessonLayout', () => {
  const lesson = html(
    <LessonLayout
      progress={{ label: 'Tiến độ bài', value: 58 }}
      outline={{ label: 'Mục lục', heading: 'Mô-đun 3', statusLabels: words, items: [
        { id: '1', label: 'Bài 1', href: '/1', status: 'done' },
        { id: '2', label: 'Bài 2', href: '/2', status: 'todo', current: true },
        { id: '3', label: 'Kiểm tra', href: '/3', status: 'locked' },
      ] }}
      head={<h1>Bài 2</h1>} aside={<MarginNote title="Căn cứ">Luật</MarginNote>} asideLabel="Ghi chú" footer={<a href="/3">Tiếp</a>}
    >
      Chữ
    </LessonLayout>,
  );

  it('has a hairline, a named outline, an article and a named margin', () => {
    expect(lesson).toContain('progress-hair lesson-hair');
    expect(lesson).toContain('<nav class="toc" aria-label="Mục lục">');
    expect(lesson).toContain('<article class="lesson-text"><h1>Bài 2</h1>Chữ<div class="lesson-foot">');
    expect(lesson).toContain('<aside class="margin" aria-label="Ghi chú">');
  });

  it('folds the outline on phones and keeps it open beside', () => {
    expect(lesson).toContain('<details class="toc-fold"><summary>Mô-đun 3</summary>');
    expect(lesson).toContain('<div class="toc-open">');
  });

  it('marks this lesson, says each status and does not link to what is locked', () => {
    expect(lesson.match(/aria-current="page"/g)).toHaveLength(2);
    expect(lesson).toContain('<span class="sr-only"> (xong)</span>');
    expect(lesson).not.toContain('<a href="/3">Kiểm tra');
  });

  it('leaves out what is not given', () => {
    const bare = html(<LessonLayout outline={{ label: 'Mục lục', items: [], statusLabels: words }}>x</LessonLayout>);
    expect(bare).not.toMatch(/progressbar|<aside|lesson-foot/);
    expect(bare).toContain('<summary>Mục lục</summary>');
  });
});

describe('ExamLayout', () => {
  it('puts title and timer first, then the question, then the other questions', () => {
    const exam = html(<ExamLayout title="Kiểm tra" timer={<i>12:40</i>} navigatorTitle="Các câu hỏi" navigator={<i>nav</i>} notice={<i>n</i>}>câu</ExamLayout>);
    const order = ['<h1>Kiểm tra</h1>', '12:40', '<i>n</i>', 'câu', '<h2>Các câu hỏi</h2>', 'nav'].map((part) => exam.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order.slice(0, 3)).toEqual(order.slice(0, 3).sort((a, b) => a - b));
    expect(exam.indexOf('exam-main')).toBeLessThan(exam.indexOf('exam-side'));
  });

  it('names each question of the navigator with its state', () => {
    const nav = html(
      <QuestionNavigator label="Các câu" legend="1 trên 2" itemLabel={(item) => `Câu ${item.number}, ${item.state}${item.flagged ? ', xem lại' : ''}`} items={[{ number: 1, href: '?q=1', state: 'answered', flagged: true }, { number: 2, href: '?q=2', state: 'empty', current: true }]} />,
    );
    expect(nav).toContain('class="nav-item nav-answered nav-flagged" href="?q=1" aria-label="Câu 1, answered, xem lại"');
    expect(nav).toContain('aria-label="Câu 2, empty" aria-current="step">2</a>');
    expect(nav).toContain('<div class="navigator-legend">1 trên 2</div>');
  });

  it('names the question and holds its answers', () => {
    const card = html(<QuestionCard id="q8" eyebrow="Câu 8" question="Làm gì?" flag={<i>cờ</i>} footer={<i>chân</i>}>đáp án</QuestionCard>);
    expect(card).toContain('aria-labelledby="q8-text" id="q8"');
    expect(card).toContain('<h2 class="question-text" id="q8-text">Làm gì?</h2>đáp án');
    expect(card).toContain('<div class="question-foot"><i>chân</i></div>');
  });

  it('speaks the time politely and only when told', () => {
    const timer = html(<Timer label="Còn lại" text="04:59" announce="Còn 5 phút" low endsAt="2026-11-23T07:30:00Z" />);
    expect(timer).toContain('role="timer" aria-label="Còn lại">04:59');
    expect(timer).toContain('<span class="sr-only" aria-live="polite">Còn 5 phút</span>');
    expect(timer).toContain('class="timer timer-low" data-ends-at="2026-11-23T07:30:00Z"');
  });
});

describe('CertificateCard', () => {
  it('shows holder, title, facts and the way to check it', () => {
    const card = html(<CertificateCard issuer="Sở" kind="Chứng nhận" holder="Nguyễn Thị Thuỳ Dương" unit="Phường" statement="đã hoàn thành" title="An toàn thông tin" facts={[{ term: 'Số', detail: 'NB-1' }]} qr={<svg />} status={<i>hiệu lực</i>} actions={<i>Tải</i>} />);
    expect(card).toMatch(/^<article class="certificate">/);
    expect(card).toContain('<p class="certificate-holder">Nguyễn Thị Thuỳ Dương</p>');
    expect(card).toContain('<dt>Số</dt><dd><span class="unbroken-text"><span class="unbroken">NB-1</span></span></dd>');
    expect(card).toContain('<div class="certificate-qr"><svg></svg></div>');
    expect(card).toContain('<h2 class="certificate-kind">');
  });

  it('is only the sheet when nothing can be done with it', () => {
    expect(html(<CertificateCard level={1} issuer="i" kind="k" holder="h" statement="s" title="t" facts={[]} />)).not.toContain('certificate-bar');
  });
});

describe('the front door', () => {
  it('offers every component by name', () => {
    const components = Object.keys(ui).filter((name) => /^[A-Z]/.test(name));
    expect(components.length).toBeGreaterThanOrEqual(55);
    for (const name of ['Frame', 'TopBar', 'Rail', 'Table', 'Prose', 'LessonLayout', 'ExamLayout', 'CertificateCard', 'CoverArt']) expect(components).toContain(name);
  });
});

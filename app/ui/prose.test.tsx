import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CheckCard } from './check-card.tsx';
import { Callout, FactBox, Figure, LegalNote, PhoneMessage, Steps, Terms, Video } from './prose-parts.tsx';
import { Prose } from './prose.tsx';

describe('Prose', () => {
  it('wraps elements or prose that was compiled before', () => {
    expect(html(<Prose id="t"><p>Chữ</p></Prose>)).toBe('<div class="prose" id="t"><p>Chữ</p></div>');
    expect(html(<Prose html="<p>Chữ</p>" className="own" />)).toBe('<div class="prose own"><p>Chữ</p></div>');
  });
});

describe('the pieces of a text', () => {
  it.each([['remember', 'lightbulb'], ['warning', 'triangle-alert'], ['example', 'file-text'], ['law', 'scale']] as const)('callout %s has its icon and title', (kind, icon) => {
    const box = html(<Callout kind={kind} title="Nhớ một điều"><p>x</p></Callout>);
    expect(box).toContain(`class="callout ${kind}" role="note"`);
    expect(box).toContain(`#${icon}`);
    expect(box).toContain('Nhớ một điều');
  });

  it('legal note names the document and its validity', () => {
    const note = html(<LegalNote doc="Luật 116/2025/QH15" valid="từ 01/7/2026"><p>Điều 3</p></LegalNote>);
    expect(note).toMatch(/^<aside class="legal-note">/);
    expect(note).toContain('<p class="legal-valid">từ 01/7/2026</p>');
    expect(html(<LegalNote doc="d" />)).not.toContain('legal-valid');
  });

  it('fact box ends with its date and source', () => {
    expect(html(<FactBox foot="Nguồn: Bộ Công an"><p>87,2%</p></FactBox>)).toMatch(/<p class="fact-foot">Nguồn: Bộ Công an<\/p><\/div>$/);
  });

  it('steps and terms wrap their lists', () => {
    expect(html(<Steps><ol /></Steps>)).toBe('<div class="steps"><ol></ol></div>');
    expect(html(<Terms><ul /></Terms>)).toBe('<div class="terms"><ul></ul></div>');
  });

  it.each([['sms', 'message-square'], ['zalo', 'message-circle-question'], ['email', 'mail'], ['call', 'phone']] as const)('message by %s is a named figure', (channel, icon) => {
    const message = html(<PhoneMessage channel={channel} from="Cán bộ phường" note="số lạ" label="Ví dụ tin nhắn giả danh"><p>x</p></PhoneMessage>);
    expect(message).toContain(`<figure class="phone-message ${channel}" aria-label="Ví dụ tin nhắn giả danh">`);
    expect(message).toContain(`#${icon}`);
    expect(message).toContain('<span class="phone-note">số lạ</span>');
  });

  it('figure has alternative text and loads late', () => {
    const figure = html(<Figure src="/a.png" alt="Màn hình" caption="Hình 1" width={640} height={360} />);
    expect(figure).toContain('alt="Màn hình" width="640" height="360" loading="lazy"');
    expect(figure).toContain('<figcaption>Hình 1</figcaption>');
    expect(html(<Figure src="/a.png" alt="" />)).not.toContain('figcaption');
  });

  it('film has captions and a transcript and does not load by itself', () => {
    const film = html(<Video src="/v.mp4" captions="/v.vtt" captionsLabel="Tiếng Việt" language="vi" title="Phim" transcript={<details />} />);
    expect(film).toContain('preload="none"');
    expect(film).toContain('<track kind="captions" src="/v.vtt" srcLang="vi" label="Tiếng Việt" default=""/>');
    expect(film).toContain('<details></details>');
  });
});

describe('CheckCard', () => {
  const card = html(
    <CheckCard id="c1" eyebrow="Câu 1" question="Làm gì trước?" right="Đúng." wrong="Chưa đúng." chosen="b" options={[{ value: 'a', text: 'Bấm', why: 'Vì' }, { value: 'b', text: 'Dừng', why: 'Nên', correct: true }]} />,
  );

  it('is a group of radios under its question', () => {
    expect(card).toMatch(/^<fieldset class="check" id="c1" data-check="c1"><legend>/);
    expect(card.match(/type="radio"/g)).toHaveLength(2);
    expect(card).toContain('<label for="c1-a">Bấm</label>');
    expect(card).toMatch(/id="c1-b" name="c1" checked="" value="b"/);
  });

  it('has a verdict in words and a reason for every option, in a live region', () => {
    expect(card.match(/aria-live="polite"/g)).toHaveLength(2);
    expect(card).toContain('<b>Chưa đúng.</b> Vì');
    expect(card).toContain('<b>Đúng.</b> Nên');
    expect(card).toContain('class="check-option right"');
    expect(card).toContain('class="check-option wrong"');
  });
});

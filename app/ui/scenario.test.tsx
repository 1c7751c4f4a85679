import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Scenario, type Scene } from './scenario.tsx';

const scene = (value: string, traits: Partial<Scene> = {}): Scene => ({ id: `s1-${value}`, value, html: `<p>${value}</p>`, isShown: false, choices: [], ...traits });
const start = (isShown: boolean) => scene('goi', { isShown: true, choices: [
  { label: 'Đọc mã', scene: scene('mat', { outcome: 'bad', outcomeLabel: 'Mất tài khoản' }) },
  { label: 'Cúp máy <b>', scene: scene('hoi', { isShown, choices: [{ label: 'Gọi lại', scene: scene('xong', { outcome: 'good', outcomeLabel: 'An toàn' }) }] }) },
] });
const draw = (isShown = false) => html(<Scenario id="s1" name="s1" form="f" action="/a" eyebrow="Tình huống" title="Cuộc gọi" hint="Chọn." choicesLabel="Các cách" after={(choice) => <>Nếu {choice}</>} start={start(isShown)} />);

describe('Scenario', () => {
  it('is a section named by its title, its choices are groups with a name', () => {
    expect(draw()).toContain('<section class="scenario" id="s1" aria-labelledby="s1-title" data-scenario="s1">');
    expect(draw()).toContain('<h3 id="s1-title">Cuộc gọi</h3>');
    expect(draw().match(/<fieldset class="scene-choices"><legend class="sr-only">Các cách<\/legend>/g)).toHaveLength(2);
  });

  it('says which choice was taken to the ear as well as to the eye', () => {
    expect(draw(true).match(/aria-pressed="true" data-scene="s1-hoi"><svg[^>]*><use href="\/icons.svg#circle-check">/g)).toHaveLength(1);
    expect(draw(true).match(/aria-pressed="false"/g)).toHaveLength(2);
  });

  it('hides what has not been reached, and a script can bring the focus to it', () => {
    expect(draw()).toContain('<div class="scene closed" id="s1-hoi" tabindex="-1">');
    expect(draw(true)).toContain('<div class="scene" id="s1-hoi" tabindex="-1">');
    expect(draw()).not.toMatch(/id="s1-goi"[^>]*tabindex/);
  });

  it('says how a way ended in words, and takes the words of a choice as text', () => {
    expect(draw()).toMatch(/class="scene bad closed"[^>]*>.*Mất tài khoản/);
    expect(draw()).toMatch(/class="scene good closed"[^>]*>.*An toàn/);
    expect(draw()).toContain('Nếu Cúp máy &lt;b&gt;');
    expect(draw()).not.toContain('máy <b>');
  });
});

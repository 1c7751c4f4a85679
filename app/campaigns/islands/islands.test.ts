import { afterEach, describe, expect, it, vi } from 'vitest';
import { asElement, closePage, openPage, Part } from '../../../tests/support/tiny-page.ts';
import { mount as led } from './led.ts';
import { mount as mailFrame } from './mail-frame.ts';
import { waiting } from '../../ui/islands/kept-form.ts';
import { mount as refresh } from './refresh.ts';
import { mount as speech } from './speech.ts';

afterEach(closePage);

describe('words that were typed and not saved', () => {
  const kept = JSON.stringify({ revision: '3', fields: 'subject=M%E1%BB%9Bi' });
  it('come back on the same revision, when they differ from what the form shows', () => {
    expect([waiting(kept, '3', 'subject=C%C5%A9'), waiting(kept, '3', 'subject=M%E1%BB%9Bi'), waiting(kept, '4', ''), waiting(null, '3', '')]).toEqual(['subject=M%E1%BB%9Bi', null, null, null]);
  });
  it.each(['{broken', 'null', '7', '{"revision":3,"fields":"a=b"}', '{"revision":"3"}', '{"revision":"3","fields":["a"]}'])('do not come out of %s', (rubbish) => {
    expect(waiting(rubbish, '3', '')).toBeNull();
  });
});

describe('a board', () => {
  function board(seconds: string, isStill = false) {
    const pages = ['1', '2', '3'].map((text) => new Part('div', { className: 'led-page' }, text));
    const root = new Part('div', { data: { seconds, play: 'Chạy', stop: 'Dừng' } }, ...pages);
    openPage(root, { matchMedia: () => ({ matches: isStill }) });
    led(asElement(root));
    return { root, button: root.querySelector('button'), shown: () => pages.filter((page) => !page.hidden).map((page) => page.textContent).join('') };
  }

  it('plays its pages in their time and stops when it is pressed again', async () => {
    const { button, shown } = board('6');
    const seen = [shown()];
    button?.fire('click');
    for (let turn = 0; turn < 4; turn += 1) {
      seen.push(shown());
      await vi.advanceTimersByTimeAsync(6_000);
    }
    button?.fire('click');
    expect([seen, shown(), button?.textContent, vi.getTimerCount()]).toEqual([['123', '1', '2', '3', '1'], '123', 'Chạy', 0]);
  });

  it('stops by itself when its preview was replaced', async () => {
    const { root, button } = board('6');
    button?.fire('click');
    root.isConnected = false;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([['0', false], ['-1', false], ['x', false], ['6', true]])('stays still with %s seconds and less motion %s', (seconds, isStill) => {
    expect(board(seconds, isStill).button).toBeNull();
  });
});

describe('the frame of a mail', () => {
  class Frame extends Part {}
  /** A frame whose border takes two pixels of its own height. */
  function frame(height: number | null) {
    const watched: (() => void)[] = [];
    const mail = { getBoundingClientRect: () => ({ height: height ?? 0 }) };
    const root = new Frame('iframe', { style: { height: '' }, offsetHeight: 546, clientHeight: 544, contentDocument: height === null ? null : { body: mail } });
    openPage(root, { HTMLIFrameElement: Frame, ResizeObserver: class { constructor(then: () => void) { watched.push(then); } observe() {} } });
    mailFrame(asElement(root));
    return { root, height: () => (root['style'] as { height: string }).height, show: (now: number) => { height = now; for (const then of watched) then(); } };
  }

  it('becomes as high as its mail with its border, and again when the mail comes, the width changes or a fold opens', () => {
    const { root, height, show } = frame(612.4);
    const seen = [height()];
    show(700);
    seen.push(height());
    show(0);
    seen.push(height());
    show(812);
    root.dispatchEvent(new Event('load'));
    expect([...seen, height()]).toEqual(['615px', '702px', '702px', '814px']);
  });

  it('keeps its own height while it shows nothing that can be measured', () => expect(frame(null).height()).toBe(''));
});

describe('a bulletin read aloud', () => {
  class Utterance extends EventTarget {
    lang = '';
    readonly text: string;
    constructor(text: string) {
      super();
      this.text = text;
    }
  }
  /** Two bulletins on a browser that does not tell of what was cut off. */
  function reading(languages: string[]) {
    const spoken: Utterance[] = [];
    const seen = { cancelled: 0 };
    const voices = { now: languages };
    const synthesis = Object.assign(new EventTarget(), { getVoices: () => voices.now.map((lang) => ({ lang })), cancel: () => void (seen.cancelled += 1), speak: (one: Utterance) => void spoken.push(one) });
    const roots = ['một', 'hai'].map((text) => new Part('div', { hidden: true, data: { text } }, new Part('button', { data: { stop: 'Dừng' } }, 'Nghe')));
    openPage(new Part('main', {}, ...roots), { speechSynthesis: synthesis, SpeechSynthesisUtterance: Utterance, addEventListener: () => undefined });
    for (const root of roots) speech(asElement(root));
    const buttons = roots.map((root) => root.querySelector('button') as Part);
    return { roots, buttons, spoken, seen, voices, synthesis };
  }

  it('is offered once the browser has a Vietnamese voice', () => {
    const { roots, voices, synthesis } = reading(['en-US']);
    expect(roots.map((root) => root.hidden)).toEqual([true, true]);
    voices.now = ['en-US', 'vi-VN'];
    synthesis.dispatchEvent(new Event('voiceschanged'));
    expect(roots.map((root) => root.hidden)).toEqual([false, false]);
  });

  it('pressed twice it is not read twice: the second press stops it', () => {
    const { buttons, spoken, seen } = reading(['vi-VN']);
    buttons[0]?.fire('click');
    expect([spoken.map(({ text }) => text), buttons[0]?.textContent]).toEqual([['một'], 'Dừng']);
    buttons[0]?.fire('click');
    expect([spoken.length, seen.cancelled > 0, buttons[0]?.textContent]).toEqual([1, true, 'Nghe']);
    buttons[0]?.fire('click');
    expect(spoken.map(({ text }) => text)).toEqual(['một', 'một']);
  });

  it('one makes way for the other', () => {
    const { buttons, spoken } = reading(['vi-VN']);
    buttons[0]?.fire('click');
    buttons[1]?.fire('click');
    spoken[0]?.dispatchEvent(new Event('error'));
    expect([spoken.map(({ text }) => text), buttons.map((button) => button.textContent)]).toEqual([['một', 'hai'], ['Nghe', 'Dừng']]);
  });
});

describe('figures that are moving', () => {
  /** Answers stand for the whole page; markup is `moving` or `still`. */
  function figures(...answers: (() => Promise<unknown>)[]) {
    const root = new Part('section', { id: 'funnel', data: { moving: 'yes' } }, 'cũ');
    const asked = { times: 0 };
    const next = () => (asked.times += 1, (answers.shift() ?? (async () => Promise.reject(new TypeError('gone'))))());
    openPage(root, { fetch: next, DOMParser: class { parseFromString(markup: string) { return new Part('html', {}, new Part('section', { id: 'funnel', data: { moving: markup === 'moving' ? 'yes' : 'no' } }, `mới: ${markup}`)); } } });
    refresh(asElement(root));
    return { root, asked, pass: (times: number) => vi.advanceTimersByTimeAsync(4_000 * times) };
  }
  const page = (markup: string) => async () => ({ ok: true, redirected: false, text: async () => markup });

  it('are followed until nothing moves any more', async () => {
    const { root, asked, pass } = figures(page('moving'), page('still'), page('moving'));
    await pass(1);
    expect(root.textContent).toBe('mới: moving');
    await pass(5);
    expect([root.textContent, asked.times]).toEqual(['mới: still', 2]);
  });

  it('are followed on after the server was away, and after it died in the middle of its answer', async () => {
    const cutOff = async () => ({ ok: true, redirected: false, text: async () => Promise.reject(new TypeError('terminated')) });
    const { root, pass } = figures(async () => Promise.reject(new TypeError('gone')), cutOff, async () => ({ ok: false, redirected: false, text: async () => '' }), page('still'));
    await pass(4);
    expect(root.textContent).toBe('mới: still');
  });

  it('stop when the session is over: the page of signing in is none of them', async () => {
    const { root, asked, pass } = figures(async () => ({ ok: true, redirected: true, text: async () => 'still' }));
    await pass(5);
    expect([root.textContent, asked.times]).toEqual(['cũ', 1]);
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { asElement, closePage, openPage, Part } from '../../../tests/support/tiny-page.ts';
import * as copy from './copy.ts';
import * as draft from './draft.ts';
import { nextPlace, mount as suggest } from './suggest.ts';

afterEach(closePage);

describe('copying a text', () => {
  function card(write: (text: string) => Promise<void>) {
    const button = new Part('button', { hidden: true, data: { copy: 'sms' } }, new Part('svg'), 'Chép');
    const root = new Part('section', { data: { copied: 'Đã chép', marked: 'Bấm Ctrl+C' } }, new Part('textarea', { name: 'sms', value: 'Nội dung' }), button);
    openPage(root, { navigator: { clipboard: { writeText: write } } });
    copy.mount(asElement(root));
    return button;
  }
  const press = async (button: Part) => {
    button.fire('click');
    await vi.advanceTimersByTimeAsync(0);
  };

  it('says so for a moment and goes back to its own name, pressed twice as well', async () => {
    const copied: string[] = [];
    const button = card(async (text) => void copied.push(text));
    expect(button.hidden).toBe(false);
    await press(button);
    await press(button);
    expect([button.textContent, copied]).toEqual(['Đã chép', ['Nội dung', 'Nội dung']]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(button.innerHTML).toBe('<svg></svg>Chép');
  });

  it('claims nothing that the browser has refused, and says which key is left', async () => {
    const button = card(async () => Promise.reject(new DOMException('denied', 'NotAllowedError')));
    await press(button);
    expect(button.textContent).toBe('Bấm Ctrl+C');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(button.innerHTML).toBe('<svg></svg>Chép');
  });
});

describe('a draft', () => {
  const hostile = '<img src=x onerror="alert(1)"> [tại đây](javascript:alert(1))';
  function form(storage: Record<string, unknown>, kept = 'e1.1', early: Record<string, string> = {}) {
    const fields = { question: 'Câu hỏi đã lưu?', short: 'Ngắn.', body: 'Dài.' };
    const element = new Part('form', {}, ...Object.entries(fields).map(([name, defaultValue]) => new Part('textarea', { name, value: early[name] ?? defaultValue, defaultValue })), new Part('input', { type: 'hidden', name: 'revision', value: '1' }));
    const [short, body] = [new Part('p', { data: { preview: 'short' } }), new Part('div', { data: { preview: 'body' } }, new Part('div'))];
    const root = new Part('div', { data: { keep: kept, restored: 'Đã lấy lại.', live: 'Trực tiếp', empty: '…' } }, element, short, body);
    const page = new Part('main', {}, root);
    class Data extends Map<string, string> {
      constructor(of: Part) {
        super(of.querySelectorAll('textarea').map((field) => [field.name, field.value]));
      }
    }
    openPage(page, { sessionStorage: storage, FormData: Data });
    draft.mount(asElement(root));
    const field = (name: string) => element.querySelector(`textarea[name="${name}"]`) as Part;
    const type = async (name: string, text: string) => {
      field(name).value = text;
      field(name).fire('input');
      await vi.advanceTimersByTimeAsync(500);
    };
    return { page, element, field, type, shown: () => ({ short: short.textContent, body: body.firstElementChild?.innerHTML ?? '' }), said: () => page.querySelector('.notice')?.textContent ?? null };
  }
  function storageOf(values: Record<string, string> = {}, write = (name: string, value: string) => void (values[name] = value)) {
    return { values, getItem: (name: string) => values[name] ?? null, setItem: write, removeItem: (name: string) => void delete values[name] };
  }

  it('shows what is typed through the guard, and brings it back after a reload with a word about it', async () => {
    const storage = storageOf();
    const first = form(storage);
    expect(first.said()).toBeNull();
    await first.type('body', hostile);
    expect(first.shown().body).not.toMatch(/<img|javascript:/);
    await first.type('short', hostile);
    expect(first.shown().short).toBe(hostile);
    closePage();
    const again = form(storage);
    expect([again.field('body').value, again.field('short').value, again.field('question').value, again.said()]).toEqual([hostile, hostile, 'Câu hỏi đã lưu?', 'Đã lấy lại.']);
    closePage();
    expect(form(storage, 'e1.2').said()).toBeNull();
  });

  it('keeps what was typed before the script was there, and prefers it to what was kept', async () => {
    const storage = storageOf();
    await form(storage).type('short', 'Giữ từ trước');
    await vi.advanceTimersByTimeAsync(500);
    closePage();
    const early = form(storage, 'e1.1', { short: 'Gõ sớm' });
    expect([early.field('short').value, early.said(), early.shown().short]).toEqual(['Gõ sớm', null, 'Gõ sớm']);
    closePage();
    const again = form(storage);
    expect([again.field('short').value, again.said()]).toEqual(['Gõ sớm', 'Đã lấy lại.']);
  });

  it.each(['{broken', 'null', '["a"]', '{"body":{"a":1}}'])('takes nothing out of %s', (rubbish) => {
    const one = form(storageOf({ 'hoc06.draft.e1.1': rubbish }));
    expect([one.said(), one.field('body').value]).toEqual([null, 'Dài.']);
  });

  it('draws on where the storage is full or forbidden', async () => {
    const full = form(storageOf({}, () => { throw new DOMException('full', 'QuotaExceededError'); }));
    await full.type('short', 'Câu mới');
    expect(full.shown().short).toBe('Câu mới');
    closePage();
    const forbid = () => { throw new DOMException('denied', 'SecurityError'); };
    const forbidden = form({ getItem: forbid, setItem: forbid, removeItem: forbid });
    await forbidden.type('short', 'Câu mới');
    expect(forbidden.shown().short).toBe('Câu mới');
  });

  it('a new answer that is sent leaves nothing behind for the next new one', async () => {
    const storage = storageOf();
    const one = form(storage, 'new');
    await one.type('short', 'Câu mới');
    expect(Object.keys(storage.values)).toEqual(['hoc06.draft.new']);
    one.element.fire('submit');
    expect(storage.values).toEqual({});
  });
});

describe('suggestions', () => {
  it.each([[-1, 1, 3, 0], [2, 1, 3, -1], [-1, -1, 3, 2], [0, -1, 3, -1], [-1, 1, 0, -1]] as const)('from %s by %s of %s comes %s', (active, step, count, next) => {
    expect(nextPlace(active, step, count)).toBe(next);
  });

  function box(answer: (url: string, init: RequestInit) => Promise<Response>) {
    const form = new Part('form');
    const input = new Part('input', { type: 'search', id: 'q', form });
    const said = new Part('output', { data: { said: '' } });
    form.append(input, said);
    const root = new Part('search', { data: { url: '/help/suggestions', count: '{count} gợi ý', none: 'Không có gợi ý', list: 'Gợi ý' } }, form);
    const asked: string[] = [];
    const opened: string[] = [];
    const { document } = openPage(root, { fetch: (url: string, init: RequestInit) => (asked.push(url), answer(url, init)), location: { assign: (href: string) => opened.push(href) } });
    document.activeElement = input;
    suggest(asElement(root));
    const type = async (text: string, traits = {}) => {
      input.value = text;
      input.fire('input', traits);
      await vi.advanceTimersByTimeAsync(300);
    };
    return { input, type, asked, opened, list: form.querySelector('ul') as Part, said: () => said.textContent, key: (key: string) => input.fire('keydown', { key }) };
  }
  const found = (...questions: string[]) => async () => Response.json({ suggestions: questions.map((question, at) => ({ slug: `a/${at}`, question })) });

  it('are asked for once somebody has stopped typing, drawn as text, and opened by keys', async () => {
    const one = box(found('Mất thẻ?', '<b>Đậm</b>'));
    one.input.value = 'm';
    one.input.fire('input');
    await one.type('mất thẻ & "căn cước"');
    expect([one.asked, one.said(), one.list.hidden]).toEqual([[`/help/suggestions?q=${encodeURIComponent('mất thẻ & "căn cước"')}`], '2 gợi ý', false]);
    expect(one.list.parts.map((option) => option.textContent)).toEqual(['Mất thẻ?', '<b>Đậm</b>']);
    expect([one.key('ArrowDown'), one.input.getAttribute('aria-activedescendant'), one.key('ArrowUp'), one.input.getAttribute('aria-activedescendant')]).toEqual([false, 'q-suggestions-0', false, null]);
    one.key('ArrowDown');
    one.key('Enter');
    expect(one.opened).toEqual(['/help/a%2F0']);
  });

  it('are not asked for while an input method makes a letter, nor for one letter', async () => {
    const one = box(found('Mất thẻ?'));
    await one.type('mâ', { isComposing: true });
    await one.type(' m ');
    expect([one.asked, one.list.hidden]).toEqual([[], true]);
  });

  it('an answer that comes late shows nothing over a newer question', async () => {
    const waiting: ((answer: Response) => void)[] = [];
    const one = box(() => new Promise((resolve) => waiting.push(resolve)));
    await one.type('mất');
    await one.type('đổi thẻ');
    waiting[1]?.(await found('Đổi thẻ?')());
    await vi.advanceTimersByTimeAsync(0);
    waiting[0]?.(await found('Mất thẻ?')());
    await vi.advanceTimersByTimeAsync(0);
    expect(one.list.parts.map((option) => option.textContent)).toEqual(['Đổi thẻ?']);
  });

  it('say that there are none only when the server has said so', async () => {
    const none = box(found());
    await none.type('xyz');
    expect(none.said()).toBe('Không có gợi ý');
    closePage();
    for (const answer of [async () => Promise.reject(new TypeError('gone')), async () => new Response('', { status: 503 }), async () => new Response('<html>')]) {
      const away = box(answer);
      await away.type('xyz');
      expect([away.said(), away.list.hidden]).toEqual(['', true]);
      closePage();
    }
  });
});

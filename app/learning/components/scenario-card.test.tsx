import { describe, expect, it } from 'vitest';
import { sampleScenario } from '../../../tests/world/courses.ts';
import { everyWay } from '../rules/scenario.ts';
import { scenarioMarkup } from './scenario-card.tsx';

const tale = sampleScenario('s1');
const markup = (answer?: string, locale: 'vi' | 'en' = 'vi') => scenarioMarkup(tale, answer, { form: 'f', action: '/learn/k/b/answers', locale });
const shown = (html: string) => [...html.matchAll(/<div class="scene( [^"]*)?" id="s1-([^"]+)"/g)].filter(([, classes = '']) => !/\bclosed\b/.test(classes)).map(([, , id]) => id);
const pressed = (html: string) => [...html.matchAll(/<button[^>]* value="([^"]+)"[^>]* aria-pressed="true"/g)].map(([, value]) => value);

describe('a situation for one reader', () => {
  it('shows its first scene only; all others stand in the page, so that a script opens them without a request', () => {
    expect(shown(markup())).toEqual(['dau']);
    expect(pressed(markup())).toEqual([]);
    for (const id of ['doc-ma', 'goi-lai', 'bo-qua', 'bao']) expect(markup().split(`Cảnh ${id}.`)).toHaveLength(2);
  });

  it('opens again where she was, with what she had chosen on the way', () => {
    expect(shown(markup('goi-lai'))).toEqual(['dau', 'goi-lai']);
    expect(shown(markup('goi-lai/bao'))).toEqual(['dau', 'goi-lai', 'bao']);
    expect(pressed(markup('goi-lai/bao'))).toEqual(['goi-lai', 'bao']);
    expect(shown(markup('mot-canh-da-bo/bao'))).toEqual(['dau']);
  });

  it('makes each choice a button of the lesson’s form, and sends nothing that was not chosen', () => {
    const buttons = [...markup().matchAll(/<button[^>]*>/g)].map(([tag]) => tag);
    expect(buttons).toHaveLength(4);
    for (const tag of buttons) for (const part of ['type="submit"', 'name="s1"', 'form="f"', 'formaction="/learn/k/b/answers"']) expect(tag).toContain(part);
    expect(markup('goi-lai')).toContain('<input type="hidden" name="s1" form="f" disabled=""/>');
  });

  it('says in words what came of a way, in the reader’s language', () => {
    expect(markup()).toMatch(/class="scene bad closed"[^>]*>.*?<\/svg>Cần tránh/);
    expect(markup()).toMatch(/class="scene good closed"[^>]*>.*?<\/svg>Xử lý tốt/);
    expect(markup(undefined, 'en')).toContain('Partly right');
  });

  it('is read as a whole by whoever edits: every scene open under its choice, nothing to press', () => {
    const whole = markup(everyWay);
    expect(shown(whole)).toEqual(['dau', 'doc-ma', 'goi-lai', 'bo-qua', 'bao']);
    expect(whole).toContain('<section class="scenario open"');
    expect(whole).toContain('Nếu chọn “Báo đầu mối”:');
    expect(whole.match(/<button[^>]* disabled=""/g)).toHaveLength(4);
    expect(pressed(whole)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../tests/support/page.tsx';
import { drillTypes, sampleDrill } from '../../../tests/world/drills.ts';
import { paragraphsOf } from '../publishing/version-changes.ts';
import { writeAnswer } from '../rules/drill-answer.ts';
import { drillLines } from '../rules/drill-words.ts';
import { drillFields, type DrillGiven, type DrillType } from '../rules/drill.ts';
import { workedOut, solveDrill } from '../rules/solve-drill.ts';
import { drillMarkup } from './drill-card.tsx';

const draw = (type: DrillType, given?: DrillGiven, locale: 'vi' | 'en' = 'vi') => {
  const drill = sampleDrill(type, 'd1');
  return drillMarkup(drill, given && writeAnswer(drill.body, { given, isDone: true }), { form: 'f', action: '/a', locale });
};
const named = (html: string) => new Set([...html.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(([, name]) => name));

describe.each(drillTypes)('%s', (type) => {
  const { body } = sampleDrill(type);
  const solved = solveDrill(body);

  it('has a control for each of its fields, each with a label and an id of its own', () => {
    const html = draw(type);
    expect(named(html)).toEqual(new Set(['d1', ...drillFields(body).map(({ name }) => `d1.${name}`)]));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/<(?:select|input(?! type="hidden"))[^>]* id="([^"]+)"/g)) expect(html).toContain(`for="${id}"`);
  });

  it('shows what was chosen again, whether it was right or not', () => {
    const html = draw(type, solved);
    const chosen = [...html.matchAll(/<input[^>]*checked=""[^>]*>|<option[^>]*selected=""[^>]*>/g)].length;
    expect(chosen).toBeGreaterThanOrEqual(Object.keys(solved).length);
    expect(html).toContain('data-drill-result');
    expect(html).not.toContain('drill-why wrong');
  });

  it('speaks English where asked, and has a word for everything', () => {
    for (const html of [draw(type, undefined, 'en'), draw(type, solved, 'en')]) {
      expect(wordsOf(html)).toContain('Practice · ');
      expect(html.replace(/data-words="[^"]*"/, '')).not.toMatch(/undefined|\{[a-z]+\}/);
    }
  });

  it('is shown solved to its editor', () => {
    const drill = sampleDrill(type, 'd1');
    expect([...workedOut({ body: { blocks: [{ kind: 'html', html: '' }, drill] } })]).toEqual([['d1', writeAnswer(body, { given: solved, isDone: true })]]);
  });

  it('is compared by every word and every answer that it holds', () => {
    const plain = (html: string) => paragraphsOf(html).join(' ');
    const lines = drillLines(sampleDrill(type), plain);
    expect(lines[0]).toBe(`Bài ${type}`);
    expect(lines.join('\n')).not.toMatch(/[<>]/);
    for (const text of JSON.stringify(body).matchAll(/"why":"([^"]+)"/g)) expect(lines.join('\n')).toContain(text[1]);
  });
});

it('says of each part of a screen what came of it', () => {
  const html = draw('signs', { 1: '1', 2: '1' });
  expect([...html.matchAll(/<b>([^<]+)<\/b> ([^<]+)</g)].map(([, mark, why]) => `${mark} ${why}`)).toEqual(['Báo nhầm. Lời chào thì bình thường', 'Đúng. Dồn ép thời gian', 'Bỏ sót. Địa chỉ lạ', 'Bỏ sót. Dẫn tới trang lạ', 'Bình thường. Chưa có gì đáng ngờ']);
});

it('holds nothing in an example screen that leads anywhere or asks for anything', () => {
  const screen = /<div class="example-screen[\s\S]*<\/ul>/.exec(draw('signs'))?.[0] ?? '';
  expect(screen).toContain('Màn hình dựng để luyện tập, không phải trang thật');
  expect(screen).not.toMatch(/<a |<button|<form|type="(?!checkbox)/);
});

it('says what would have been right only to whoever did not have it', () => {
  const right = (type: DrillType) => wordsOf(draw(type, solveDrill(sampleDrill(type).body)));
  expect(right('inbox')).toContain('Đúng. Thư thật');
  expect(right('ordering')).toContain('Đúng. Đầu tiên');
  expect(right('cleaning')).toContain('Đúng. Trống ngày sinh');
  expect(wordsOf(draw('inbox', { 1: 'delete', 2: 'report', 3: 'delete' }))).toContain('Chưa đúng. Nên chọn “Giữ lại”. Thư thật');
  expect(wordsOf(draw('cleaning', { '1-cell': '0', '2-cell': '0', '3-cell': '1', '3-fault': 'du' }))).toMatch(/Bỏ sót\. Ô “Ngày sinh”, loại lỗi “Chưa đủ”\. Trống ngày sinh[\s\S]*Đúng ô, nhầm loại lỗi\. Ô “Họ tên”, loại lỗi “Chưa sạch”\. Sai dấu/);
  expect(wordsOf(draw('ordering', { 'place-1': '1', 'place-2': '2', 'place-3': '3', 'place-4': '4' }))).toContain('Chưa đúng. Đúng là vị trí 3. Cuối cùng');
});

it('explains a wrong turn and then the right one; after a right one nothing more', () => {
  const words = wordsOf(draw('worked', { 1: 'a', 2: 'b' }));
  expect([words.split('Vì sao sai').length - 1, words.split('Vì sao đúng').length - 1]).toEqual([1, 2]);
});

it('puts each worked step inside the one before, so that they open in order', () => {
  const html = draw('worked');
  expect(html.indexOf('Bước 2. Hỏi')).toBeLessThan(html.indexOf('</details>'));
  expect(html.match(/<details[^>]*open/)).toBeNull();
});

it('shows the time of an inbox only by a script, and not once it is marked', () => {
  expect(draw('inbox')).toMatch(/data-elapsed="true" data-words="Đã dùng \{m\} phút \{s\} giây\."[^>]*><\/span>/);
  expect(draw('inbox')).toMatch(/<button[^>]*hidden=""[^>]*data-clock-switch/);
  expect(draw('inbox', solveDrill(sampleDrill('inbox').body))).not.toContain('data-elapsed');
});

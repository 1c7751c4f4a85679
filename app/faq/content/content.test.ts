import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { answerDesk } from '../../../tests/world/answer-desk.ts';
import { answerFile, answerFolder } from '../../../tests/world/answer-files.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { loadAnswers } from '../commands/load-answers.server.ts';
import { readAnswers } from './read-folder.server.ts';
import { answersReport } from './report.ts';

const today = '2026-11-23';
/** What is wrong with a folder, as `file:line: reason`. */
function faultsOf(files: Record<string, string | null>): string[] {
  using folder = answerFolder(files);
  const found = readAnswers(folder.path, today);
  return found?.problems.map(({ file, line, severity, reason }) => `${severity === 'error' ? '' : 'warning '}${file.replace(/^.*\/faq\//, '')}:${line}: ${reason.vi}`) ?? [];
}
const one = (changes: Record<string, unknown>, body?: string) => faultsOf({ 'tai-khoan/a.md': answerFile(changes, body), 'tai-khoan/b.md': answerFile({ question: 'Câu khác?' }) });

describe('files of answers', () => {
  it('are read with what they say', () => {
    using folder = answerFolder({ 'tai-khoan/dang-ky-muc-2.md': answerFile({ volatility: 'high', short: 'Một\n  hai.' }) });
    const found = readAnswers(folder.path, today);
    expect(found?.problems).toEqual([]);
    expect(found?.answers[0]).toMatchObject({ slug: 'dang-ky-muc-2', fields: { topic: 'tai-khoan', audience: 'PUBLIC', short: 'Một hai.', volatility: 'HIGH', asOf: '2026-09-30', reviewDue: '2026-10-30', body: '1. Đến Công an cấp xã.\n2. Xuất trình thẻ.' } });
    expect(answersReport(found ?? { topics: [], bodies: [], words: [], answers: [], problems: [] })).toEqual(['faq: 0 cảnh báo (warnings)', '  1 câu trả lời (answers), 2 chủ đề (topics): tai-khoan 1', '  PUBLIC 1; A 1; HIGH 1']);
    expect(readAnswers('no-such-folder', today)).toBeNull();
  });

  it.each<[string, Record<string, unknown>, string | undefined, string]>([
    ['a short form of more than 20 seconds', { short: 'một '.repeat(67) }, undefined, 'a.md:8: Câu trả lời ngắn có 67 âm tiết'],
    ['three wordings', { variants: ['a', 'b', 'c'] }, undefined, 'a.md:3: variants cần ít nhất 4 mục'],
    ['nine wordings', { variants: 'abcdefghi'.split('') }, undefined, 'a.md:3: variants có nhiều nhất 8 mục'],
    ['a wording twice', { variants: ['Hỏi một', 'hoi MOT', 'c', 'd'] }, undefined, 'a.md:3: Cách hỏi “hoi MOT” trùng'],
    ['a day that is none', { as_of: '2026-02-30' }, undefined, 'a.md:16: as_of chưa đúng dạng'],
    ['a day to come', { as_of: '2026-11-24' }, undefined, 'a.md:16: Ngày 24/11/2026 ở tương lai'],
    ['an unknown confidence', { confidence: 'D' }, undefined, 'a.md:17: confidence phải là một trong: A, B, C'],
    ['an unknown body', { transfer_to: 'khong-co' }, undefined, 'a.md:19: Không có cơ quan khong-co trong bodies.yaml'],
    ['an unknown related answer', { related: ['b', 'khong-co'] }, undefined, 'a.md:24: Không có câu trả lời khong-co'],
    ['itself as related', { related: ['a'] }, undefined, 'a.md:23: Câu trả lời không thể liên quan tới chính nó'],
    ['no source', { sources: [] }, undefined, 'a.md:20: sources cần ít nhất 1 mục'],
    ['a field that is not known', { giá: 1 }, undefined, 'Không có trường tên giá'],
    ['a basis that ends before it begins', { legal_basis: [{ document: 'Luật A', article: null, effective_from: '2026-01-01', effective_to: '2025-01-01' }] }, undefined, 'Luật A: ngày hết hiệu lực trước'],
    ['HTML', {}, '1. <script>alert(1)</script>', 'a.md:25: Phần các bước có mã HTML'],
    ['a picture', {}, '![x](https://vi-du.invalid/a.png)', 'a.md:25: Phần các bước không kèm hình ảnh'],
    ['a link that runs', {}, '[x](javascript:alert(1))', 'a.md:25: Liên kết'],
    ['shouting', {}, '1. Cảnh giác!', 'a.md:25: Không dùng dấu chấm than'],
    ['no steps', {}, '', 'a.md:24: Chưa có phần các bước'],
  ])('with %s are refused at their line', (_what, changes, body, expected) => {
    expect(one(changes, body).join('\n')).toContain(expected);
  });

  it.each<[string, string, string]>([
    ['no front matter', 'Chỉ có chữ', 'a.md:1: Tệp phải bắt đầu'],
    ['a head that is code', '---js\nprocess.exit(7)\n---\n', 'a.md:1: Dòng đầu phải là --- trơn; không dùng ---js'],
    ['a head without an end', '---\nquestion: x\n', 'a.md:1: Tệp phải bắt đầu'],
    ['a head that is no YAML', '---\na: [\n---\n', 'a.md:2: YAML sai cú pháp'],
    ['aliases', '---\na: &a x\nb: *a\n---\n', 'a.md:2: YAML sai cú pháp'],
    ['decomposed letters', answerFile().normalize('NFD'), 'a.md:2: Chữ có dấu ở dạng tổ hợp rời'],
    ['hidden characters', answerFile({ place: 'Công\u200B an' }), 'Có ký tự ẩn U+200B'],
  ])('with %s are refused', (_what, text, expected) => {
    expect(faultsOf({ 'tai-khoan/a.md': text }).join('\n')).toContain(expected);
  });

  it('have no name that is a page of its own', () => {
    using folder = answerFolder({ 'tai-khoan/topics.md': answerFile() });
    expect(readAnswers(folder.path, today)?.problems.map(({ reason }) => reason.vi)).toEqual(['Tên tệp topics.md là địa chỉ của một trang có sẵn. Đặt tên khác.']);
  });

  it('are looked at together: folders, names, doubles, dates of documents', () => {
    const law = (from: string) => ({ legal_basis: [{ document: 'Luật A', article: null, effective_from: from, effective_to: null }] });
    expect(faultsOf({ 'la/a.md': answerFile() })).toEqual(['la:1: Thư mục la không có trong topics.yaml.']);
    expect(faultsOf({ 'tai-khoan/A B.md': answerFile(), 'tai-khoan/a.txt': 'x' })).toEqual([expect.stringContaining('A B.md:1: Tên tệp') as string, expect.stringContaining('a.txt:1: Tệp lạ') as string]);
    expect(faultsOf({ 'tai-khoan/a.md': answerFile(), 'can-cuoc/a.md': answerFile() })).toEqual([expect.stringMatching(/^tai-khoan\/a.md:1: Mã a đã dùng ở .*can-cuoc\/a.md/) as string]);
    expect(faultsOf({ 'tai-khoan/a.md': answerFile(law('2026-01-01')), 'tai-khoan/b.md': answerFile({ ...law('2025-01-01'), question: 'Khác?' }) })).toEqual([expect.stringMatching(/^tai-khoan\/b.md:\d+: Luật A ghi hiệu lực 01\/01\/2025 – …, nhưng ở .*a.md ghi 01\/01\/2026/) as string]);
    expect(faultsOf({ 'topics.yaml': null, 'tai-khoan/a.md': answerFile() })).toEqual([expect.stringContaining('Thư mục tai-khoan') as string, expect.stringContaining('topics.yaml:1: Thiếu tệp') as string]);
    expect(faultsOf({ 'bodies.yaml': '- { key: a, name: Một, phone: gọi đi }\n- { key: a, name: Hai, phone: null }' }).join()).toContain('bodies.yaml:1: phone chưa đúng dạng');
  });
});

/** Loads a folder as it stands and tells what happened. */
async function loaderOf(folder: { path: string }, db: Awaited<ReturnType<typeof freshDb>>) {
  const load = (options = {}) => loadAnswers(testPorts(db, testClock()), folder.path, options);
  const versions = () => db.selectFrom('faq_version as v').innerJoin('faq_entry as e', 'e.id', 'v.entry_id').select(['e.slug', 'v.number', 'v.short', 'v.hash', 'v.revision', 'v.is_sample']).orderBy('e.slug').orderBy('v.number').execute();
  return { load, versions };
}

describe('loading', () => {
  it('makes drafts without an author once; a changed file changes its draft, or follows what was handed in', async () => {
    await using db = await freshDb();
    using folder = answerFolder({ 'tai-khoan/a.md': answerFile(), 'tai-khoan/b.md': answerFile({ question: 'Khác?' }) });
    const { load, versions } = await loaderOf(folder, db);
    expect(await load()).toMatchObject({ added: ['a', 'b'], changed: [], kept: [], same: 0, problems: [] });
    expect(await load()).toMatchObject({ added: [], changed: [], kept: [], same: 2 });
    expect(await db.selectFrom('faq_author').selectAll().execute()).toEqual([]);
    folder.put('tai-khoan/a.md', answerFile({ short: 'Mới.' }));
    expect(await load()).toMatchObject({ changed: ['a'], same: 1 });
    expect((await versions()).map(({ slug, number, short, hash }) => [slug, number, short.slice(0, 4), hash])).toEqual([['a', 1, 'Mới.', null], ['b', 1, 'Quý ', null]]);
    await db.updateTable('faq_version').set({ hash: 'x'.repeat(64), submitted_at: 'now' }).execute();
    folder.put('tai-khoan/a.md', answerFile({ short: 'Mới nữa.' }));
    await load({ isSample: true });
    expect((await versions()).map(({ slug, number, short, is_sample }) => [slug, number, short.slice(0, 4), is_sample])).toEqual([['a', 1, 'Mới.', 0], ['a', 2, 'Mới ', 1], ['b', 1, 'Quý ', 0]]);
    expect((await db.selectFrom('audit_event').select('details').execute()).map(({ details }) => details)).toEqual(['{"created":2,"updated":0}', '{"created":0,"updated":1}', '{"created":0,"updated":1}']);
  });

  it('never writes over what was edited on the web or retired', async () => {
    await using w = await answerDesk();
    using folder = answerFolder({ 'tai-khoan/a.md': answerFile(), 'tai-khoan/b.md': answerFile({ question: 'Khác?' }) });
    const { load, versions } = await loaderOf(folder, w.db as never);
    await load();
    const { id } = await w.db.selectFrom('faq_entry').select('id').where('slug', '=', 'a').executeTakeFirstOrThrow();
    await w.must(w.edit(id, { short: 'Sửa trên web.' }));
    await w.db.updateTable('faq_entry').set({ retired_at: 'now' }).where('slug', '=', 'b').execute();
    for (const name of ['a', 'b']) folder.put(`tai-khoan/${name}.md`, answerFile({ short: 'Từ tệp.', question: name }));
    expect(await load()).toMatchObject({ added: [], changed: [], kept: ['a', 'b'] });
    expect((await versions()).find(({ slug }) => slug === 'a')?.short).toBe('Sửa trên web.');
  });

  it('takes the right files although others are broken, and dates documents until somebody has dated them here', async () => {
    await using db = await freshDb();
    const law = (to: string | null) => ({ legal_basis: [{ document: 'Thông tư 64', article: 'Điều 1', effective_from: '2025-07-01', effective_to: to }] });
    using folder = answerFolder({ 'tai-khoan/a.md': answerFile(law(null)), 'tai-khoan/b.md': answerFile({ confidence: 'Z' }) });
    const { load } = await loaderOf(folder, db);
    const report = await load();
    expect([report.added, report.problems.length]).toEqual([['a'], 1]);
    const ends = async () => (await db.selectFrom('legal_document').select('effective_to').executeTakeFirstOrThrow()).effective_to;
    folder.put('tai-khoan/a.md', answerFile(law('2026-12-31')));
    expect([(await load()).changed, await ends()]).toEqual([[], '2026-12-31']);
    await db.updateTable('legal_document').set({ effective_to: '2027-06-30', revision: 1 }).execute();
    await load();
    expect(await ends()).toBe('2027-06-30');
  });
});

it.runIf(existsSync('content/faq'))('the answers of the product have no faults', () => {
  const found = readAnswers('content', today);
  expect(found?.problems.filter(({ severity }) => severity === 'error').map(({ file, line, reason }) => `${file}:${line}: ${reason.en}`)).toEqual([]);
  expect(found?.answers.length).toBeGreaterThanOrEqual(100);
});

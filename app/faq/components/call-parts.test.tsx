import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import { callMessages } from '../messages/call.ts';
import { wrapCodes } from '../rules/call.ts';
import type { DeskAnswer } from '../rules/desk-index.ts';
import { CallFields, CallPane, WaitingCalls, type ShownCall } from './desk-call.tsx';
import { CallsFilter } from './calls-filter.tsx';
import { DeskAnswerCard } from './desk-answer.tsx';
import { DeskFoot } from './desk-foot.tsx';
import { DeskSearch } from './desk-search.tsx';

const hostile = '"><script>alert(1)</script>\u2019 Ế';
const draw = (node: ReactNode, { locale = 'vi', answer }: { locale?: Locale; answer?: unknown } = {}) => drawPage(() => node, { locale, answer });
const call: ShownCall = { id: 'c', clientKey: 'key-1', revision: 3, channel: 'WALK_IN', source: 'ONLINE', startedAt: '2026-11-22T17:00:00.000Z', endedAt: null, mask: null, before: 0, name: '', commune: '', communeNow: null, question: '', note: '', reads: [] };
const answer: DeskAnswer = { versionId: 'v', slug: 'mat-may', number: 3, audience: 'PUBLIC', question: 'Mất máy?', variants: [], short: 'Khoá tài khoản.', body: '1. Gọi 1900 0368.\n2. Đến Công an.', papers: [], fee: null, place: null, timeLimit: null, basis: [], periods: [], lapsed: [], asOf: '2026-09-30', isOverdue: false, isSample: false };
const fields = (shown: Partial<ShownCall> = {}, more: Parameters<typeof draw>[1] = {}) => draw(<CallFields call={{ ...call, ...shown }} colleagues={[{ id: 'a', name: hostile }]} bodies={[{ key: 'b', name: 'Công an xã' }]} />, more);
const refused = (values: Record<string, string>, faults: Record<string, { vi: string; en: string }>) => ({ ok: false, faults, values });

describe('the call in hand', () => {
  it('shows who calls by the mask, else by the way of coming, and the clock of the province', () => {
    const known = wordsOf(fields({ mask: '09xx xxx 678', before: 2 }));
    expect(known).toContain('09xx xxx 678 00:00 Số này đã gọi 2 lần trước đó');
    const unknown = wordsOf(fields());
    expect(unknown).toContain('Trực tiếp 00:00');
    expect(unknown).not.toContain('lần trước đó');
  });

  it('never carries the number itself, only what is typed anew', () => {
    const markup = fields({ mask: '09xx xxx 678' });
    expect(markup).toMatch(/<input[^>]*name="number"[^>]*value=""/);
    expect(markup).toContain('09xx xxx 678');
  });

  it('gives back everything that was typed when it is refused, whatever it is, with the sentence at its field', () => {
    const typed = { question: hostile, note: `${hostile}\n2`, number: '12345', name: hostile, commune: 'Hoa Lư', wrap: 'CALL_BACK', callbackAt: '2026-11-24T09:00', handTo: 'a', handBody: 'b' };
    const markup = fields({ question: 'cũ' }, { answer: refused(typed, { number: callMessages.both('fault.number') }) });
    expect(markup).not.toMatch(/<script>|>cũ</);
    expect(wordsOf(markup)).toContain('Số điện thoại không đúng');
    for (const [name, value] of [['number', '12345'], ['commune', 'Hoa Lư'], ['callbackAt', '24/11/2026 09:00']] as const) expect(markup).toMatch(new RegExp(`<input[^>]*name="${name}"[^>]*value="${value}"`));
    for (const value of ['CALL_BACK', 'a', 'b']) expect(markup).toContain(`<option value="${value}" selected="">`);
  });

  it.each(['vi', 'en'] as const)('offers every way to end a call in %s', (locale) => {
    const words = wordsOf(fields({}, { locale }));
    for (const code of wrapCodes) expect(words).toContain(callMessages.in(locale)(`wrap.${code}`));
  });

  it('lists what was read with its version and time, or says that nothing was', () => {
    expect(wordsOf(fields())).toContain(callMessages.in('vi')('call.reads-none'));
    const read = { versionId: 'v', question: hostile, number: 4, at: '2026-11-22T17:03:00.000Z' };
    const markup = fields({ reads: [read, { ...read, at: '2026-11-22T17:09:00.000Z' }] });
    expect(wordsOf(markup)).toMatch(/00:03[\s\S]*00:09/);
    expect(markup).not.toContain('<script>');
  });

  it('is none before one is opened: then only the channel, the number and one button', () => {
    const markup = draw(<CallPane call={null} colleagues={[]} bodies={[]} />);
    expect([...markup.matchAll(/name="(\w+)"/g)].map((found) => found[1]).toSorted()).toEqual(['channel', 'deed', 'number']);
    expect(markup).toContain('value="start"');
  });
});

describe('calls that wait', () => {
  it('are left out when there are none', () => {
    expect(draw(<WaitingCalls title="Đang chờ" calls={[]} verb="Nhận" />)).toBe('');
  });

  it('are taken each by its own button, and no word of one becomes markup', () => {
    const calls = [{ id: 'one', mask: null, words: hostile, from: '', at: '' }, { id: 'two', mask: '09xx xxx 111', words: 'Hỏi thẻ', from: hostile, at: '2026-11-22T17:00:00.000Z' }];
    const markup = draw(<WaitingCalls title="Đang chờ" calls={calls} verb="Nhận" />);
    expect([...markup.matchAll(/name="take" value="(\w+)"/g)].map((found) => found[1])).toEqual(['one', 'two']);
    expect(markup).not.toContain('<script>');
    expect(wordsOf(markup)).toContain('23/11/2026 00:00');
  });
});

describe('the search of the desk', () => {
  const search = (changes: Partial<Parameters<typeof DeskSearch>[0]> = {}, locale: Locale = 'vi') => draw(<DeskSearch q="mất máy" hits={[answer, { ...answer, slug: 'noi-bo', question: 'Nội bộ?', audience: 'INTERNAL' }]} former={[]} read={null} meant={null} open="noi-bo" hasCall={false} {...changes} />, { locale });

  it('leads by links without a call, and by buttons of the call’s form with one, so that nothing typed is lost', () => {
    const [free, busy] = [search(), search({ hasCall: true })];
    expect(free).toContain(`href="/desk?${new URLSearchParams({ q: 'mất máy', open: 'mat-may' }).toString().replace('&', '&amp;')}"`);
    expect(free).not.toContain('form="desk-call"');
    expect(busy).not.toContain('href=');
    expect(busy.match(/form="desk-call" name="open"/g)).toHaveLength(2);
    for (const markup of [free, busy]) expect(markup.match(/aria-current="true"/g)).toHaveLength(1);
  });

  it('says in words whether nothing was asked, nothing found, and who may hear an answer', () => {
    expect(wordsOf(search({ q: '', hits: [] }))).toContain(callMessages.in('vi')('desk.start-typing'));
    expect(wordsOf(search({ hits: [] }))).toContain('Không có kết quả');
    expect(wordsOf(search())).toContain('2 kết quả');
    expect(wordsOf(search({}, 'en'))).toContain(callMessages.in('en')('desk.internal'));
  });

  it('offers what was probably meant as a question, escaped, by form or by link', () => {
    const [free, busy] = [search({ read: hostile, meant: 'a&b=c' }), search({ read: hostile, meant: 'a&b=c', hasCall: true })];
    for (const markup of [free, busy]) expect(markup).not.toContain('<script>');
    expect(free).toContain('href="/desk?q=a%26b%3Dc"');
    expect(busy).toMatch(/name="meant" value="a&amp;b=c"/);
  });
});

describe('an answer that is read out', () => {
  it('has its short form first, its steps as a list and only the facts that it has', () => {
    const words = wordsOf(draw(<DeskAnswerCard answer={{ ...answer, fee: 'Không thu phí' }} hasCall={false} />));
    expect(words.indexOf('Khoá tài khoản.')).toBeLessThan(words.indexOf('Gọi 1900 0368.'));
    expect(words).toContain('Không thu phí');
    for (const key of ['desk.papers', 'desk.place', 'desk.time', 'desk.basis'] as const) expect(words).not.toContain(callMessages.in('vi')(key));
  });

  it('warns of a review that is overdue, beside a document that does not hold, and of neither without reason', () => {
    const warned = (more: Partial<DeskAnswer>, locale: Locale = 'vi') => wordsOf(draw(<DeskAnswerCard answer={{ ...answer, ...more }} hasCall />, { locale }));
    for (const locale of ['vi', 'en'] as const) expect(warned({ isOverdue: true }, locale)).toContain(callMessages.in(locale)('desk.overdue'));
    const both = warned({ isOverdue: true, lapsed: ['Luật cũ'] });
    expect([both.includes(callMessages.in('vi')('desk.overdue')), both.includes('Luật cũ')]).toEqual([true, true]);
    expect(warned({})).not.toContain(callMessages.in('vi')('desk.overdue'));
  });

  it('says from when to when each legal basis holds, as far as it is known', () => {
    const shown = wordsOf(draw(<DeskAnswerCard answer={{ ...answer, basis: ['Thông tư 64', 'Luật Căn cước', 'Nghị định 69'], periods: [{ from: '2025-07-01', to: '2026-12-31' }, { from: '2024-07-01', to: null }, { from: null, to: null }] }} hasCall />));
    expect(shown).toContain('Thông tư 64, có hiệu lực từ 01/07/2025 đến hết 31/12/2026; Luật Căn cước, có hiệu lực từ 01/07/2024; Nghị định 69');
    expect(shown).not.toMatch(/Nghị định 69,/);
  });

  it('can be noted as read only while a call is open, by the version that is shown', () => {
    expect(draw(<DeskAnswerCard answer={answer} hasCall={false} />)).not.toContain('name="version"');
    expect(draw(<DeskAnswerCard answer={answer} hasCall />)).toMatch(/name="version" value="v"/);
  });

  it('warns by name of documents that do not hold, and draws nothing of it as markup', () => {
    const markup = draw(<DeskAnswerCard answer={{ ...answer, lapsed: [hostile, 'Luật cũ'], short: hostile, body: hostile, papers: [hostile], isSample: true }} hasCall={false} />);
    expect(markup).not.toContain('<script>');
    expect(wordsOf(markup)).toContain('Luật cũ');
    expect(wordsOf(markup)).toContain(callMessages.in('vi')('desk.sample'));
  });
});

it('the foot counts the shift and keeps a refused extension', () => {
  const markup = draw(<DeskFoot shift={{ calls: 1_234, answered: 0, gaps: 2, callbacks: 1 }} extension="101" />, { answer: refused({ extension: '1a' }, { extension: callMessages.both('fault.extension') }) });
  expect(wordsOf(markup)).toContain('Số máy lẻ chỉ gồm chữ số.');
  expect(markup).toMatch(/name="extension"[^>]*value="1a"/);
});

it('the filter of the calls keeps whose calls are looked at, and offers open ones beside every ending', () => {
  const agent = '0190a000-0000-7000-8000-000000000001';
  const markup = draw(<CallsFilter query={{ page: 3, agent, from: '2026-11-01', code: 'OPEN' }} />);
  expect(markup).toContain(`<input type="hidden" name="agent" value="${agent}"/>`);
  expect(markup).toContain('<option value="OPEN" selected="">');
  expect(markup.match(/<option/g)?.length).toBe(2 + 1 + wrapCodes.length + 3);
  expect(draw(<CallsFilter query={{ page: 1 }} />)).not.toContain('type="hidden"');
});

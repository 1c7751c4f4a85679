import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { anAnswer } from '../../../tests/world/answers.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { documentMessages } from '../messages/documents.ts';
import { helpMessages } from '../messages/help.ts';
import type { Figures } from '../queries/figures.server.ts';
import type { RestingAnswer } from '../queries/legal-documents.server.ts';
import type { HelpAnswerShown } from '../rules/help-answer.ts';
import { Effect, RestingTable, SuccessorsForm } from './document-parts.tsx';
import { FigureBars, FigureStats } from './figure-parts.tsx';
import { Decisions, Signals, Week } from './gap-parts.tsx';
import { HelpAnswer, type AnswerBeside } from './help-answer.tsx';
import { AnswerList, HelpResults, Numbers, TopicCards } from './help-parts.tsx';

const hostile = '"><script>alert(1)</script>';
const draw = (node: ReactNode, locale: Locale = 'vi') => drawPage(() => node, { locale });
const words = (node: ReactNode, locale: Locale = 'vi') => wordsOf(draw(node, locale));

describe('an answer as a citizen reads it', () => {
  const shown: HelpAnswerShown = { ...anAnswer, slug: 'muc-2', isSample: false, isOverdue: false, lapsed: [] };
  const beside: AnswerBeside = { topic: { key: 'tai-khoan', title: 'Tài khoản', titleEn: 'Account' }, body: null, related: [] };
  const t = helpMessages.in('vi');
  const page = (answer: Partial<HelpAnswerShown> = {}, more: Partial<AnswerBeside> = {}, isThanked = false) => <HelpAnswer answer={{ ...shown, ...answer }} beside={{ ...beside, ...more }} isThanked={isThanked} />;

  it('warns of one thing: a document that does not hold outweighs a late review', () => {
    const lapsed = [{ document: hostile, article: null, effectiveFrom: null, effectiveTo: '2026-01-01' }];
    expect(words(page({ isOverdue: true }))).toContain(t('overdue'));
    const both = words(page({ isOverdue: true, lapsed }));
    expect(both).not.toContain(t('overdue'));
    expect(draw(page({ lapsed }))).not.toContain('<script>');
    expect(words(page())).not.toContain(t('overdue'));
  });

  it('is asked about once: thanks take the place of the question', () => {
    expect(draw(page())).toMatch(/action="\/help\/muc-2\/feedback"[^]*name="helpful" value="yes"[^]*name="helpful" value="no"/);
    expect(draw(page())).not.toContain('name="reason"');
    const thanked = page({}, {}, true);
    expect(draw(thanked)).not.toContain('<form');
    const why = draw(<HelpAnswer answer={shown} beside={beside} isThanked unhelpful="f-1" />);
    expect(why).toMatch(/action="\/help\/muc-2\/feedback\/f-1"[^]*name="reason"[^]*name="comment"/);
    expect(why).not.toContain('name="helpful"');
    expect(words(thanked)).toContain(t('helpful.thanks'));
  });

  it('says in the reader’s language from when to when each document holds, as far as it is known', () => {
    const basis = (effectiveFrom: string | null, effectiveTo: string | null) => page({ legalBasis: [{ document: 'Thông tư 64', article: null, effectiveFrom, effectiveTo }] });
    expect(words(basis('2025-07-01', '2026-12-31'))).toContain('Thông tư 64 (có hiệu lực từ 01/07/2025 đến hết 31/12/2026)');
    expect(words(basis('2025-07-01', null), 'en')).toContain('Thông tư 64 (in force from 01/07/2025)');
    expect(words(basis(null, '2026-12-31'))).toContain('(có hiệu lực đến hết 31/12/2026)');
    expect(words(basis(null, null))).not.toContain('hiệu lực');
  });

  it('has every fact that it has, in order, and dials only where there is a number', () => {
    const basis = [{ document: 'Luật Căn cước', article: 'Điều 5', effectiveFrom: null, effectiveTo: null }];
    const text = words(page({ fee: 'Không thu phí', timeLimit: '7 ngày', legalBasis: basis }, { body: { name: 'Công an xã', phone: null, address: null, hours: null } }));
    for (const part of ['Không thu phí', '7 ngày', 'Điều 5, Luật Căn cước', 'Công an xã', '30/09/2026']) expect(text).toContain(part);
    expect(draw(page({}, { body: { name: 'Công an xã', phone: null, address: null, hours: null } }))).not.toContain('tel:');
    expect(draw(page({}, { body: { name: 'Tổng đài', phone: '1900 0368', address: null, hours: null } }))).toContain('href="tel:19000368">1900 0368<');
    expect(words(page({}, { body: { name: 'Trung tâm', phone: null, address: 'Số 1 đường Mẫu', hours: 'Thứ Hai đến Thứ Sáu' } }))).toMatch(/Trung tâm *Số 1 đường Mẫu *Thứ Hai đến Thứ Sáu/);
  });

  it('says to whoever listens in English that its words are Vietnamese', () => {
    const markup = draw(page({ fee: 'Miễn phí', timeLimit: '7 ngày' }, { related: [{ slug: 'khac', question: 'Câu khác?' }] }), 'en');
    const spoken = [...markup.matchAll(/<(\w+)[^>]* lang="vi"[^>]*>([\s\S]*?)<\/\1>/g)].map((found) => found[2]).join(' ');
    for (const part of [anAnswer.question, anAnswer.short, 'Đến Công an cấp xã bất kỳ.', 'Thẻ căn cước còn hạn', 'Miễn phí', '7 ngày', 'Câu khác?']) expect(spoken).toContain(part);
  });

  it('draws nothing of what was written as markup, and says when it is for officials or an example', () => {
    const markup = draw(page({ question: hostile, short: hostile, body: `1. ${hostile}`, papers: [hostile], fee: hostile, place: hostile, audience: 'INTERNAL' }, { topic: { key: 'k', title: hostile, titleEn: hostile }, body: { name: hostile, phone: null, address: hostile, hours: `${hostile}2` } }));
    expect(markup).not.toContain('<script>');
    expect(wordsOf(markup)).toContain(t('internal'));
    expect(words(page({ isSample: true }))).toContain(t('sample.text'));
  });
});

describe('what was found', () => {
  const hit = { slug: 'muc-2', question: hostile, short: hostile, audience: 'INTERNAL' };
  const results = (changes: Partial<NonNullable<Parameters<typeof HelpResults>[0]['results']>>, locale: Locale = 'vi') => draw(<HelpResults question={hostile} results={{ hits: [], total: 0, read: null, meant: null, search: null, former: [], ...changes }} />, locale);

  it('say what a commune of old is called now, and ask whether the short forms were enough', () => {
    const shown = results({ former: [{ name: 'xã Ninh Vân', now: ['phường Nam Hoa Lư'], since: '2025-07-01' }], hits: [{ slug: 'a', question: 'A?', short: 'A.', audience: 'PUBLIC' }], total: 1, search: 's-1' });
    expect(wordsOf(shown)).toContain('Xã Ninh Vân nay là phường Nam Hoa Lư, từ ngày 01/07/2025');
    expect(shown).toMatch(/action="\/help\/searches\/s-1"[^]*value="ENOUGH"[^]*value="NONE"/);
    expect(results({})).not.toContain('/help/searches/');
  });

  it('carries the search with each link, and none when it was not written down', () => {
    expect(results({ hits: [hit], total: 1, search: 's1' })).toContain('href="/help/muc-2?s=s1"');
    expect(results({ hits: [hit], total: 1 })).toContain('href="/help/muc-2"');
  });

  it.each(['vi', 'en'] as const)('names the question back in %s, as text', (locale) => {
    for (const one of [results({}, locale), results({ hits: [hit], total: 1_234, read: hostile, meant: 'a&b' }, locale)]) {
      expect(one).not.toContain('<script>');
      expect(one).toContain('&lt;script&gt;');
    }
    expect(results({ meant: 'a&b=c d' }, locale)).toContain('href="/help?q=a%26b%3Dc+d"');
    expect(wordsOf(results({ hits: [hit], total: 1_234 }, locale))).toContain(locale === 'vi' ? '1.234' : '1,234');
  });

  it('has headings one level below what stands before them', () => {
    expect([draw(<AnswerList answers={[hit]} />).includes('<h3'), draw(<AnswerList answers={[hit]} level={2} />).includes('<h2')]).toEqual([true, true]);
  });

  it('is an empty list of topics for who sees none, and dials every number there is', () => {
    expect(draw(<TopicCards topics={[]} />)).toBe('');
    expect(words(<TopicCards topics={[{ key: 'k', title: 'Thẻ', titleEn: 'Card', count: 2 }]} />, 'en')).toContain('Card');
    expect(draw(<Numbers numbers={[{ name: hostile, phone: '1900 0368', hours: null }]} />)).toMatch(/&lt;script&gt;[\s\S]*href="tel:19000368"/);
  });
});

describe('figures', () => {
  const figures = (changes: Partial<Figures> = {}): Figures => ({
    period: { from: '2026-11-01', to: '2026-11-30', fault: null }, step: 'DAY', slots: [], codes: [], calls: 0, firstContact: { resolved: 0, of: 0 }, waits: { pickUp: null, answer: null, answered: 0 }, questions: [], topics: { shown: [], rest: 0 }, communes: { shown: [], rest: 0 }, tickets: { count: 0, inTime: 0, late: 0, hours: null }, ...changes,
  });

  it('of nothing are no shares of nothing', () => {
    for (const locale of ['vi', 'en'] as const) expect(words(<><FigureStats figures={figures()} /><FigureBars figures={figures()} /></>, locale)).not.toMatch(/NaN|Infinity|undefined|null/);
  });

  it('account for every ticket', () => {
    const note = (open: number) => words(<FigureStats figures={figures({ tickets: { count: 3 + open, inTime: 1, late: 2, hours: null } })} />);
    expect(note(1)).toContain('1 đúng hạn, 2 trễ hạn trong 4 phiếu 1 phiếu chưa tính: còn hạn');
    expect(note(0)).not.toContain('chưa tính');
  });

  it.each([[0, '0 giây'], [59.4, '59 giây'], [59.5, '1 phút 0 giây'], [61, '1 phút 1 giây'], [3_600, '60 phút 0 giây']])('take %d seconds for "%s"', (answer, text) => {
    expect(words(<FigureStats figures={figures({ waits: { pickUp: null, answer, answered: 1 } })} />)).toContain(text);
  });

  it.each<[string, [string, number][], string | null]>([
    ['one that leads', [['Gia Viễn', 12], ['Hoa Lư', 30]], 'Nhiều nhất: Hoa Lư, 30 cuộc gọi.'],
    ['two that lead together', [['Gia Viễn', 30], ['Hoa Lư', 30], ['Nho Quan', 11]], 'Nhiều nhất: Gia Viễn và Hoa Lư, mỗi nhóm 30 cuộc gọi.'],
    ['many that lead together', [['A', 1_200], ['B', 1_200], ['C', 1_200], ['D', 1_200]], '4 nhóm cùng nhiều nhất, mỗi nhóm 1.200 cuộc gọi.'],
    ['nothing to compare with', [['Hoa Lư', 30]], null],
    ['no calls', [['A', 0], ['B', 0]], null],
  ])('say above the bars what they show: %s', (_what, counts, said) => {
    const lead = /class="card-lead">([^<]+)/.exec(draw(<FigureBars figures={figures({ communes: { shown: counts.map(([name, count]) => ({ name, count })), rest: 0 } })} />));
    expect(lead?.[1] ?? null).toBe(said);
  });

  it('put together what is small or beyond fifteen, lose nobody and escape every name', () => {
    const shown = Array.from({ length: 17 }, (_one, at) => ({ name: at === 0 ? hostile : `Xã ${at}`, count: 20 }));
    const markup = draw(<FigureBars figures={figures({ communes: { shown, rest: 11 } })} />);
    expect(markup).not.toContain('<script>');
    expect(wordsOf(markup)).toContain('51');
    expect(wordsOf(markup)).not.toMatch(/Xã 15|Xã 16/);
  });
});

describe('what a last day does', () => {
  const at = '2026-12-31T17:00:00.000Z';
  const t = documentMessages.in('vi');
  it.each<[string, Parameters<typeof Effect>[0], string]>([
    ['no answers', { count: 0, at, isPast: true, unsaved: null }, t('effect.none')],
    ['no day', { count: 2, at: null, isPast: false, unsaved: null }, t('effect.no-end', { count: '2' })],
    ['a day to come', { count: 2, at, isPast: false, unsaved: null }, t('effect.will', { count: '2', at: '01/01/2027 00:00:00' })],
    ['a day that is over', { count: 2, at, isPast: true, unsaved: null }, t('effect.now', { count: '2', at: '01/01/2027 00:00:00' })],
    ['a day that is only tried out', { count: 2, at, isPast: false, unsaved: '2026-12-31' }, t('effect.unsaved', { day: '31/12/2026' })],
  ])('with %s', (_what, effect, sentence) => {
    expect(words(<Effect {...effect} />)).toContain(sentence);
  });

  const resting = (id: string, changes: Partial<RestingAnswer['newest']> = {}): RestingAnswer => ({ id, question: hostile, article: null, number: 1, newest: { number: 1, state: 'OUT', plannedPublishAt: null, rests: true, ...changes } });

  it('offers successors for what has none, and not again for what is under way or planned for that second', () => {
    const all = [resting('chua-co'), resting('dang-soan', { number: 2, state: 'DRAFT' }), resting('tra-lai', { number: 2, state: 'RETURNED' }), resting('cho-duyet', { number: 2, state: 'SUBMITTED' }), resting('da-hen', { number: 2, state: 'DRAFT', plannedPublishAt: at, rests: false })];
    const markup = draw(<SuccessorsForm document={{ id: 'd' }} resting={all} at={at} others={[hostile]} />);
    expect([...markup.matchAll(/value="([a-z-]+)"/g)].map((found) => found[1])).toEqual(['chua-co', 'dang-soan', 'tra-lai']);
    // Whoever presses the button too early prepares nothing: each one is chosen.
    expect(markup).not.toContain('checked');
    expect(markup).not.toContain('<script>');
    expect(draw(<SuccessorsForm document={{ id: 'd' }} resting={all.slice(3)} at={at} others={[]} />)).toBe('');
  });

  it.each<[Partial<RestingAnswer['newest']>, string]>([[{}, t('next.none')], [{ number: 3, state: 'OUT', rests: false }, t('next.ready', { number: 3 })], [{ number: 3, state: 'OUT' }, t('next.none')], [{ number: 2, state: 'DRAFT' }, t('next.under-way', { number: 2 })], [{ number: 2, state: 'APPROVED', plannedPublishAt: at }, t('next.planned', { number: 2, at: '01/01/2027 00:00:00' })]])('says of %j what follows', (newest, sentence) => {
    expect(words(<RestingTable resting={[resting('a', newest)]} />)).toContain(sentence);
  });
});

describe('a question without an answer', () => {
  const gap = { fold: 'doi "so"', words: hostile, signals: { DESK: 1_200 }, thisWeek: 5, weekBefore: 0, wordings: [] };

  it('says a spike by a word, and counts its signs as the reader writes numbers', () => {
    expect(words(<Week gap={gap} isSpike />)).toMatch(/Tuần này 5, tuần trước 0.*Tăng đột biến/);
    expect(words(<Week gap={gap} isSpike={false} />)).not.toContain('Tăng');
    expect([words(<Signals signals={gap.signals} />), words(<Signals signals={gap.signals} />, 'en')]).toEqual(['Tổng đài không tìm thấy: 1.200', 'Not found at the desk: 1,200']);
  });

  it('has three ways out, each a form that names the same question', () => {
    const markup = draw(<Decisions gap={gap} near={{ slug: 'gan-nhat', question: hostile, topic: 'the' }} topics={[{ key: 'the', title: hostile }]} answers={[{ slug: 'khac', question: 'Câu khác?' }, { slug: 'gan-nhat', question: hostile }]} />);
    expect(markup.match(/name="q" value="doi &quot;so&quot;"/g)).toHaveLength(3);
    expect([...markup.matchAll(/name="resolution" value="(\w+)"/g)].map((found) => found[1])).toEqual(['DRAFT', 'LINKED', 'CLOSED']);
    expect(markup).toMatch(/name="slug".*<option value="khac">.*<option value="gan-nhat" selected="">/);
    expect(markup).not.toContain('<script>');
  });
});

import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { anAnswer } from '../../../tests/world/answers.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { typedOf } from '../forms/answer-form.ts';
import type { DeskEntry, PublicationLine, VersionLine } from '../queries/desk-entry.server.ts';
import type { DeskRow } from '../queries/desk-list.server.ts';
import { answerDiff } from '../rules/answer-diff.ts';
import type { WorkState } from '../rules/answer-state.ts';
import { mouthsOf } from '../rules/mouths.ts';
import { AnswerChanges } from './answer-changes.tsx';
import { AnswerShown } from './answer-shown.tsx';
import { DeskNone } from './desk-list.tsx';
import { EntryActions, EntryNotices, PublicationsTable, VersionsTable, type Rights } from './entry-parts.tsx';
import { ImportRowsTable, ImportVerdict } from './import-parts.tsx';
import { MouthCards } from './mouth-cards.tsx';
import { ReviewTable } from './review-table.tsx';

const hostile = '"><script>alert(1)</script>';
const now = '2026-11-23T01:00:00.000Z';
const draw = (node: ReactNode, locale: Locale = 'vi') => drawPage(() => node, { locale });
const words = (node: ReactNode, locale: Locale = 'vi') => wordsOf(draw(node, locale));
const version = (state: WorkState, changes: Partial<VersionLine> = {}): VersionLine => ({
  id: `v-${state}`, number: 2, question: 'Câu hỏi?', asOf: '2026-09-30', confidence: 'A', revision: 4, hash: null, isSample: false, createdAt: now, changedAt: now, plannedPublishAt: null, submitted: { name: 'Lê Hoài Ân', at: now }, returned: { at: now, reason: hostile }, authors: [], approval: null, state, ...changes,
});
const publication = (changes: Partial<PublicationLine> = {}): PublicationLine => ({ id: 'p', versionId: 'v', number: 1, publishAt: '2026-11-01T00:00:00.000Z', withdrawAt: null, withdrawReason: null, by: null, cancelledAt: null, replacedAt: null, ...changes });
const entry = (changes: Partial<DeskEntry> = {}): DeskEntry => ({ id: 'e', slug: 'muc-2', createdAt: now, retiredAt: null, shown: 'NEVER', current: null, versions: [], newest: version('DRAFT'), publications: [], lapsed: [], ...changes });
const everything: Rights = { write: true, appraise: true, publish: true };

describe('a list of answers with nothing in it', () => {
  it.each<[string, Parameters<typeof DeskNone>[0]['query']]>([
    ['a search', { q: 'zzzz', page: 1 }], ['a state', { state: 'DRAFT', page: 1 }], ['a topic', { topic: 'x', page: 1 }], ['a lapsed basis', { lapsed: true, page: 1 }],
  ])('leads back to all of them after %s', (_what, query) => {
    const page = draw(<DeskNone query={query} />);
    expect(page).toContain('href="/answers"');
    expect(wordsOf(page)).toContain('Không câu nào khớp với lời tìm và bộ lọc này.');
  });

  it('speaks of no filter where there is none', () => {
    expect(words(<DeskNone query={{ page: 1 }} />)).toBe('Không có câu trả lời nào');
  });
});

describe('what can be done with an answer', () => {
  const approved = version('APPROVED', { approval: { name: 'Doãn Thế Hiển', at: now, note: '' } });
  const shown = { shown: 'SHOWN', current: publication(), newest: version('OUT', { approval: approved.approval }), versions: [approved] } satisfies Partial<DeskEntry>;
  const deeds = (one: DeskEntry, rights: Rights = everything, isAuthor = false) => {
    const markup = draw(<EntryActions entry={one} rights={rights} isAuthor={isAuthor} />);
    return [...markup.matchAll(/(?:href|action)="\/answers\/e\/([a-z]+)"/g)].map((found) => found[1] ?? '').filter((deed) => deed !== 'mouths').toSorted();
  };

  it.each<[string, string[], Parameters<typeof deeds>]>([
    ['a draft is edited, handed in or retired', ['edit', 'retirement', 'submission'], [entry({ newest: version('DRAFT', { number: 1 }) })]],
    ['a later draft can be thrown away', ['discarding', 'edit', 'retirement', 'submission'], [entry()]],
    ['an unsure draft is not handed in', ['discarding', 'edit', 'retirement'], [entry({ newest: version('RETURNED', { confidence: 'C' }) })]],
    ['what was handed in is appraised by others', ['approval', 'retirement', 'versions'], [entry({ newest: version('SUBMITTED') })]],
    ['and taken back by who wrote it', ['retirement', 'return', 'versions'], [entry({ newest: version('SUBMITTED') }), everything, true]],
    ['what was appraised is published', ['retirement', 'schedule', 'versions'], [entry({ newest: approved, versions: [approved] })]],
    ['what is shown is withdrawn, renewed or written anew', ['renewal', 'retirement', 'schedule', 'versions', 'withdrawal'], [entry(shown)]],
    ['on a document that does not hold nothing is renewed', ['retirement', 'schedule', 'versions', 'withdrawal'], [entry({ ...shown, lapsed: ['Luật cũ'] })]],
    ['what is out of use is only brought back', ['restoration'], [entry({ shown: 'RETIRED', retiredAt: now, newest: version('OUT') })]],
    ['who writes does not publish', ['discarding', 'edit', 'submission'], [entry(), { write: true, appraise: false, publish: false }]],
    ['who only reads does nothing', [], [entry(shown), { write: false, appraise: false, publish: false }]],
  ])('%s', (_what, expected, one) => {
    expect(deeds(...one)).toEqual(expected);
  });

  it.each<[string, string | null, Partial<DeskEntry>, boolean]>([
    ['a draft is written on', 'edit', { ...shown, newest: version('DRAFT') }, false],
    ['what was appraised is published', 'schedule', { newest: approved, versions: [approved] }, false],
    ['what was not looked at in time is looked at', 'renewal', shown, true],
    ['what is in order needs nothing', null, shown, false],
  ])('one thing is the next step and stands first: %s', (_what, next, changes, isOverdue) => {
    const buttons = draw(<EntryActions entry={entry(changes)} rights={everything} isAuthor={false} isOverdue={isOverdue} />).split('btn btn-');
    expect(buttons.filter((button) => button.startsWith('primary'))).toHaveLength(next ? 1 : 0);
    if (next) expect(`${buttons[0]}${buttons[1]}`).toContain(`/answers/e/${next}"`);
  });

  it('what is seldom done is folded, the schedule only while something is shown, and never what takes a wrong answer away', () => {
    const open = (changes: Partial<DeskEntry>) => draw(<EntryActions entry={entry(changes)} rights={everything} isAuthor={false} />).split('<details')[0] ?? '';
    expect(['withdrawal', 'retirement', 'mouths', 'schedule'].filter((deed) => open(shown).includes(`/answers/e/${deed}"`))).toEqual(['withdrawal']);
    expect(open({ newest: version('OUT'), versions: [approved], shown: 'WITHDRAWN' })).toContain('/answers/e/schedule"');
  });

  it('says to an appraiser why she cannot appraise her own words', () => {
    expect(words(<EntryActions entry={entry({ newest: version('SUBMITTED') })} rights={everything} isAuthor />)).toContain('nên không thẩm định được');
  });
});

describe('what is said about an answer', () => {
  const notices = (changes: Partial<DeskEntry>, overdue: string | null = null, locale: Locale = 'vi') => words(<EntryNotices entry={entry(changes)} now={now} overdue={overdue} />, locale);

  it.each<[string, Partial<DeskEntry>, string]>([
    ['nothing', {}, 'Không hiển thị cho ai ngoài trang này.'],
    ['its version and since when, to the second', { current: publication(), shown: 'SHOWN' }, 'Đang công bố phiên bản 1 từ 01/11/2026 07:00:00'],
    ['the nearest of what is planned', { shown: 'PLANNED', publications: [publication({ number: 9, publishAt: '2026-12-24T00:00:00.000Z' }), publication({ number: 3, publishAt: '2026-11-24T00:00:00.000Z' })] }, 'phiên bản 3 sẽ công bố lúc 24/11/2026 07:00:00'],
    ['no plan that was cancelled', { publications: [publication({ publishAt: '2026-11-24T00:00:00.000Z', cancelledAt: now })] }, 'Không hiển thị cho ai ngoài trang này.'],
    ['why it was withdrawn', { shown: 'WITHDRAWN', publications: [publication({ withdrawAt: now, withdrawReason: hostile })] }, `Đã rút lúc 23/11/2026 08:00:00: ${hostile.replaceAll('>', '&gt;').replaceAll('<', '&lt;')}`],
    ['since when it is out of use', { shown: 'RETIRED', retiredAt: now }, 'Ngừng dùng từ 23/11/2026 08:00:00'],
    ['that it is unsure', { newest: version('DRAFT', { confidence: 'C' }) }, 'Nội dung ở mức C'],
    ['documents that do not hold', { lapsed: ['Luật A', 'Luật B'] }, 'Căn cứ không còn hiệu lực: Luật A; Luật B.'],
  ])('is %s', (_what, changes, sentence) => {
    expect(notices(changes)).toContain(sentence);
  });

  it('is in English, too, with the same moments', () => {
    expect(notices({ newest: version('SUBMITTED') }, '2026-02-28', 'en')).toMatch(/Lê Hoài Ân handed it in at[\s\S]*The review has been overdue since/);
  });

  it('names the installation’s files when nobody wrote a version, and lets plans be cancelled and ends be lifted while they are to come', () => {
    const one = entry({ versions: [version('OUT'), version('DRAFT', { id: 'x', number: 3, authors: [{ id: 'a', name: hostile }] })], publications: [publication({ id: 'done', withdrawAt: now }), publication({ id: 'to-come', publishAt: '2026-11-23T01:00:00.001Z' }), publication({ id: 'ending', withdrawAt: '2026-11-23T01:00:00.001Z' }), publication({ id: 'off', publishAt: '2026-12-01T00:00:00.000Z', cancelledAt: now })] });
    expect(draw(<VersionsTable entry={one} />)).not.toContain('<script>');
    const actions = (canPublish: boolean) => [...draw(<PublicationsTable entry={one} now={now} canPublish={canPublish} />).matchAll(/publications\/([\w-]+\/\w+)"/g)].map((found) => found[1]);
    expect([actions(true), actions(false)]).toEqual([['to-come/cancellation', 'ending/keeping'], []]);
    const heads = (shown: PublicationLine[], canPublish: boolean) => draw(<PublicationsTable entry={entry({ publications: shown })} now={now} canPublish={canPublish} />).match(/<th scope="col"/g)?.length;
    // A column of deeds only where there is one, or a word about one that was cancelled.
    expect([heads(one.publications, false), heads(one.publications.slice(0, 1), true), heads(one.publications.slice(0, 3), false), heads(one.publications.slice(0, 3), true)]).toEqual([5, 4, 4, 5]);
  });
});

describe('what changed', () => {
  it('marks words for eyes and ears, chosen fields by their names, days as days, and draws no markup', () => {
    const after = { ...anAnswer, short: `Quý vị ${hostile}`, topic: 'the', audience: 'INTERNAL' as const, asOf: '2026-10-01', transferTo: 'cong-an-xa' };
    const changes = answerDiff(typedOf(anAnswer), typedOf(after));
    const node = <AnswerChanges changes={changes} names={{ 'tai-khoan': 'Tài khoản', the: 'Thẻ', 'cong-an-xa': 'Công an xã' }} />;
    expect(draw(node)).not.toContain('<script>');
    const text = words(node);
    for (const part of ['[bỏ: Tài khoản ]', '[thêm: Thẻ ]', '[bỏ: 30/09/2026 ]', '[thêm: 01/10/2026 ]', '[bỏ: (trống) ]', '[thêm: Công an xã ]']) expect(text).toContain(part);
    expect(words(node, 'en')).toContain('[removed: (empty) ]');
  });

  it('is said in words when it is nothing', () => {
    expect(words(<AnswerChanges changes={[]} names={{}} />)).toBe('Không có thay đổi.');
  });

  it('keeps the key of a topic that is gone', () => {
    expect(words(<AnswerChanges changes={answerDiff(typedOf(anAnswer), typedOf({ ...anAnswer, topic: 'da-bo' }))} names={{}} />)).toContain('[thêm: da-bo ]');
  });
});

it('an answer leaves out facts that it has not, and shows periods of its documents open where they are', () => {
  const basis = { document: 'Luật Căn cước', article: null, effectiveFrom: '2024-07-01', effectiveTo: null };
  const text = words(<AnswerShown answer={{ ...anAnswer, legalBasis: [basis], papers: [], place: null, transferTo: 'da-dong' }} topic="Tài khoản" transferName={null} />);
  expect(text).toContain('Luật Căn cước (hiệu lực từ 01/07/2024)');
  expect(text).toContain('da-dong');
  expect(text).not.toContain('Thẻ căn cước còn hạn');
});

it('the words for each channel stand in fields that cannot be typed in, and the sheet is offered only when there is one', () => {
  const mouths = mouthsOf({ ...anAnswer, short: hostile }, 'https://hoc06.vi-du.invalid/help/muc-2');
  const [without, having] = [draw(<MouthCards mouths={mouths} handout={null} />), draw(<MouthCards mouths={mouths} handout="/answers/e/handout" />)];
  expect([without.match(/<textarea/g)?.length, without.match(/readOnly/gi)?.length, without.includes('<script>')]).toEqual([5, 5, false]);
  expect([without.includes('/handout'), having.includes('href="/answers/e/handout"')]).toEqual([false, true]);
});

describe('an import', () => {
  const row = (kind: 'NEW' | 'CHANGED' | 'SAME' | 'ERROR', line: number) => ({ kind, line, slug: kind === 'ERROR' ? '' : `cau-${line}`, question: hostile, faults: kind === 'ERROR' ? [{ vi: 'Sai ngày.', en: 'No such day.' }] : [] });
  const batch = (rows: ReturnType<typeof row>[], appliedAt: string | null = null) => ({ id: 'b', fileName: 'a.yaml', createdAt: now, by: 'Lê Hoài Ân', appliedAt, counts: appliedAt ? { created: 2, updated: 1 } : null, rows });

  it.each<[string, ReturnType<typeof batch>, string, boolean]>([
    ['can be confirmed when no row is wrong', batch([row('NEW', 1), row('SAME', 2)]), 'Nhập 1 câu thành bản nháp', true],
    ['cannot with one wrong row among good ones', batch([row('NEW', 1), row('ERROR', 2)]), '1 câu có lỗi', false],
    ['cannot when it changes nothing', batch([row('SAME', 1)]), 'Tệp không có gì khác', false],
    ['cannot when it is empty', batch([]), 'Tệp không có gì khác', false],
    ['cannot twice', batch([], now), 'Đã nhập lúc 23/11/2026 08:00:00: 2 câu mới, 1 câu thay đổi', false],
  ])('%s', (_what, one, sentence, hasButton) => {
    const node = <ImportVerdict batch={one} />;
    expect([words(node).includes(sentence), draw(node).includes('<form')]).toEqual([true, hasButton]);
  });

  it('shows what is wrong first, whatever the order of the file, in the reader’s language', () => {
    const rows = [row('SAME', 1), row('NEW', 2), row('CHANGED', 3), row('ERROR', 4)];
    expect(draw(<ImportRowsTable rows={rows} />)).not.toContain('<script>');
    expect(words(<ImportRowsTable rows={rows} />).match(/Có lỗi|Câu mới|Thay đổi|Như cũ/g)).toEqual(['Có lỗi', 'Câu mới', 'Thay đổi', 'Như cũ']);
    expect(words(<ImportRowsTable rows={rows} />, 'en')).toContain('No such day.');
  });
});

it('a review is confirmed only by who writes, of what nobody is rewriting and whose documents hold', () => {
  const one = (changes: Partial<DeskRow>): DeskRow => ({ id: 'e', slug: 's', question: hostile, topic: 't', audience: 'PUBLIC', number: 2, shownNumber: 2, confidence: 'A', shown: 'SHOWN', work: 'OUT', nextAt: null, reviewDue: '2026-01-31', due: 'OVERDUE', isLapsed: false, words: '', ...changes });
  const offers = (row: DeskRow, canWrite = true) => draw(<ReviewTable title="Chủ đề" rows={[row]} canWrite={canWrite} />).includes('/answers/e/renewal');
  expect([offers(one({})), offers(one({}), false), offers(one({ isLapsed: true })), offers(one({ work: 'DRAFT', number: 3 }))]).toEqual([true, false, false, false]);
});

import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { Locale } from '../../platform/i18n/messages.ts';
import { escalationMessages } from '../messages/escalations.ts';
import type { EscalatedRow, EscalationsPage } from '../queries/escalations-page.server.ts';
import type { LeaderNotice, NamedPerson } from '../queries/leader-notice.server.ts';
import type { LeaderPreview } from '../queries/leader-preview.server.ts';
import { EscalationsView } from './escalations-page.tsx';
import { LeaderHistoryPage, type LeaderHistory } from './leader-history-page.tsx';
import { LeaderNoticePage } from './leader-notice-page.tsx';
import { LeaderPreviewCards } from './leader-preview-cards.tsx';

const hostile = '"><script>alert(1)</script>';
const draw = (node: ReactNode, locale: Locale = 'vi') => drawPage(() => node, { locale });
const words = (node: ReactNode, locale: Locale = 'vi') => wordsOf(draw(node, locale));
const t = escalationMessages.in('vi');

describe('what leaders would be told', () => {
  const leaders = (changes: Partial<LeaderPreview> = {}): LeaderPreview => ({ day: '2026-12-07', people: 0, unled: 0, total: 0, notices: [], hour: '08:00', digestHour: '08:30', digests: 0, noticeSample: null, digestSample: null, ...changes });

  it('is nothing on a day on which nobody is told', () => {
    expect(draw(<LeaderPreviewCards leaders={leaders()} />)).toBe(draw(<></>));
  });

  it('says who is told of whom, who has nobody, and how many more there are', () => {
    const people = [{ fullName: hostile, unitName: null, dueOn: '2026-12-06' }, { fullName: 'Lê Thị An', unitName: 'Văn phòng', dueOn: '2026-11-07' }];
    const node = <LeaderPreviewCards leaders={leaders({ people: 3, unled: 1, total: 70, notices: [{ leader: null, title: hostile, people: [people[0]!] }, { leader: { id: 'l', fullName: 'Phạm Văn Phường', unitName: null }, title: 'An toàn', people }], noticeSample: { fullName: 'Phạm Văn Phường', subject: hostile, html: '<p>Khoá học</p>' } as LeaderPreview['noticeSample'] })} />;
    const text = words(node);
    for (const part of [t('preview.unled', { count: 1 }), t('preview.no-leader'), 'Lê Thị An (Văn phòng), quá hạn 30 ngày', '(–), quá hạn 1 ngày', t('preview.rest', { shown: 2, total: 70 }), t('preview.sample', { person: 'Phạm Văn Phường' })]) expect(text).toContain(part);
    expect(draw(node)).not.toContain('<script>');
  });

  it('says how many get the figures of the week', () => {
    expect(words(<LeaderPreviewCards leaders={leaders({ digests: 12 })} />, 'en')).toMatch(/Weekly figures: 12 leaders.*08:30/);
  });
});

describe('the list of what leaders were told', () => {
  const row = (changes: Partial<EscalatedRow> = {}): EscalatedRow => ({ enrollmentId: 'e', staffNo: null, fullName: hostile, unitName: 'Văn phòng', above: 'Hoa Lư', title: hostile, dueOn: '2026-11-30', step: 'after-7', day: '2026-12-07', leaders: ['Phạm Văn Phường', hostile], state: 'late', ...changes });
  const page = (changes: Partial<EscalationsPage> = {}): EscalationsPage => ({ rows: [row()], count: 1, page: 1, pages: 1, unled: 0, unledUnits: [], moreUnits: 0, courses: [], units: [], ...changes });

  it('names leaders and state, in words and never by colour alone', () => {
    const node = <EscalationsView shown={page({ rows: [row(), row({ step: 'after-21', dueOn: '2026-10-31', leaders: [], state: 'done' }), row({ step: 'after-35', state: 'ended' })] })} query={{ page: 1 }} />;
    const text = words(node);
    for (const part of ['Đến bước “quá hạn 7 ngày” ngày 07/12/2026, khi đã quá hạn 7 ngày', 'Đến bước “quá hạn 21 ngày” ngày 07/12/2026, khi đã quá hạn 37 ngày', t('preview.no-leader'), t('state.late'), t('state.done'), t('state.ended')]) expect(text).toContain(part);
    expect(draw(node)).not.toContain('<script>');
  });

  it('warns of people without a leader, by unit, with the way to them', () => {
    const shown = page({ unled: 1_234, unledUnits: [{ unitId: 'u', name: 'UBND xã Xa', above: 'Ninh Bình', n: 1_000 }, { unitId: null, name: null, above: null, n: 234 }], moreUnits: 3 });
    const markup = draw(<EscalationsView shown={shown} query={{ page: 1, unit: 'u1' }} />);
    for (const part of ['1.234 người đang quá hạn', 'UBND xã Xa, Ninh Bình: 1.000 người', t('page.no-unit'), t('page.unled-more', { count: 3 })]) expect(wordsOf(markup)).toContain(part);
    expect(markup).toContain('href="/admin/reminders/escalations?unit=u1&amp;led=none"');
  });

  it('has a way on when there is nothing, and lets go of a day', () => {
    const markup = draw(<EscalationsView shown={page({ rows: [], count: 0 })} query={{ page: 1, day: '2026-12-07', course: 'an-toan' }} />);
    expect(wordsOf(markup)).toContain(t('page.none'));
    expect(markup).toContain('href="/admin/reminders/escalations?course=an-toan"');
    expect(words(<EscalationsView shown={page({ rows: [], count: 0 })} query={{ page: 1, led: 'none' }} />)).toContain(t('page.none-unled'));
  });
});

describe('what was sent to leaders', () => {
  const states = { QUEUED: 0, SENDING: 0, UNCERTAIN: 0, ACCEPTED: 3, DELIVERED: 0, BOUNCED: 0, EXPIRED: 0, SUPPRESSED: 1, CANCELLED: 0, FAILED: 0 };
  const history = (of: unknown) => <LeaderHistoryPage of={of as LeaderHistory} unit="u1" course={undefined} />;
  const common = { count: 1, page: 1, pages: 2, units: [], courses: [] };

  it('leads from a day to its people, with the counts', () => {
    const markup = draw(history({ kind: 'escalation', history: { ...common, days: [{ day: '2026-12-07', slug: 'an-toan', title: hostile, people: 9, notices: 4, unled: 2, channels: [{ channel: 'EMAIL', states, waiting: 0 }] }] } }));
    expect(markup).toContain('href="/admin/reminders/escalations?day=2026-12-07&amp;course=an-toan&amp;unit=u1"');
    expect(markup).toContain('href="/admin/reminders/history?kind=escalation&amp;unit=u1&amp;page=2"');
    for (const part of [t('history.people', { count: 9 }), t('history.notices', { count: 4 }), t('history.unled', { count: 2 })]) expect(wordsOf(markup)).toContain(part);
    expect(markup).not.toContain('<script>');
  });

  it('names the week of figures, and says of either kind when there is nothing', () => {
    expect(words(history({ kind: 'digest', history: { ...common, days: [{ week: '2026-12-07', day: '2026-12-08', digests: 3, silent: 2, channels: [] }] } }))).toMatch(/Tuần từ 07\/12\/2026.*Lãnh đạo nhận: 3 · Không có gì mới: 2/);
    for (const kind of ['escalation', 'digest'] as const) expect(words(history({ kind, history: { ...common, count: 0, days: [] } }))).toContain(t(`history.none-${kind}`));
  });
});

describe('a leader’s own list', () => {
  const person = (userId: string, changes: Partial<NamedPerson> = {}): NamedPerson => ({ userId, fullName: `${hostile} ${userId}`, unitName: 'Văn phòng', above: null, dueOn: '2026-11-30', step: 'after-7', state: 'late', completedAt: null, ...changes });
  const notice = (people: NamedPerson[], changes: Partial<LeaderNotice> = {}): LeaderNotice => ({ id: 'n1', day: '2026-12-07', writtenAt: '2026-12-07T01:00:00.000Z', slug: 'an-toan', title: hostile, people, counts: { open: 0, late: people.filter(({ state }) => state === 'late').length, done: people.filter(({ state }) => state === 'done').length, ended: 0 }, elsewhere: 0, page: 1, pages: 1, ...changes });

  it('lets her remind those who are late, and nobody else', () => {
    const markup = draw(<LeaderNoticePage shown={notice([person('1'), person('2', { state: 'done', completedAt: '2026-12-08T03:00:00.000Z' }), person('3')])} />);
    expect([...markup.matchAll(/name="who"[^>]*value="(\w+)"/g)].map((found) => found[1])).toEqual(['1', '3']);
    expect(markup).toMatch(/<form method="get" action="\/units\/reminder"/);
    for (const part of ['08/12/2026', 'quá hạn 7 ngày']) expect(wordsOf(markup)).toContain(part);
    expect(markup).not.toContain('<script>');
  });

  it('keeps those who were given more time among them', () => {
    const markup = draw(<LeaderNoticePage shown={notice([person('1', { state: 'open' })], { counts: { late: 0, open: 1, done: 0, ended: 0 } })} />);
    expect(wordsOf(markup)).toContain(t('notice.open', { count: 1 }));
    expect(wordsOf(markup)).not.toContain(t('notice.all-done'));
    expect(markup).toMatch(/name="who"[^>]*value="1"/);
  });

  it('says when nobody is late any more, and has no button then', () => {
    const markup = draw(<LeaderNoticePage shown={notice([person('2', { state: 'done' })])} />);
    expect(wordsOf(markup)).toContain(t('notice.all-done'));
    expect(markup).not.toContain('<form');
  });

  it('says how many belong to other units by now', () => {
    expect(words(<LeaderNoticePage shown={notice([], { elsewhere: 4 })} />)).toContain(t('notice.elsewhere', { count: 4 }));
  });
});

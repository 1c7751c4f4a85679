import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults } from '../../../tests/support/render-route.tsx';
import { newId } from '../../platform/ids.ts';
import type { ExemptionsPage, Exemptable } from '../queries/exemption-pages.server.ts';
import type { WhyAssigned } from '../queries/why-assigned.server.ts';
import { exemptionKinds } from '../rules/exemption.ts';
import { everybody } from '../rules/assignment-rule.ts';
import { exemptionStates, type ExemptionsQuery } from '../forms/exemptions.ts';
import { ExemptionEndPage, ExemptionFindPage, ExemptionFormPage } from './exemption-form-page.tsx';
import { ExemptionsPageView } from './exemption-pages.tsx';
import { WhyAssignedBox, WhyNotice } from './why-assigned.tsx';

const languages = ['vi', 'en'] as const;
const hostile = '<script>alert("1")</script> \' -- 🙂 ' + 'Nguyễn Thị Thuỳ Dương '.repeat(8).trim();
type Row = ExemptionsPage['rows'][number];
const row = (change: Partial<Row> = {}): Row => ({ id: newId(), userId: newId(), fullName: 'Đỗ Thị Ngọc', unitId: 'u', unitName: 'Văn phòng', courseId: 'c', courseTitle: 'An toàn thông tin', kind: 'LONG_LEAVE', reason: 'Theo quyết định', validFrom: '2026-11-23', validTo: '2027-01-01', number: null, issuer: null, endedAt: null, state: 'IN_FORCE', isOwn: true, ...change });
const query: ExemptionsQuery = { q: '', state: undefined, page: 1, done: undefined };
const shown = (rows: Row[], change: Partial<ExemptionsPage> = {}): ExemptionsPage => ({ total: rows.length, page: 1, pages: 1, rows, ...change });

/** A part of a page, which has no heading of the first order of its own. */
const soundPart = (part: React.ReactElement): string => sound(<><h1>Khoá học</h1>{part}</>);

/** Draws in both languages, finds nothing wrong, and hands back the words of one. */
function sound(part: React.ReactElement, answer?: unknown, locale: (typeof languages)[number] = 'vi'): string {
  for (const one of languages) {
    const markup = drawPart(part, { locale: one, answer });
    expect(pageFaults(markup)).toEqual([]);
    expect(markup).not.toContain('<script>alert');
    expect(markup).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
  }
  return wordsOf(drawPart(part, { locale, answer }));
}

describe('the list of exemptions', () => {
  it('of nobody says what exemptions are for, and offers the first only to whoever may add it', () => {
    expect(sound(<ExemptionsPageView shown={shown([])} query={query} mayAdd />)).toContain('Chưa có ai được miễn');
    expect(drawPart(<ExemptionsPageView shown={shown([])} query={query} mayAdd={false} />)).not.toContain('/admin/exemptions/new');
  });

  it('of a question that finds nobody keeps the question', () => {
    const markup = drawPart(<ExemptionsPageView shown={shown([])} query={{ ...query, q: hostile.slice(0, 60), state: 'OVER' }} mayAdd />);
    expect(wordsOf(markup)).toContain('Không tìm thấy kết quả phù hợp');
    expect(markup).toMatch(/href="\/admin\/exemptions"[^>]*>Bỏ lọc/);
    expect(markup).toContain('value="&lt;script&gt;');
    expect(markup).toMatch(/<option[^>]*value="OVER"[^>]*selected/);
  });

  it('says the last day, not the day after, and offers to end only what can be ended by her', () => {
    const rows = [...exemptionStates.map((state) => row({ state })), row({ isOwn: false })];
    const markup = drawPart(<ExemptionsPageView shown={shown(rows)} query={query} mayAdd />);
    sound(<ExemptionsPageView shown={shown(rows)} query={query} mayAdd />);
    expect(rowsOf(markup).map((cells) => [cells[4], cells[5], cells[6]])).toEqual([
      ['23/11/2026 – 31/12/2026', 'Đang có hiệu lực', 'Chấm dứt'], ['23/11/2026 – 31/12/2026', 'Chưa đến ngày', 'Chấm dứt'], ['23/11/2026 – 31/12/2026', 'Đã hết hạn', '–'], ['23/11/2026 – 31/12/2026', 'Đã chấm dứt', '–'], ['23/11/2026 – 31/12/2026', 'Đang có hiệu lực', '–'],
    ]);
  });

  it.each(exemptionKinds)('draws %s with hostile names, without a unit and without a course', (kind) => {
    const recognised = kind === 'RECOGNISED' ? { number: hostile, issuer: hostile } : {};
    const words = sound(<ExemptionsPageView shown={shown([row({ kind, ...recognised, fullName: hostile, reason: hostile, unitName: null, courseId: null, courseTitle: null })])} query={query} mayAdd />);
    expect(words).toContain('Mọi khoá học');
  });

  it('keeps the question in the links to other pages', () => {
    const markup = drawPart(<ExemptionsPageView shown={shown([row()], { total: 120, page: 2, pages: 3 })} query={{ ...query, q: 'a&b', state: 'IN_FORCE', page: 2 }} mayAdd />);
    for (const page of [1, 3]) expect(markup).toContain(`/admin/exemptions?q=a%26b&amp;state=IN_FORCE&amp;page=${page}`);
  });

  it.each(['granted', 'ended'] as const)('says that it was done: %s', (done) => {
    const [quiet, told] = [sound(<ExemptionsPageView shown={shown([row()])} query={query} mayAdd />), sound(<ExemptionsPageView shown={shown([row()])} query={{ ...query, done }} mayAdd />)];
    expect(told.length).toBeGreaterThan(quiet.length);
  });
});

describe('the forms of exemptions', () => {
  const person: Exemptable = { id: newId(), fullName: hostile, staffNo: null, unitName: null };
  it('find people with and without a number and a unit', () => {
    const markup = drawPart(<ExemptionFindPage q={'"><i>'} found={[person, { ...person, id: newId(), staffNo: 'CB1', unitName: 'Văn phòng' }]} />);
    sound(<ExemptionFindPage q={'"><i>'} found={[person]} />);
    expect(markup.match(/\/admin\/exemptions\/new\?user=/g)).toHaveLength(2);
    expect(wordsOf(markup)).toContain('CB1 · Văn phòng');
    expect(wordsOf(drawPart(<ExemptionFindPage q="  " found={[]} />))).not.toContain('Không tìm thấy ai');
  });

  it('keep everything that was typed when they are refused, and say why in both languages', () => {
    const id = newId();
    const values = { kind: 'RECOGNISED', courseId: '', validFrom: '31/02/2026', lastDay: '2026-12-31', reason: hostile, number: '"12"', issuer: hostile, issuedOn: '2027-01-01' };
    const answer = { ok: false, faults: { courseId: { vi: 'Chọn khoá học', en: 'Choose a course' }, issuedOn: { vi: 'Sai ngày cấp', en: 'Wrong day of issue' } }, values };
    const page = <ExemptionFormPage id={id} person={person} courses={[]} today="2026-11-23" />;
    const markup = drawPart(page, { answer });
    for (const part of [`value="${id}"`, 'value="31/02/2026"', 'value="&quot;12&quot;"', 'value="01/01/2027"', '&lt;script&gt;alert']) expect(markup).toContain(part);
    expect(markup).toMatch(/<input(?=[^>]*value="RECOGNISED")(?=[^>]*checked)[^>]*>/);
    expect(sound(page, answer)).toContain('Sai ngày cấp');
    expect(sound(page, answer, 'en')).toContain('Wrong day of issue');
  });

  it('begin with today', () => {
    expect(drawPart(<ExemptionFormPage id={newId()} person={person} courses={[]} today="2026-11-23" />)).toMatch(/<input(?=[^>]*name="validFrom")(?=[^>]*value="23\/11\/2026")[^>]*>/);
  });

  it('end one with its course and last day, and keep the reason that was typed', () => {
    const page = <ExemptionEndPage exemption={row({ fullName: hostile, courseTitle: null })} />;
    expect(sound(page)).toContain('Mọi khoá học, 23/11/2026 – 31/12/2026');
    expect(sound(page, { ok: false, faults: { form: { vi: 'Đã chấm dứt', en: 'Ended' } }, values: { reason: 'Chữ đã gõ' } })).toContain('Chữ đã gõ');
  });
});

describe('what the learner reads', () => {
  const why = (change: Partial<WhyAssigned> = {}): WhyAssigned => ({ source: 'ASSIGNED', reason: hostile, enrolledAt: '2026-11-23T01:00:00.000Z', dueOn: '2026-12-23', rules: [], kept: null, exemption: null, names: { units: {}, courses: {} }, askUnit: null, ...change });
  const ruleOf = (change: object = {}) => ({ name: hostile, unitId: null, who: everybody, because: [], since: '2026-11-23', dueOn: '2026-12-31', ...change });

  it.each(['SELF', 'ASSIGNED', 'PLAN'] as const)('of an enrolment of source %s without any rule', (source) => {
    const words = soundPart(<WhyAssignedBox why={why({ source })} />);
    expect(words).toContain('23/11/2026');
    expect(words.includes('alert')).toBe(source !== 'SELF');
    expect(words).toContain('bộ phận quản trị đào tạo của đơn vị');
  });

  it('of two rules names both, and the day that counts', () => {
    const words = soundPart(<WhyAssignedBox why={why({ rules: [ruleOf({ name: 'Một' }), ruleOf({ name: 'Hai', dueOn: null, because: [{ key: 'position', position: hostile }, { key: 'category', category: null }] })], askUnit: hostile })} />);
    for (const said of ['Quy tắc “Một”', 'Quy tắc “Hai”', 'Quy tắc không đặt hạn', 'Hạn được áp dụng: 23/12/2026', 'người chưa ghi đối tượng']) expect(words).toContain(said);
    expect(soundPart(<WhyAssignedBox why={why({ rules: [ruleOf()] })} />)).not.toContain('Hạn được áp dụng');
  });

  it('is nothing without an enrolment and without an exemption', () => {
    expect(drawPart(<WhyAssignedBox why={why({ source: null })} />)).toBe('');
    expect([drawPart(<WhyNotice why={null} />), drawPart(<WhyNotice why={why()} />)]).toEqual(['', '']);
  });

  it.each(exemptionKinds)('of an exemption of kind %s: until when and on what grounds', (kind) => {
    const exemption = { kind, reason: hostile, lastDay: '2027-01-31', issuer: kind === 'RECOGNISED' ? 'Học viện' : null, number: kind === 'RECOGNISED' ? '12/CN' : null, issuedOn: kind === 'RECOGNISED' ? '2026-10-01' : null };
    const words = soundPart(<WhyNotice why={why({ source: null, exemption })} />);
    expect(words).toContain('đến hết 31/01/2027');
    expect(words).toContain(kind === 'RECOGNISED' ? 'Số 12/CN, Học viện cấp ngày 01/10/2026' : 'không có lời nhắc');
  });

  it('of a course that a rule let go of: it stays hers, unless she is exempted, which is said instead', () => {
    const kept = { name: 'Quy tắc cũ', at: '2026-11-22T18:00:00.000Z' };
    expect(soundPart(<WhyNotice why={why({ kept })} />)).toContain('từ 23/11/2026');
    expect(soundPart(<WhyNotice why={why({ kept, exemption: { kind: 'LONG_LEAVE', reason: 'x', lastDay: '2027-01-31', issuer: null, number: null, issuedOn: null } })} />)).not.toContain('Quy tắc cũ');
  });
});

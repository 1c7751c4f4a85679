import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults } from '../../../tests/support/render-route.tsx';
import { newId } from '../../platform/ids.ts';
import type { RequestsQuery } from '../forms/recognition-requests.ts';
import type { CourseChoice } from '../queries/assignment-choices.server.ts';
import type { DeskRequest, RequestsDesk } from '../queries/recognition-desk.server.ts';
import { requestStates, type RequestState } from '../rules/recognition-request.ts';
import { DecisionPage, RequestsDeskPage } from './recognition-desk-pages.tsx';
import { OwnRequestPage, OwnRequests, RequestFormPage } from './recognition-request-pages.tsx';

const hostile = '<script>alert("1")</script> \' -- 🙂 ' + 'Nguyễn Thị Thuỳ Dương '.repeat(6).trim();
const at = '2026-11-23T01:00:00.000Z';
const copy = { id: newId(), name: `${hostile}.pdf`, kind: 'PDF' as const, bytes: 1_432_100, sha256: 'a', isScanned: false, isErased: false };
const request = (state: RequestState, change: Partial<DeskRequest> = {}): DeskRequest => ({
  id: newId(), userId: newId(), courseId: 'c', courseTitle: 'An toàn thông tin', courseSlug: 'an-toan', title: hostile, number: '0417/CN', issuer: hostile, issuedOn: '2026-09-15', lastDay: null, note: hostile, revision: 2, state, changedAt: at,
  submittedAt: state === 'DRAFT' ? null : at, decidedAt: state === 'ACCEPTED' || state === 'REFUSED' ? at : null, decidedBy: 'Lê Hoài Ân', decidedById: 'x', reason: 'Chưa đủ nội dung', countsUntil: state === 'ACCEPTED' ? '2027-09-30' : null, copy, fullName: hostile, unitId: 'u', unitName: null, ...change,
});
const course: CourseChoice = { id: newId(), slug: 'an-toan', title: 'An toàn thông tin', renewal: null, validMonths: 12 };

/** Draws in both languages, finds nothing wrong, and hands back the Vietnamese markup. */
function sound(part: React.ReactElement, answer?: unknown): string {
  for (const locale of ['en', 'vi'] as const) {
    const markup = drawPart(part, { locale, answer });
    expect(pageFaults(markup)).toEqual([]);
    expect(markup).not.toContain('<script>alert');
    expect(markup).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
  }
  return drawPart(part, { answer });
}

describe('one’s own request', () => {
  it.each(requestStates)('that is %s offers what can be done with it and nothing else', (state) => {
    const own = request(state);
    const markup = sound(<OwnRequestPage request={own} done={null} />);
    expect({ edit: markup.includes('/edit"'), send: markup.includes('/submission"'), file: markup.includes('type="file"'), withdraw: markup.includes('/withdrawal"') }).toEqual({ edit: state === 'DRAFT', send: state === 'DRAFT', file: state === 'DRAFT', withdraw: state === 'DRAFT' || state === 'WAITING' });
    expect(wordsOf(markup)).toContain('(PDF, 1,4 MB)');
  });

  it('without its copy is not sent, and one whose copy is erased says so', () => {
    expect(sound(<OwnRequestPage request={request('DRAFT', { copy: null })} done="saved" />)).not.toContain('/submission"');
    const gone = sound(<OwnRequestPage request={request('REFUSED', { copy: { ...copy, isErased: true } })} done={null} />);
    expect([wordsOf(gone).includes('Bản chụp đã được xoá'), gone.includes('/file"')]).toEqual([true, false]);
  });

  it('offers another copy only to whoever looks for it, and shows at once why one was refused', () => {
    const own = request('DRAFT');
    expect(sound(<OwnRequestPage request={own} done={null} />)).toMatch(/<details[^>]*>(?=[\s\S]*type="file")/);
    expect(sound(<OwnRequestPage request={own} done={null} />)).not.toMatch(/<details[^>]* open=""/);
    expect(sound(<OwnRequestPage request={own} done={null} />, { ok: false, faults: { file: { vi: 'Tệp rỗng.', en: 'The file is empty.' } }, values: {} })).toMatch(/<details[^>]* open=""/);
    expect(sound(<OwnRequestPage request={request('DRAFT', { copy: null })} done={null} />)).not.toContain('<details');
  });

  it('says the reason of a refusal as a sentence of its own', () => {
    expect(wordsOf(sound(<OwnRequestPage request={request('REFUSED')} done={null} />))).toContain('Lý do: Chưa đủ nội dung. Anh/Chị có thể đề nghị lại');
    expect(wordsOf(sound(<OwnRequestPage request={request('ACCEPTED')} done={null} />))).toContain('đến hết 30/09/2027');
  });

  it('is written in a form that gives back what was typed, with its faults', () => {
    const answer = { ok: false, faults: { issuer: { vi: 'Nhập nơi cấp.', en: 'Enter the issuer.' } }, values: { title: 'Khoá cũ', number: '7', issuer: '', courseId: course.id } };
    const markup = sound(<RequestFormPage id={newId()} request={null} courses={[course]} course={null} />, answer);
    expect([markup.includes('value="Khoá cũ"'), markup.includes('value="7"'), wordsOf(markup).includes('Nhập nơi cấp.')]).toEqual([true, true, true]);
    expect(sound(<RequestFormPage id="x" request={null} courses={[course, { ...course, id: newId(), slug: 'khac' }]} course="an-toan" />)).toMatch(new RegExp(`<option[^>]*value="${course.id}"[^>]*selected`));
    expect(wordsOf(sound(<RequestFormPage id="x" request={null} courses={[]} course={null} />))).toContain('Không có khoá học nào cần công nhận');
  });

  it('stands in the list with its state, whatever that is', () => {
    const words = wordsOf(sound(<main><h1>Chứng nhận</h1><OwnRequests requests={requestStates.map((state) => request(state))} /></main>));
    for (const word of ['Chưa gửi', 'Chờ xem xét', 'Đã công nhận', 'Không công nhận', 'Đã rút']) expect(words).toContain(word);
  });
});

describe('the desk', () => {
  const query = (change: Partial<RequestsQuery> = {}): RequestsQuery => ({ tab: 'waiting', q: '', page: 1, ...change });
  const shown = (rows: DeskRequest[], change: Partial<RequestsDesk> = {}): RequestsDesk => ({ total: rows.length, page: 1, pages: 1, rows, waiting: rows.length, ...change });

  it('without anything says so, and of a question that finds nobody keeps the question', () => {
    expect(wordsOf(sound(<RequestsDeskPage shown={shown([])} query={query()} />))).toContain('Không có đề nghị nào đang chờ');
    expect(sound(<RequestsDeskPage shown={shown([])} query={query({ q: hostile.slice(0, 50), tab: 'decided' })} />)).toContain('value="&lt;script&gt;');
  });

  it('lists what waits and what was decided, page by page in the tab', () => {
    const waiting = sound(<RequestsDeskPage shown={shown([request('WAITING')], { pages: 3, total: 120 })} query={query({ q: 'an', done: 'accepted' })} />);
    expect([rowsOf(waiting)[0]?.[4], waiting.includes('tab=waiting&amp;q=an&amp;page=2')]).toEqual(['23/11/2026', true]);
    expect(rowsOf(sound(<RequestsDeskPage shown={shown([request('REFUSED')])} query={query({ tab: 'decided' })} />))[0]?.[4]).toBe('23/11/2026 Không công nhận');
  });

  it.each(requestStates.filter((state) => state !== 'DRAFT'))('decides about what waits only: %s', (state) => {
    const markup = sound(<DecisionPage request={request(state)} twins={[{ by: 'number', fullName: null }, { by: 'file', fullName: hostile }]} lastDay="2027-09-15" latest="2031-11-27" />);
    expect([markup.includes('name="decision"'), wordsOf(markup).includes('một người ở đơn vị khác')]).toEqual([state === 'WAITING', state === 'WAITING']);
    expect(wordsOf(markup).includes('Lê Hoài Ân')).toBe(state === 'ACCEPTED' || state === 'REFUSED');
  });
});

import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import * as answerPage from '../routes/help-answer.tsx';
import * as topicPage from '../routes/help-topic.tsx';
import * as help from '../routes/help.tsx';
import { findAnswer, listAnswers } from './current-answers.server.ts';
import { besideAnswer, findTopic, listHelpTopics, listNumbers } from './help-page.server.ts';

const now = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const official = await makeSession(db, await makePerson(db), clock.now().toISOString());
  const open = (route: { loader: unknown }, path: string, params: Record<string, string> = {}, token?: string) => call(route.loader as never, { db, clock, path, params, ...(token ? { token } : {}) });
  return { db, clock, official, open, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('topics', () => {
  it('are those in which this reader finds something, with how much', async () => {
    await using w = await world();
    await makeAnswer(w.db, { topic: 'a' });
    await makeAnswer(w.db, { topic: 'a' });
    await makeAnswer(w.db, { topic: 'a', audience: 'INTERNAL' });
    await makeAnswer(w.db, { topic: 'b', audience: 'INTERNAL' });
    await makeAnswer(w.db, { topic: 'c', state: 'DRAFT' });
    const counts = async (isStaff: boolean) => Object.fromEntries((await listHelpTopics(w.db, isStaff, now)).map(({ key, count }) => [key, count]));
    expect([await counts(false), await counts(true)]).toEqual([{ a: 2 }, { a: 3, b: 1 }]);
    expect([await findTopic(w.db, 'b', false, now), (await findTopic(w.db, 'b', true, now))?.answers.length, await findTopic(w.db, 'khong-co', true, now)]).toEqual([undefined, 1, undefined]);
  });

  it('change to the second, back and forth', async () => {
    await using w = await world();
    await makeAnswer(w.db, { topic: 'a', publishAt: '2026-11-23T02:00:00.000Z', withdrawAt: '2026-11-23T03:00:00.000Z' });
    const seen = async (at: string) => (await listHelpTopics(w.db, false, { at, today: '2026-11-23' })).length;
    expect([await seen('2026-11-23T01:59:59.999Z'), await seen('2026-11-23T02:00:00.000Z'), await seen('2026-11-23T02:59:59.999Z'), await seen('2026-11-23T03:00:00.000Z'), await seen('2026-11-23T02:00:00.000Z')]).toEqual([0, 1, 1, 0, 1]);
  });
});

describe('what stands beside an answer', () => {
  it('is related answers that this reader may see now, and the body to ask', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'mo', question: 'Mở?' });
    await makeAnswer(w.db, { slug: 'kin', question: 'Kín?', audience: 'INTERNAL' });
    await makeAnswer(w.db, { slug: 'nhap', state: 'DRAFT' });
    await makeAnswer(w.db, { slug: 'mai', publishAt: '2026-11-24T00:00:00.000Z' });
    await makeAnswer(w.db, { slug: 'day', related: ['mo', 'kin', 'nhap', 'mai', 'mat-tich'], transferTo: 'cong-an-xa' });
    const beside = async (isStaff: boolean) => {
      const answer = await findAnswer(w.db, 'day', isStaff, now);
      if (!answer) throw new Error('not shown');
      const { related, body } = await besideAnswer(w.db, answer, isStaff, now);
      return [related.map(({ slug }) => slug), body?.name];
    };
    expect([await beside(false), await beside(true)]).toEqual([[['mo'], 'Công an cấp xã'], [['kin', 'mo'], 'Công an cấp xã']]);
  });

  it('is no number of a body that is closed', async () => {
    await using w = await world();
    await w.db.insertInto('competent_body').values([{ key: 'a', name: 'Tổng đài', phone: '1900 0368', hours: 'Cả ngày' }, { key: 'b', name: 'Cũ', phone: '113', closed_at: '2025-01-01T00:00:00.000Z' }, { key: 'c', name: 'Không số', phone: null }]).execute();
    expect(await listNumbers(w.db, '2026-11-23T01:00:00.000Z')).toEqual([{ name: 'Tổng đài', phone: '1900 0368', hours: 'Cả ngày' }]);
  });
});

describe('the warning of a document', () => {
  it.each<[string, string | null, string | null, boolean]>([
    ['holds', '2020-01-01', null, false], ['ends today', null, '2026-11-23', false], ['ended yesterday', null, '2026-11-22', true], ['begins today', '2026-11-23', null, false],
    ['begins tomorrow', '2026-11-24', null, true], ['has no days', null, null, false], ['holds to the last day there is', '2020-01-01', '9999-12-31', false],
  ])('that %s', async (_what, effectiveFrom, effectiveTo, warns) => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'muc-2', legalBasis: [{ document: 'Luật Căn cước', article: 'Điều 5', effectiveFrom, effectiveTo }] });
    expect((await findAnswer(w.db, 'muc-2', false, now))?.lapsed.length).toBe(warns ? 1 : 0);
    const { body } = await w.open(answerPage, '/help/muc-2', { slug: 'muc-2' });
    expect(renderRoute(answerPage, { data: body }).includes('Luật Căn cước')).toBe(true);
  });
});

describe('many answers', () => {
  it('come with their own bases, each in its order', async () => {
    await using w = await world();
    for (let at = 0; at < 12; at += 1) await makeAnswer(w.db, { slug: `a-${at}`, legalBasis: [{ document: `Luật ${at % 3}`, article: `Điều ${at}`, effectiveFrom: null, effectiveTo: null }, { document: 'Luật chung', article: null, effectiveFrom: null, effectiveTo: null }] });
    for (const { slug, legalBasis } of await listAnswers(w.db, false, now)) expect(legalBasis.map(({ document, article }) => [document, article])).toEqual([[`Luật ${Number(slug.slice(2)) % 3}`, `Điều ${slug.slice(2)}`], ['Luật chung', null]]);
  });
});

describe('the pages', () => {
  it('read well in both languages, to citizens and officials, with everything that an answer can have', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'muc-2', isSample: true, papers: ['Thẻ <b>căn cước</b>'], fee: 'Không thu phí', timeLimit: '7 ngày', transferTo: 'cong-an-xa', reviewDue: '2026-01-01', legalBasis: [{ document: 'Luật cũ', article: null, effectiveFrom: null, effectiveTo: '2026-01-01' }], body: '1. Một\n2. [trang](https://vneid.gov.vn)\n\n> chú ý' });
    await makeAnswer(w.db, { slug: 'noi-bo', audience: 'INTERNAL' });
    for (const token of [undefined, w.official]) {
      for (const [route, path, params] of [[help, '/help', {}], [help, '/help?q=muc+2', {}], [help, '/help?q=khong+co+gi', {}], [help, '/help?q=', {}], [topicPage, '/help/topics/tai-khoan', { key: 'tai-khoan' }], [answerPage, '/help/muc-2?done=thanks', { slug: 'muc-2' }]] as const) {
        const { status, body } = await w.open(route, path, params, token);
        expect([path, status]).toEqual([path, 200]);
        for (const locale of ['vi', 'en'] as const) {
          const html = renderRoute(route, { data: body, locale });
          expect([path, pageFaults(html).filter((fault) => !fault.includes('type="radio"'))]).toEqual([path, []]);
          expect(html).not.toContain('<b>căn cước</b>');
        }
      }
    }
  });

  it.each(['', 'x', '../muc-2', 'MUC-2', 'muc-2 ', "muc-2' or '1'='1", '%00', 'x'.repeat(120), '__proto__'])('of an answer named %j is not found', async (slug) => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'muc-2' });
    expect((await w.open(answerPage, '/help/x', { slug })).status).toBe(404);
    expect((await w.open(topicPage, '/help/topics/x', { key: slug })).status).toBe(404);
  });
});

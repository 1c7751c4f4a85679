import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { AppError } from '../../platform/errors.ts';
import { feedbackReasons } from '../forms/help.ts';
import * as explanation from '../routes/help-explanation.ts';
import * as route from '../routes/help-feedback.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const answer = await makeAnswer(db, { slug: 'muc-2' });
  const token = await makeSession(db, await makePerson(db), clock.now().toISOString());
  const send = (form: Record<string, string>, { slug = 'muc-2', as, context }: { slug?: string; as?: string; context?: Parameters<typeof call>[1]['context'] } = {}) =>
    call(route.action as never, { db, clock, path: `/help/${slug}/feedback`, params: { slug }, form: { comment: '', ...form }, ...(as ? { token: as } : {}), ...(context ? { context } : {}) });
  const rows = () => db.selectFrom('faq_feedback').select(['version_id', 'is_helpful', 'reason', 'comment', 'source', 'at']).execute();
  return { db, clock, answer, token, send, rows, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('a word on an answer', () => {
  it('hangs on the version that was shown, says from which side it comes, and not from whom', async () => {
    await using w = await world();
    await w.send({ helpful: 'yes' });
    await w.send({ helpful: 'no', reason: 'OUTDATED' }, { as: w.token });
    expect(await w.rows()).toEqual([
      { version_id: w.answer.versionId, is_helpful: 1, reason: null, comment: null, source: 'PUBLIC', at: '2026-11-23T01:00:00.000Z' },
      { version_id: w.answer.versionId, is_helpful: 0, reason: 'OUTDATED', comment: null, source: 'STAFF', at: '2026-11-23T01:00:00.000Z' },
    ]);
    expect(await w.db.selectFrom('audit_event').select('id').execute()).toEqual([]);
  });

  it.each(feedbackReasons)('can be no because of %s', async (reason) => {
    await using w = await world();
    await w.send({ helpful: 'no', reason });
    expect(await w.rows()).toMatchObject([{ reason }]);
  });

  it.each([['no reason at all', {}], ['a reason that is none', { reason: "'; drop table faq_feedback; --" }], ['an empty one', { reason: '' }]])('with %s counts as another reason', async (_what, more) => {
    await using w = await world();
    expect((await w.send({ helpful: 'no', ...more })).status).toBe(303);
    expect(await w.rows()).toMatchObject([{ reason: 'OTHER' }]);
  });

  it.each([
    ['Gọi lại cho tôi 0912345678', 'Gọi lại cho tôi ••••'],
    ['Gọi lại cho tôi 091 234 56 78', 'Gọi lại cho tôi ••••'],
    ['CCCD 037.190.001.234', 'CCCD ••••'],
    ['  <b>Thiếu</b> lệ phí ', '<b>Thiếu</b> lệ phí'],
    ['Thiếu'.normalize('NFD'), 'Thiếu'],
    ['\u200b \u00ad', null],
  ])('keeps %j as %j', async (comment, kept) => {
    await using w = await world();
    await w.send({ helpful: 'no', reason: 'UNCLEAR', comment });
    expect(await w.rows()).toMatchObject([{ comment: kept }]);
  });

  it('is a plain vote with one tap; why is added to a no once, within the hour', async () => {
    await using w = await world();
    const explain = (id: string, form: Record<string, string>) => call(explanation.action as never, { db: w.db, clock: w.clock, path: `/help/muc-2/feedback/${id}`, params: { slug: 'muc-2', feedback: id }, form: { comment: '', ...form } });
    const vote = async (helpful: string) => (await call(route.action as never, { db: w.db, clock: w.clock, path: '/help/muc-2/feedback', params: { slug: 'muc-2' }, form: { helpful } })).location ?? '';
    expect(await vote('yes')).toBe('/help/muc-2?done=thanks');
    const id = (await vote('no')).replace('/help/muc-2?done=no&f=', '');
    expect(await w.rows()).toMatchObject([{ is_helpful: 1, reason: null }, { is_helpful: 0, reason: 'OTHER', comment: null }]);
    expect((await explain(id, { reason: 'OUTDATED', comment: 'Gọi 0912345678' })).location).toBe('/help/muc-2?done=thanks');
    await explain(id, { reason: 'WRONG', comment: 'Lần hai' });
    expect((await w.rows())[1]).toMatchObject({ reason: 'OUTDATED', comment: 'Gọi ••••' });
    const late = (await vote('no')).replace('/help/muc-2?done=no&f=', '');
    w.clock.pass({ minutes: 61 });
    for (const one of [late, 'none']) expect((await explain(one, { reason: 'WRONG' })).status).toBe(303);
    expect((await w.rows()).map(({ reason }) => reason)).toEqual([null, 'OUTDATED', 'OTHER']);
  });

  it('that is too long is refused, and nothing of it is kept', async () => {
    await using w = await world();
    const { status, body } = await w.send({ helpful: 'no', comment: 'x'.repeat(1_001) });
    expect([status, Object.keys((body as { faults: object }).faults)]).toEqual([422, ['comment']]);
    expect(await w.rows()).toEqual([]);
  });

  it('is taken only for what this reader sees at this moment', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'kin', audience: 'INTERNAL' });
    await makeAnswer(w.db, { slug: 'nhap', state: 'DRAFT' });
    await makeAnswer(w.db, { slug: 'mai', publishAt: '2026-11-24T00:00:00.000Z' });
    const status = async (slug: string, as?: string) => (await w.send({ helpful: 'yes' }, { slug, ...(as ? { as } : {}) })).status;
    expect([await status('kin'), await status('nhap'), await status('mai'), await status('khong-co'), await status('nhap', w.token), await status('kin', w.token)]).toEqual([404, 404, 404, 404, 404, 303]);
    w.clock.set('2026-11-24T00:00:00.000Z');
    expect(await status('mai')).toBe(303);
  });

  it('spends a point first: who sends too many is stopped before anything is written', async () => {
    await using w = await world();
    const spendPoint = async () => { throw new AppError('limit', { vi: 'x', en: 'x' }); };
    expect((await w.send({ helpful: 'yes' }, { context: { spendPoint } })).status).toBe(429);
    expect(await w.rows()).toEqual([]);
  });

  it('opened as a page leads to its answer', async () => {
    await using w = await world();
    expect((await call(route.loader as never, { db: w.db, clock: w.clock, path: '/help/x/feedback', params: { slug: 'a b/..' } })).location).toBe('/help/a%20b%2F..');
  });
});

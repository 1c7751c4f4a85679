import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { requestContext } from '../../tests/support/context.ts';
import { freshDb } from '../../tests/support/db.ts';
import { makeAnswer } from '../../tests/world/answers.ts';
import { call } from '../../tests/world/calls.ts';
import { makeFormerUnit, makePerson, makeSession, makeUnit } from '../../tests/world/people.ts';
import { searchAnswers } from './queries/answer-search.server.ts';
import * as help from './routes/help.tsx';
import * as answerPage from './routes/help-answer.tsx';
import * as outcome from './routes/help-outcome.ts';
import * as feedback from './routes/help-feedback.ts';
import * as suggestions from './routes/help-suggestions.ts';
import * as topicPage from './routes/help-topic.tsx';

const at = (instant: string) => ({ at: instant, today: instant.slice(0, 10) });
const secretWord = 'tuyetmatkhongcongbo';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const official = await makePerson(db);
  const session = await makeSession(db, official, clock.now().toISOString());
  const open = (path: string, params: Record<string, string> = {}, token?: string) => call((path.startsWith('/help/suggestions') ? suggestions : path.startsWith('/help/topics') ? topicPage : path === '/help' || path.startsWith('/help?') ? help : answerPage).loader, { db, clock, path, params, ...(token ? { token } : {}) });
  return { db, clock, session, open, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('nothing that is not for the public leaks', () => {
  it.each([
    ['internal', { audience: 'INTERNAL' as const }],
    ['a draft', { state: 'DRAFT' as const }],
    ['handed in', { state: 'SUBMITTED' as const }],
    ['approved', { state: 'APPROVED' as const }],
    ['planned for later', { publishAt: '2030-01-01T00:00:00.000Z' }],
    ['withdrawn', { withdrawAt: '2026-02-01T00:00:00.000Z' }],
  ])('%s: no page, result, count, topic or suggestion of a word', async (_name, traits) => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'cong-khai', question: 'Đăng ký tài khoản ở đâu?' });
    await makeAnswer(w.db, { slug: 'kin', topic: 'nghiep-vu', question: `Xử lý ${secretWord} thế nào?`, variants: [secretWord], short: secretWord, body: secretWord, related: [], ...traits });
    await makeAnswer(w.db, { slug: 'lien-quan', question: 'Câu hỏi khác?', related: ['kin'] });
    const answers = await Promise.all([w.open('/help'), w.open(`/help?q=${secretWord}`), w.open(`/help?q=${secretWord.slice(0, -1)}`), w.open('/help?q=dang+ky'), w.open('/help/lien-quan', { slug: 'lien-quan' }), w.open(`/help/suggestions?q=${secretWord}`), w.open(`/help/suggestions?q=${secretWord.slice(0, 8)}`), w.open('/help/suggestions?q=xu+ly')]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    // The question itself is echoed; whatever else a page says must not know the word.
    const said = answers.map(({ body, text }) => (text ?? JSON.stringify(body)).replaceAll(`"question":"${secretWord}"`, '').replaceAll(`"question":"${secretWord.slice(0, -1)}"`, ''));
    for (const text of said) expect(text).not.toMatch(new RegExp(`${secretWord}|nghiep-vu|"kin"`));
    const [hidden, unknown] = [await w.open('/help/kin', { slug: 'kin' }), await w.open('/help/khong-co', { slug: 'khong-co' })];
    expect([hidden, (await w.open('/help/topics/nghiep-vu', { key: 'nghiep-vu' })).status]).toEqual([unknown, 404]);
    expect(unknown.status).toBe(404);
  });

  it('a planted leak is seen', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'kin', question: `Xử lý ${secretWord} thế nào?` });
    expect(JSON.stringify((await w.open('/help?q=xu+ly')).body)).toContain(secretWord);
    expect((await w.open('/help/suggestions?q=xu')).text).toContain(secretWord);
  });

  it('officials find internal answers, marked as such', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'kin', audience: 'INTERNAL', question: 'Xác minh người gọi thế nào?' });
    expect(JSON.stringify((await w.open('/help?q=xac+minh', {}, w.session)).body)).toContain('"audience":"INTERNAL"');
    expect((await w.open('/help/kin', { slug: 'kin' }, w.session)).status).toBe(200);
    expect((await w.open('/help/suggestions?q=xac+mi', {}, w.session)).text).toBe('{"suggestions":[{"slug":"kin","question":"Xác minh người gọi thế nào?"}]}');
    expect((await w.open('/help/suggestions?q=xac+mi')).text).toBe('{"suggestions":[]}');
  });
});

describe('searching', () => {
  it('switches at the very second, back and forth', async () => {
    await using w = await world();
    const { entryId } = await makeAnswer(w.db, { slug: 'le-phi', question: 'Lệ phí bao nhiêu?', short: 'Thu một nửa.' });
    await makeAnswer(w.db, { entryId, question: 'Lệ phí bao nhiêu?', short: 'Thu đủ.', publishAt: '2026-12-31T17:00:00.000Z' });
    const shown = async (instant: string) => (await searchAnswers(w.db, 'lệ phí', false, at(instant))).hits.map(({ short }) => short);
    expect([await shown('2026-12-31T16:59:59.999Z'), await shown('2026-12-31T17:00:00.000Z'), await shown('2026-12-31T16:59:59.999Z')]).toEqual([['Thu một nửa.'], ['Thu đủ.'], ['Thu một nửa.']]);
  });

  it('finds what was published and loses what was withdrawn since the last search', async () => {
    await using w = await world();
    const now = at('2026-11-28T05:00:00.000Z');
    const found = async () => (await searchAnswers(w.db, 'hộ chiếu', false, now)).hits.length;
    expect(await found()).toBe(0);
    const { versionId } = await makeAnswer(w.db, { question: 'Làm hộ chiếu ở đâu?' });
    expect(await found()).toBe(1);
    await w.db.updateTable('faq_publication').set({ withdraw_at: now.at }).where('version_id', '=', versionId).execute();
    expect(await found()).toBe(0);
  });

  it('takes up words of the editors at once', async () => {
    await using w = await world();
    const now = at('2026-11-28T05:00:00.000Z');
    await makeAnswer(w.db, { slug: 'the', question: 'Đổi giấy phép lái xe ở đâu?' });
    const found = async () => (await searchAnswers(w.db, 'GPLX', false, now)).hits.map(({ slug }) => slug);
    expect(await found()).toEqual([]);
    await w.db.insertInto('search_word').values({ id: 'w', word: 'GPLX', word_fold: 'gplx', meaning: 'giấy phép lái xe', meaning_fold: 'giay phep lai xe', created_at: now.at }).execute();
    expect(await found()).toEqual(['the']);
  });

  it.each(['', ' ', '"', '*', 'OR', "'; drop table faq_entry; --", '(.*)+$', '🙂🙂', '\u0301\u0303', 'a', 'NEAR/2 "x"', 'x'.repeat(5_000), '{{ten}}', '<script>alert(1)</script>'])('takes %j as plain text', async (question) => {
    await using w = await world();
    await makeAnswer(w.db);
    expect((await w.open(`/help?q=${encodeURIComponent(question)}`)).status).toBe(200);
    expect((await w.open(`/help/suggestions?q=${encodeURIComponent(question)}`)).status).toBe(200);
  });

  it('writes down what was asked without long numbers, and which result was opened within the hour', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'muc-2', question: 'Đăng ký mức 2 ở đâu?' });
    const { body } = await w.open('/help?q=037090001234+dang+ky+muc+2');
    const { search } = (body as { results: { search: string } }).results;
    await w.open(`/help/muc-2?s=${search}`, { slug: 'muc-2' });
    await w.open('/help/muc-2?s=khong-co', { slug: 'muc-2' });
    const rows = await w.db.selectFrom('faq_search').select(['question', 'results', 'source', 'opened_version_id']).execute();
    expect(rows).toEqual([{ question: '•••••••••••• dang ky muc 2', results: 1, source: 'PUBLIC', opened_version_id: expect.any(String) as string }]);
  });
});

it('says above the results what a commune of old is called now, also when nothing is found', async () => {
  await using w = await world();
  const unitId = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
  await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [unitId] });
  const { body } = await w.open('/help?q=zzz+xã+Ninh+Vân');
  expect(body).toMatchObject({ results: { hits: [], former: [{ name: 'xã Ninh Vân', now: ['phường Nam Hoa Lư'], since: '2025-07-01' }] } });
});

describe('results of which none is opened', () => {
  it('are enough, or none of them fits, or are asked again in other words: noted once, within the hour', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'muc-2', question: 'Đăng ký mức 2 ở đâu?' });
    const search = async (q: string, after?: string) => ((await w.open(`/help?q=${encodeURIComponent(q)}${after ? `&after=${after}` : ''}`)).body as { results: { search: string } }).results.search;
    const say = (id: string, said: string) => call(outcome.action, { db: w.db, clock: w.clock, path: `/help/searches/${id}`, params: { search: id }, form: { outcome: said } });
    const outcomeOf = async (id: string) => (await w.db.selectFrom('faq_search').select('outcome').where('id', '=', id).executeTakeFirstOrThrow()).outcome;
    const [enough, none, again, same, other, late] = [await search('mức 2'), await search('mức 2'), await search('mức 2'), await search('mức 2'), await search('mức 2'), await search('mức 2')];
    expect((await say(enough, 'ENOUGH')).location).toBe('/help?noted=1');
    await say(enough, 'NONE');
    await say(none, 'NONE');
    expect((await say(none, 'AGAIN')).status).toBe(422);
    await search('đăng ký mức 2', again);
    await search('MUC 2', same);
    await search('đăng ký xe', other);
    w.clock.pass({ minutes: 61 });
    await say(late, 'NONE');
    expect(await Promise.all([enough, none, again, same, other, late].map(outcomeOf))).toEqual(['ENOUGH', 'NONE', 'AGAIN', null, null, null]);
    expect((await say('khong-co', 'NONE')).status).toBe(303);
  });
});

describe('suggestions while one types', () => {
  it('are six at most, kept by nobody, and what was typed so far is not written down', async () => {
    await using w = await world();
    for (let at = 0; at < 9; at += 1) await makeAnswer(w.db, { slug: `a-${at}`, question: `Đăng ký xe số ${at} ở đâu?` });
    const answer = (await suggestions.loader({ request: new Request('http://localhost:3000/help/suggestions?q=dang+k'), params: {}, context: requestContext(w.db, w.clock) } as never)) as Response;
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(((await answer.json()) as { suggestions: unknown[] }).suggestions).toHaveLength(6);
    expect(await w.db.selectFrom('faq_search').selectAll().execute()).toEqual([]);
    expect([(await w.open('/help/suggestions')).text, (await w.open('/help/suggestions?q=%20')).text]).toEqual(['{"suggestions":[]}', '{"suggestions":[]}']);
  });

  it('have a limit of their own, which does not close the search', async () => {
    await using w = await world();
    const spent: string[] = [];
    const context = { spendPoint: async ({ name }: { name: string }) => void spent.push(name) };
    await call(suggestions.loader, { db: w.db, clock: w.clock, path: '/help/suggestions?q=a', context });
    await call(help.loader, { db: w.db, clock: w.clock, path: '/help?q=a', context });
    expect(new Set(spent).size).toBe(2);
  });
});

describe('saying whether it helped', () => {
  const send = (w: Awaited<ReturnType<typeof world>>, slug: string, form: Record<string, string>) => call(feedback.action, { db: w.db, clock: w.clock, path: `/help/${slug}/feedback`, params: { slug }, form });

  it('keeps the reason of a no and nothing that names a person', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'muc-2' });
    expect((await send(w, 'muc-2', { helpful: 'no', reason: 'UNCLEAR', comment: 'Gọi tôi 0912345678' })).location).toBe('/help/muc-2?done=thanks');
    expect((await send(w, 'muc-2', { helpful: 'yes', reason: 'UNCLEAR', comment: '' })).status).toBe(303);
    expect(await w.db.selectFrom('faq_feedback').select(['is_helpful', 'reason', 'comment']).orderBy('is_helpful').execute()).toEqual([{ is_helpful: 0, reason: 'UNCLEAR', comment: 'Gọi tôi ••••' }, { is_helpful: 1, reason: null, comment: null }]);
  });

  it('refuses what is no answer to the question, and answers that this reader cannot see', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'kin', audience: 'INTERNAL' });
    expect([(await send(w, 'kin', { helpful: 'maybe' })).status, (await send(w, 'kin', { helpful: 'yes' })).status]).toEqual([422, 404]);
    expect(await w.db.selectFrom('faq_feedback').selectAll().execute()).toEqual([]);
  });
});

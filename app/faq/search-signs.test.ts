import { describe, expect, it } from 'vitest';
import { silentLog } from '../../tests/support/log.ts';
import { makeAnswer } from '../../tests/world/answers.ts';
import { call } from '../../tests/world/calls.ts';
import { ask, gapDesk } from '../../tests/world/gaps.ts';
import { makeUnit } from '../../tests/world/people.ts';
import { explainFeedback, giveFeedback } from './commands/give-feedback.server.ts';
import { noteAgain, noteOutcome, noteSearch, type SearchOutcome } from './commands/note-search.server.ts';
import { feedbackReasons } from './forms/help.ts';
import { gapsQuery } from './forms/gaps.ts';
import { listGaps } from './queries/gaps.server.ts';
import * as explanation from './routes/help-explanation.ts';
import * as feedback from './routes/help-feedback.ts';
import * as outcomeRoute from './routes/help-outcome.ts';

type Form = Record<string, string> | [string, string][];

async function world() {
  const w = await gapDesk();
  const answer = await makeAnswer(w.db, { slug: 'muc-2' });
  const now = () => w.moment().at;
  const search = async (question: string, results = 2) => (await noteSearch(w.db, { question, results, isStaff: false, unitId: null, now: now() }, silentLog)) ?? '';
  const outcomeOf = async (id: string) => (await w.db.selectFrom('faq_search').select('outcome').where('id', '=', id).executeTakeFirstOrThrow()).outcome;
  const say = (id: string, said: SearchOutcome, at = now()) => noteOutcome(w.db, id, said, at, silentLog);
  const again = (id: string, question: string, at = now()) => noteAgain(w.db, id, question, at, silentLog);
  const post = (route: { action: unknown }, params: Record<string, string>, form: Form) => call(route.action as never, { db: w.db, clock: w.clock, path: '/help/x', params, form });
  const votes = () => w.db.selectFrom('faq_feedback').select(['is_helpful', 'reason', 'comment']).orderBy('at').orderBy('id').execute();
  return { ...w, answer, now, search, outcomeOf, say, again, post, votes, [Symbol.asyncDispose]: () => w.db.destroy() };
}

describe('what counts as a gap', () => {
  const cases = (['PUBLIC', 'STAFF', 'DESK'] as const).flatMap((source) => [0, 2].flatMap((results) => [false, true].flatMap((isOpened) => ([undefined, 'ENOUGH', 'NONE', 'AGAIN'] as const).map((outcome) => ({ source, results, isOpened, outcome })))));
  const expected = ({ source, results, isOpened, outcome }: (typeof cases)[number]) => {
    if (results === 0) return source === 'DESK' ? 'DESK' : 'NO_RESULT';
    return source !== 'DESK' && !isOpened && (outcome === 'NONE' || outcome === 'AGAIN') ? 'NO_CLICK' : null;
  };

  it('is every search without results, and of those with results only what nobody opened and somebody complained of', async () => {
    await using w = await world();
    for (const [at, { source, results, isOpened, outcome }] of cases.entries()) await ask(w.db, `cauhoi${at}`, { at: w.ago(1), source, results, ...(isOpened ? { opened: w.answer.versionId } : {}), ...(outcome ? { outcome } : {}) });
    const found = new Map<string, string | undefined>();
    for (let page = 1; page <= 3; page += 1) for (const { words, signals } of (await listGaps(w.db, w.moment(), { signal: '', topic: '', spikes: false, page })).rows) found.set(words, Object.keys(signals).join());
    expect(cases.map((_one, at) => found.get(`cauhoi${at}`) ?? null)).toEqual(cases.map(expected));
  });

  it('is thirty days old at most and not of the future, to the millisecond', async () => {
    await using w = await world();
    const edge = new Date(Date.parse(w.now()) - 30 * 86_400_000);
    for (const [words, at] of [['quá cũ', edge.toISOString()], ['vừa kịp', new Date(edge.getTime() + 1).toISOString()], ['bây giờ', w.now()], ['ngày sau', new Date(Date.parse(w.now()) + 1).toISOString()]] as const) await ask(w.db, words, { at, results: 2, outcome: 'NONE' });
    expect((await w.gaps()).map(({ words }) => words).toSorted()).toEqual(['bây giờ', 'vừa kịp']);
  });

  it('that is old data without a sign is none, whatever the filter is', async () => {
    await using w = await world();
    for (let at = 0; at < 12; at += 1) await ask(w.db, 'mất sim', { at: w.ago(1), results: 2 });
    for (const filter of [{}, { signal: 'NO_CLICK' }, { spikes: 'on' }]) {
      const { spikes, ...query } = gapsQuery.parse(filter);
      expect(await w.gaps({ ...query, spikes: spikes === 'on' })).toEqual([]);
    }
  });

  it.each([['khong-co'], [''], ["' or 1=1 --"], ['%'], ['x'.repeat(65)]])('of a commune %j that is none shows nothing that is not there', async (commune) => {
    await using w = await world();
    const unitId = await makeUnit(w.db);
    for (let at = 0; at < 9; at += 1) await ask(w.db, 'mất sim', { at: w.ago(1), unitId });
    const query = gapsQuery.parse({ commune });
    expect((await w.gaps({ ...query, spikes: false })).length).toBe(query.commune === '' ? 1 : 0);
    // Nine askings name no commune, also to who guesses its id.
    expect(await w.gaps({ ...gapsQuery.parse({ commune: unitId }), spikes: false })).toEqual([]);
    await ask(w.db, 'mất sim', { at: w.ago(1), unitId });
    expect((await w.gaps({ ...gapsQuery.parse({ commune: unitId }), spikes: false })).map(({ count }) => count)).toEqual([10]);
  });
});

describe('a sign on a search', () => {
  it('is the first of those that come at once', async () => {
    await using w = await world();
    const id = await w.search('mất sim');
    await Promise.all([w.say(id, 'ENOUGH'), w.say(id, 'NONE'), w.again(id, 'sim mất rồi')]);
    expect(await w.outcomeOf(id)).toBe('ENOUGH');
  });

  it('counts until the hour is over, to the millisecond, and never for a search without results', async () => {
    await using w = await world();
    const [kept, late, none] = [await w.search('mất sim'), await w.search('mất sim'), await w.search('mất sim', 0)];
    const at = (ms: number) => new Date(Date.parse(w.now()) + ms).toISOString();
    await w.say(kept, 'NONE', at(3_599_999));
    await w.say(late, 'NONE', at(3_600_000));
    await w.say(none, 'NONE');
    expect([await w.outcomeOf(kept), await w.outcomeOf(late), await w.outcomeOf(none)]).toEqual(['NONE', null, null]);
  });

  it.each([
    ['mất sim', 'MAT SIM', null], ['mất sim', 'mất  sim?', null], ['gọi 0912345678 không được', 'gọi 0912345678 không được', null], ['gọi 0912345678 không được', 'gọi 0912 345 678 không được', null], ['số 037190001234 bị khoá', 'số 037190001234 bị khoá', null],
    ['mất sim', 'tạm trú', null], ['mất sim', '', null], ['mất sim', '???', null], ['mất sim', '0912345678', null],
    ['mất sim', 'sim bị mất', 'AGAIN'], ['mất sim', 'mất sim thì sao', 'AGAIN'], ['gọi 0912345678 không được', 'gọi không được nữa', 'AGAIN'],
  ] as const)('%j and then %j: %s', async (first, next, outcome) => {
    await using w = await world();
    const id = await w.search(first);
    await w.again(id, next);
    expect(await w.outcomeOf(id)).toBe(outcome);
  });

  it('of a form that was sent strangely is none, and none of a search that is not there', async () => {
    await using w = await world();
    const id = await w.search('mất sim');
    const strange: Form[] = [{}, { outcome: '' }, { outcome: 'AGAIN' }, { outcome: 'enough' }, { outcome: 'constructor' }, { 'outcome[]': 'NONE' }, [['outcome', 'NONE'], ['outcome', 'x']]];
    for (const form of strange) expect((await w.post(outcomeRoute, { search: id }, form)).status).toBe(422);
    for (const search of ["x' or 1=1", '../x', 'x'.repeat(61), '']) expect((await w.post(outcomeRoute, { search }, { outcome: 'NONE' })).status).toBe(404);
    expect([(await w.post(outcomeRoute, { search: 'khong-co' }, { outcome: 'NONE' })).location, await w.outcomeOf(id)]).toEqual(['/help?noted=1', null]);
  });
});

describe('why an answer did not help', () => {
  const no = { helpful: 'no', comment: '' } as const;
  const vote = (w: Awaited<ReturnType<typeof world>>, helpful: 'yes' | 'no' = 'no') => giveFeedback(w.db, 'muc-2', { ...no, helpful }, { isStaff: false, now: w.now(), today: '2026-11-23' });

  it('is said once, also when it is sent five times at once', async () => {
    await using w = await world();
    const id = await vote(w);
    await Promise.all(feedbackReasons.map((reason) => explainFeedback(w.db, id, { reason, comment: `vì ${reason}` }, w.now())));
    const [row] = await w.votes();
    expect([(await w.votes()).length, row?.comment]).toEqual([1, `vì ${row?.reason}`]);
  });

  it('is kept until the hour is over, to the millisecond, and never for a yes', async () => {
    await using w = await world();
    const [kept, late, yes] = [await vote(w), await vote(w), await vote(w, 'yes')];
    const at = (ms: number) => new Date(Date.parse(w.now()) + ms).toISOString();
    await explainFeedback(w.db, kept, { reason: 'WRONG', comment: '' }, at(3_599_999));
    await explainFeedback(w.db, late, { reason: 'WRONG', comment: '' }, at(3_600_000));
    await explainFeedback(w.db, yes, { reason: 'WRONG', comment: 'x' }, w.now());
    expect((await w.votes()).map(({ reason }) => reason)).toEqual(['WRONG', 'OTHER', null]);
  });

  it('may be left empty and said afterwards; numbers in it are hidden', async () => {
    await using w = await world();
    const id = await vote(w);
    const empty: Form[] = [{}, { comment: ' \u200b ' }, { reason: 'constructor' }];
    for (const form of empty) expect((await w.post(explanation, { slug: 'muc-2', feedback: id }, form)).status).toBe(303);
    expect(await w.votes()).toEqual([{ is_helpful: 0, reason: 'OTHER', comment: null }]);
    await w.post(explanation, { slug: 'muc-2', feedback: id }, { comment: 'CCCD 037190001234' });
    await w.post(explanation, { slug: 'muc-2', feedback: id }, { reason: 'WRONG', comment: 'lần hai' });
    expect(await w.votes()).toEqual([{ is_helpful: 0, reason: 'OTHER', comment: 'CCCD ••••' }]);
  });

  it('leads back to an address of ours, whatever stands in the address it was sent to', async () => {
    await using w = await world();
    for (const slug of ['//evil.example', '..', 'a\r\nLocation: x', 'muc-2?done=x#y']) expect((await w.post(explanation, { slug, feedback: 'khong-co' }, {})).location).toBe(`/help/${encodeURIComponent(slug)}?done=thanks`);
    expect((await w.post(explanation, { slug: 'muc-2', feedback: 'x'.repeat(61) }, {})).status).toBe(404);
  });

  it('is asked for after a plain no alone; a vote that is none is refused', async () => {
    await using w = await world();
    const send = async (form: Form) => { const { status, location } = await w.post(feedback, { slug: 'muc-2' }, form); return [status, location?.replace(/f=[\w-]{36}$/, 'f=…') ?? null]; };
    expect(await Promise.all([send({ helpful: 'no' }), send({ helpful: 'no', reason: '' }), send({ helpful: 'no', reason: 'OTHER' }), send({ helpful: 'yes' })])).toEqual([[303, '/help/muc-2?done=no&f=…'], [303, '/help/muc-2?done=no&f=…'], [303, '/help/muc-2?done=thanks'], [303, '/help/muc-2?done=thanks']]);
    const none: Form[] = [{}, { helpful: 'maybe' }, { helpful: '' }, [['helpful', 'yes'], ['helpful', 'x']]];
    for (const form of none) expect(await send(form)).toEqual([422, null]);
    expect((await w.votes()).length).toBe(4);
  });
});

import { describe, expect, it } from 'vitest';
import { commit, publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { listDecisions } from '../queries/decisions.server.ts';
import { adoptionRows } from '../queries/adoptions.server.ts';
import * as adoptionSteps from './adoption-steps.tsx';
import * as appeal from './appeal.tsx';
import * as contestAdoptions from './contest-adoptions.tsx';
import * as decision from './decision.tsx';
import * as entryAppeal from './entry-appeal.tsx';
import * as entryGallery from './entry-gallery.tsx';
import * as publication from './publication.tsx';
import * as verification from './verification.tsx';

const nasty = [`"><script>alert(1)</script>`, `'; drop table entry; --`, '{{ten}} ${7*7} {0}', 'Nguyễn Thuỳ Dương'.normalize('NFD'), '🏆🏆🏆🏆🏆🏆🏆🏆🏆🏆', 'dòng một\r\ndòng hai', '\u202Etrái sang phải\u200B'];
const sentences = (body: unknown) => Object.values((body as { faults?: Record<string, { vi: string }> } | null)?.faults ?? {}).map(({ vi }) => vi);
const entryAt = (w: ResultsWorld, at: number) => w.entries[at] ?? { id: '', number: '', owner: w.auditor };

describe('typed words', () => {
  it.each(nasty)('of an objection are kept as words: %j', async (words) => {
    await using w = await publishedWorld();
    const { id, owner } = entryAt(w, 2);
    expect((await w.ask(entryAppeal.action, owner, { id }, { words: `${words} ${words}` })).status).toBe(303);
    const [row] = await w.db.selectFrom('result_appeal').select('words').execute();
    expect(row?.words).toBe(row?.words.normalize('NFC'));
    expect(row?.words).not.toMatch(/[\u202E\u200B\r]/);
    expect(row?.words.length).toBeGreaterThanOrEqual(10);
  });

  it('that are too long are refused with a sentence, and the table stays as it was', async () => {
    await using w = await publishedWorld();
    const { id, owner } = entryAt(w, 2);
    const answer = await w.ask(entryAppeal.action, owner, { id }, { words: 'ă'.repeat(5_001) });
    expect([answer.status, sentences(answer.body)]).toEqual([422, ['Nội dung dài quá 5000 ký tự.']]);
    expect((await w.ask(entryAppeal.action, owner, { id }, { words: 'x'.repeat(10_000_000) })).status).toBe(413);
    expect(await w.db.selectFrom('result_appeal').select('id').execute()).toEqual([]);
  });

  it('that are missing, blank or come as a list are refused', async () => {
    await using w = await publishedWorld();
    const { id, owner } = entryAt(w, 2);
    for (const form of [{}, { words: '   \u200B   ' }, { 'words[]': 'một hai ba bốn' }] as Record<string, string>[]) {
      const answer = await w.ask(entryAppeal.action, owner, { id }, form);
      expect(answer.status).toBe(422);
      expect(sentences(answer.body)[0]).toMatch(/^(Vui lòng|Nội dung)/);
    }
  });
});

describe('sent twice', () => {
  it('a decision is one, and the second sender reads why', async () => {
    await using w = await resultsWorld();
    await commit(w);
    const form = { verdict: w.contest.prizes[0] ?? '', reason: '', was: '' };
    const [first, second] = await Promise.all([1, 2].map(() => w.ask(decision.action, w.organiser, { entry: entryAt(w, 0).id }, form)));
    expect([first?.status, second?.status].toSorted()).toEqual([303, 409]);
    expect(await listDecisions(w.db, w.contest.id)).toHaveLength(1);
  });

  it('the last prize goes to one of two entries', async () => {
    await using w = await resultsWorld();
    await commit(w);
    const send = (at: number) => w.ask(decision.action, w.organiser, { entry: entryAt(w, at).id }, { verdict: w.contest.prizes[0] ?? '', reason: 'Hội đồng thống nhất như vậy.', was: '' });
    expect((await Promise.all([send(0), send(1), send(2)])).map(({ status }) => status).toSorted()).toEqual([303, 409, 409]);
    expect(await listDecisions(w.db, w.contest.id)).toHaveLength(1);
  });

  it('an objection, a consent and a proposal are one each', async () => {
    await using w = await publishedWorld();
    const { id, owner } = entryAt(w, 0);
    const twice = async (send: () => Promise<{ status: number }>) => (await Promise.all([send(), send()])).map(({ status }) => status).toSorted();
    expect(await twice(() => w.ask(entryAppeal.action, owner, { id }, { words: 'Đề nghị xem lại điểm.' }))).toEqual([303, 409]);
    expect(await twice(() => w.ask(entryGallery.action, owner, { id }, { deed: 'give' }))).toEqual([303, 303]);
    expect(await twice(() => w.ask(contestAdoptions.action, w.organiser, {}, { entry: id, unit: w.contest.unitId }))).toEqual([303, 409]);
    expect(await adoptionRows(w.db)).toHaveLength(1);
    expect(await w.db.selectFrom('audit_event').select('action').where('action', 'in', ['contest.appeal', 'contest.gallery-consent', 'adoption.propose']).execute()).toHaveLength(3);
  });
});

describe('foreign ids', () => {
  it('of entries, prizes, objections and adoptions lead nowhere', async () => {
    await using w = await publishedWorld();
    await using other = await publishedWorld();
    const foreign = entryAt(other, 0).id;
    expect((await w.ask(decision.loader, w.organiser, { entry: foreign })).status).toBe(404);
    expect((await w.ask(decision.action, w.organiser, { entry: foreign }, { verdict: 'NONE', reason: '', was: '' })).status).toBe(404);
    expect((await w.ask(appeal.action, w.organiser, { appeal: foreign }, { outcome: 'DISMISSED', answer: 'Giữ nguyên kết quả.' })).status).toBe(404);
    const leader = await w.person('UNIT_LEADER', w.contest.unitId);
    const step = { revision: '1', kind: 'MILESTONE', title: 'x', on: '2026-12-01' };
    for (const id of [foreign, '__proto__', 'x'.repeat(61), "' or 1=1"]) expect((await w.ask(adoptionSteps.action, leader, { id }, step, '/contest-desk/here')).status).toBe(404);
    expect((await w.ask(publication.loader, w.publisher, { contest: other.contest.id })).status).toBe(404);
  });
});

describe('a file to check', () => {
  const send = async (w: ResultsWorld, bytes: string) => {
    const form = new FormData();
    form.set('file', new File([bytes], '../../etc/cam-ket.json'));
    const request = new Request('http://localhost:3000/contests/here', { method: 'POST', body: form });
    const { requestContext } = await import('../../../tests/support/context.ts');
    return (verification.action as (args: unknown) => Promise<unknown>)({ request, params: { slug: w.contest.slug }, context: requestContext(w.db, w.clock) }).catch((thrown: unknown) => thrown) as Promise<{ ok?: boolean; same?: string | null; init?: { status: number } }>;
  };

  it('that is empty, foreign or too large is answered and never kept', async () => {
    await using w = await publishedWorld();
    expect((await send(w, '')).init?.status).toBe(422);
    expect(await send(w, '{"contest":1}')).toMatchObject({ ok: true, same: null });
    expect((await send(w, 'x'.repeat(5_100_000))).init?.status).toBe(413);
    expect((await w.ask(verification.action, null, {}, {})).status).toBe(422);
    expect((await w.ask(verification.action, null, {}, { file: 'not a file' })).status).toBe(422);
  });
});

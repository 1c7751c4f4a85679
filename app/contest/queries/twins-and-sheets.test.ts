import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { addMember, judgingWorld, makeEntry, makeJudge, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { commit, publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld } from '../../../tests/world/contest-results.ts';
import { makeContest } from '../../../tests/world/contests.ts';
import { roles } from '../../people/actor.ts';
import { sha256 } from '../../platform/signing.server.ts';
import * as listFile from '../routes/contest-list-file.ts';
import * as similar from '../routes/desk-similar.tsx';
import * as entrySheets from '../routes/entry-sheets.tsx';
import { sameTitle, sameTitles } from '../rules/similar-entries.ts';
import { listContestTwins, listTwins } from './twin-entries.server.ts';

const at = '2026-11-19T00:00:00.000Z';
const put = (w: JudgingWorld, id: string, entry: string, hash: string | null, more: { completed_at?: string | null; removed_at?: string } = {}) =>
  w.db.insertInto('entry_file').values({ id, entry_id: entry, name: `${id}.pdf`, kind: 'PDF', declared_bytes: 1, received_bytes: 1, sha256: hash, uploaded_by: w.organiser.id, begun_at: at, completed_at: at, ...more }).execute();
/** Hands an entry in anew, with exactly these files. */
const handIn = async (w: JudgingWorld, entry: string, files: readonly string[]) => {
  const content = JSON.stringify({ files: files.map((id) => ({ id })) });
  await w.db.insertInto('entry_submission').values({ id: `again-${entry}`.slice(0, 60), entry_id: entry, version: 2, submitted_by: w.organiser.id, submitted_at: at, rules_id: w.contest.rulesId, content, content_hash: sha256(content), receipt: '{}', signature: 'x' }).execute();
};
const twins = async (w: JudgingWorld, entry: string) => (await listTwins(w.db, w.organiser, entry)).map(({ entry: { id }, why }) => [id, why.join(' ')]);
const make = (w: JudgingWorld, title: string, more = {}) => makeEntry(w.db, w.contest, { title, outcome: null, ...more });

describe('twins of an entry', () => {
  it('are told by what was handed in last: neither by what was taken out before, nor by what came after', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const [own, other] = [await make(w, 'Cảnh báo cháy rừng'), await make(w, 'Trợ lý một cửa')];
    await put(w, 'own', own, 'x');
    await put(w, 'kept', other, 'y');
    await put(w, 'gone', other, 'x', { removed_at: at });
    await put(w, 'draft', other, 'x');
    await handIn(w, own, ['own']);
    await handIn(w, other, ['kept']);
    expect([await twins(w, own), await twins(w, other)]).toEqual([[], []]);
  });

  it('are told by a file that was handed in, also when the draft has lost it since', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const [own, other] = [await make(w, 'Cảnh báo cháy rừng'), await make(w, 'Trợ lý một cửa')];
    await put(w, 'own', own, 'x', { removed_at: at });
    await put(w, 'theirs', other, 'x', { removed_at: at });
    await handIn(w, own, ['own']);
    await handIn(w, other, ['theirs']);
    expect([await twins(w, own), await twins(w, other)]).toEqual([[[other, 'FILE']], [[own, 'FILE']]]);
  });

  it('are not told by uploads that broke off, or by files without a hash; several common files are one reason', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const [own, other, third] = [await make(w, 'Cảnh báo cháy rừng'), await make(w, 'Trợ lý một cửa'), await make(w, 'Bản đồ ngập úng')];
    for (const [id, entry, hash] of [['1', own, 'x'], ['2', own, 'y'], ['3', other, 'x'], ['4', other, 'y'], ['5', own, null], ['6', third, null]] as const) await put(w, id, entry, hash);
    await put(w, '7', third, 'x', { completed_at: null });
    expect(await twins(w, own)).toEqual([[other, 'FILE']]);
  });

  it('are also withdrawn entries and such of other contests, never erased ones, drafts or itself', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const title = 'Bản đồ ngập úng của xã';
    const [own, withdrawn, erased] = [await make(w, title), await make(w, title), await make(w, title)];
    const elsewhere = await makeEntry(w.db, await makeContest(w.db), { title, outcome: null });
    await make(w, title, { submittedAt: null });
    await w.db.updateTable('entry').set({ withdrawn_at: at }).where('id', '=', withdrawn).execute();
    await w.db.updateTable('entry').set({ withdrawn_at: at, erased_at: at }).where('id', '=', erased).execute();
    expect((await twins(w, own)).toSorted()).toEqual([[withdrawn, 'TITLE'], [elsewhere, 'TITLE']].toSorted());
    expect([await twins(w, erased), await twins(w, 'khong-co'), await twins(w, '')]).toEqual([[], [], []]);
  });

  it('of a whole contest stand once a pair, with those of other contests, in the page and in the file', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const [first, second, third, alone] = [await make(w, 'Bản đồ ngập úng của xã', { number: 'SK-1' }), await make(w, 'BAN DO ngập úng của Xã', { number: 'SK-2' }), await make(w, 'Trợ lý một cửa', { number: 'SK-3' }), await make(w, 'Loa truyền thanh', { number: 'SK-4' })];
    const elsewhere = await makeContest(w.db, { title: 'Sáng kiến năm trước' });
    const [earlier, foreign] = [await makeEntry(w.db, elsewhere, { title: 'Trợ lý một cửa', number: 'CU-1', outcome: null }), await makeEntry(w.db, elsewhere, { title: 'Trợ lý một cửa', number: 'CU-2', outcome: null })];
    for (const [id, entry] of [['1', first], ['2', second], ['3', third], ['4', earlier]] as const) await put(w, id, entry, 'x');
    const pairs = await listContestTwins(w.db, w.organiser, w.contest.id);
    expect(pairs.map(({ one, entry, contest, why }) => [one.number, entry.number, contest.title, why.join(' ')])).toEqual([
      ['SK-1', 'CU-1', 'Sáng kiến năm trước', 'FILE'], ['SK-1', 'SK-2', expect.any(String), 'FILE TITLE'], ['SK-1', 'SK-3', expect.any(String), 'FILE'],
      ['SK-2', 'CU-1', 'Sáng kiến năm trước', 'FILE'], ['SK-2', 'SK-3', expect.any(String), 'FILE'],
      ['SK-3', 'CU-1', 'Sáng kiến năm trước', 'FILE TITLE'], ['SK-3', 'CU-2', 'Sáng kiến năm trước', 'TITLE'],
    ]);
    // Entry by entry it is the same.
    for (const id of [first, second, third, alone]) expect((await twins(w, id)).map(([other]) => other).toSorted()).toEqual(pairs.flatMap(({ one, entry }) => (one.id === id ? [entry.id] : entry.id === id ? [one.id] : [])).toSorted());
    const answer = await w.ask(similar.loader, w.organiser);
    const page = renderRoute(similar, { data: JSON.parse(JSON.stringify(answer.body)) });
    expect([pageFaults(page), page.includes(`/contest-desk/${w.contest.id}/entries/${first}?beside=${second}`), page.includes(`/contest-desk/${elsewhere.id}/entries/${foreign}`)]).toEqual([[], true, true]);
    const file = (await w.ask(listFile.loader, w.organiser, { list: 'similar' }, undefined, '/x?format=csv')).text ?? '';
    expect(file.split('\n').filter((line) => /SK-3.*CU-1/.test(line))).toEqual([expect.stringContaining('Tệp giống hệt, tên gần như trùng')]);
    expect(file).toContain('100%');
  });

  it('say nothing of a contest that the reader judges while its identities are closed: she knows whose entry the other one is', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const blind = await makeContest(w.db, { title: 'Sáng kiến đang chấm' });
    const [own, there] = [await make(w, 'Bản đồ ngập úng của xã'), await makeEntry(w.db, blind, { title: 'Bản đồ ngập úng của xã' })];
    const seen = async () => [await twins(w, own), (await listContestTwins(w.db, w.organiser, w.contest.id)).map(({ entry }) => entry.id), ((await w.ask(listFile.loader, w.organiser, { list: 'similar' }, undefined, '/x?format=csv')).text ?? '').includes('Sáng kiến đang chấm')];
    expect(await seen()).toEqual([[[there, 'TITLE']], [there], true]);
    const seat = await makeJudge(w.db, blind, w.organiser);
    expect(await seen()).toEqual([[], [], false]);
    await w.db.insertInto('review_round').values({ id: 'r', contest_id: blind.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: at, commitment: 'x', committed_at: at, unblinded_at: at }).execute();
    expect(await seen()).toEqual([[[there, 'TITLE']], [there], true]);
    await w.db.deleteFrom('review_round').execute();
    await w.db.updateTable('judge').set({ declined_at: at, accepted_at: null }).where('id', '=', seat).execute();
    expect(await seen()).toEqual([[[there, 'TITLE']], [there], true]);
  });

  it('of titles: two lists are compared as two titles are', () => {
    const title = fc.array(fc.constantFrom('bản', 'đồ', 'Ngập', 'ung', 'xã', 'số', 'Hoá', 'trợ', 'lý'), { maxLength: 7 }).map((list) => list.join(' '));
    const list = (letter: string) => fc.array(title, { maxLength: 8 }).map((titles) => titles.map((one, at) => ({ id: `${letter}${at}`, title: one })));
    fc.assert(fc.property(list('a'), list('b'), (ones, others) => {
      const every = ones.flatMap((one) => others.filter((other) => sameTitle(one.title, other.title)).map((other) => `${one.id} ${other.id}`));
      expect(sameTitles(ones, others).map((pair) => pair.join(' ')).toSorted()).toEqual(every.toSorted());
    }));
  });

  it('of titles: whoever is like another, the other is like her; marks and capitals tell nobody apart', () => {
    const words = fc.array(fc.constantFrom('bản', 'đồ', 'ngập', 'úng', 'xã', 'số', 'hoá', 'trợ', 'lý'), { minLength: 3, maxLength: 8 }).map((list) => list.join(' '));
    fc.assert(fc.property(words, words, (one, other) => {
      expect(sameTitle(one, other)).toBe(sameTitle(other, one));
      expect(sameTitle(one.toUpperCase().normalize('NFD'), other)).toBe(sameTitle(one, other));
    }));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (title) => { sameTitle(title, title); }));
  });
});

describe('what judges wrote on the sheets of an entry', () => {
  const ask = (w: Awaited<ReturnType<typeof resultsWorld>>, as: Parameters<typeof w.ask>[1], entry = 0, params = {}) => w.ask(entrySheets.loader, as, { entry: w.entries[entry]?.id ?? '', ...params });

  it('is not for the entry’s own people, whatever role they hold: notes to the organisers would reach them before any result', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await addMember(w.db, w.entries[0]?.id ?? '', { ...w.publisher, email: 'a@x.example' });
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', w.entries[1]?.id ?? '').execute();
    expect([(await ask(w, w.publisher)).status, (await ask(w, w.organiser, 1)).status]).toEqual([403, 403]);
    expect([(await ask(w, w.publisher, 1)).status, (await ask(w, w.organiser)).status]).toEqual([200, 200]);
  });

  it('is not for one who sits in the jury, until identities are open, nor found under another contest', async () => {
    await using w = await publishedWorld();
    const other = await makeContest(w.db);
    expect((await ask(w, w.publisher, 0, { contest: other.id })).status).toBe(409);
    await w.db.insertInto('judge').values({ id: 'seat', contest_id: w.contest.id, user_id: w.publisher.id, max_reviews: 5, invited_by: w.organiser.id, invited_at: at }).execute();
    expect((await ask(w, w.publisher)).status).toBe(200);
    await using blind = await resultsWorld();
    await commit(blind);
    await blind.db.insertInto('judge').values({ id: 'seat', contest_id: blind.contest.id, user_id: blind.publisher.id, max_reviews: 5, invited_by: blind.organiser.id, invited_at: at }).execute();
    expect((await ask(blind, blind.publisher)).status).toBe(403);
  });

  it('is read by two roles of all', async () => {
    await using w = await resultsWorld();
    await commit(w);
    for (const role of roles) expect([role, (await ask(w, await w.person(role))).status]).toEqual([role, role === 'CONTEST_ORGANISER' || role === 'CONTEST_APPROVER' ? 200 : 403]);
  });
});

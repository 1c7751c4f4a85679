import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { addMember } from '../../../tests/world/contest-judging.ts';
import { commit, excuseThin, hashNow, open, publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeContest } from '../../../tests/world/contests.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { csvPieces } from '../../platform/sheets/csv.server.ts';
import { contestLists, type ContestList } from '../forms/contest-list.ts';
import { readMinutes } from '../queries/minutes.server.ts';
import { listThinEntries } from '../queries/review-needs.server.ts';
import * as file from '../routes/contest-list-file.ts';
import { excuseEntry } from './add-review.server.ts';
import { commitRound } from './commit-round.server.ts';
import { exportContestList } from './export-contest-list.server.ts';

async function textOf(w: ResultsWorld, list: ContestList, locale: 'vi' | 'en' = 'vi', as: Actor = w.organiser): Promise<string> {
  let text = '';
  for await (const piece of csvPieces(await exportContestList(w.ports, as, { contest: w.contest.id, list }, { locale, format: 'csv' }))) text += piece;
  return text;
}
const cellsOf = (line: string) => line.replace(/\r$/, '').split(/[,;]/);
const seal = async (w: ResultsWorld) => commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) });
const exports = async (w: ResultsWorld) => (await w.db.selectFrom('audit_event').select('object_id').where('action', '=', 'list.export').execute()).map((row) => row.object_id);

describe('a list of a contest as a file', () => {
  it('holds nothing that a table program would run, whoever wrote it', async () => {
    await using w = await resultsWorld();
    const evil = ['=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '=cmd|calc'];
    for (const [at, title] of evil.slice(0, 4).entries()) await w.db.updateTable('entry').set({ title }).where('id', '=', w.entries[at]?.id ?? '').execute();
    await w.db.updateTable('judge').set({ employer: evil[5] }).execute();
    for (const list of ['entries', 'jury'] as const) {
      for (const line of (await textOf(w, list)).split('\n').slice(1)) for (const cell of cellsOf(line)) expect([line, /^"?[=+@\t]|^"?-(?!\d+([.,]\d+)?"?$)/.test(cell)]).toEqual([line, false]);
    }
  });

  it('is whole in both languages, with other words in its head', async () => {
    await using w = await publishedWorld();
    for (const list of contestLists) {
      const texts = await Promise.all((['vi', 'en'] as const).map(async (locale) => (await textOf(w, list, locale)).trim().split('\n')));
      for (const [head = '', ...rows] of texts) {
        expect(head).not.toMatch(/head\.|undefined/);
        for (const row of rows) expect(row).not.toMatch(/undefined|\[object|NaN|state\./);
      }
      expect([list, texts[0]?.[0] === texts[1]?.[0], texts[0]?.length]).toEqual([list, false, texts[1]?.length]);
    }
  });

  it('names a title and its owner in the ranking exactly from the opening on, and is written down exactly then', async () => {
    await using w = await resultsWorld();
    const names = /Tác Giả|Sáng kiến số/;
    await expect(textOf(w, 'ranking')).rejects.toMatchObject({ kind: 'conflict' });
    await commit(w);
    expect([names.test(await textOf(w, 'ranking')), await exports(w)]).toEqual([false, []]);
    await open(w);
    expect([names.test(await textOf(w, 'ranking')), await exports(w)]).toEqual([true, ['contest-ranking']]);
  });

  it('leaves out withdrawn entries', async () => {
    await using w = await resultsWorld();
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T04:00:00.000Z' }).where('id', '=', w.entries[0]?.id ?? '').execute();
    const text = await textOf(w, 'entries');
    expect(text).not.toContain('Tác Giả Số 1');
    expect(text).toContain('Tác Giả Số 2');
  });

  it('is, of entries and jury, for organisers without a seat; of a contest that is none, for nobody', async () => {
    await using w = await resultsWorld();
    await w.db.insertInto('judge').values({ id: 'seat', contest_id: w.contest.id, user_id: w.organiser.id, max_reviews: 5, invited_by: w.organiser.id, invited_at: '2026-11-20T00:00:00.000Z' }).execute();
    for (const list of ['entries', 'similar', 'jury'] as const) await expect(textOf(w, list)).rejects.toMatchObject({ kind: 'forbidden' });
    for (const list of contestLists) await expect(exportContestList(w.ports, w.organiser, { contest: 'khong-co', list }, { locale: 'vi', format: 'csv' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await exports(w)).toEqual([]);
  });

  it('is of two roles of all, and takes a strange format for the usual one', async () => {
    await using w = await publishedWorld();
    for (const role of roles) {
      const as = await w.person(role);
      const may = { CONTEST_ORGANISER: [200, 200, 200, 200, 200], CONTEST_APPROVER: [403, 403, 403, 200, 200] }[role as string] ?? [403, 403, 403, 403, 403];
      expect([role, await Promise.all(contestLists.map(async (list) => (await w.ask(file.loader, as, { list })).status))]).toEqual([role, may]);
    }
    for (const query of ['?format=exe', '?format=', '?format=csv&format=xlsx', '?format[]=csv']) expect([query, (await w.ask(file.loader, w.organiser, { list: 'jury' }, undefined, `/contests/here${query}`)).status]).toEqual([query, 200]);
    expect(await exports(w)).not.toHaveLength(0);
  });
});

describe('sealing a round with few scores', () => {
  it.each([[['x', 9, 9, 9], 0], [['x', 'x', 9, 9], 1], [[9, 9, 9, 9], 0], [['x', 'x', 'x', 9], 1]] as const)('of %j asks for %i reasons', async (row, count) => {
    await using w = await resultsWorld({ sheets: [[9, 8, 7, 6], [...row], [2, 1, 2, 1]] });
    expect(await listThinEntries(w.db, w.round)).toHaveLength(count);
    expect((await seal(w)).ok).toBe(count === 0);
    await excuseThin(w);
    if (count > 0) expect(await seal(w)).toEqual({ ok: true });
  });

  it('names twenty of them and says that there are more', async () => {
    await using w = await resultsWorld({ sheets: Array.from({ length: 21 }, (_, at) => [at % 10, (at + 1) % 10]) });
    const said = refusals(await seal(w));
    expect(said.match(new RegExp(`${w.contest.code}-\\d{3}`, 'g'))).toHaveLength(20);
    expect(said).toContain('…');
    await excuseEntry(w.ports, w.organiser, w.contest.id, { entry: w.entries[0]?.id ?? '', reason: 'Chỉ có hai giám khảo.' });
    expect(refusals(await seal(w))).not.toContain('…');
  });

  it('by two organisers at once is one deed; a reason said in between does not count twice', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 7], [6, 6, 'x']] });
    const other = await w.person('CONTEST_ORGANISER');
    await excuseThin(w);
    const hash = await hashNow(w);
    const got = await Promise.all([w.organiser, other, w.organiser].map((as) => commitRound(w.ports, as, { contest: w.contest.id, hash })));
    expect(got.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect((await readMinutes(w.db, w.organiser, w.contest.id)).thin).toHaveLength(1);
  });

  it('a reason given ahead is not in the minutes when the scores came after all', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 7], [6, 6, 6]], unlocked: [3] });
    expect(await excuseEntry(w.ports, w.organiser, w.contest.id, { entry: w.entries[1]?.id ?? '', reason: 'Giám khảo thứ ba đang ốm.' })).toMatchObject({ ok: true });
    expect(refusals(await seal(w))).toContain('Chưa khoá hết phiếu');
    await w.db.updateTable('score_sheet').set({ locked_at: '2026-11-22T03:00:00.000Z' }).where('locked_at', 'is', null).execute();
    expect(await seal(w)).toEqual({ ok: true });
    expect((await readMinutes(w.db, w.organiser, w.contest.id)).thin).toEqual([]);
  });

  it('is for nobody who has a share in it, nor in a contest that is another', async () => {
    await using w = await resultsWorld();
    const [member, elsewhere] = [await w.person('CONTEST_ORGANISER'), await makeContest(w.db)];
    await addMember(w.db, w.entries[3]?.id ?? '', { ...member, email: 'a@x.example' });
    expect(refusals(await commitRound(w.ports, member, { contest: w.contest.id, hash: await hashNow(w) }))).toContain('có bài trong cuộc thi');
    expect(refusals(await commitRound(w.ports, w.organiser, { contest: elsewhere.id, hash: await hashNow(w) }))).toMatch(/^form: /);
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) await expect(commitRound(w.ports, await w.person(role), { contest: w.contest.id, hash: await hashNow(w) })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await w.db.selectFrom('review_round').select('commitment').execute()).toEqual([{ commitment: null }]);
  });

  it('is not held up by a group of entries that are all gone', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 9, null, null, null], [8, 7, 9, null, null, null], [null, null, null, 5, 4, 6]] });
    expect(refusals(await seal(w))).toContain('so sánh');
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T04:00:00.000Z', erased_at: '2026-11-22T04:00:00.000Z' }).where('id', '=', w.entries[2]?.id ?? '').execute();
    expect(await seal(w)).toEqual({ ok: true });
  });
});

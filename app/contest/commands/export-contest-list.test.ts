import { describe, expect, it } from 'vitest';
import { commit, open, publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import type { Actor } from '../../people/actor.ts';
import { csvPieces } from '../../platform/sheets/csv.server.ts';
import { contestLists, type ContestList } from '../forms/contest-list.ts';
import * as file from '../routes/contest-list-file.ts';
import { exportContestList } from './export-contest-list.server.ts';
import { explainGap } from './explain-gap.server.ts';

async function textOf(w: ResultsWorld, list: ContestList, as: Actor = w.organiser): Promise<string> {
  let text = '';
  for await (const piece of csvPieces(await exportContestList(w.ports, as, { contest: w.contest.id, list }, { locale: 'vi', format: 'csv' }))) text += piece;
  return text;
}
const taken = async (w: ResultsWorld) => (await w.db.selectFrom('audit_event').select(['object_id', 'details']).where('action', '=', 'list.export').orderBy('seq').execute()).map((row) => [row.object_id, (JSON.parse(row.details) as { rows: number }).rows]);

describe('a list of a contest as a file', () => {
  it('holds the entries with their owners and the jury with its work, and is written down', async () => {
    await using w = await resultsWorld();
    const [entries, jury] = [await textOf(w, 'entries'), await textOf(w, 'jury')];
    expect(entries.split('\n').filter((line) => line.includes('Tác Giả Số'))).toHaveLength(4);
    expect(entries).toContain('Chưa xem');
    expect(jury).toMatch(/Giám khảo Bí Mật 1.*4.*4/);
    expect(await taken(w)).toEqual([['contest-entries', 4], ['contest-jury', 3]]);
  });

  it('holds the ranking after the commitment only, by numbers until identities are open', async () => {
    await using w = await resultsWorld();
    await expect(textOf(w, 'ranking')).rejects.toMatchObject({ kind: 'conflict' });
    await commit(w);
    const blind = await textOf(w, 'ranking', w.publisher);
    expect(blind.split('\n').filter((line) => line.includes(w.contest.code))).toHaveLength(4);
    expect(blind).not.toMatch(/Tác Giả|Sáng kiến số/);
    expect(await taken(w)).toEqual([]);
    await open(w);
    expect(await textOf(w, 'ranking')).toMatch(/Tác Giả Số 1/);
    expect(await taken(w)).toEqual([['contest-ranking', 4]]);
  });

  it('holds prizes that no unit applies, with their reason', async () => {
    await using w = await publishedWorld();
    await explainGap(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', reason: 'Chưa có dữ liệu đất đai.' });
    const text = await textOf(w, 'adoptions');
    expect(text).toContain('Chưa có dữ liệu đất đai.');
    expect(text.split('\n').filter((line) => line.includes('Chưa có đơn vị nhận áp dụng'))).toHaveLength(2);
  });

  it('of entries or jury belongs to organisers, none to judges, entrants or auditors', async () => {
    await using w = await publishedWorld();
    for (const list of contestLists) {
      const mayPublisher = list === 'ranking' || list === 'adoptions';
      expect([list, (await w.ask(file.loader, w.publisher, { list })).status]).toEqual([list, mayPublisher ? 200 : 403]);
      expect((await w.ask(file.loader, w.organiser, { list })).status).toBe(200);
      for (const other of [w.auditor, w.judges[0]?.person ?? w.auditor, w.entries[0]?.owner ?? w.auditor]) expect((await w.ask(file.loader, other, { list })).status).toBe(403);
    }
    expect((await w.ask(file.loader, w.organiser, { list: 'khac' })).status).toBe(404);
  });
});

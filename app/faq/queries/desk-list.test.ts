import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../../tests/world/answer-desk.ts';
import { retireAnswer } from '../commands/retire-answer.server.ts';
import { withdrawAnswer } from '../commands/publish-answer.server.ts';
import { deskHref, deskQuery } from '../forms/desk-query.ts';
import { countDesk, countLoaded, filterDesk, listDesk } from './desk-list.server.ts';

const now = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };

/** One answer for each way to stand. */
async function world() {
  const w = await answerDesk();
  const ids = { draft: await w.add({ slug: 'nhap' }), waiting: await w.add({ slug: 'cho-duyet' }), shown: await w.published({ slug: 'dang-hien' }), planned: await w.add({ slug: 'hen-gio' }), gone: await w.published({ slug: 'da-rut' }), retired: await w.published({ slug: 'da-bo' }), internal: await w.published({ slug: 'noi-bo', audience: 'INTERNAL', question: 'Xác minh người gọi thế nào?' }) };
  await w.must(w.handIn(ids.waiting));
  await w.must(w.handIn(ids.planned));
  await w.must(w.approve(ids.planned));
  await w.must(w.publish(ids.planned, '2026-11-24T08:00:00'));
  await w.must(withdrawAnswer(w.ports, w.editor, { entryId: ids.gone, withdrawAt: null, reason: 'Sai' }));
  await w.must(retireAnswer(w.ports, w.editor, { entryId: ids.retired, reason: 'Bỏ' }));
  const found = async (query: Record<string, string>, moment = now) => filterDesk(await listDesk(w.db, moment), deskQuery.parse(query)).map(({ slug }) => slug).toSorted();
  return { ...w, ids, found };
}

describe('the desk’s list', () => {
  it('holds every entry once, whatever became of it', async () => {
    await using w = await world();
    const rows = await listDesk(w.db, now);
    expect(rows.map(({ slug, shown, work }) => [slug, shown, work]).toSorted()).toEqual([['cho-duyet', 'NEVER', 'SUBMITTED'], ['da-bo', 'RETIRED', 'OUT'], ['da-rut', 'WITHDRAWN', 'OUT'], ['dang-hien', 'SHOWN', 'OUT'], ['hen-gio', 'PLANNED', 'OUT'], ['nhap', 'NEVER', 'DRAFT'], ['noi-bo', 'SHOWN', 'OUT']]);
    expect(rows.find(({ slug }) => slug === 'hen-gio')?.nextAt).toBe('2026-11-24T01:00:00.000Z');
  });

  it('changes with the clock alone', async () => {
    await using w = await world();
    const shown = (at: string) => w.found({ state: 'SHOWN' }, { at, today: at.slice(0, 10) });
    expect([await shown('2026-11-24T00:59:59.999Z'), await shown('2026-11-24T01:00:00.000Z')]).toEqual([['dang-hien', 'noi-bo'], ['dang-hien', 'hen-gio', 'noi-bo']]);
  });

  const filters: [Record<string, string>, string[]][] = [
    [{ state: 'DRAFT' }, ['nhap']],
    [{ state: 'SUBMITTED' }, ['cho-duyet']],
    [{ state: 'PLANNED' }, ['hen-gio']],
    [{ state: 'WITHDRAWN' }, ['da-rut']],
    [{ state: 'RETIRED' }, ['da-bo']],
    [{ state: 'NEVER' }, ['cho-duyet', 'nhap']],
    [{ audience: 'INTERNAL' }, ['noi-bo']],
    [{ q: 'XAC minh' }, ['noi-bo']],
    [{ q: 'gọi xác' }, ['noi-bo']],
    [{ q: 'hen-gio' }, ['hen-gio']],
    [{ q: 'xác minh', audience: 'PUBLIC' }, []],
    [{ topic: 'khong-co' }, []],
    [{ due: 'OVERDUE' }, []],
    [{ lapsed: 'on' }, []],
    [{ q: '🙂' }, []],
    [{ q: '???' }, []],
    [{ q: "' or 1=1 --" }, []],
    [{ q: '%' }, []],
  ];
  it('finds by every filter what fits it and nothing else', async () => {
    await using w = await world();
    for (const [query, slugs] of filters) expect([query, await w.found(query)]).toEqual([query, slugs]);
  });

  it('that nobody understands shows everything', async () => {
    await using w = await world();
    const odd: Record<string, string>[] = [{}, { q: '  ' }, { state: 'constructor' }, { audience: '*' }, { due: 'x' }, { lapsed: 'yes' }, { q: 'x'.repeat(201) }, { page: 'x' }];
    for (const query of odd) expect((await w.found(query)).length, JSON.stringify(query)).toBe(7);
  });

  it('counts as its filters find', async () => {
    await using w = await world();
    const rows = await listDesk(w.db, now);
    const { all, states } = countDesk(rows);
    expect(all).toBe(7);
    for (const [state, count] of Object.entries(states)) expect(filterDesk(rows, { state: state as 'SHOWN' }).length, state).toBe(count);
  });

  it('tells what must be looked at again, from the day after it was due', async () => {
    await using w = await answerDesk();
    await w.published({ slug: 'muc-2', asOf: '2026-10-24', volatility: 'HIGH', reviewDue: '2026-11-23' });
    const due = async (today: string) => countDesk(await listDesk(w.db, { at: `${today}T01:00:00.000Z`, today })).overdue;
    expect([await due('2026-11-23'), await due('2026-11-24')]).toEqual([0, 1]);
  });

  it('counts drafts from files until somebody touches them', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    expect(await countLoaded(w.db)).toBe(0);
    await w.db.deleteFrom('faq_author').execute();
    expect(await countLoaded(w.db)).toBe(1);
    await w.must(w.edit(id, { fee: 'x' }));
    expect(await countLoaded(w.db)).toBe(0);
  });
});

describe('addresses of the list', () => {
  it.each([[{}, '/answers'], [{ page: 1 }, '/answers'], [{ page: 2 }, '/answers?page=2'], [{ q: 'đổi thẻ', lapsed: true as const }, '/answers?q=%C4%91%E1%BB%95i+th%E1%BA%BB&lapsed=on'], [{ state: 'SHOWN' as const, done: 'published', count: 3 }, '/answers?state=SHOWN']])('%j is %s', (query, href) => {
    expect(deskHref(query)).toBe(href);
  });

  it('come back as what they were made of', () => {
    const query = { q: '<b>&"=', state: 'DRAFT', topic: 'tai-khoan', audience: 'INTERNAL', due: 'SOON', lapsed: true, page: 3 } as const;
    expect(deskQuery.parse(Object.fromEntries(new URL(`http://x${deskHref(query)}`).searchParams))).toEqual(query);
  });
});

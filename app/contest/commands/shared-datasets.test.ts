import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { makeEntry } from '../../../tests/world/contest-judging.ts';
import { makeContest, makeOrganiser, type MadeContest } from '../../../tests/world/contests.ts';
import type { Actor } from '../../people/actor.ts';
import { datasetsForm } from '../forms/calls.ts';
import { getCall, listOtherDatasets, type Dataset } from '../queries/call.server.ts';
import { editDatasets } from './write-call-lists.server.ts';

const today = '2026-11-23';
let db: Db & AsyncDisposable;
let organiser: Actor;
let [one, other]: MadeContest[] = [];
const clock = testClock();
beforeAll(async () => {
  db = await freshDb();
  organiser = await makeOrganiser(db);
});
afterAll(() => db.destroy());

const setsOf = async (contest: MadeContest | undefined) => (await getCall(db, contest?.id ?? '', today)).datasets;
/** The form as the page would send it, with changes to what stands in it. */
async function send(contest: MadeContest | undefined, { change = (row: Dataset) => row, known = [] as string[], more = [] as Partial<Dataset>[] } = {}) {
  const call = await getCall(db, contest?.id ?? '', today);
  const rows = [...call.datasets.map(change), ...more];
  const fields = Object.fromEntries(rows.flatMap((row, at) => [[`id_${at}`, row.id ?? ''], [`title_${at}`, row.title ?? ''], [`holder_${at}`, row.holder ?? ''], [`url_${at}`, row.url ?? ''], [`terms_${at}`, row.terms ?? '']]));
  return editDatasets(testPorts(db, clock), organiser, contest?.id ?? '', datasetsForm.parse({ revision: call.revision, known, ...fields }));
}

beforeEach(async () => {
  [one, other] = [await makeContest(db, { createdBy: organiser.id }), await makeContest(db, { createdBy: organiser.id, datasets: [] })];
  expect(await send(other, { known: one.datasets })).toEqual({ ok: true });
});

describe('a set that two contests refer to', () => {
  it('is one and the same until one of them changes it', async () => {
    expect(await setsOf(other)).toEqual(await setsOf(one));
    expect(await send(other)).toEqual({ ok: true });
    expect((await setsOf(other)).map(({ id }) => id)).toEqual(one?.datasets);
  });

  it.each([
    ['title', { title: 'Tên mới' }],
    ['holder', { holder: 'Cơ quan khác' }],
    ['address', { url: 'https://vi-du.invalid/moi' }],
    ['address taken away', { url: null }],
    ['terms', { terms: 'Phải xin phép trước.' }],
  ] as [string, Partial<Dataset>][])('stays as the other one has announced it when its %s is changed', async (_what, changes) => {
    const before = await setsOf(one);
    expect(await send(other, { change: (row) => ({ ...row, ...changes }) })).toEqual({ ok: true });
    expect(await setsOf(one)).toEqual(before);
    const [changed] = await setsOf(other);
    expect(changed).toMatchObject({ ...before[0], id: changed?.id, ...changes });
    expect(changed?.id).not.toBe(before[0]?.id);
  });

  it('takes along the entries of the contest that changed it, and no others', async () => {
    const [mine, theirs] = [await makeEntry(db, other as MadeContest, { submittedAt: null }), await makeEntry(db, one as MadeContest, { submittedAt: null })];
    const shared = one?.datasets[0] ?? '';
    for (const entry of [mine, theirs]) await db.insertInto('entry_dataset').values({ entry_id: entry, dataset_id: shared }).execute();
    await send(other, { change: (row) => ({ ...row, terms: 'Phải xin phép trước.' }) });
    const chosen = async (entry: string) => (await db.selectFrom('entry_dataset').select('dataset_id').where('entry_id', '=', entry).execute()).map((row) => row.dataset_id);
    expect(await chosen(mine)).toEqual((await setsOf(other)).map(({ id }) => id));
    expect(await chosen(theirs)).toEqual([shared]);
  });

  it('is copied once: a second change goes to the own copy', async () => {
    await send(other, { change: (row) => ({ ...row, terms: 'Phải xin phép trước.' }) });
    const [copy] = await setsOf(other);
    await send(other, { change: (row) => ({ ...row, terms: 'Phải xin phép bằng văn bản.' }) });
    expect(await setsOf(other)).toEqual([{ ...copy, terms: 'Phải xin phép bằng văn bản.' }]);
  });

  it('that nobody else uses any more is changed where it is', async () => {
    await send(one, { change: () => ({ id: '', title: '', holder: '', url: null, terms: '' }) });
    expect(await setsOf(one)).toEqual([]);
    await send(other, { change: (row) => ({ ...row, title: 'Tên mới' }) });
    expect((await setsOf(other)).map(({ id, title }) => [id, title])).toEqual([[one?.datasets[0], 'Tên mới']]);
  });
});

it('a set of the own beside a shared one is changed where it is, and offered to the others as it is now', async () => {
  await send(other, { more: [{ title: 'Số liệu riêng', holder: 'Sở', url: null, terms: 'Ghi nguồn.' }] });
  await send(other, { change: (row) => (row.title === 'Số liệu riêng' ? { ...row, terms: 'Dùng tự do.' } : row) });
  expect((await setsOf(other)).map(({ title, terms }) => [title, terms]).toSorted()).toEqual([['Danh mục thủ tục hành chính', 'Ghi nguồn khi sử dụng.'], ['Số liệu riêng', 'Dùng tự do.']]);
  expect((await setsOf(other)).map(({ id }) => id)).toContain(one?.datasets[0]);
  expect((await listOtherDatasets(db, one?.id ?? '')).map(({ title }) => title)).toContain('Số liệu riêng');
});

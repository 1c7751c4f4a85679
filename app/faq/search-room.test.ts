import { expect, it } from 'vitest';
import { makeAnswer } from '../../tests/world/answers.ts';
import { freshDb } from '../../tests/support/db.ts';
import type { Db } from '../../db/client.ts';
import { listAnswers } from './queries/current-answers.server.ts';
import { searchAnswers } from './queries/answer-search.server.ts';
import { roomFor, warmSearch } from './queries/search-room.server.ts';
import { knownTerm } from './rules/search-index.ts';

const at = (instant: string) => ({ at: instant, today: instant.slice(0, 10) });
const before = at('2026-11-23T01:00:00.000Z');

/** What the index holds beside what is shown, both read anew. */
async function held(db: Db, isStaff: boolean, moment: ReturnType<typeof at>) {
  const { versions, index } = await roomFor(db, isStaff, moment);
  const shown = new Map((await listAnswers(db, isStaff, moment)).map(({ entryId, versionId }) => [entryId, versionId]));
  return { isWhole: versions.size === shown.size && index.slots.size === shown.size && [...shown].every(([entry, version]) => versions.get(entry) === version), count: versions.size, index };
}

it.each([false, true])('takes up only what has changed, begun or ended, and then holds exactly what is shown (staff: %s)', async (isStaff) => {
  await using db = await freshDb();
  const kept = await makeAnswer(db, { question: 'Giữ nguyên thì sao?' });
  const going = await makeAnswer(db, { question: 'Sắp rút xuống thì sao?', withdrawAt: '2026-11-23T02:00:00.000Z' });
  await makeAnswer(db, { question: 'Sắp lên thì sao?', publishAt: '2026-11-23T02:00:00.000Z' });
  await makeAnswer(db, { question: 'Nội bộ thì sao?', audience: 'INTERNAL' });
  const replaced = await makeAnswer(db, { question: 'Bản cũ thì sao?' });
  const first = await held(db, isStaff, before);
  const more = isStaff ? 1 : 0;
  expect([first.isWhole, first.count]).toEqual([true, 3 + more]);
  await makeAnswer(db, { entryId: replaced.entryId, question: 'Bản khác thì sao?', publishAt: '2026-11-23T01:30:00.000Z' });
  await makeAnswer(db, { question: 'Vừa công bố thì sao?', publishAt: '2026-11-23T01:30:00.000Z' });
  await db.updateTable('faq_publication').set({ cancelled_at: '2026-11-23T01:20:00.000Z' }).where('version_id', '=', kept.versionId).execute();
  const second = await held(db, isStaff, at('2026-11-23T01:30:00.000Z'));
  expect([second.isWhole, second.count, second.index === first.index]).toEqual([true, 3 + more, true]);
  expect([knownTerm(second.index, 'cu'), knownTerm(second.index, 'nguyen'), knownTerm(second.index, 'khac')?.documents]).toEqual([undefined, undefined, 1]);
  const third = await held(db, isStaff, at('2026-11-23T02:00:00.000Z'));
  expect([third.isWhole, third.count, (await roomFor(db, isStaff, at('2026-11-23T02:00:00.000Z'))).versions.has(going.entryId)]).toEqual([true, 3 + more, false]);
  await db.updateTable('faq_entry').set({ retired_at: '2026-11-23T03:00:00.000Z' }).where('id', '=', replaced.entryId).execute();
  expect([(await held(db, isStaff, at('2026-11-23T02:59:59.000Z'))).isWhole, (await held(db, isStaff, at('2026-11-23T03:00:00.000Z'))).isWhole, (await held(db, isStaff, before)).isWhole]).toEqual([true, true, true]);
});

it('looks through everything when very much has changed at once', async () => {
  await using db = await freshDb();
  await makeAnswer(db);
  await held(db, false, before);
  for (let made = 0; made < 520; made += 1) await makeAnswer(db, { question: `Câu thứ ${made} là gì?` });
  const now = await held(db, false, before);
  expect([now.isWhole, now.count]).toEqual([true, 521]);
});

it('is warmed for both kinds of reader, and the public\'s has never held an internal word', async () => {
  await using db = await freshDb();
  await makeAnswer(db, { question: 'Công khai là gì?' });
  await makeAnswer(db, { question: 'Tuyetmat là gì?', audience: 'INTERNAL' });
  await warmSearch(db, before, new AbortController().signal);
  const [open, staff] = [await roomFor(db, false, before), await roomFor(db, true, before)];
  expect([open.index.terms.has('tuyetmat'), knownTerm(staff.index, 'tuyetmat')?.documents]).toEqual([false, 1]);
});

it('can be stopped while it is warmed; who asks meanwhile is answered all the same', async () => {
  await using db = await freshDb();
  for (let made = 0; made < 60; made += 1) await makeAnswer(db, { question: `Câu thứ ${made} là gì?` });
  const stop = new AbortController();
  const warm = warmSearch(db, before, stop.signal);
  const asked = searchAnswers(db, 'câu thứ 7', false, before);
  stop.abort();
  await warm;
  expect((await asked).hits[0]?.question).toBe('Câu thứ 7 là gì?');
});

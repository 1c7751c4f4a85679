import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { done, entryWorld, lastMoment, tooLate } from '../../../tests/world/contest-entries.ts';
import { extendContest, makeContest, makeOutsider } from '../../../tests/world/contests.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { saveEntryPart } from './save-entry-part.server.ts';
import { startEntry } from './start-entry.server.ts';

describe('beginning an entry', () => {
  it('numbers entries by their contest and makes its author the lead', async () => {
    await using w = await entryWorld({ code: 'SK26' });
    const second = await done(startEntry(w.ports, w.lead, { slug: w.contest.slug, title: 'Hai', trackId: null }));
    const other = await makeContest(w.db, { code: 'KHAC' });
    await done(startEntry(w.ports, w.lead, { slug: other.slug, title: 'Ba', trackId: null }));
    expect((await w.db.selectFrom('entry').select('number').orderBy('created_at').orderBy('number').execute()).map((row) => row.number)).toEqual(['KHAC-0001', 'SK26-0001', 'SK26-0002']);
    expect(await w.db.selectFrom('entry_member').select(['user_id', 'is_lead', 'email']).where('entry_id', '=', second.id).execute()).toEqual([{ user_id: w.lead.id, is_lead: 1, email: w.lead.email }]);
    expect((await w.db.selectFrom('audit_event').select('action').execute()).map((row) => row.action)).toEqual(['entry.create', 'entry.create', 'entry.create']);
  });

  it('needs a profile, a published contest that is open, and a track of this contest', async () => {
    await using w = await entryWorld();
    const begin = (actor: Parameters<typeof startEntry>[1], slug = w.contest.slug, trackId: string | null = null) => startEntry(w.ports, actor, { slug, title: 'x', trackId });
    expect(await begin(await makeOutsider(w.db, { isNew: true }))).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('hồ sơ') } } });
    expect(await begin(await makePerson(w.db, { email: null }))).toMatchObject({ ok: false });
    const foreign = await makeContest(w.db);
    expect(await begin(w.lead, w.contest.slug, foreign.tracks[0])).toMatchObject({ ok: false, faults: { track: expect.anything() } });
    const hidden = await makeContest(w.db, { publishedAt: null });
    await expect(begin(w.lead, hidden.slug)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(begin(w.lead, "x' or 1=1 --")).rejects.toMatchObject({ kind: 'not-found' });
    const over = await makeContest(w.db, { closedAt: '2026-11-01T00:00:00.000Z' });
    expect(await begin(w.lead, over.slug)).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('kết thúc') } } });
    const early = await makeContest(w.db, { moments: { OPENS: '2026-12-01T01:00:00.000Z' } });
    expect(await begin(w.lead, early.slug)).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('01/12/2026 08:00:00') } } });
    w.clock.set(tooLate);
    expect(await begin(w.lead)).toMatchObject({ ok: false, faults: { late: { vi: expect.stringMatching(/31\/12\/2026 23:59:59.*01\/01\/2027 00:00:00/) } } });
  });

  it('ends after ten of one person', async () => {
    await using w = await entryWorld();
    for (let n = 0; n < 9; n += 1) await done(startEntry(w.ports, w.lead, { slug: w.contest.slug, title: `Bài ${n}`, trackId: null }));
    expect(await startEntry(w.ports, w.lead, { slug: w.contest.slug, title: 'một nữa', trackId: null })).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('10') } } });
  });

  it('gives two people who begin at once two numbers', async () => {
    await using w = await entryWorld();
    const people = await Promise.all(Array.from({ length: 8 }, () => makeOutsider(w.db)));
    await Promise.all(people.map((person) => startEntry(w.ports, person, { slug: w.contest.slug, title: 'x', trackId: null })));
    expect(new Set((await w.db.selectFrom('entry').select('number').execute()).map((row) => row.number)).size).toBe(9);
  });
});

describe('saving a part', () => {
  const at = (entryId: string) => ({ entryId, part: 'PROBLEM' as const });

  it('raises the revision, and sending the same again changes nothing', async () => {
    await using w = await entryWorld();
    expect((await done(saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'một', revision: 0 }))).current).toMatchObject({ revision: 1, body: 'một', savedBy: 'Đoàn Thị Điểm' });
    expect((await done(saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'một', revision: 0 }))).current.revision).toBe(1);
    expect((await done(saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'hai', revision: 1 }))).current.revision).toBe(2);
  });

  it('writes nothing over that another tab or member saved meanwhile, and hands both texts back', async () => {
    await using w = await entryWorld();
    const { actor } = await w.join({ fullName: 'Lê Quý Đôn' });
    await done(saveEntryPart(w.ports, actor, at(w.entryId), { body: 'của Đôn', revision: 0 }));
    const refused = await saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'của Điểm', revision: 0 });
    expect(refused).toMatchObject({ ok: false, faults: { revision: { vi: expect.stringMatching(/Lê Quý Đôn đã lưu phần này lúc 23\/11\/2026 08:00:00/) } }, current: { body: 'của Đôn', revision: 1 } });
    expect((await done(saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'cả hai', revision: 1 }))).current.revision).toBe(2);
  });

  it('keeps the steps apart: two tabs on two steps never meet', async () => {
    await using w = await entryWorld();
    await Promise.all([done(saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'a', revision: 0 })), done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: 'b', revision: 0 }))]);
    expect(await w.db.selectFrom('entry_part').select(['part', 'body', 'revision']).orderBy('part').execute()).toEqual([{ part: 'PLAN', body: 'b', revision: 1 }, { part: 'PROBLEM', body: 'a', revision: 1 }]);
  });

  it('saves title, track and summary together or not at all', async () => {
    await using w = await entryWorld();
    const what = { entryId: w.entryId, part: 'SUMMARY' as const };
    const [, second = ''] = w.contest.tracks;
    const saved = await done(saveEntryPart(w.ports, w.lead, what, { body: 'tóm tắt', revision: 0, head: { title: 'Tên mới', trackId: second, revision: 1 } }));
    expect(saved.current).toMatchObject({ revision: 1, head: { title: 'Tên mới', trackId: second, revision: 2 } });
    const stale = await saveEntryPart(w.ports, w.lead, what, { body: 'tóm tắt 2', revision: 1, head: { title: 'Tên khác', trackId: second, revision: 1 } });
    expect(stale).toMatchObject({ ok: false, current: { body: 'tóm tắt', head: { title: 'Tên mới' } } });
    const same = await done(saveEntryPart(w.ports, w.lead, what, { body: 'tóm tắt 3', revision: 1, head: { title: 'Tên mới', trackId: second, revision: 1 } }));
    expect(same.current).toMatchObject({ revision: 2, head: { revision: 2 } });
  });

  it('takes data sets of this contest only, and one choice counts as a change', async () => {
    await using w = await entryWorld({ datasets: ['Một', 'Hai'] });
    const what = { entryId: w.entryId, part: 'DATA' as const };
    const [one = '', two = ''] = w.contest.datasets;
    await done(saveEntryPart(w.ports, w.lead, what, { body: 'dữ liệu', revision: 0, datasets: [one, one] }));
    expect((await done(saveEntryPart(w.ports, w.lead, what, { body: 'dữ liệu', revision: 1, datasets: [one, two] }))).current).toMatchObject({ revision: 2 });
    expect(await saveEntryPart(w.ports, w.lead, what, { body: 'dữ liệu', revision: 1, datasets: [two] })).toMatchObject({ ok: false, faults: { revision: expect.anything() } });
    const foreign = await makeContest(w.db);
    expect(await saveEntryPart(w.ports, w.lead, what, { body: 'dữ liệu', revision: 2, datasets: [foreign.datasets[0] ?? ''] })).toMatchObject({ ok: false, faults: { datasets: expect.anything() } });
  });

  it('is for members only: strangers, invited and removed people find nothing', async () => {
    await using w = await entryWorld();
    const { actor, memberId } = await w.join();
    await w.db.updateTable('entry_member').set({ removed_at: w.clock.now().toISOString() }).where('id', '=', memberId).execute();
    for (const who of [actor, await makeOutsider(w.db), await makePerson(w.db, { grants: [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }] })]) await expect(saveEntryPart(w.ports, who, at(w.entryId), { body: 'x', revision: 0 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(saveEntryPart(w.ports, w.lead, at('no-such-entry'), { body: 'x', revision: 0 })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('ends with the deadline’s second, and lasts as long as an extension', async () => {
    await using w = await entryWorld();
    w.clock.set(lastMoment);
    await done(saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'kịp', revision: 0 }));
    w.clock.set(tooLate);
    expect(await saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'trễ', revision: 1 })).toMatchObject({ ok: false, faults: { late: { vi: expect.stringContaining('01/01/2027 00:00:00') } } });
    expect(await saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'kịp', revision: 1 })).toMatchObject({ ok: true });
    await extendContest(w.db, w.contest, 1);
    await done(saveEntryPart(w.ports, w.lead, at(w.entryId), { body: 'thêm', revision: 1 }));
  });

  it('loses no text in any order of two tabs', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ tab: fc.constantFrom(0, 1), text: fc.string({ maxLength: 8 }), reloads: fc.boolean() }), { maxLength: 8 }), async (deeds) => {
      await using w = await entryWorld();
      const seen = [0, 0];
      let stored = '';
      for (const { tab, text, reloads } of deeds) {
        const now = await w.db.selectFrom('entry_part').select('revision').where('part', '=', 'PROBLEM').executeTakeFirst();
        if (reloads) seen[tab] = now?.revision ?? 0;
        const saved = await saveEntryPart(w.ports, w.lead, at(w.entryId), { body: text, revision: seen[tab] ?? 0 });
        if (saved.ok) [stored, seen[tab]] = [text, saved.current.revision];
        else expect(saved.current?.body).toBe(stored);
      }
      expect((await w.db.selectFrom('entry_part').select('body').where('part', '=', 'PROBLEM').executeTakeFirst())?.body ?? '').toBe(stored);
    }), { numRuns: 15 });
  });
});

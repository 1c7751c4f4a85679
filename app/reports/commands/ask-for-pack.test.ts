import { readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packWorld, type PackWorld } from '../../../tests/world/packs.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { roles } from '../../people/actor.ts';
import { scopesOf } from '../../people/rules/role-scopes.ts';
import { newId } from '../../platform/ids.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { packForm } from '../forms/packs.ts';
import { getPack, listPacks, packChoices } from '../queries/packs.server.ts';
import { packPolicy } from '../rules/pack.ts';
import { erasePacks } from './erase-packs.server.ts';
import { fetchPack } from './fetch-pack.server.ts';
import { makePack } from './make-pack.server.ts';

const today = '2026-11-23';
const rows = (w: PackWorld) => w.db.selectFrom('inspection_pack').selectAll().execute();
const deeds = async (w: PackWorld) => (await w.db.selectFrom('audit_event').select(['action', 'actor_id']).where('action', 'like', 'pack.%').orderBy('seq').execute()).map(({ action, actor_id }) => [action, actor_id]);

describe('asking for a pack', () => {
  it('is for leaders and training administrators of the unit, auditors and system administrators', async () => {
    await using w = await packWorld();
    const may: string[] = [];
    for (const role of roles) {
      const scope = scopesOf[role].includes('ALL') ? 'ALL' : 'SUBTREE';
      const actor = await w.actor(role, w.units.hoaLu, { role, scope, unitId: scope === 'ALL' ? null : w.units.hoaLu });
      const asked = await w.ask(actor).catch(() => ({ ok: false }));
      if (asked.ok) may.push(role);
    }
    expect(may).toEqual(['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN']);
    expect((await rows(w)).map(({ role }) => role).toSorted()).toEqual(['AUDITOR', 'SYSTEM_ADMIN', 'TRAINING_ADMIN', 'UNIT_LEADER']);
  });

  it('reaches the own units and those below, and tells nothing about others', async () => {
    await using w = await packWorld();
    const of = async (unit: string) => w.ask(w.leader, { unit });
    expect([(await of(w.units.hoaLu)).ok, (await of(w.units.office)).ok]).toEqual([true, true]);
    const refused = [await of(w.units.tamDiep), await of(w.units.province), await of(newId())];
    expect(refused.map((one) => JSON.stringify(one))).toEqual(Array.from({ length: 3 }, () => JSON.stringify({ ok: false, faults: { unit: { vi: 'Vui lòng chọn một đơn vị trong phạm vi của Anh/Chị.', en: 'Please choose a unit within your scope.' } } })));
    expect((await packChoices(w.db, w.leader, today)).units.map(({ name }) => name)).toEqual(['UBND phường Hoa Lư', 'Văn phòng phường Hoa Lư']);
  });

  it.each([
    [{ to: '2026-11-24' }, 'to', 'không được sau hôm nay'],
    [{ from: '2026-05-02', to: '2026-05-01' }, 'to', 'bằng hoặc sau ngày đầu kỳ'],
    [{ from: '2023-01-01' }, 'from', 'dài nhất là 1096 ngày'],
    [{ from: '2025-01-01', to: '2025-06-30' }, 'to', 'không hoạt động vào ngày cuối kỳ'],
  ])('%j is refused', async (form, field, words) => {
    await using w = await packWorld();
    expect(await w.ask(w.leader, form)).toMatchObject({ ok: false, faults: { [field]: { vi: expect.stringContaining(words) } } });
    expect([await rows(w), await deeds(w)]).toEqual([[], []]);
  });

  it.each(['2026-02-31', '31/02/2026', '', '2026-13-01', '-1', "2026-01-01'; drop table job", '٢٠٢٦-٠١-٠١'])('no such day: %j', (from) => {
    expect(packForm.safeParse({ unit: newId(), from, to: '2026-11-23' }).success).toBe(false);
  });

  it('twice, and from two tabs, leads to the one pack', async () => {
    await using w = await packWorld();
    const [one, other] = await Promise.all([w.ask(), w.ask()]);
    expect(one).toEqual(other);
    expect(await rows(w)).toHaveLength(1);
    expect(await w.db.selectFrom('job').select('id').where('name', '=', 'reports.make-pack').execute()).toHaveLength(1);
    expect(await deeds(w)).toEqual([['pack.ask', w.leader.id]]);
  });

  it('is limited to a few at a time, by a setting', async () => {
    await using w = await packWorld();
    for (const from of ['2026-01-01', '2026-02-01', '2026-03-01']) expect((await w.ask(w.leader, { from })).ok).toBe(true);
    expect(await w.ask(w.leader, { from: '2026-04-01' })).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('3 gói') } } });
    expect((await w.ask(w.leader, { from: '2026-03-01' })).ok).toBe(true);
    await w.db.transaction().execute((tx) => scheduleSetting(tx, packPolicy, { value: { ...packPolicy.fallback, mostOpen: 4, mostDays: 30 }, from: '2026-11-01', legalBasis: 'Quy chế thử' }));
    expect((await w.ask(w.leader, { from: '2026-11-01' })).ok).toBe(true);
    expect(await w.ask(w.auditor, { from: '2026-10-23' })).toMatchObject({ ok: false, faults: { from: {} } });
  });

  it('again after its tries were used up sets a new job on the same pack', async () => {
    await using w = await packWorld();
    const asked = await w.ask();
    if (!asked.ok) throw new Error('refused');
    await w.db.updateTable('job').set({ state: 'FAILED' }).where('name', '=', 'reports.make-pack').execute();
    expect((await getPack(w.db, w.leader, asked.packId, today)).state).toBe('FAILED');
    expect(await w.ask()).toEqual(asked);
    expect((await getPack(w.db, w.leader, asked.packId, today)).state).toBe('QUEUED');
  });
});

describe('a finished pack', () => {
  it('is seen by its asker and by auditors, downloaded by them, and each download is a row', async () => {
    await using w = await packWorld();
    const { id } = await w.pack();
    const [admin, trainer, otherLeader] = [await w.actor('SYSTEM_ADMIN'), await w.actor('TRAINING_ADMIN'), await w.actor('UNIT_LEADER', w.units.hoaLu, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: w.units.hoaLu })];
    for (const reader of [w.leader, w.auditor]) expect(await fetchPack(w.ports, reader, id)).toMatchObject({ path: join(w.ports.packsDir, (await rows(w))[0]?.file_name ?? '') });
    for (const stranger of [admin, trainer, otherLeader]) {
      await expect(getPack(w.db, stranger, id, today)).rejects.toMatchObject({ kind: 'not-found' });
      await expect(fetchPack(w.ports, stranger, id)).rejects.toMatchObject({ kind: 'not-found' });
    }
    expect((await deeds(w)).slice(2)).toEqual([['pack.download', w.leader.id], ['pack.download', w.auditor.id]]);
    const seen = async (actor: typeof admin) => (await listPacks(w.db, actor, { page: 1, today })).packs.map((pack) => pack.id);
    expect([await seen(w.leader), await seen(w.auditor), await seen(admin), await seen(otherLeader)]).toEqual([[id], [id], [], []]);
  });

  it('is no longer downloaded by an asker who has lost the unit, though she sees that it was made', async () => {
    await using w = await packWorld();
    const { id } = await w.pack();
    const moved = { ...w.leader, grants: w.leaderOf(w.units.tamDiep) };
    expect(await getPack(w.db, moved, id, today)).toMatchObject({ state: 'DONE', canDownload: false });
    await expect(fetchPack(w.ports, moved, id)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('whose file is gone or was changed in length is not sent', async () => {
    await using w = await packWorld();
    const pack = await w.pack();
    writeFileSync(w.pathOf(pack), 'short');
    await expect(fetchPack(w.ports, w.leader, pack.id)).rejects.toMatchObject({ kind: 'conflict' });
    rmSync(w.pathOf(pack));
    await expect(fetchPack(w.ports, w.leader, pack.id)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await deeds(w)).filter(([action]) => action === 'pack.download')).toEqual([]);
  });

  it('that is not ready cannot be downloaded', async () => {
    await using w = await packWorld();
    const asked = await w.ask();
    if (!asked.ok) throw new Error('refused');
    await expect(fetchPack(w.ports, w.leader, asked.packId)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('is erased by its clock on the day after its last, and its row stays', async () => {
    await using w = await packWorld();
    const { id, sha256 } = await w.pack();
    w.clock.pass({ days: 30 });
    expect(await erasePacks(w.ports)).toMatchObject({ erased: 0 });
    w.clock.pass({ days: 1 });
    expect(await erasePacks(w.ports)).toMatchObject({ erased: 1 });
    expect(await erasePacks(w.ports)).toMatchObject({ erased: 0 });
    expect(readdirSync(w.ports.packsDir)).toEqual([]);
    expect(await getPack(w.db, w.leader, id, '2026-12-24')).toMatchObject({ state: 'ERASED', sha256, canDownload: false });
    await expect(fetchPack(w.ports, w.leader, id)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await deeds(w)).at(-1)).toEqual(['pack.erase', null]);
    expect((await w.ask()).ok).toBe(true);
  });

  it('what belongs to no pack is swept once it is a day old, never what is being written', async () => {
    await using w = await packWorld();
    const pack = await w.pack();
    for (const name of ['old.zip', 'new.zip']) writeFileSync(join(w.ports.packsDir, name), 'x');
    const [then, now] = [new Date('2026-11-21T00:00:00.000Z'), w.clock.now()];
    for (const name of ['old.zip', pack.file_name ?? '']) utimesSync(join(w.ports.packsDir, name), then, then);
    utimesSync(join(w.ports.packsDir, 'new.zip'), now, now);
    expect(await erasePacks(w.ports)).toEqual({ erased: 0, loose: 1 });
    expect(readdirSync(w.ports.packsDir).toSorted()).toEqual([pack.file_name, 'new.zip'].toSorted());
    rmSync(w.ports.packsDir, { recursive: true });
    expect(await erasePacks(w.ports)).toEqual({ erased: 0, loose: 0 });
  });

  it('stands on pages of twenty, newest first', async () => {
    await using w = await packWorld();
    const unit = await makeUnit(w.db, { name: 'Đơn vị trống', parentId: w.units.hoaLu });
    for (let day = 1; day <= 21; day += 1) {
      const asked = await w.ask(w.leader, { unit, from: `2026-09-${String(day).padStart(2, '0')}` });
      if (asked.ok) await makePack(w.ports, asked.packId);
      w.clock.pass({ minutes: 1 });
    }
    const first = await listPacks(w.db, w.leader, { page: 1, today });
    expect([first.packs.length, first.count, first.pages, first.packs[0]?.from]).toEqual([20, 21, 2, '2026-09-21']);
    expect((await listPacks(w.db, w.leader, { page: 99, today })).packs.map(({ from }) => from)).toEqual(['2026-09-01']);
    expect((await listPacks(w.db, await makePerson(w.db), { page: 1, today })).packs).toEqual([]);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packWorld, type PackWorld } from '../../../tests/world/packs.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { roles, type Role } from '../../people/actor.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import { packForm, packParams, packsQuery, packStart } from '../forms/packs.ts';
import { canMakePacks, packGrants, packReaderGrants } from '../policy.ts';
import { countDeeds } from '../queries/pack-deeds.server.ts';
import { inPieces, loadPackScope, unitNamesOf } from '../queries/pack-scope.server.ts';
import { getPack, hasFailed, isUnitInForce, listPacks, packChoices } from '../queries/packs.server.ts';
import { packPolicy } from '../rules/pack.ts';
import { erasePacks } from './erase-packs.server.ts';
import { fetchPack } from './fetch-pack.server.ts';
import { makePack } from './make-pack.server.ts';

const today = '2026-11-23';
const fail = (w: PackWorld) => w.db.updateTable('job').set({ state: 'FAILED' }).where('name', '=', 'reports.make-pack').execute();
const idOf = (asked: Awaited<ReturnType<PackWorld['ask']>>) => {
  if (!asked.ok) throw new Error(JSON.stringify(asked.faults));
  return asked.packId;
};
const scopeOf = (w: PackWorld, unitId: string, to = today, from = '2026-01-01') => loadPackScope(w.db, { unitId, from, to, now: w.clock.now().toISOString(), timeZone: 'Asia/Ho_Chi_Minh' });

describe('packs that failed', () => {
  it('do not stand in the way of others for ever', async () => {
    await using w = await packWorld();
    for (const from of ['2026-01-01', '2026-02-01', '2026-03-01']) idOf(await w.ask(w.leader, { from }));
    expect(await w.ask(w.leader, { from: '2026-04-01' })).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('3 gói') } } });
    await fail(w);
    const fourth = idOf(await w.ask(w.leader, { from: '2026-04-01' }));
    expect(await getPack(w.db, w.leader, fourth, today)).toMatchObject({ state: 'QUEUED' });
  });

  it('count again once they are tried again', async () => {
    await using w = await packWorld();
    const forms = ['2026-01-01', '2026-02-01', '2026-03-01'].map((from) => ({ from }));
    const ids = [];
    for (const form of forms) ids.push(idOf(await w.ask(w.leader, form)));
    await fail(w);
    for (const form of forms) idOf(await w.ask(w.leader, form));
    expect(await Promise.all(ids.map((id) => hasFailed(w.db, id)))).toEqual([false, false, false]);
    expect(await w.ask(w.leader, { from: '2026-04-01' })).toMatchObject({ ok: false });
  });

  it('of one person do not count for another', async () => {
    await using w = await packWorld();
    for (const from of ['2026-01-01', '2026-02-01', '2026-03-01']) idOf(await w.ask(w.leader, { from }));
    expect((await w.ask(w.auditor)).ok).toBe(true);
    expect(await hasFailed(w.db, newId())).toBe(false);
  });
});

describe('the last day of a pack', () => {
  it('is the last on which it is downloaded, whether the night has swept or not', async () => {
    await using w = await packWorld();
    const { id, keep_until: keepUntil } = await w.pack();
    expect(keepUntil).toBe('2026-12-23');
    w.clock.set('2026-12-23T16:59:59.000Z');
    expect(await fetchPack(w.ports, w.leader, id)).toMatchObject({ bytes: expect.any(Number) });
    w.clock.set('2026-12-23T17:00:00.000Z');
    await expect(fetchPack(w.ports, w.leader, id)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await getPack(w.db, w.leader, id, '2026-12-24')).toMatchObject({ state: 'ERASED', canDownload: false, erasedAt: '2026-12-24' });
    expect((await listPacks(w.db, w.auditor, { page: 1, today: '2026-12-24' })).packs.map(({ state }) => state)).toEqual(['ERASED']);
    expect(await erasePacks(w.ports)).toEqual({ erased: 1, loose: 0 });
    expect(await getPack(w.db, w.leader, id, '2026-12-24')).toMatchObject({ state: 'ERASED', erasedAt: '2026-12-23T17:00:00.000Z' });
  });

  it('follows the setting of the day on which the pack is made', async () => {
    await using w = await packWorld();
    await w.db.transaction().execute((tx) => scheduleSetting(tx, packPolicy, { value: { ...packPolicy.fallback, keepDays: 1 }, from: '2026-11-24', legalBasis: 'Quy chế thử' }));
    expect((await w.pack()).keep_until).toBe('2026-12-23');
    w.clock.pass({ days: 1 });
    expect((await w.pack(w.leader, { from: '2026-02-01' })).keep_until).toBe('2026-11-25');
  });

  it('a file of the same length with other content is still the one of the row, and the check finds it', async () => {
    await using w = await packWorld();
    const pack = await w.pack();
    const bytes = readFileSync(w.pathOf(pack));
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(w.pathOf(pack), bytes);
    // Length is what a download looks at; the reader's own check is what proves the content.
    expect(await fetchPack(w.ports, w.leader, pack.id)).toMatchObject({ bytes: bytes.length });
  });
});

describe('the name of a pack’s unit', () => {
  it('is that of the last day of its period, not a later one', async () => {
    await using w = await packWorld();
    const rename = (name: string, from: string) => w.db.insertInto('org_unit_version').values({ id: newId(), unit_id: w.units.hoaLu, name, short_name: name, name_fold: name, parent_id: w.units.province, valid_from: from, valid_to: null }).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-08-01' }).where('unit_id', '=', w.units.hoaLu).execute();
    await rename('UBND phường Cố Đô', '2026-08-01');
    const [before, after] = [await w.pack(w.leader, { to: '2026-07-31' }), await w.pack(w.leader, { to: '2026-08-01' })];
    const nameOf = async (id: string) => (await getPack(w.db, w.leader, id, today)).unitName;
    expect([await nameOf(before.id), await nameOf(after.id)]).toEqual(['UBND phường Hoa Lư', 'UBND phường Cố Đô']);
    await w.db.updateTable('org_unit_version').set({ valid_to: '2027-01-01' }).where('unit_id', '=', w.units.hoaLu).where('valid_to', 'is', null).execute();
    await rename('Tên của năm sau', '2027-01-01');
    expect([await nameOf(before.id), await nameOf(after.id)]).toEqual(['UBND phường Hoa Lư', 'UBND phường Cố Đô']);
    expect((await listPacks(w.db, w.leader, { page: 1, today })).packs.map(({ unitName }) => unitName).toSorted()).toEqual(['UBND phường Cố Đô', 'UBND phường Hoa Lư']);
  });

  it('a unit that was closed in the period has no pack of a later day, one of an earlier day has', async () => {
    await using w = await packWorld();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-07-01' }).where('unit_id', '=', w.units.tamDiep).execute();
    expect(await w.ask(w.auditor, { unit: w.units.tamDiep, to: '2026-07-01' })).toMatchObject({ ok: false, faults: { to: { vi: expect.stringContaining('không hoạt động') } } });
    expect((await w.pack(w.auditor, { unit: w.units.tamDiep, to: '2026-06-30' })).file_name).not.toBeNull();
    expect([await isUnitInForce(w.db, w.units.tamDiep, '2026-06-30'), await isUnitInForce(w.db, w.units.tamDiep, '2026-07-01'), await isUnitInForce(w.db, w.units.tamDiep, '2025-06-30'), await isUnitInForce(w.db, 'x', today)]).toEqual([true, false, false, false]);
  });

  it('a unit that is closed while the pack is made stops it with a word', async () => {
    await using w = await packWorld();
    const packId = idOf(await w.ask(w.auditor, { unit: w.units.tamDiep }));
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-07-01' }).where('unit_id', '=', w.units.tamDiep).execute();
    await makePack(w.ports, packId);
    expect(await getPack(w.db, w.auditor, packId, today)).toMatchObject({ state: 'REFUSED', failure: 'UNIT', canDownload: false });
    await makePack(w.ports, packId);
    expect(await getPack(w.db, w.auditor, packId, today)).toMatchObject({ state: 'REFUSED' });
    await makePack(w.ports, newId());
  });
});

describe('who may', () => {
  const reach: Partial<Record<Role, true>> = { UNIT_LEADER: true, TRAINING_ADMIN: true, AUDITOR: true, SYSTEM_ADMIN: true };

  it.each(roles)('%s', (role) => {
    const actor = { id: 'a', grants: [{ role, scope: 'SUBTREE' as const, unitId: 'u' }] } as never;
    expect(canMakePacks(actor)).toBe(role in reach);
    expect(packGrants(actor)).toHaveLength(role in reach ? 1 : 0);
    expect(packReaderGrants(actor, 'a')).toHaveLength(role in reach ? 1 : 0);
    expect(packReaderGrants(actor, 'somebody else')).toHaveLength(role === 'AUDITOR' ? 1 : 0);
  });

  it('nobody without a role', () => {
    expect(canMakePacks({ id: 'a', grants: [] } as never)).toBe(false);
  });

  it('of units above and beside one’s own: no choice, no pack, no sight', async () => {
    await using w = await packWorld();
    const beside = await makePerson(w.db, { unitId: w.units.tamDiep, grants: w.leaderOf(w.units.tamDiep) });
    const above = await makePerson(w.db, { unitId: w.units.province, grants: w.leaderOf(w.units.province) });
    const below = await makePerson(w.db, { unitId: w.units.office, grants: w.leaderOf(w.units.office) });
    const names = async (actor: typeof beside) => (await packChoices(w.db, actor, today)).units.map(({ id }) => id);
    expect([(await names(beside)).length, (await names(above)).length, (await names(below)).length]).toEqual([1, 4, 1]);
    expect([(await w.ask(beside)).ok, (await w.ask(above)).ok, (await w.ask(below)).ok]).toEqual([false, true, false]);
    const { id } = await w.pack();
    for (const actor of [beside, above, below]) {
      await expect(getPack(w.db, actor, id, today)).rejects.toMatchObject({ kind: 'not-found' });
      expect((await listPacks(w.db, actor, { page: 1, today })).packs.map((pack) => pack.id)).not.toContain(id);
    }
  });

  it('an auditor of one ward sees the packs of that ward alone', async () => {
    await using w = await packWorld();
    const auditor = await makePerson(w.db, { unitId: w.units.tamDiep, grants: [{ role: 'AUDITOR', scope: 'SUBTREE', unitId: w.units.tamDiep }] });
    const [own, other] = [await w.pack(w.auditor, { unit: w.units.tamDiep }), await w.pack()];
    expect((await listPacks(w.db, auditor, { page: 1, today })).packs.map(({ id }) => id)).toEqual([own.id]);
    expect(await getPack(w.db, auditor, own.id, today)).toMatchObject({ canDownload: true });
    await expect(getPack(w.db, auditor, other.id, today)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the forms of packs', () => {
  const good = { unit: newId(), from: '2026-01-01', to: today };

  it.each<[Record<string, unknown>, string]>([
    [{ from: '2026-02-29' }, 'from'], [{ to: '2026-04-31' }, 'to'], [{ to: '11/23/2026' }, 'to'], [{ from: '2026-1-1' }, 'from'], [{ to: '2026-11-23T00:00' }, 'to'], [{ from: '2026 -01-01' }, 'from'], [{ from: '-2026-01-01' }, 'from'], [{ from: 'x'.repeat(10_000) }, 'from'],
    [{ unit: '' }, 'unit'], [{ unit: "' or 1=1 --" }, 'unit'], [{ unit: 'ALL' }, 'unit'], [{ unit: undefined }, 'unit'], [{ from: undefined }, 'from'],
  ])('%j: a word at %s', (change, field) => {
    const read = packForm.safeParse({ ...good, ...change });
    expect(read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))).toEqual([field]);
  });

  it('take a leap day that there was', () => expect(packForm.safeParse({ ...good, from: '2024-02-29' }).success).toBe(true));

  it('open with nothing of a link that is none', () => {
    expect([packStart.parse({}), packStart.parse({ unit: '<script>' }), packStart.parse({ unit: good.unit })]).toEqual([{}, { unit: undefined }, { unit: good.unit }]);
    for (const page of ['0', '-1', '1.5', 'x', '', '1e9', 'Infinity', undefined]) expect(packsQuery.parse({ page }).page, String(page)).toBe(1);
    expect(packParams.safeParse({ id: '../../etc/passwd' }).success).toBe(false);
  });
});

describe('whom a pack is about', () => {
  it('are people of the last day, each once, at the unit of that day', async () => {
    await using w = await packWorld();
    const twice = await makePerson(w.db, { staffNo: 'HAI', unitId: w.units.office });
    await w.db.insertInto('membership').values({ id: newId(), user_id: twice.id, unit_id: w.units.hoaLu, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-01-01', valid_to: null }).execute();
    const late = await makePerson(w.db, { staffNo: 'MAI', unitId: w.units.office });
    await w.db.updateTable('membership').set({ valid_from: '2026-11-23' }).where('user_id', '=', late.id).execute();
    const left = await makePerson(w.db, { staffNo: 'NGHI', unitId: w.units.office });
    await w.db.updateTable('user_account').set({ left_on: '2026-11-23' }).where('id', '=', left.id).execute();
    const of = async (unit: string, to: string) => (await scopeOf(w, unit, to))?.people.map(({ staffNo }) => staffNo).toSorted();
    expect(await of(w.units.office, '2026-11-22')).toEqual(['HAI', 'NGHI']);
    expect(await of(w.units.office, today)).toEqual(['HAI', 'MAI']);
    expect(await of(w.units.hoaLu, today)).toEqual(['CB-LEADER', 'HAI', 'MAI']);
    expect(await scopeOf(w, newId())).toBeUndefined();
  });

  it('end at this moment for a period that runs until today, at midnight of Vietnam for others', async () => {
    await using w = await packWorld();
    expect(await scopeOf(w, w.units.hoaLu)).toMatchObject({ startsAt: '2025-12-31T17:00:00.000Z', endsAt: '2026-11-23T01:00:00.000Z', province: 'UBND tỉnh Ninh Bình' });
    expect(await scopeOf(w, w.units.hoaLu, '2026-11-22', '2026-11-22')).toMatchObject({ startsAt: '2026-11-21T17:00:00.000Z', endsAt: '2026-11-22T17:00:00.000Z' });
  });

  it('carry the name of the unit above theirs, within the pack', async () => {
    await using w = await packWorld();
    const deep = await makeUnit(w.db, { name: 'Tổ một cửa', parentId: w.units.office });
    const scope = await scopeOf(w, w.units.hoaLu);
    if (!scope) throw new Error('no scope');
    const names = unitNamesOf(scope);
    expect([names.get(w.units.hoaLu), names.get(w.units.office), names.get(deep), names.get(w.units.province)]).toEqual(['UBND phường Hoa Lư', 'Văn phòng phường Hoa Lư, UBND phường Hoa Lư', 'Tổ một cửa, Văn phòng phường Hoa Lư', undefined]);
  });

  it('are read in pieces that lose nobody', () => {
    const list = Array.from({ length: 11 }, (_, at) => at);
    expect([inPieces(list, 4), inPieces([], 4), inPieces(list, 100)]).toEqual([[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10]], [], [list]]);
  });
});

describe('deeds in a pack', () => {
  it('are those of training, by or about people of the unit, within the period to the millisecond', async () => {
    await using w = await packWorld();
    const learner = await makePerson(w.db, { unitId: w.units.office });
    const stranger = await makePerson(w.db, { unitId: w.units.tamDiep });
    const note = (at: string, action: string, actor: typeof learner | null, objectId = 'x') => w.db.transaction().execute((tx) => recordAudit(tx, { at, actor, action: action as never, objectType: 'user_account' as never, objectId, details: {} }));
    await note('2026-05-31T16:59:59.999Z', 'class.open', learner);
    await note('2026-05-31T17:00:00.000Z', 'class.open', learner);
    await note('2026-06-30T16:59:59.999Z', 'class.cancel', null, learner.id);
    await note('2026-06-30T17:00:00.000Z', 'class.cancel', learner);
    await note('2026-06-15T00:00:00.000Z', 'class.open', stranger);
    await note('2026-06-15T00:00:00.000Z', 'role.grant', learner);
    await note('2026-06-15T00:00:00.000Z', 'certificate.revoke', stranger, learner.id);
    const scope = await scopeOf(w, w.units.hoaLu, '2026-06-30', '2026-06-01');
    if (!scope) throw new Error('no scope');
    expect([...(await countDeeds(w.db, scope))]).toEqual([['certificate.revoke', 1], ['class.cancel', 1], ['class.open', 1]]);
    expect([...(await countDeeds(w.db, { ...scope, people: [] }))]).toEqual([]);
  });
});

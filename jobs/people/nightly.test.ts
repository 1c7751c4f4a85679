import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { holdForm } from '../../app/people/commands/hold-form.server.ts';
import { disableAccount } from '../../app/people/commands/disable-account.server.ts';
import { lockIdleAccounts } from '../../app/people/commands/lock-idle-accounts.server.ts';
import { reactivateAccount } from '../../app/people/commands/reactivate-account.server.ts';
import { clearHeldForms } from '../../app/people/commands/release-held-form.server.ts';
import { fillSortKeys } from '../../app/people/commands/fill-sort-keys.server.ts';
import { findLastBackup } from '../../app/people/queries/operations.server.ts';
import { nameSortKey } from '../../app/people/rules/sort-key.ts';
import { newId } from '../../app/platform/ids.ts';
import { testClock, type TestClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { testPorts } from '../../tests/world/calls.ts';
import { givePassword, makePerson, makeSession } from '../../tests/world/people.ts';
import type { Actor } from '../../app/people/actor.ts';

let db: Db;
let clock: TestClock;
let admin: Actor;
let person: Actor;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  person = await makePerson(db);
});
const policy = (value: object) =>
  db.insertInto('setting').values({ id: newId(), key: 'people.idle-account-policy', value: JSON.stringify(value), legal_basis: '', valid_from: '2026-01-01', valid_to: null }).execute();
const isDisabled = async () => (await db.selectFrom('user_account').select('disabled_at').where('id', '=', person.id).executeTakeFirstOrThrow()).disabled_at !== null;

describe('idle accounts', () => {
  beforeEach(() => policy({ enabled: true, days: 45 }));

  it('get all their days again when an administrator takes them into use again', async () => {
    await givePassword(db, person);
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(1);
    expect(await reactivateAccount(testPorts(db, clock), admin, { id: person.id, revision: 1 }, {})).toMatchObject({ ok: true });
    clock.pass({ days: 1 });
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(0);
    clock.pass({ days: 44 });
    expect([await lockIdleAccounts(testPorts(db, clock)), await isDisabled()]).toEqual([0, false]);
    clock.pass({ days: 1 });
    expect([await lockIdleAccounts(testPorts(db, clock)), await isDisabled()]).toEqual([1, true]);
  });

  it.each([[44, 0], [45, 0], [46, 1]])('unused for %i days: %i disabled', async (days, count) => {
    await givePassword(db, person);
    await makeSession(db, person, clock.now().toISOString());
    clock.pass({ days });
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(count);
  });

  it('that never could sign in, or are disabled already, are left as they are', async () => {
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(0);
    await givePassword(db, person);
    await disableAccount(testPorts(db, clock), admin, { id: person.id, revision: 0 });
    expect(await lockIdleAccounts(testPorts(db, clock))).toBe(0);
    expect(await db.selectFrom('user_account').select('disabled_reason').where('id', '=', person.id).executeTakeFirst()).toEqual({ disabled_reason: 'ADMIN' });
  });

  it('lose their sessions and links with a row that says why, done by the system', async () => {
    await givePassword(db, person);
    await makeSession(db, person, '2026-01-10T00:00:00.000Z', { hours: 100_000 });
    await lockIdleAccounts(testPorts(db, clock));
    expect(await db.selectFrom('session').select('id').where('revoked_at', 'is', null).execute()).toEqual([]);
    expect(await db.selectFrom('audit_event').select(['action', 'actor_id', 'actor_name', 'object_id', 'details']).execute()).toEqual([{ action: 'account.disable-idle', actor_id: null, actor_name: 'Hệ thống', object_id: person.id, details: '{"days":45}' }]);
    expect(await db.selectFrom('user_account').select(['revision', 'disabled_reason']).where('id', '=', person.id).executeTakeFirst()).toEqual({ revision: 1, disabled_reason: 'IDLE' });
  });
});

describe('kept forms', () => {
  it.each([[0, 0], [1439, 0], [1440, 1], [2880, 1]])('after %i minutes: %i forgotten', async (minutes, count) => {
    await holdForm(db, { userId: person.id, path: '/x', body: 'a=1', now: clock.now().toISOString() });
    clock.pass({ minutes });
    expect(await clearHeldForms(db, clock.now().toISOString())).toBe(count);
    expect(await db.selectFrom('held_form').select('path').execute()).toHaveLength(1 - count);
  });
});

describe('sort keys', () => {
  it('are filled where they are missing, once, and no others are touched', async () => {
    await db.updateTable('user_account').set({ sort_key: '' }).where('id', '=', person.id).execute();
    await db.updateTable('user_account').set({ sort_key: 'by hand' }).where('id', '=', admin.id).execute();
    expect([await fillSortKeys(db), await fillSortKeys(db)]).toEqual([1, 0]);
    const rows = await db.selectFrom('user_account').select(['id', 'sort_key']).execute();
    expect(new Map(rows.map((row) => [row.id, row.sort_key]))).toEqual(new Map([[person.id, nameSortKey(person.fullName)], [admin.id, 'by hand']]));
  });
});

describe('the last backup', () => {
  it('is found although another file has just been cleared away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hoc06-backups-'));
    try {
      mkdirSync(join(folder, 'a'));
      writeFileSync(join(folder, 'a', 'manifest.json'), '{}');
      utimesSync(join(folder, 'a', 'manifest.json'), new Date('2026-11-22T18:00:00.000Z'), new Date('2026-11-22T18:00:00.000Z'));
      symlinkSync(join(folder, 'gone'), join(folder, 'b'));
      expect(await findLastBackup(folder)).toBe('2026-11-22T18:00:00.000Z');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { freshDb } from '../../tests/support/db.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import { recordAudit } from '../../app/platform/audit.server.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db, Tx } from '../client.ts';

/** What the tables themselves refuse, whichever command forgot to ask. */
let db: Db;
let unit: string;
let person: string;
beforeAll(async () => {
  db = await freshDb();
  unit = await makeUnit(db);
  person = (await makePerson(db, { unitId: unit, staffNo: 'CB-1', email: 'an@vi-du.invalid', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unit }, { role: 'AUDITOR', scope: 'ALL', unitId: null }] })).id;
  await db.insertInto('job').values({ id: 'j', name: 'x', payload: '{}', state: 'QUEUED', unique_key: 'k', run_at: 'x', max_attempts: 1, created_at: 'x' }).execute();
  await db.transaction().execute((tx) => recordAudit(tx, { at: '2026-11-23T01:00:00.000Z', actor: null, action: 'x.y', objectType: 'thing', objectId: '1' }));
});
afterAll(() => db.destroy());

/** Does something and takes it back, so that the tests do not disturb each other. @returns what the database said, or null */
async function attempt(work: (tx: Tx) => Promise<unknown>): Promise<string | null> {
  const undo = new Error('undo');
  return db.transaction().execute(async (tx) => { await work(tx); throw undo; }).catch((error: unknown) => (error === undo ? null : (error as Error).message));
}
const account = (more: object) => (tx: Tx) => tx.insertInto('user_account').values({ id: newId(), account_kind: 'OPERATOR', full_name: 'A', name_fold: 'a', created_at: 'x', ...more }).execute();
const role = (more: object) => (tx: Tx) => tx.insertInto('role_assignment').values({ id: newId(), user_id: person, role: 'AUDITOR', scope: 'ALL', unit_id: null, granted_at: 'x', ...more }).execute();
const home = (more: object) => (tx: Tx) => tx.insertInto('membership').values({ id: newId(), user_id: person, unit_id: unit, position_title: 'x', is_primary: 0, valid_from: '2026-01-01', valid_to: null, ...more }).execute();
const version = (more: object) => (tx: Tx) => tx.insertInto('org_unit_version').values({ id: newId(), unit_id: unit, name: 'x', short_name: 'x', name_fold: 'x', parent_id: null, valid_from: '2030-01-01', valid_to: null, ...more }).execute();
const job = (more: object) => (tx: Tx) => tx.insertInto('job').values({ id: newId(), name: 'x', payload: '{}', state: 'QUEUED', unique_key: 'k', run_at: 'x', max_attempts: 1, created_at: 'x', ...more }).execute();

describe('refused', () => {
  it.each<[string, () => (tx: Tx) => Promise<unknown>, RegExp]>([
    ['an account of an unknown kind', () => account({ account_kind: 'ROBOT' }), /CHECK/],
    ['a language that is not spoken', () => account({ locale: 'fr' }), /CHECK/],
    ['a theme that is not there', () => account({ theme: 'blue' }), /CHECK/],
    ['a category that no law knows', () => account({ staff_category: 'constructor' }), /CHECK/],
    ['a staff number that somebody has', () => account({ staff_no: 'CB-1' }), /UNIQUE/],
    ['an e-mail that somebody has', () => account({ email: 'an@vi-du.invalid' }), /UNIQUE/],
    ['a role that is not there', () => role({ role: 'GOD' }), /CHECK/],
    ['a part of the province without a unit', () => role({ role: 'TRAINING_ADMIN', scope: 'SUBTREE' }), /CHECK/],
    ['the whole province with a unit', () => role({ role: 'CONTENT_EDITOR', unit_id: unit }), /CHECK/],
    ['a role that she holds, for everybody', () => role({}), /UNIQUE/],
    ['a role that she holds, for a unit', () => role({ role: 'UNIT_LEADER', scope: 'SUBTREE', unit_id: unit }), /UNIQUE/],
    ['a role of nobody', () => role({ user_id: 'nobody', role: 'CONTENT_EDITOR' }), /FOREIGN KEY/],
    ['a second primary membership', () => home({ is_primary: 1 }), /UNIQUE/],
    ['a membership that ends before it begins', () => home({ valid_to: '2025-12-31' }), /CHECK/],
    ['half a membership', () => home({ is_primary: 2 }), /CHECK/],
    ['a membership of no unit', () => home({ unit_id: 'nowhere' }), /FOREIGN KEY/],
    ['a unit of no day', () => version({ valid_to: '2030-01-01' }), /CHECK/],
    ['two versions of a unit from one day on', () => version({ valid_from: '2025-07-01' }), /UNIQUE/],
    ['a second waiting job of one key', () => job({}), /UNIQUE/],
    ['a job in an unknown state', () => job({ unique_key: null, state: 'LOST' }), /CHECK/],
    ['bytes where text belongs', () => account({ full_name: Buffer.from('A') }), /cannot store BLOB/],
  ])('%s', async (_what, work, words) => {
    expect(await attempt(work())).toMatch(words);
  });
});

describe('allowed', () => {
  it.each<[string, () => (tx: Tx) => Promise<unknown>]>([
    ['two people of one name without number and e-mail', () => async (tx) => { await account({})(tx); await account({})(tx); }],
    ['a membership of no day', () => home({ valid_to: '2026-01-01' })],
    ['a second post beside the primary one', () => home({})],
    ['an earlier primary membership that has ended', () => home({ is_primary: 1, valid_to: '2026-02-01' })],
    ['a role again that was taken away', () => async (tx) => { await tx.updateTable('role_assignment').set({ revoked_at: 'x' }).execute(); await role({})(tx); }],
    ['the same role for two units', () => async (tx) => { await role({ role: 'UNIT_LEADER', scope: 'SUBTREE', unit_id: await makeUnit(tx) })(tx); }],
    ['a job of a key whose last one is done', () => async (tx) => { await tx.updateTable('job').set({ state: 'DONE' }).execute(); await job({})(tx); }],
  ])('%s', async (_what, work) => {
    expect(await attempt(work())).toBeNull();
  });
});

describe('the log', () => {
  it.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['a changed row', (tx) => tx.updateTable('audit_event').set({ at: '2026-11-23T02:00:00.000Z' }).execute()],
    ['a removed row', (tx) => tx.deleteFrom('audit_event').execute()],
    ['a row put in the place of another', (tx) => sql`insert or replace into audit_event select * from audit_event`.execute(tx)],
    ['a removed head', (tx) => tx.deleteFrom('audit_head').execute()],
    ['a second head', (tx) => sql`insert into audit_head (id, row_count, hash) values (2, 0, '')`.execute(tx)],
  ])('refuses %s', async (_what, work) => {
    expect(await attempt(work)).not.toBeNull();
  });
});

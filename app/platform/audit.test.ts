import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { freshDb } from '../../tests/support/db.ts';
import { findAuditBreak, recordAudit } from './audit.server.ts';

const record = (db: Db, objectId: string, actor: { id: string; fullName: string } | null = null) =>
  db.transaction().execute((tx) => recordAudit(tx, { at: '2026-11-23T01:00:00.000Z', actor, action: 'role.grant', objectType: 'user_account', objectId, details: { role: 'AUDITOR' } }));

/** Changes rows as somebody with the file in hand could: the triggers stop everybody else. */
async function tamper(db: Db, statement: string): Promise<void> {
  await sql.raw('drop trigger audit_event_no_update').execute(db);
  await sql.raw('drop trigger audit_event_no_delete').execute(db);
  await sql.raw(statement).execute(db);
}

describe('the audit log', () => {
  it('names who did what to whom, or the system', async () => {
    await using db = await freshDb();
    await record(db, 'a', { id: 'u1', fullName: 'Phạm Quốc Khánh' });
    await record(db, 'b');
    expect(await db.selectFrom('audit_event').select(['actor_id', 'actor_name', 'object_id', 'details']).orderBy('seq').execute()).toEqual([
      { actor_id: 'u1', actor_name: 'Phạm Quốc Khánh', object_id: 'a', details: '{"role":"AUDITOR"}' },
      { actor_id: null, actor_name: 'Hệ thống', object_id: 'b', details: '{"role":"AUDITOR"}' },
    ]);
  });

  it('is whole over more rows than are read at once', async () => {
    await using db = await freshDb();
    expect(await findAuditBreak(db)).toBeNull();
    await db.transaction().execute(async (tx) => {
      for (let row = 0; row < 1003; row += 1) await recordAudit(tx, { at: '2026-11-23T01:00:00.000Z', actor: null, action: 'x.y', objectType: 'x', objectId: String(row) });
    });
    expect(await findAuditBreak(db)).toBeNull();
    await tamper(db, "update audit_event set object_id = 'other' where seq = 1002");
    expect(await findAuditBreak(db)).toBe(1002);
  });

  it.each([
    ['an altered row', "update audit_event set details = '{}' where seq = 2", 2],
    ['another name', "update audit_event set actor_name = 'Ai đó' where seq = 1", 1],
    ['a removed row', 'delete from audit_event where seq = 2', 3],
    ['a removed beginning', 'delete from audit_event where seq = 1', 2],
    ['a removed end', 'delete from audit_event where seq > 1', 2],
    ['an emptied log', 'delete from audit_event', 1],
    ['two rows that changed places', 'update audit_event set seq = case seq when 2 then 30 else 20 end where seq in (2, 3)', 20],
  ])('shows %s', async (_what, statement, at) => {
    await using db = await freshDb();
    for (const id of ['a', 'b', 'c']) await record(db, id);
    await tamper(db, statement);
    expect(await findAuditBreak(db)).toBe(at);
  });

  it('shows a removed end also after more was written', async () => {
    await using db = await freshDb();
    for (const id of ['a', 'b', 'c']) await record(db, id);
    await tamper(db, 'delete from audit_event where seq = 3');
    await record(db, 'd');
    expect(await findAuditBreak(db)).not.toBeNull();
  });

  it('cannot be changed or emptied by the program', async () => {
    await using db = await freshDb();
    await record(db, 'a');
    await expect(db.updateTable('audit_event').set({ details: '{}' }).execute()).rejects.toThrow('append-only');
    await expect(db.deleteFrom('audit_event').execute()).rejects.toThrow('append-only');
  });
});

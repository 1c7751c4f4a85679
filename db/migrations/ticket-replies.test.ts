import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseBefore } from '../../tests/support/db.ts';
import type { Db } from '../client.ts';
import { migrate } from './index.ts';

const at = '2026-11-23T01:00:00.000Z';
let db: Db;

/** A database as it was before: letters in every way of the ledger with what hangs on them, a ticket with its events. */
beforeEach(async () => {
  db = await databaseBefore('0055-outside-readers');
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', '2026-01-01')`.execute(db);
  await sql`insert into message (id, source_type, source_id, topic, is_duty, urgency, reason, content, content_hash, send_at, not_after, created_at) values ('m', 'NOTICE', 's', 'SYSTEM', 1, 'NORMAL', '{}', '{}', 'h', ${at}, '2026-12-01', ${at})`.execute(db);
  for (const [channel, state] of [['IN_APP', 'DELIVERED'], ['EMAIL', 'BOUNCED'], ['SMS', 'QUEUED']] as const) await sql`insert into delivery (id, message_id, recipient_id, channel, address, state, next_at, not_after, created_at) values (${channel}, 'm', 'p', ${channel}, 'x', ${state}, ${at}, '2026-12-01', ${at})`.execute(db);
  await sql`insert into suppression (channel, address, reason, delivery_id, created_at) values ('EMAIL', 'x', 'BOUNCE', 'EMAIL', ${at})`.execute(db);
  await sql`insert into competent_body (key, name) values ('b', 'Nơi')`.execute(db);
  await sql`insert into ticket (id, code, kind, body_key, summary, reply_channel, received_at, received_by, due_at) values ('t', 't', 'PETITION', 'b', 'x', 'EMAIL', ${at}, 'p', ${at})`.execute(db);
  for (const deed of ['RECEIVE', 'MOVE', 'ESCALATE']) await sql`insert into ticket_event (id, ticket_id, at, deed, by_id, note) values (${deed}, 't', ${at}, ${deed}, 'p', ${`Ghi chú “${deed}”`})`.execute(db);
});
afterEach(() => db.destroy());
const all = async (table: string) => (await sql<Record<string, unknown>>`select * from ${sql.table(table)} order by 1`.execute(db)).rows;

describe('a ledger from before letters to people outside', () => {
  it('keeps every row, figure and event, and what hangs on them', async () => {
    const tables = ['delivery', 'delivery_count', 'suppression', 'ticket_event'];
    const before = await Promise.all(tables.map(all));
    expect((await migrate(db)).slice(0, 2)).toEqual(['0055-outside-readers', '0056-ticket-replies']);
    expect(await Promise.all(tables.map(all))).toEqual(before);
    expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
    expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }]);
  });

  it.each([
    ['a letter of an account that is none', sql`insert into delivery (id, message_id, recipient_id, channel, state, next_at, not_after, created_at) values ('n', 'm', 'none', 'EMAIL', 'QUEUED', 'x', 'x', 'x')`],
    ['a second letter of one account on one channel', sql`insert into delivery (id, message_id, recipient_id, channel, state, next_at, not_after, created_at) values ('n', 'm', 'p', 'EMAIL', 'QUEUED', 'x', 'x', 'x')`],
    ['a letter outside with its address in the clear', sql`insert into delivery (id, message_id, channel, address, state, next_at, not_after, created_at) values ('n', 'm', 'EMAIL', 'x', 'QUEUED', 'x', 'x', 'x')`],
    ['a deed that is none', sql`insert into ticket_event (id, ticket_id, at, deed, by_id, note) values ('n', 't', ${at}, 'NOTHING', 'p', '')`],
    ['a reply by a way that is none', sql`insert into ticket_reply (id, ticket_id, message_id, channel, at, by_id) values ('n', 't', 'm', 'POST', ${at}, 'p')`],
    ['one message as the reply of two tickets', sql`insert into ticket_reply (id, ticket_id, message_id, channel, at, by_id) values ('n', 't', 'm', 'SMS', ${at}, 'p'), ('o', 't', 'm', 'SMS', ${at}, 'p')`],
  ])('refuses afterwards %s', async (_what, statement) => {
    await migrate(db);
    await expect(statement.execute(db)).rejects.toThrow(/constraint failed/);
  });
});

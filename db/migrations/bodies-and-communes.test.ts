import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getBody, listBodies } from '../../app/faq/queries/bodies.server.ts';
import { databaseBefore } from '../../tests/support/db.ts';
import type { Db } from '../client.ts';
import { migrate } from './index.ts';

const step = '0046-bodies-and-communes';
const at = '2026-11-23T01:00:00.000Z';
let db: Db;

/** A database as it was before the step: bodies of the file, a closed one, a call, tickets with events and escalations, searches. */
beforeEach(async () => {
  db = await databaseBefore(step);
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', '2026-01-01')`.execute(db);
  await sql`insert into competent_body (key, name, phone, closed_at) values ('mo', 'Nơi mở', '113', null), ('dong', 'Nơi đã đóng', null, '2026-07-01')`.execute(db);
  await sql`insert into call_record (id, client_key, revision, agent_id, channel, source, commune, started_at, erase_after) values ('c', 'key', 1, 'p', 'PHONE', 'ONLINE', 'Hoa Lư', ${at}, '2027-02-01')`.execute(db);
  for (const [id, limitation] of [['t1', '2026-12-31'], ['t2', null]] as const) {
    await sql`insert into ticket (id, code, kind, body_key, summary, reply_channel, limitation_on, received_at, received_by, due_at) values (${id}, ${id}, 'PETITION', 'dong', 'x', 'PHONE', ${limitation}, ${at}, 'p', ${at})`.execute(db);
    for (const deed of ['RECEIVE', 'ASSIGN', 'SEND', 'WAIT', 'RESUME', 'ANSWER', 'TELL', 'CLOSE', 'ESCALATE', 'ERASE']) await sql`insert into ticket_event (id, ticket_id, at, deed, by_id, note) values (${id + deed}, ${id}, ${at}, ${deed}, ${deed === 'ESCALATE' ? null : 'p'}, ${`Ghi chú “${deed}”`})`.execute(db);
    for (const told of ['SOON', 'DUE']) await sql`insert into ticket_escalation (ticket_id, step, at) values (${id}, ${told}, ${at})`.execute(db);
  }
  await sql`insert into faq_search (id, question, question_fold, results, source, at) values ('s', 'Mất sim', 'mat sim', 2, 'PUBLIC', ${at})`.execute(db);
});
afterEach(() => db.destroy());
const all = async (table: 'ticket_event' | 'ticket_escalation' | 'ticket' | 'call_record') => (await sql<Record<string, unknown>>`select * from ${sql.table(table)} order by 1, 2`.execute(db)).rows;

describe('a database from before bodies were kept', () => {
  it('loses no event and no escalation, and nothing that hangs on them', async () => {
    const before = { events: await all('ticket_event'), told: await all('ticket_escalation'), tickets: await all('ticket') };
    expect(await migrate(db)).toContain(step);
    expect([await all('ticket_event'), await all('ticket_escalation')]).toEqual([before.events, before.told]);
    expect((await all('ticket')).map(({ id, limitation_on, due_at }) => ({ id, limitation_on, due_at }))).toEqual(before.tickets.map(({ id, limitation_on, due_at }) => ({ id, limitation_on, due_at })));
    expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
    expect(await migrate(db)).toEqual([]);
  });

  it.each([
    ['a deed that is none', sql`insert into ticket_event (id, ticket_id, at, deed, by_id, note) values ('n', 't1', ${at}, 'NOTHING', 'p', '')`],
    ['an event of no ticket', sql`insert into ticket_event (id, ticket_id, at, deed, by_id, note) values ('n', 'none', ${at}, 'MOVE', 'p', '')`],
    ['an event of nobody that there is', sql`insert into ticket_event (id, ticket_id, at, deed, by_id, note) values ('n', 't1', ${at}, 'MOVE', 'none', '')`],
    ['the same step twice', sql`insert into ticket_escalation (ticket_id, step, at) values ('t1', 'DUE', ${at})`],
    ['a step that is none', sql`insert into ticket_escalation (ticket_id, step, at) values ('t1', 'LATE', ${at})`],
    ['a step of no ticket', sql`insert into ticket_escalation (ticket_id, step, at) values ('none', 'LIMITATION', ${at})`],
    ['a sign that is none', sql`update faq_search set outcome = 'MAYBE'`],
    ['a kind of body that is none', sql`update competent_body set kind = 'SHOP'`],
    ['a call from a commune that is none', sql`update call_record set unit_id = 'none'`],
    ['a commune that is none', sql`insert into competent_body_commune (body_key, unit_id) values ('mo', 'none')`],
  ])('afterwards still refuses %s', async (_what, statement) => {
    await migrate(db);
    await expect(statement.execute(db)).rejects.toThrow(/constraint failed/i);
  });

  it('takes the new deed and the new step, and finds events and open tickets by an index', async () => {
    await migrate(db);
    await sql`insert into ticket_event (id, ticket_id, at, deed, by_id, note) values ('n', 't1', ${at}, 'MOVE', 'p', '')`.execute(db);
    await sql`insert into ticket_escalation (ticket_id, step, at) values ('t1', 'LIMITATION', ${at})`.execute(db);
    const plan = async (query: ReturnType<typeof sql>) => (await sql<{ detail: string }>`explain query plan ${query}`.execute(db)).rows.map(({ detail }) => detail).join();
    expect(await plan(sql`select * from ticket_event where ticket_id = 't1' order by at`)).toContain('ticket_event_ticket');
    expect(await plan(sql`select * from ticket where body_key = 'mo' and closed_at is null`)).toContain('ticket_body_open');
  });

  it('shows its bodies, of no kind yet and for the whole province, the closed one with its work first', async () => {
    await migrate(db);
    const moment = { at, timeZone: 'Asia/Ho_Chi_Minh' };
    expect((await listBodies(db, moment)).map(({ key, kind, isClosed, openTickets, successor, hours }) => [key, kind, isClosed, openTickets, successor, hours])).toEqual([['dong', 'OTHER', true, 2, null, null], ['mo', 'OTHER', false, 0, null, null]]);
    expect(await getBody(db, 'dong', moment)).toMatchObject({ revision: 0, communes: [], closedOn: '2026-07-01' });
  });

  it('keeps calls with the words for their commune, which name no unit yet', async () => {
    await migrate(db);
    expect((await all('call_record')).map(({ commune, unit_id }) => [commune, unit_id])).toEqual([['Hoa Lư', null]]);
  });
});

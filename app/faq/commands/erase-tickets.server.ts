import type { Db } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { forgetReplies } from './reply-ticket.server.ts';
import { keepDays } from '../rules/ticket.ts';

const atOnce = 200;

/** Erases names, contacts, texts and comparison codes of tickets whose time after closing is over; numbers, kinds and dates stay for the figures. @returns how many */
export async function eraseTickets(ports: Ports): Promise<number> {
  const { now, at, today } = momentOf(ports);
  const limit = new Date(now.getTime() - (await readSetting(ports.db, keepDays, today)) * 86_400_000).toISOString();
  let count = 0;
  for (;;) {
    const rows = await ports.db.selectFrom('ticket').select(['id', 'answer']).where('closed_at', '<=', limit).where('erased_at', 'is', null).orderBy('closed_at').limit(atOnce).execute();
    if (rows.length === 0) return count;
    await eraseRows(ports.db, rows.map(({ id }) => id), at);
    count += rows.length;
  }
}

async function eraseRows(db: Db, ids: string[], at: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('ticket')
      .set(({ eb }) => ({ name_sealed: null, contact_sealed: null, citizen_hash: null, party_hash: null, summary: '', answer: eb.case().when('answer', 'is', null).then(null).else('').end(), aid_group: null, limitation_on: null, erased_at: at, revision: eb('revision', '+', 1) }))
      .where('id', 'in', ids)
      .execute();
    await forgetReplies(tx, ids, at);
    await tx.updateTable('ticket_event').set({ note: '' }).where('ticket_id', 'in', ids).execute();
    await tx.insertInto('ticket_event').values(ids.map((id) => ({ id: newId(), ticket_id: id, at, deed: 'ERASE', by_id: null, note: '' }))).execute();
    for (const id of ids) await recordAudit(tx, { at, actor: null, action: 'ticket.erase', objectType: 'ticket', objectId: id });
  });
}

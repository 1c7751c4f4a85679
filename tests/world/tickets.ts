import { receiveTicket } from '../../app/faq/index.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Clock } from '../../app/platform/clock.ts';
import type { Db } from '../../db/client.ts';
import type { TicketForm } from '../../app/faq/forms/tickets.ts';

/** What a ticket's form holds once it has been parsed. */
export const aTicket = (changes: Partial<TicketForm> = {}): TicketForm => ({
  once: newId(), kind: 'LEGAL_HELP', bodyKey: 'ubnd-xa', callId: null, unitId: null, summary: 'Hỏi thủ tục ghi lại ngày sinh trong giấy khai sinh.', name: 'Nguyễn Thị Thuỳ Dương', contact: '0912345678', replyChannel: 'PHONE', aidGroup: null, limitationOn: null, party: '', ...changes,
});

/** A body to which tickets go. */
export async function makeBody(db: Db, key = 'ubnd-xa', traits: { name?: string; closedAt?: string; successorKey?: string } = {}): Promise<void> {
  await db.insertInto('competent_body').values({ key, name: traits.name ?? 'UBND cấp xã', phone: null, closed_at: traits.closedAt ?? null, successor_key: traits.successorKey ?? null }).onConflict((conflict) => conflict.doNothing()).execute();
}

/** A ticket as the desk writes it down. @returns its id */
export async function makeTicket(db: Db, clock: Clock, actor: Actor, changes: Partial<TicketForm> = {}): Promise<string> {
  await makeBody(db, changes.bodyKey);
  const made = await receiveTicket({ db, clock, timeZone: 'Asia/Ho_Chi_Minh', secret: 'test-secret' }, actor, aTicket(changes));
  if (!made.ok) throw new Error(JSON.stringify(made.faults));
  return made.id;
}

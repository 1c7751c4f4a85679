import type { Actor, Role } from '../../app/people/actor.ts';
import { workTicket, type Deed } from '../../app/faq/commands/work-ticket.server.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { asker, auditsOf } from './call-desk.ts';
import { testPorts } from './calls.ts';
import { makePerson, makeUnit } from './people.ts';
import { makeBody, makeTicket } from './tickets.ts';

/** Where tickets are written down and worked on: an agent, two officers of one unit, a supervisor, somebody without a part in it. */
export async function ticketDesk() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret: 'test-secret' };
  const unit = await makeUnit(db, { name: 'Sở Tư pháp' });
  const person = (fullName: string, ...roles: Role[]): Promise<Actor> => makePerson(db, { fullName, unitId: unit, grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) });
  const [agent, officer, second, supervisor, stranger] = [await person('Quách Thị Lụa', 'CALL_AGENT'), await person('Mạc Thị Hồi', 'LEGAL_OFFICER'), await person('Đoàn Văn Hậu', 'LEGAL_OFFICER'), await person('Cù Xuân Trường', 'CALL_SUPERVISOR'), await person('Ngô Ý Nhi')];
  await makeBody(db);
  const row = (id: string) => db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const work = async (who: Actor, id: string, deed: Deed['deed'], changes: Partial<Deed> = {}) => workTicket(ports, who, { id, revision: (await row(id)).revision, deed, note: 'Ghi chú', to: null, bodyKey: '', ...changes });
  /** A ticket of the officer after these steps, all of which must be possible. */
  const after = async (...deeds: Deed['deed'][]): Promise<string> => {
    const id = await makeTicket(db, clock, agent);
    for (const deed of deeds) {
      const done = await work(officer, id, deed);
      if (!done.ok) throw new Error(`${deed}: ${JSON.stringify(done.faults)}`);
    }
    return id;
  };
  const events = async (id: string) => (await db.selectFrom('ticket_event').select(['deed', 'note', 'by_id', 'at']).where('ticket_id', '=', id).orderBy('at').orderBy('id').execute());
  return { db, clock, ports, unit, person, agent, officer, second, supervisor, stranger, row, work, after, events, audits: auditsOf(db), ask: asker(db, clock), [Symbol.asyncDispose]: () => db.destroy() };
}

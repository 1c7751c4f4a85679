import { instantOf } from '../../platform/local-time.ts';
import { listCommuneNames, momentOf, type Actor, type Ports } from '../../people/index.server.ts';
import { communeLabel } from '../../people/index.ts';
import { canSuperviseCalls } from '../policy.ts';
import { findCallInHand, findWrappedTicket, listColleagues, listHanded, listParked, summariseShift } from './call-desk.server.ts';
import { findExtension } from './telephony.server.ts';
import { listOpenBodies } from './tickets.server.ts';
import { findDeskAnswer, searchDesk } from './desk-answers.server.ts';

/** Everything on the desk of one agent. */
export async function readDesk(ports: Ports, actor: Actor, { q, open }: { q: string; open: string }) {
  const moment = momentOf(ports);
  const answer = await findDeskAnswer(ports.db, open, moment);
  const found = await findCallInHand(ports.db, actor.id, moment.today);
  // The sealed number is for the server only.
  const call = found ? { ...found, numberSealed: undefined } : null;
  return {
    q, ...(await searchDesk(ports.db, q, moment)), call, answer, isGone: open !== '' && answer === null,
    parked: await listParked(ports.db, actor.id),
    handed: await listHanded(ports.db, actor.id, canSuperviseCalls(actor)),
    ticket: await findWrappedTicket(ports.db, actor.id),
    bodies: await listOpenBodies(ports.db, moment.at),
    communes: (await listCommuneNames(ports.db, moment.today)).map(communeLabel),
    colleagues: await listColleagues(ports.db, actor.id),
    extension: await findExtension(ports.db, actor.id),
    shift: await summariseShift(ports.db, actor.id, instantOf(`${moment.today}T00:00`, ports.timeZone)),
  };
}
export type DeskPage = Awaited<ReturnType<typeof readDesk>>;

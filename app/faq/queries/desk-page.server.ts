import { instantOf } from '../../platform/local-time.ts';
import { momentOf, type Actor, type Ports } from '../../people/index.server.ts';
import { canSuperviseCalls } from '../policy.ts';
import { deskIndex } from '../rules/desk-index.ts';
import { findCallInHand, listColleagues, listHanded, listParked, summariseShift } from './call-desk.server.ts';
import { findExtension } from './telephony.server.ts';
import { listDeskAnswers } from './desk-answers.server.ts';

/** Everything on the desk of one agent. */
export async function readDesk(ports: Ports, actor: Actor, { q, open }: { q: string; open: string }) {
  const moment = momentOf(ports);
  const answers = await listDeskAnswers(ports.db, moment);
  const found = await findCallInHand(ports.db, actor.id);
  // The sealed number is for the server only.
  const call = found ? { ...found, numberSealed: undefined } : null;
  const hits = deskIndex(answers).search(q).flatMap(({ slug }) => answers.filter((answer) => answer.slug === slug));
  return {
    q, hits, call, answer: answers.find(({ slug }) => slug === open) ?? null, isGone: open !== '' && !answers.some(({ slug }) => slug === open),
    parked: await listParked(ports.db, actor.id),
    handed: await listHanded(ports.db, actor.id, canSuperviseCalls(actor)),
    colleagues: await listColleagues(ports.db, actor.id),
    extension: await findExtension(ports.db, actor.id),
    shift: await summariseShift(ports.db, actor.id, instantOf(`${moment.today}T00:00`, ports.timeZone)),
  };
}
export type DeskPage = Awaited<ReturnType<typeof readDesk>>;

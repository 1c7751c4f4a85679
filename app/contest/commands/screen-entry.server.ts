import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { LookForm } from '../forms/screening.ts';
import { screeningMessages as messages } from '../messages/screening.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import { isScreeningOver } from '../queries/late-entries.server.ts';
import { getOwnScreening, listLooks } from '../queries/screening.server.ts';
import { canReply, currentLook } from '../rules/screening-state.ts';
import { deskEntryToChange } from './desk-entry.server.ts';
import { pinTies } from './pin-ties.server.ts';
import { asLogged } from './write-profile.server.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosedById } from './refuse-closed.server.ts';

/** Records a look at an entry as it was handed in last, which has to be what was read; a doubt or a refusal gives the entrant time to reply. Once the entry has been given out nothing changes any more. */
export async function screenEntry(ports: Ports, actor: Actor, contestId: string, { entryId, ...form }: LookForm & { entryId: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const open = await deskEntryToChange(tx, actor, contestId, entryId);
    if (!open.ok) return open;
    const { contest, entry } = open;
    if (await isScreeningOver(tx, contest.id, entryId)) return refuse('form', messages.both('fault.assigned'));
    if (form.version !== entry.version) return refuse('form', messages.both('fault.newer', { version: entry.version }));
    if (form.outcome !== 'ELIGIBLE' && (form.replyUntil === null || form.replyUntil <= today)) return refuse('replyUntil', messages.both('fault.until'));
    const id = newId();
    await tx.insertInto('eligibility_check').values({ id, entry_id: entryId, version: entry.version, outcome: form.outcome, reason: form.reason, checked_by: actor.id, checked_at: at, reply_until: form.outcome === 'ELIGIBLE' ? null : form.replyUntil }).execute();
    await recordAudit(tx, { at, actor, action: 'entry.screen', objectType: 'entry', objectId: entryId, details: { outcome: form.outcome, version: entry.version, reason: form.reason } });
    await tellTeam(tx, { id, entryId, number: entry.number, at, by: actor.id });
    return { ok: true };
  });
}

async function tellTeam(tx: Tx, look: { id: string; entryId: string; number: string; at: Instant; by: string }): Promise<void> {
  const { owner_id } = await tx.selectFrom('entry').select('owner_id').where('id', '=', look.entryId).executeTakeFirstOrThrow();
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('told.subject'), body: messages.in(locale)('told.body', { entry: '{{so_bai}}' }) });
  await writeMessage(tx, {
    source: { type: 'NOTICE', id: look.id },
    topic: 'CONTEST',
    isDuty: true,
    urgency: 'NORMAL',
    reason: messages.both('told.reason'),
    content: { vi: words('vi'), en: words('en'), link: `/contests/entries/${look.entryId}/screening` },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients: [owner_id],
    variables: new Map([[owner_id, { so_bai: look.number }]]),
    sendAt: look.at,
    notAfter: new Date(Date.parse(look.at) + 14 * 86_400_000).toISOString(),
    createdBy: look.by,
    now: look.at,
  });
}

/** The entrant's one reply to the last look, in time. */
export async function replyToScreening(ports: Ports, actor: Actor, entryId: string, reply: string): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { contestId } = await getOwnScreening(tx, actor.id, entryId);
    const closed = await refuseClosedById(tx, contestId);
    if (closed) return closed;
    const last = currentLook(await listLooks(tx, entryId));
    if (!last || !canReply(last, today)) return refuse('form', messages.both('fault.reply-over'));
    await tx.updateTable('eligibility_check').set({ reply, replied_at: at }).where('id', '=', last.id).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.reply', objectType: 'entry', objectId: entryId });
    return { ok: true };
  });
}

const mostNamed = 20;

/** The entrant names somebody who must not judge; whether that is a judge is not told. */
export async function nameTie(ports: Ports, actor: Actor, entryId: string, { name, reason }: { name: string; reason: string }): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { contestId, named } = await getOwnScreening(tx, actor.id, entryId);
    const closed = await refuseClosedById(tx, contestId);
    if (closed) return closed;
    if (named.some((tie) => tie.name === name)) return { ok: true };
    if (named.length >= mostNamed) return refuse('name', messages.both('fault.many'));
    await tx.insertInto('declared_tie').values({ id: newId(), judge_id: null, entry_id: entryId, name, reason, declared_by: actor.id, declared_at: at }).execute();
    await pinTies(tx, await getJudgingContest(tx, contestId), at);
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.name-tie', objectType: 'entry', objectId: entryId });
    return { ok: true };
  });
}

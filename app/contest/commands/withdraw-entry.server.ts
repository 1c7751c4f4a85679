import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { isLate } from '../entry-refusals.ts';
import { closedFor, demandLead, entryOf, timesOf } from '../entry-rows.server.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { screeningMessages } from '../messages/screening.ts';
import { isGivenOut } from '../queries/late-entries.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { demandOrganiser } from './change-call.server.ts';
import { deskEntryToChange } from './desk-entry.server.ts';
import type { SigningPorts } from './hand-in-entry.server.ts';
import { keepWithdrawal } from './keep-withdrawal.server.ts';
import { releaseOpenReviews } from './release-gone.server.ts';
import { tellWithdrawn } from './tell-entrants.server.ts';
import { asLogged } from './write-profile.server.ts';

/**
 * Takes an entry out of the contest. Until the deadline it may be handed in anew; after it the withdrawal is for good, and possible only as long as no judge was given the entry.
 * What was handed in stays with its receipt; the withdrawal gets one of its own.
 */
export async function withdrawEntry(ports: SigningPorts, actor: Actor, entryId: string): Promise<Outcome<{ receiptId: string }>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ receiptId: string }>> => {
    const entry = await entryOf(tx, actor, entryId);
    demandLead(entry);
    if (!entry.submitted_at) return refuse('form', faults.both('never-submitted'));
    if (entry.withdrawn_at) return refuse('form', faults.both('withdrawn'));
    const closed = closedFor(at, await timesOf(tx, entry.contest_id), ports.timeZone);
    if (closed && !isLate(closed)) return closed;
    if (closed && (await isGivenOut(tx, entryId))) return refuse('form', faults.both('withdraw-given'));
    await tx.updateTable('entry').set({ withdrawn_at: at, withdrawn_by: null, withdrawal_reason: null }).where('id', '=', entryId).execute();
    const how = closed ? 'FINAL' : 'AGAIN';
    const { receiptId, proof } = await keepWithdrawal(tx, ports, { entryId, at, by: actor.id, how });
    await tellWithdrawn(tx, { entry, at, timeZone: ports.timeZone, how, receiptId, proof });
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.withdraw', objectType: 'entry', objectId: entryId });
    return { ok: true, receiptId };
  });
}

/** Takes an entry out that judges have been given, when its team asks the organisers to. What judges have locked stays and helps to know them; nobody judges it any more, and it has no place. Until the results are public. */
export async function withdrawForTeam(ports: SigningPorts, actor: Actor, contestId: string, { entryId, reason }: { entryId: string; reason: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const open = await deskEntryToChange(tx, actor, contestId, entryId);
    if (!open.ok) return open;
    const { contest, entry } = open;
    if (await findPublication(tx, contest.id)) return refuse('form', faults.both('withdraw-published'));
    await tx.updateTable('entry').set({ withdrawn_at: at, withdrawn_by: actor.id, withdrawal_reason: reason }).where('id', '=', entryId).execute();
    await releaseOpenReviews(tx, { entryId, at, reason: screeningMessages.in('vi')('withdrawal.released'), by: actor.id });
    await takeDecisionBack(tx, entryId, at);
    const { receiptId, proof } = await keepWithdrawal(tx, ports, { entryId, at, by: actor.id, how: 'ORGANISER' });
    await tellWithdrawn(tx, { entry: { id: entry.id, number: entry.number }, at, timeZone: ports.timeZone, how: 'ORGANISER', receiptId, proof, reason, by: actor.id });
    await recordAudit(tx, { at, actor, action: 'entry.withdraw-for-team', objectType: 'entry', objectId: entryId, details: { number: entry.number, reason } });
    return { ok: true };
  });
}

/** A prize that was decided on and not published goes to somebody else. */
async function takeDecisionBack(tx: Tx, entryId: string, at: Instant): Promise<void> {
  await tx.updateTable('contest_decision').set({ revoked_at: at }).where('entry_id', '=', entryId).where('revoked_at', 'is', null).execute();
}

import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, nameColumns, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId, newToken } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { closedFor, demandLead, entryOf, newestRules, notFound, timesOf, type EntryRow } from '../entry-rows.server.ts';
import { entryFaults as faults } from '../messages/entry-faults.ts';
import { isFromOutside } from '../policy.ts';
import { hasSeat } from '../queries/judges.server.ts';
import { addressOf, invitationEnds, mostMembers } from '../rules/entry-team.ts';
import { tellInvited } from './tell-entrants.server.ts';
import { asLogged } from './write-profile.server.ts';

/** Invites somebody by address: a link with a token goes there by mail. Only the lead invites. */
export async function inviteMember(ports: Ports, actor: Actor, entryId: string, { email, fullName }: { email: string; fullName: string }): Promise<Outcome<{ memberId: string; token: string }>> {
  return changeTeam(ports, actor, entryId, async (tx, entry, at): Promise<Outcome<{ memberId: string; token: string }>> => {
    const address = addressOf(email);
    const team = await tx.selectFrom('entry_member').select('email').where('entry_id', '=', entryId).where('removed_at', 'is', null).execute();
    if (team.some((member) => addressOf(member.email) === address)) return refuse('email', faults.both('member-known'));
    if (team.length >= mostMembers) return refuse('email', faults.both('member-most', { max: mostMembers }));
    const [memberId, token] = [newId(), newToken()];
    await tx.insertInto('entry_member').values({ id: memberId, entry_id: entryId, email: address, full_name: fullName, token_hash: sha256(token), invited_at: at }).execute();
    const accountId = await accountFor(tx, actor, address, at);
    await tellInvited(tx, { entry, accountId, memberId, token, by: actor.fullName, at });
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.invite', objectType: 'entry', objectId: entryId, details: { object: memberId } });
    return { ok: true, memberId, token };
  });
}

/** The account of an address; somebody unknown gets one that waits until she proves the address by the code that is sent to it. What the lead calls her is hers only once she accepts. */
async function accountFor(tx: Tx, actor: Actor, address: string, at: Instant): Promise<string> {
  const exact = await tx.selectFrom('user_account').select('id').where('email', '=', address).executeTakeFirst();
  // Officials' addresses stand as they were typed.
  const known = exact ?? (await tx.selectFrom('user_account').select('id').where((row) => row(row.fn('lower', ['email']), '=', address)).executeTakeFirst());
  if (known) return known.id;
  const id = newId();
  await tx.insertInto('user_account').values({ id, account_kind: 'SERVICE', email: address, ...nameColumns(address.split('@')[0] ?? address), created_at: at }).execute();
  await tx.insertInto('external_account').values({ user_id: id, registered_at: at }).execute();
  await recordAudit(tx, { at, actor: asLogged(actor), action: 'external-account.create', objectType: 'external_account', objectId: id });
  return id;
}

/** Removes somebody from the team, or takes an invitation back. Only the lead does, and not herself. */
export async function removeMember(ports: Ports, actor: Actor, entryId: string, memberId: string): Promise<Outcome> {
  return changeTeam(ports, actor, entryId, async (tx, _entry, at): Promise<Outcome> => {
    const member = await memberIn(tx, entryId, memberId);
    if (!member) return refuse('form', faults.both('member-gone'));
    if (member.is_lead) return refuse('form', faults.both('lead-stays'));
    await tx.updateTable('entry_member').set({ removed_at: at, token_hash: null }).where('id', '=', memberId).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.remove-member', objectType: 'entry', objectId: entryId, details: { object: memberId } });
    return { ok: true };
  });
}

/** Makes another member the lead; the one before stays in the team. */
export async function handOverLead(ports: Ports, actor: Actor, entryId: string, memberId: string): Promise<Outcome> {
  return changeTeam(ports, actor, entryId, async (tx, _entry, at): Promise<Outcome> => {
    const member = await memberIn(tx, entryId, memberId);
    if (!member) return refuse('form', faults.both('member-gone'));
    if (!member.accepted_at || !member.user_id) return refuse('form', faults.both('not-accepted'));
    await tx.updateTable('entry_member').set({ is_lead: 0 }).where('entry_id', '=', entryId).execute();
    await tx.updateTable('entry_member').set({ is_lead: 1 }).where('id', '=', memberId).execute();
    await tx.updateTable('entry').set({ owner_id: member.user_id }).where('id', '=', entryId).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.hand-over', objectType: 'entry', objectId: entryId, details: { object: memberId } });
    return { ok: true };
  });
}

/** Leaves a team; the lead hands over first. Until the deadline or after it: nobody is kept. */
export async function leaveTeam(ports: Ports, actor: Actor, entryId: string): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await entryOf(tx, actor, entryId);
    if (entry.isLead) return refuse('form', faults.both('lead-stays'));
    await tx.updateTable('entry_member').set({ removed_at: at }).where('entry_id', '=', entryId).where('user_id', '=', actor.id).where('removed_at', 'is', null).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.leave', objectType: 'entry', objectId: entryId });
    return { ok: true };
  });
}

/** Answers an invitation. It is for the account of the address to which it went; whoever accepts agrees to the rules. @throws AppError not-found for a token that is none */
export async function answerInvitation(ports: Ports, actor: Actor, { token, accepts, agrees }: { token: string; accepts: boolean; agrees: boolean }): Promise<Outcome<{ entryId: string; hasJoined: boolean }>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ entryId: string; hasJoined: boolean }>> => {
    const invitation = await tx.selectFrom('entry_member as m').innerJoin('entry as e', 'e.id', 'm.entry_id').select(['m.id', 'm.email', 'm.full_name', 'm.invited_at', 'e.contest_id', 'e.id as entry_id']).where('m.token_hash', '=', sha256(token)).where('m.removed_at', 'is', null).executeTakeFirst();
    if (!invitation) throw notFound();
    if (invitationOver(invitation.invited_at, at)) return refuse('form', faults.both('invitation-gone'));
    const account = await tx.selectFrom('user_account').select('email').where('id', '=', actor.id).executeTakeFirstOrThrow();
    if (addressOf(account.email ?? '') !== addressOf(invitation.email)) return refuse('form', faults.both('invitation-other'));
    const answered = { token_hash: null, user_id: actor.id, full_name: actor.fullName };
    if (!accepts) {
      await tx.updateTable('entry_member').set({ ...answered, removed_at: at }).where('id', '=', invitation.id).execute();
      return { ok: true, entryId: invitation.entry_id, hasJoined: false };
    }
    const closed = closedFor(at, await timesOf(tx, invitation.contest_id), ports.timeZone);
    if (closed) return closed;
    if (await hasSeat(tx, invitation.contest_id, actor.id)) return refuse('form', faults.both('jury'));
    if (!agrees) return refuse('agrees', faults.both('consent'));
    await tx.updateTable('entry_member').set({ ...answered, full_name: await nameOf(tx, actor, invitation.full_name), accepted_at: at }).where('id', '=', invitation.id).execute();
    await agreeToRules(tx, { entryId: invitation.entry_id, contestId: invitation.contest_id, userId: actor.id, at });
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.join', objectType: 'entry', objectId: invitation.entry_id });
    return { ok: true, entryId: invitation.entry_id, hasJoined: true };
  });
}

/** Who joins under which name: her own, or without a profile that of the invitation, which becomes her own. */
async function nameOf(tx: Tx, actor: Actor, invitedAs: string): Promise<string> {
  if (!isFromOutside(actor) || (await tx.selectFrom('contestant').select('user_id').where('user_id', '=', actor.id).executeTakeFirst())) return actor.fullName;
  await tx.updateTable('user_account').set(nameColumns(invitedAs)).where('id', '=', actor.id).execute();
  return invitedAs;
}

const invitationOver = (invitedAt: Instant, at: Instant) => at > invitationEnds(invitedAt);

/** Writes down that somebody agrees to the newest rules; the first time counts. */
export async function agreeToRules(tx: Tx, { entryId, contestId, userId, at }: { entryId: string; contestId: string; userId: string; at: Instant }): Promise<void> {
  const rules = await newestRules(tx, contestId);
  if (!rules) return;
  const row = { entry_id: entryId, user_id: userId, rules_id: rules.id, agreed_at: at };
  await tx.insertInto('contest_consent').values(row).onConflict((conflict) => conflict.columns(['entry_id', 'user_id', 'rules_id']).doUpdateSet({ withdrawn_at: null })).execute();
}

function memberIn(tx: Tx, entryId: string, memberId: string) {
  return tx.selectFrom('entry_member').select(['id', 'user_id', 'full_name', 'is_lead', 'accepted_at']).where('entry_id', '=', entryId).where('id', '=', memberId).where('removed_at', 'is', null).executeTakeFirst();
}

/** What only the lead does, and only until the deadline. */
async function changeTeam<Result>(ports: Ports, actor: Actor, entryId: string, change: (tx: Tx, entry: EntryRow, at: Instant) => Promise<Outcome<Result>>): Promise<Outcome<Result>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<Result>> => {
    const entry = await entryOf(tx, actor, entryId);
    demandLead(entry);
    return closedFor(at, await timesOf(tx, entry.contest_id), ports.timeZone) ?? change(tx, entry, at);
  });
}

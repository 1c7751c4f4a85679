import type { Db, Tx } from '../../../db/client.ts';
import { forgetAddresses } from '../../messaging/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, nameColumns, refuse, revokeSessions, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { outsideMessages as messages } from '../messages/outside.ts';
import { isFromOutside } from '../policy.ts';
import type { CopyLeft } from '../queries/blind-copies.server.ts';
import { standsBehind } from '../queries/own-entry.server.ts';
import { withoutPerson, type PublishedNames } from '../queries/published-names.server.ts';
import { asLogged } from './write-profile.server.ts';
import { releaseOpenReviews } from './release-gone.server.ts';

/**
 * Erases somebody from outside: name and contact go, and so do the words of the entries that are hers alone. Hashes, receipts and consents stay, because others rely on them.
 * Refused, with the entry, while a prize of hers runs.
 */
export async function eraseAccount(ports: Ports, actor: Actor): Promise<Outcome> {
  const { at } = momentOf(ports);
  if (!isFromOutside(actor)) return refuse('form', messages.both('fault.official'));
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const number = await findRunningPrize(tx, actor.id);
    if (number) return refuse('form', messages.both('fault.prize', { number }));
    await eraseWords(tx, actor.id);
    const entries = await listOwnAlone(tx, actor.id);
    for (const id of entries) await eraseEntry(tx, id, at);
    await passLeadsOn(tx, actor, at);
    await erasePublished(tx, actor.id, new Set(entries));
    await erasePerson(tx, actor.id, at);
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'external-account.erase', objectType: 'external_account', objectId: actor.id, details: { count: entries.length } });
    return { ok: true };
  });
}

/** The number of an entry of this person that holds a prize in a contest that is not closed. */
async function findRunningPrize(db: Db | Tx, userId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('contest_decision as d')
    .innerJoin('entry as e', 'e.id', 'd.entry_id')
    .innerJoin('contest as c', 'c.id', 'e.contest_id')
    .select('e.number')
    .where('d.prize_id', 'is not', null)
    .where('d.revoked_at', 'is', null)
    .where('c.closed_at', 'is', null)
    .where(standsBehind(userId))
    .executeTakeFirst();
  return row?.number;
}

/** Entries in which nobody else has taken part: a team keeps what is also its work. */
async function listOwnAlone(tx: Tx, userId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('entry as e')
    .select('e.id')
    .where('e.owner_id', '=', userId)
    .where((where) => where.not(where.exists(where.selectFrom('entry_member as m').select('m.id').whereRef('m.entry_id', '=', 'e.id').where('m.user_id', 'is not', null).where('m.user_id', '!=', userId).where('m.accepted_at', 'is not', null).where('m.removed_at', 'is', null))))
    .execute();
  return rows.map((row) => row.id);
}

/** A team that stays is led by whoever has been in it longest: without a lead nobody could hand in, withdraw or object. */
async function passLeadsOn(tx: Tx, actor: Actor, at: Instant): Promise<void> {
  const entries = await tx.selectFrom('entry').select('id').where('owner_id', '=', actor.id).where('erased_at', 'is', null).execute();
  for (const { id } of entries) {
    const next = await tx.selectFrom('entry_member').select(['id', 'user_id']).where('entry_id', '=', id).where('user_id', '!=', actor.id).where('accepted_at', 'is not', null).where('removed_at', 'is', null).orderBy('accepted_at').orderBy('id').limit(1).executeTakeFirst();
    if (!next?.user_id) continue;
    await tx.updateTable('entry_member').set((set) => ({ is_lead: set.case().when('id', '=', next.id).then(1).else(0).end() })).where('entry_id', '=', id).execute();
    await tx.updateTable('entry').set({ owner_id: next.user_id }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'entry.hand-over', objectType: 'entry', objectId: id, details: { object: next.id } });
  }
}

async function eraseEntry(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx.updateTable('entry').set((set) => ({ title: messages.in('vi')('erased-title'), erased_at: at, withdrawn_at: set.fn.coalesce('withdrawn_at', set.val(at)), revision: set('revision', '+', 1) })).where('id', '=', id).execute();
  await tx.deleteFrom('entry_part').where('entry_id', '=', id).execute();
  await releaseOpenReviews(tx, { entryId: id, at, reason: messages.in('vi')('erased-review') });
  await tx.updateTable('entry_submission').set({ content: '{}' }).where('entry_id', '=', id).execute();
  await tx.updateTable('entry_file').set((set) => ({ name: 'erased', scan_note: null, removed_at: set.fn.coalesce('removed_at', set.val(at)) })).where('entry_id', '=', id).execute();
  await tx.updateTable('entry_member').set((set) => ({ full_name: messages.in('vi')('erased-name'), email: set.fn<string>('concat', [set.val('erased:'), 'id']), token_hash: null, removed_at: set.fn.coalesce('removed_at', set.val(at)) })).where('entry_id', '=', id).execute();
}

/** What stands about her, or was said by her, outside of the entries. A team's reply and objection are the words of its lead. */
async function eraseWords(tx: Tx, userId: string): Promise<void> {
  await tx.updateTable('result_appeal').set({ words: '' }).where('raised_by', '=', userId).execute();
  await tx.updateTable('eligibility_check').set({ reply: '' }).where('reply', 'is not', null).where('entry_id', 'in', (own) => own.selectFrom('entry').select('id').where('owner_id', '=', userId)).execute();
  await tx.updateTable('judge').set({ employer: null }).where('user_id', '=', userId).execute();
  const copies = await tx
    .selectFrom('blind_copy')
    .select(['file_id', 'leftovers'])
    .where((row) => row.or([row('entry_id', 'in', row.selectFrom('entry').select('id').where('owner_id', '=', userId)), row('entry_id', 'in', row.selectFrom('entry_member').select('entry_id').where('user_id', '=', userId))]))
    .execute();
  // That something was found stays: a copy in which something is left must not open itself to judges.
  for (const { file_id, leftovers } of copies) {
    const left = (JSON.parse(leftovers) as CopyLeft[]).map(({ kind }) => ({ kind, text: '' }));
    await tx.updateTable('blind_copy').set({ leftovers: JSON.stringify(left) }).where('file_id', '=', file_id).execute();
  }
}

async function erasePublished(tx: Tx, userId: string, entries: ReadonlySet<string>): Promise<void> {
  const t = messages.in('vi');
  const rows = await tx.selectFrom('contest_publication').select(['contest_id', 'version', 'names']).where((row) => row(row.fn<number>('instr', ['names', row.val(userId)]), '>', 0)).execute();
  for (const { contest_id, version, names } of rows) {
    const left = withoutPerson(JSON.parse(names) as PublishedNames, { userId, entries, word: t('erased-name'), title: t('erased-title') });
    await tx.updateTable('contest_publication').set({ names: JSON.stringify(left) }).where('contest_id', '=', contest_id).where('version', '=', version).execute();
  }
}

async function erasePerson(tx: Tx, userId: string, at: Instant): Promise<void> {
  const { email } = await tx.selectFrom('user_account').select('email').where('id', '=', userId).executeTakeFirstOrThrow();
  await tx.deleteFrom('sign_in_code').where((code) => code.or([code('email', '=', email ?? ''), code('for_user', '=', userId)])).execute();
  await tx.updateTable('entry_member').set((set) => ({ full_name: messages.in('vi')('erased-name'), email: set.fn<string>('concat', [set.val('erased:'), 'id']), token_hash: null, removed_at: set.fn.coalesce('removed_at', set.val(at)) })).where('user_id', '=', userId).execute();
  await tx.updateTable('contest_question').set({ asked_by: null }).where('asked_by', '=', userId).execute();
  await tx.deleteFrom('contestant').where('user_id', '=', userId).execute();
  await tx.updateTable('external_account').set({ erased_at: at }).where('user_id', '=', userId).execute();
  await tx.updateTable('user_account').set({ ...nameColumns(messages.in('vi')('erased-name')), email: null, phone: null, disabled_at: at, disabled_reason: 'ERASED' }).where('id', '=', userId).execute();
  await forgetAddresses(tx, userId, at);
  await revokeSessions(tx, userId, at);
}
